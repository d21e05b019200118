/** One class of land cover: what stands there, how high it counts, and what it costs an antenna that stands within. */
export interface LandCoverClass {
  readonly title: string;
  /** Representative height of trees and houses above ground, m. */
  readonly heightM: number;
  /** What a device's antenna below that height loses besides the path, dB; null: what the model asks for. */
  readonly lossDb: number | null;
}

/**
 * Classes by the number that a raster's pixels hold. Keys that are no numbers name classes for polygons alone.
 */
export type LandCoverTable = Readonly<Record<string, LandCoverClass>>;

const P1812 = "ITU-R P.1812-7, Table 2";
const P452 = "ITU-R P.452-17, Table 4";

/** Nominal clutter heights, m. */
export const CLUTTER_CATEGORIES = {
  open: { heightM: 0, source: P1812 },
  "sparse trees": { heightM: 4, source: P452 },
  suburban: { heightM: 10, source: P1812 },
  urban: { heightM: 15, source: P1812 },
  forest: { heightM: 15, source: P1812 },
  "dense urban": { heightM: 20, source: P1812 },
} as const;

function landCoverClass(title: string, category: keyof typeof CLUTTER_CATEGORIES): LandCoverClass {
  return { title, heightM: CLUTTER_CATEGORIES[category].heightM, lossDb: null };
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

/** Names for polygons beside those of a table: the categories of the Recommendations. */
const CATEGORY_CLASSES: LandCoverTable = Object.fromEntries(
  Object.entries(CLUTTER_CATEGORIES).map(([title, { heightM }]) => [title, { title, heightM, lossDb: null }]),
);

/** Every name under which a class is found. */
export function landCoverClassNames(table: LandCoverTable): string[] {
  return [...Object.values(table), ...Object.values(CATEGORY_CLASSES)].map(({ title }) => title);
}

/** The class of that name: a key of the table, or a title or a category in any case; undefined when there is none. */
export function findLandCoverClass(table: LandCoverTable, name: string): LandCoverClass | undefined {
  if (Object.hasOwn(table, name)) return table[name];
  const wanted = name.trim().toLowerCase();
  return [...Object.values(table), ...Object.values(CATEGORY_CLASSES)].find(
    ({ title }) => title.toLowerCase() === wanted,
  );
}
