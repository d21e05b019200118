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

/** Natural logarithm of the odds from the middle of the scale to either end: from 0.9 down to 0.14 and up to 0.998. */
const PROBABILITY_SPAN = 4;
/** Nearer to 0 and 1 than this a probability is as good as its end. */
const LEAST_PROBABILITY = 1e-4;

/** Place of a probability on a scale of odds about the one that counts as sure: −1 (hopeless) over 0 to 1 (as good as certain). */
export function probabilityPart(probability: number, sure: number): number {
  const logOdds = (p: number) => {
    const inside = Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, p));
    return Math.log(inside / (1 - inside));
  };
  return Math.min(1, Math.max(-1, (logOdds(probability) - logOdds(sure)) / PROBABILITY_SPAN));
}

/** Colour of a probability: brown below the one that counts as sure, teal above. */
export function probabilityColour(probability: number, sure: number): Rgb {
  return marginColour(probabilityPart(probability, sure));
}

/** Colour of the n-th of `count` spreading factors, fastest first: light where packets are short, dark where they are long. */
export function spreadingFactorColour(index: number, count: number): Rgb {
  return powerColour(count < 2 ? 1 : 1 - (0.95 * index) / (count - 1));
}

/** A difference of so many decibels between the directions has the scale's full colour. */
export const BALANCE_RANGE_DB = 20;

/** Colour of what the way up has more margin than the way down, dB: teal where the way down is the weaker one, brown the way up. */
export function balanceColour(balanceDb: number): Rgb {
  return marginColour(balanceDb / BALANCE_RANGE_DB);
}

const COUNTS: readonly Rgb[] = [
  [189, 215, 231],
  [107, 174, 214],
  [49, 130, 189],
  [8, 90, 160],
  [6, 48, 100],
];
/** From so many gateways on the colour is the same. */
export const MOST_COUNTED = COUNTS.length;

/** @param count how many gateways are heard, ≥ 1 */
export function countColour(count: number): Rgb {
  return COUNTS[Math.min(count, MOST_COUNTED) - 1];
}

const UNCOVERED_STOPS: readonly Rgb[] = [
  [242, 160, 84],
  [214, 70, 60],
  [120, 10, 56],
];

/** Colour of uncovered weight by its part of the greatest, 0 to 1. */
export function uncoveredColour(part: number): Rgb {
  return between(UNCOVERED_STOPS, part);
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
