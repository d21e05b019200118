/** Colours of what is drawn on the map's canvas; the page's own are in style.css. */
export interface Palette {
  /** Where there is no terrain. */
  readonly void: string;
  /** Relief: darkest shade, lightest shade, water, as red–green–blue. */
  readonly shadow: Rgb;
  readonly light: Rgb;
  readonly water: Rgb;
  /** Laid over land that is in reach but below the threshold. */
  readonly veil: Rgb;
  readonly ink: string;
  readonly halo: string;
  readonly grid: string;
  readonly area: string;
  readonly exclusion: string;
  readonly flat: string;
  readonly covered: string;
  readonly missed: string;
  readonly gateway: string;
  readonly candidate: string;
}

export type Rgb = readonly [number, number, number];

export const LIGHT: Palette = {
  void: "#e9e7e2",
  shadow: [122, 120, 116],
  light: [253, 252, 249],
  water: [205, 219, 228],
  veil: [92, 86, 80],
  ink: "#1d2327",
  halo: "rgba(255,255,255,0.92)",
  grid: "rgba(30,40,50,0.16)",
  area: "#1d2327",
  exclusion: "#8f2d56",
  flat: "rgba(96,60,140,0.55)",
  covered: "#0b6e4f",
  missed: "#c1121f",
  gateway: "#10222e",
  candidate: "#ffffff",
};

export const DARK: Palette = {
  void: "#15181b",
  shadow: [18, 21, 25],
  light: [112, 117, 122],
  water: [29, 42, 54],
  veil: [8, 9, 11],
  ink: "#f2f4f5",
  halo: "rgba(12,15,18,0.9)",
  grid: "rgba(235,240,245,0.14)",
  area: "#f2f4f5",
  exclusion: "#ff8fb8",
  flat: "rgba(196,164,240,0.6)",
  covered: "#3ddc97",
  missed: "#ff6b6b",
  gateway: "#f2f4f5",
  candidate: "#15181b",
};

/** The classic perceptual ramp from violet over teal to yellow (van der Walt and Smith, matplotlib's "viridis"), every eighth. */
const VIRIDIS: readonly Rgb[] = [
  [72, 40, 120],
  [62, 74, 137],
  [49, 104, 142],
  [38, 130, 142],
  [31, 158, 137],
  [53, 183, 121],
  [109, 205, 89],
  [180, 222, 44],
  [253, 231, 37],
];

/** @param t 0 (weak) to 1 (strong), clamped */
export function powerColour(t: number): Rgb {
  return between(VIRIDIS, t);
}

/** Below the threshold warm, above it cool, pale in the middle (after ColorBrewer's "PuOr" and "BrBG", which the colour-blind tell apart). */
const MARGIN_BELOW: readonly Rgb[] = [
  [246, 232, 195],
  [223, 161, 90],
  [166, 84, 30],
  [110, 46, 12],
];
const MARGIN_ABOVE: readonly Rgb[] = [
  [199, 234, 229],
  [90, 180, 172],
  [1, 120, 120],
  [0, 60, 70],
];

/** @param t −1 (far below the threshold) to 1 (far above), clamped */
export function marginColour(t: number): Rgb {
  return t < 0 ? between(MARGIN_BELOW, -t) : between(MARGIN_ABOVE, t);
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

/** Ten colours that differ in hue and lightness (after Tableau's and Tol's), then the same again lighter or darker. */
const SERVERS: readonly Rgb[] = [
  [51, 117, 176],
  [221, 132, 48],
  [72, 150, 84],
  [180, 82, 90],
  [128, 100, 170],
  [200, 178, 60],
  [64, 164, 172],
  [196, 110, 160],
  [134, 110, 88],
  [108, 122, 134],
];

/** A colour for the n-th station in use. */
export function serverColour(n: number): Rgb {
  const [r, g, b] = SERVERS[n % SERVERS.length];
  const round = Math.floor(n / SERVERS.length) % 3;
  const shift = [0, 45, -45][round];
  return [shifted(r, shift), shifted(g, shift), shifted(b, shift)];
}

export function css([r, g, b]: Rgb): string {
  return `rgb(${Math.round(r)} ${Math.round(g)} ${Math.round(b)})`;
}

function shifted(value: number, by: number): number {
  return Math.min(255, Math.max(0, value + by));
}

function between(stops: readonly Rgb[], t: number): Rgb {
  const at = Math.min(1, Math.max(0, t)) * (stops.length - 1);
  const lower = Math.min(stops.length - 2, Math.floor(at));
  const part = at - lower;
  const [from, to] = [stops[lower], stops[lower + 1]];
  return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part, from[2] + (to[2] - from[2]) * part];
}
