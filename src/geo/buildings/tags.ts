import {
  type Building,
  DEFAULT_BUILDING_HEIGHT_M,
  DEFAULT_ROOF_HEIGHT_M,
  type HeightSource,
  STOREY_HEIGHT_M,
} from "./building.ts";

/** What is said of a feature, in whichever way the extract was made. */
export type Tags = Readonly<Record<string, unknown>>;

/** Nothing on earth is higher, and an "8000" is a slip: m. */
const MAX_HEIGHT_M = 1000;
const METRES_PER_FOOT = 0.3048;

/** The keys of a height, the first that can be read counts. `heightM` is that of scenarios. */
const HEIGHT_KEYS = ["heightM", "height", "building:height"] as const;
const LEVEL_KEYS = ["building:levels", "levels"] as const;

/** Whether a key tells, or helps to tell, the height of a building. */
export function isHeightTag(key: string): boolean {
  return [...HEIGHT_KEYS, ...LEVEL_KEYS, "min_height", "roof:height", "roof:levels"].includes(key);
}

const PLAIN = /^(\d+(?:\.\d*)?|\.\d+)\s*(m|metres?|meters?|ft|feet|foot)?$/i;
const FEET_AND_INCHES = /^(\d+(?:\.\d*)?)\s*'\s*(?:(\d+(?:\.\d*)?)\s*")?$/;

/** Tags lie in `tags` (Overpass, osmtogeojson) or among the properties (QGIS, osmium, scenarios). */
export function tagsOf(properties: unknown): Tags {
  const flat = isRecord(properties) ? properties : {};
  return isRecord(flat.tags) ? { ...flat, ...flat.tags } : flat;
}

/** Whether the feature says that it is a building, or part of one; untagged polygons are when they have a height. */
export function isBuilding(tags: Tags): boolean {
  if (tags.role !== undefined) return tags.role === "building";
  const said = tags.building ?? tags["building:part"];
  if (said !== undefined && said !== null) return said !== "no" && said !== false;
  return [...HEIGHT_KEYS, ...LEVEL_KEYS].some((key) => tags[key] !== undefined && tags[key] !== null);
}

/** A height, and the keys whose values could not be read as one. */
export interface ReadHeight extends Pick<Building, "heightM" | "minHeightM"> {
  readonly heightSource: HeightSource;
  readonly unreadable: readonly string[];
}

/**
 * The height of a building: `height` and its like with units (bare numbers are metres), else storeys × {@link STOREY_HEIGHT_M}
 * with the roof, else {@link DEFAULT_BUILDING_HEIGHT_M}.
 *
 * @see OpenStreetMap wiki, "Simple 3D Buildings" and "Key:height"
 */
export function readHeight(tags: Tags): ReadHeight {
  const unreadable: string[] = [];
  const read = (key: string, parse: (value: unknown) => number | null): number | null => {
    if (tags[key] === undefined || tags[key] === null) return null;
    const value = parse(tags[key]);
    if (value === null) unreadable.push(key);
    return value;
  };
  const first = (keys: readonly string[], parse: (value: unknown) => number | null): number | null =>
    keys.reduce<number | null>((found, key) => found ?? read(key, parse), null);

  const saidM = first(HEIGHT_KEYS, positiveMetres);
  const levels = saidM === null ? first(LEVEL_KEYS, levelCount) : null;
  const roofM =
    levels === null ? 0 : (read("roof:height", parseMetres) ?? roofLevelsM(read("roof:levels", levelCount)));
  const heightSource = saidM !== null ? "height" : levels !== null ? "levels" : "default";
  const heightM = saidM ?? (levels === null ? DEFAULT_BUILDING_HEIGHT_M : levels * STOREY_HEIGHT_M + roofM);
  let minHeightM = read("min_height", parseMetres) ?? 0;
  if (minHeightM >= heightM) {
    unreadable.push("min_height");
    minHeightM = 0;
  }
  return { heightM, minHeightM, heightSource, unreadable };
}

function roofLevelsM(levels: number | null): number {
  return levels === null ? DEFAULT_ROOF_HEIGHT_M : levels * STOREY_HEIGHT_M;
}

function positiveMetres(value: unknown): number | null {
  const metres = parseMetres(value);
  return metres !== null && metres > 0 ? metres : null;
}

/** `12`, `"12 m"`, `"40 ft"`, `40'6"`; null for what is no length from 0 to 1000 m. */
function parseMetres(value: unknown): number | null {
  const metres =
    typeof value === "number" ? value : typeof value === "string" ? metresOfText(value.trim()) : Number.NaN;
  return metres >= 0 && metres <= MAX_HEIGHT_M ? metres : null;
}

function metresOfText(text: string): number {
  const plain = PLAIN.exec(text);
  if (plain !== null) return Number(plain[1]) * (/^f/i.test(plain[2] ?? "") ? METRES_PER_FOOT : 1);
  const feet = FEET_AND_INCHES.exec(text);
  return feet === null ? Number.NaN : (Number(feet[1]) + Number(feet[2] ?? 0) / 12) * METRES_PER_FOOT;
}

/** Storeys, halves too; a building that has none above ground says 0 and is as high as its roof. */
function levelCount(value: unknown): number | null {
  const count = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof count === "number" && count >= 0 && count * STOREY_HEIGHT_M <= MAX_HEIGHT_M ? count : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
