import { InputError, type Issue } from "../../math/errors.ts";
import type { Building } from "./building.ts";
import { outlineBounds, readOutline } from "./outline.ts";
import { isBuilding, readHeight, type Tags, tagsOf } from "./tags.ts";

/** How many features of a file became what. */
export interface BuildingStatistics {
  readonly features: number;
  readonly buildings: number;
  /** Roads, trees, points: no footprint of a building. */
  readonly skipped: number;
  /** Buildings whose outline cannot be used: an issue names each. */
  readonly dropped: number;
  /** By where the height comes from; `default` are those that say nothing. */
  readonly heights: Readonly<Record<Building["heightSource"], number>>;
  /** Of the highest one, m; 0 without buildings. */
  readonly highestM: number;
}

export interface ParsedBuildings {
  readonly buildings: readonly Building[];
  /** Doubts about single features; none of them stops the reading. */
  readonly issues: readonly Issue[];
  readonly statistics: BuildingStatistics;
  /** Whom the file names as its source, or under which licence; null when it says neither. To be shown with the result. */
  readonly attribution: string | null;
}

/**
 * Building footprints with heights from GeoJSON: OpenStreetMap extracts as they come, or one's own.
 *
 * An outline that crosses itself is kept and read by the even–odd rule, an open ring is closed, an unreadable height falls back
 * to the next key that tells one; each is an issue. Outlines that are none are dropped, with an issue.
 *
 * @param json the file's content
 * @param file its name, to say where a fault is; null: the place in the document is told alone
 * @throws {InputError} `not-geojson` when it is neither a FeatureCollection nor a Feature
 */
export function parseBuildings(json: unknown, file: string | null): ParsedBuildings {
  const features = featuresOf(json, file);
  const buildings: Building[] = [];
  const issues: Issue[] = [];
  let skipped = 0;
  let dropped = 0;
  features.forEach((feature, index) => {
    const geometry = isRecord(feature) && isRecord(feature.geometry) ? feature.geometry : {};
    const tags = tagsOf(isRecord(feature) ? feature.properties : undefined);
    const { type, coordinates } = geometry;
    if ((type !== "Polygon" && type !== "MultiPolygon") || !isBuilding(tags)) {
      skipped++;
      return;
    }
    const where = `${file === null ? "" : `${file}: `}/features/${index}`;
    const name = nameOf(feature, tags, index);
    const { polygons, faults } = readOutline(type, coordinates);
    issues.push(...faults.map(({ code, message }) => ({ code, where, message: `${name}: ${message}` })));
    if (polygons === null) {
      dropped++;
      return;
    }
    const { unreadable, ...height } = readHeight(tags);
    for (const key of unreadable) {
      const message = `${name}: cannot use ${key} = ${JSON.stringify(tags[key])}: ${height.heightM} m is taken, by ${height.heightSource}`;
      issues.push({ code: "unreadable-height", where, message, hint: "write metres or feet: 12, 12 m, 40 ft" });
    }
    buildings.push({ name, polygons, bounds: outlineBounds(polygons), ...height });
  });
  const count = { features: features.length, buildings: buildings.length, skipped, dropped };
  const statistics = { ...count, ...describeHeights(buildings) };
  return { buildings, issues, statistics, attribution: attributionOf(json) };
}

function describeHeights(buildings: readonly Building[]): Pick<BuildingStatistics, "heights" | "highestM"> {
  const heights = { height: 0, levels: 0, default: 0 };
  let highestM = 0;
  for (const { heightSource, heightM } of buildings) {
    heights[heightSource]++;
    highestM = Math.max(highestM, heightM);
  }
  return { heights, highestM };
}

/** Members of the file in which exports say it: Overpass writes `copyright`. */
const ATTRIBUTION_KEYS = ["attribution", "copyright", "license", "licence"] as const;
/** It is shown in full. */
const MAX_ATTRIBUTION_LENGTH = 300;

function attributionOf(json: unknown): string | null {
  if (!isRecord(json)) return null;
  const said = ATTRIBUTION_KEYS.map((key) => json[key]).find((value) => typeof value === "string" && value !== "");
  return typeof said === "string" ? said.slice(0, MAX_ATTRIBUTION_LENGTH) : null;
}

function featuresOf(json: unknown, file: string | null): readonly unknown[] {
  if (isRecord(json) && json.type === "FeatureCollection" && Array.isArray(json.features)) return json.features;
  if (isRecord(json) && json.type === "Feature") return [json];
  const message = "expected GeoJSON: a FeatureCollection of building footprints";
  throw new InputError({ code: "not-geojson", where: file ?? "/", message });
}

/** As OpenStreetMap names things: `way 31343078`; the id may also stand at the feature (`way/31343078`). */
function nameOf(feature: unknown, tags: Tags, index: number): string {
  const id = isRecord(feature) ? (feature.id ?? tags["@id"]) : undefined;
  if (typeof tags.type === "string" && typeof tags.id === "number") return `${tags.type} ${tags.id}`;
  return typeof id === "string" || typeof id === "number" ? String(id).replace("/", " ") : `feature ${index}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
