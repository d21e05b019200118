import type { Rgb } from "./colours.ts";

export const INK: Rgb = [24, 28, 34];
export const PAPER: Rgb = [255, 255, 255];

/** Colours of what stands on the maps. */
export const MARK = {
  gateway: [255, 196, 0],
  notChosen: [140, 144, 150],
  covered: [0, 110, 84],
  missed: [200, 30, 40],
  exclusion: [176, 30, 110],
  flat: [120, 84, 168],
  area: [24, 28, 34],
} as const satisfies Record<string, Rgb>;
