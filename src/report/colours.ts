/** Red, green and blue, 0–255, not necessarily whole. */
export type Rgb = readonly [number, number, number];

/**
 * Every eighth of "viridis": its lightness rises evenly, so that equal steps look equal and it survives grey printing and
 * colour-blind eyes.
 *
 * @see S. van der Walt and N. Smith, "A better default colormap for matplotlib", SciPy 2015; the table is in the public domain (CC0)
 */
const POWER_STOPS: readonly Rgb[] = [
  [68, 1, 84],
  [71, 44, 122],
  [59, 81, 139],
  [44, 113, 142],
  [33, 144, 141],
  [39, 173, 129],
  [92, 200, 99],
  [170, 220, 50],
  [253, 231, 37],
];

/** Brown below the requirement, teal above, pale where it is just met: a pair that every common colour blindness tells apart. */
const MARGIN_STOPS: readonly Rgb[] = [
  [110, 46, 12],
  [178, 98, 38],
  [226, 176, 112],
  [245, 241, 230],
  [142, 203, 194],
  [38, 142, 138],
  [0, 72, 84],
];

/**
 * Categories that differ in hue and in lightness.
 *
 * @see M. Okabe and K. Ito, "Color Universal Design", 2008 (black left out, grey added)
 */
const CATEGORIES: readonly Rgb[] = [
  [0, 114, 178],
  [230, 159, 0],
  [0, 158, 115],
  [204, 121, 167],
  [213, 94, 0],
  [86, 180, 233],
  [240, 228, 66],
  [136, 136, 136],
];

/** Colour of a received power by its place in the range shown: 0 (weak) to 1 (strong), clamped. */
export function powerColour(part: number): Rgb {
  return between(POWER_STOPS, part);
}

/** Colour of a margin: −1 (far below the requirement) over 0 (just met) to 1 (far above), clamped. */
export function marginColour(part: number): Rgb {
  return between(MARGIN_STOPS, (part + 1) / 2);
}

/** Colour of the n-th station in use, n ≥ 0; after eight the hues come again, lighter. */
export function serverColour(index: number): Rgb {
  const colour = CATEGORIES[index % CATEGORIES.length];
  const round = Math.floor(index / CATEGORIES.length) % 3;
  return mix(colour, [255, 255, 255], 0.3 * round);
}

/** The colour `part` (0–1) of the way from one to the other. */
export function mix(from: Rgb, to: Rgb, part: number): Rgb {
  return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part, from[2] + (to[2] - from[2]) * part];
}

/** `#rrggbb`, for SVG, CSS and GeoJSON's simple style. */
export function hexColour(colour: Rgb): string {
  return `#${colour.map((channel) => Math.round(channel).toString(16).padStart(2, "0")).join("")}`;
}

function between(stops: readonly Rgb[], part: number): Rgb {
  const at = Math.min(1, Math.max(0, part)) * (stops.length - 1);
  const lower = Math.min(stops.length - 2, Math.floor(at));
  return mix(stops[lower], stops[lower + 1], at - lower);
}
