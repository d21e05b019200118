import { findOutlineFault } from "../../geo/polygon.ts";
import type { Issue } from "../../math/errors.ts";
import type { MultiPolygonCoordinates } from "../scenario.ts";
import { jsonPointer, type PathStep } from "./issues.ts";

/** A geometry whose shape the schema has checked. */
export type CheckedGeometry =
  | { readonly type: "Point"; readonly coordinates: readonly number[] }
  | { readonly type: "Polygon"; readonly coordinates: MultiPolygonCoordinates[number] }
  | { readonly type: "MultiPolygon"; readonly coordinates: MultiPolygonCoordinates };

/** Polygon and MultiPolygon alike, without altitudes. */
export function polygonsOf(geometry: CheckedGeometry): MultiPolygonCoordinates {
  if (geometry.type === "Point") return [];
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map((polygon) => polygon.map((ring) => ring.map(([longitude, latitude]) => [longitude, latitude])));
}

/**
 * What the shape does not say: positions on the globe, rings closed, with three corners, not crossing themselves.
 *
 * @param path to the geometry's `coordinates`
 */
export function checkGeometry(geometry: CheckedGeometry, path: readonly PathStep[]): Issue[] {
  if (geometry.type === "Point") return checkPosition(geometry.coordinates, path);
  const polygons: MultiPolygonCoordinates = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flatMap((polygon, index) => {
    const polygonPath = geometry.type === "Polygon" ? path : [...path, index];
    const issues = polygon.flatMap((ring, r) => checkRing(ring, [...polygonPath, r]));
    return issues.length > 0 ? issues : checkOutline(polygon, polygonPath);
  });
}

function checkPosition([longitude, latitude]: readonly number[], path: readonly PathStep[]): Issue[] {
  const issues: Issue[] = [];
  const swapped = Math.abs(latitude) <= 180 && Math.abs(latitude) > 90 && Math.abs(longitude) <= 90;
  const hint = swapped ? { hint: "longitude comes first: are the two swapped?" } : {};
  if (!(Math.abs(longitude) <= 180)) {
    const message = `expected a longitude from -180 to 180, got ${longitude}`;
    issues.push({ code: "out-of-range", where: jsonPointer([...path, 0]), message, ...hint });
  }
  if (!(Math.abs(latitude) <= 90)) {
    const message = `expected a latitude from -90 to 90, got ${latitude}`;
    issues.push({ code: "out-of-range", where: jsonPointer([...path, 1]), message, ...hint });
  }
  return issues;
}

function checkRing(ring: MultiPolygonCoordinates[number][number], path: readonly PathStep[]): Issue[] {
  const issues = ring.flatMap((position, index) => checkPosition(position, [...path, index]));
  const first = ring[0];
  const last = ring[ring.length - 1];
  const where = jsonPointer(path);
  if (first[0] !== last[0] || first[1] !== last[1]) {
    const message = `expected a closed ring, but it starts at ${first[0]}, ${first[1]} and ends at ${last[0]}, ${last[1]}`;
    issues.push({ code: "unclosed-ring", where, message, hint: "repeat the first position at the end" });
  }
  const corners = new Set(ring.map(([longitude, latitude]) => `${longitude},${latitude}`));
  if (corners.size < 3) {
    const message = `expected a ring of three different corners or more, got ${corners.size}`;
    issues.push({ code: "too-few-points", where, message });
  }
  return issues;
}

function checkOutline(polygon: MultiPolygonCoordinates[number], path: readonly PathStep[]): Issue[] {
  const fault = findOutlineFault(polygon);
  if (fault === null) return [];
  if (fault.kind === "too-complex") {
    const message = `the outline's ${fault.edges} edges lie too close together to be checked`;
    return [{ code: "too-complex", where: jsonPointer(path), message, hint: "simplify the polygon" }];
  }
  const place = `${fault.longitudeDeg.toFixed(6)}, ${fault.latitudeDeg.toFixed(6)}`;
  const message = `the polygon's outline crosses or touches itself at ${place} (longitude, latitude)`;
  const hint = "put the corners in order around the area, or split it into a MultiPolygon";
  return [{ code: "self-crossing", where: jsonPointer([...path, fault.ring]), message, hint }];
}

/** A feature's place, for {@link checkSwapped}. */
export interface PlacedFeature {
  readonly index: number;
  readonly longitudeDeg: number;
  readonly latitudeDeg: number;
}

/** Features this near to each other, in degrees, belong to one region. */
const NEAR_DEG = 3;

/**
 * Finds features whose longitude and latitude are legal but swapped: they lie far from the others, and near them when turned
 * round. Of the two groups the smaller is taken as wrong, or the later when they are equal.
 */
export function checkSwapped(features: readonly PlacedFeature[]): Issue[] {
  if (features.length < 2) return [];
  const { longitudeDeg, latitudeDeg } = features[0];
  const isNear = (x: number, y: number) =>
    Math.abs(x - longitudeDeg) < NEAR_DEG && Math.abs(y - latitudeDeg) < NEAR_DEG;
  const straight = features.filter((feature) => isNear(feature.longitudeDeg, feature.latitudeDeg));
  const turned = features.filter(
    (feature) =>
      !isNear(feature.longitudeDeg, feature.latitudeDeg) && isNear(feature.latitudeDeg, feature.longitudeDeg),
  );
  const wrong = turned.length > straight.length ? straight : turned;
  return wrong.map((feature) => ({
    code: "swapped-coordinates",
    where: jsonPointer(["features", feature.index, "geometry", "coordinates"]),
    message: `lies at longitude ${feature.longitudeDeg}, latitude ${feature.latitudeDeg}, far from the other features, and among them with the two swapped`,
    hint: "write the longitude first",
  }));
}
