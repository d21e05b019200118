import { InputError } from "../../math/errors.ts";

/** One class of a land cover: what stands there, and how high it counts. */
export interface LandCoverClass {
  readonly title: string;
  /** Representative height of trees and houses above ground, m. */
  readonly heightM: number;
  /** The Recommendation's category from which the height is taken. */
  readonly category: keyof typeof CLUTTER_CATEGORIES;
}

/** Classes by the number that the raster's pixels hold. */
export type LandCoverTable = Readonly<Record<number, LandCoverClass>>;

const P1812 = "ITU-R P.1812-7, Table 2";
const P452 = "ITU-R P.452-17, Table 4";

/** Nominal clutter heights, m. */
export const CLUTTER_CATEGORIES = {
  open: { heightM: 0, source: P1812 },
  "sparse trees": { heightM: 4, source: P452 },
  suburban: { heightM: 10, source: P1812 },
  forest: { heightM: 15, source: P1812 },
} as const;

function landCoverClass(title: string, category: keyof typeof CLUTTER_CATEGORIES): LandCoverClass {
  return { title, category, heightM: CLUTTER_CATEGORIES[category].heightM };
}

/**
 * ESA WorldCover, 10 m, 2020 and 2021. What is built up may be a village or a city: without buildings of their own it counts as
 * suburban.
 *
 * @see ESA WorldCover 10 m 2021 v200, Product User Manual, table of classes
 */
export const WORLD_COVER: LandCoverTable = {
  10: landCoverClass("tree cover", "forest"),
  20: landCoverClass("shrubland", "sparse trees"),
  30: landCoverClass("grassland", "open"),
  40: landCoverClass("cropland", "open"),
  50: landCoverClass("built-up", "suburban"),
  60: landCoverClass("bare or sparse vegetation", "open"),
  70: landCoverClass("snow and ice", "open"),
  80: landCoverClass("permanent water", "open"),
  90: landCoverClass("herbaceous wetland", "open"),
  95: landCoverClass("mangroves", "forest"),
  100: landCoverClass("moss and lichen", "open"),
};

/**
 * How high a class stands above ground, m.
 *
 * @throws {InputError} `unknown-class` when the table has no entry for it
 */
export function clutterHeightM(landCoverClass: number, table: LandCoverTable = WORLD_COVER): number {
  if (Object.hasOwn(table, landCoverClass)) return table[landCoverClass].heightM;
  throw new InputError({
    code: "unknown-class",
    where: "landCover",
    message: `land cover class ${landCoverClass} has no height`,
    hint: `the known classes are ${Object.keys(table).join(", ")}`,
  });
}
