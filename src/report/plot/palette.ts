import type { Rgb } from "../colours.ts";

export type ColourName = keyof typeof PALETTE;

/**
 * Each colour on a light and on a dark page. The series' hues are those of Okabe and Ito, darkened or lightened until they stand
 * out from the page: their order is told apart by common colour blindnesses.
 *
 * @see M. Okabe and K. Ito, "Color Universal Design", 2008
 */
export const PALETTE = {
  page: { light: [255, 255, 255], dark: [20, 24, 29] },
  ink: { light: [27, 31, 36], dark: [232, 235, 238] },
  soft: { light: [91, 101, 112], dark: [154, 165, 177] },
  grid: { light: [227, 231, 235], dark: [44, 52, 61] },
  blue: { light: [0, 98, 160], dark: [122, 190, 245] },
  orange: { light: [196, 82, 0], dark: [255, 150, 80] },
  green: { light: [0, 125, 92], dark: [70, 205, 160] },
  purple: { light: [160, 70, 130], dark: [226, 150, 200] },
  yellow: { light: [168, 120, 0], dark: [240, 205, 80] },
  sky: { light: [40, 150, 205], dark: [150, 225, 255] },
  grey: { light: [110, 114, 120], dark: [170, 174, 180] },
  /** For what lies on a dark raster, the same on every page. */
  bright: { light: [255, 255, 255], dark: [255, 255, 255] },
  night: { light: [20, 10, 35], dark: [20, 10, 35] },
} as const satisfies Record<string, { readonly light: Rgb; readonly dark: Rgb }>;

const SERIES = ["blue", "orange", "green", "purple", "yellow", "sky", "grey"] as const satisfies readonly ColourName[];

/** Colour of the n-th series, n ≥ 0; they come again after seven. */
export function seriesColour(index: number): ColourName {
  return SERIES[index % SERIES.length];
}
