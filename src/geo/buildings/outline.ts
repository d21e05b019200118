import type { DegreeBounds } from "../geodesy.ts";
import { findOutlineFault, type PolygonRings, type Ring } from "../polygon.ts";

/** A footprint's rings, and what is wrong with them; null where nothing usable is left. */
export interface ReadOutline {
  readonly polygons: readonly PolygonRings[] | null;
  /** `open-ring` was closed, `crossing-outline` is kept; `bad-outline` is why there are no polygons. */
  readonly faults: readonly {
    readonly code: "open-ring" | "crossing-outline" | "bad-outline";
    readonly message: string;
  }[];
}

/** Corners of the smallest ring, the first one repeated at its end. */
const MIN_POSITIONS = 4;

/** Rings of GeoJSON's Polygon and MultiPolygon coordinates, checked; the coordinates are whatever a file holds. */
export function readOutline(type: "Polygon" | "MultiPolygon", coordinates: unknown): ReadOutline {
  const given = type === "Polygon" ? [coordinates] : coordinates;
  if (!Array.isArray(given) || given.length === 0) return bad("expected rings of positions");
  const faults: ReadOutline["faults"][number][] = [];
  const polygons: PolygonRings[] = [];
  for (const rings of given) {
    if (!Array.isArray(rings) || rings.length === 0 || !rings.every(isRing)) {
      return bad("expected rings of four or more positions, longitude and latitude in degrees");
    }
    if (rings.some((ring) => !isClosed(ring))) {
      faults.push({ code: "open-ring", message: "a ring does not end where it begins: closed" });
    }
    const closed = rings.map((ring) => (isClosed(ring) ? ring : [...ring, ring[0]]));
    if (closed.some((ring) => ring.length < MIN_POSITIONS)) return bad("a ring has fewer than three corners");
    const fault = findOutlineFault(closed);
    if (fault?.kind === "crossing") {
      const place = `${fault.longitudeDeg.toFixed(6)}, ${fault.latitudeDeg.toFixed(6)}`;
      const message = `its outline crosses itself near ${place}: kept, inside is what is enclosed an odd number of times`;
      faults.push({ code: "crossing-outline", message });
    }
    polygons.push(closed);
  }
  return { polygons, faults };
}

/** The smallest rectangle about the outer rings, degrees. */
export function outlineBounds(polygons: readonly PolygonRings[]): DegreeBounds {
  const bounds = { west: 180, south: 90, east: -180, north: -90 };
  for (const [outer] of polygons) {
    for (const [lon, lat] of outer) {
      bounds.west = Math.min(bounds.west, lon);
      bounds.east = Math.max(bounds.east, lon);
      bounds.south = Math.min(bounds.south, lat);
      bounds.north = Math.max(bounds.north, lat);
    }
  }
  return bounds;
}

function bad(message: string): ReadOutline {
  return { polygons: null, faults: [{ code: "bad-outline", message: `${message}: dropped` }] };
}

function isRing(ring: unknown): ring is Ring {
  return Array.isArray(ring) && ring.length >= MIN_POSITIONS - 1 && ring.every(isPosition);
}

function isPosition(position: unknown): position is readonly number[] {
  if (!Array.isArray(position)) return false;
  const [lon, lat] = position as readonly unknown[];
  return typeof lon === "number" && Math.abs(lon) <= 180 && typeof lat === "number" && Math.abs(lat) <= 90;
}

function isClosed(ring: Ring): boolean {
  const last = ring[ring.length - 1];
  return ring[0][0] === last[0] && ring[0][1] === last[1];
}
