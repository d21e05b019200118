import { InputError } from "../math/errors.ts";
import { type DegreeBounds, discBounds, EARTH_RADIUS_M, type LonLat } from "./geodesy.ts";
import type { Lattice } from "./grid.ts";

/** Every place within a great-circle distance of a centre. */
export interface Disc {
  readonly center: LonLat;
  readonly radiusM: number;
}

const DEG = Math.PI / 180;

/**
 * The smallest rectangle in degrees around all discs. Discs on both sides of the antimeridian are put side by side, so the
 * rectangle may run past ±180.
 *
 * @throws {InputError} `out-of-range` without a disc
 */
export function discsBounds(discs: readonly Disc[]): DegreeBounds {
  if (discs.length === 0) {
    throw new InputError({ code: "out-of-range", where: "discs", message: "expected at least one place, got none" });
  }
  const firstDeg = discs[0].center.longitudeDeg;
  const all = discs.map(({ center, radiusM }) => {
    const turnDeg = -360 * Math.round((center.longitudeDeg - firstDeg) / 360);
    return discBounds({ ...center, longitudeDeg: center.longitudeDeg + turnDeg }, radiusM);
  });
  return {
    west: Math.min(...all.map((bounds) => bounds.west)),
    east: Math.max(...all.map((bounds) => bounds.east)),
    south: Math.min(...all.map((bounds) => bounds.south)),
    north: Math.max(...all.map((bounds) => bounds.north)),
  };
}

/**
 * Visits the posts of a lattice that lie within a disc, row by row.
 *
 * @param visit receives the row and its first and last column within the disc
 */
export function forEachRowOfDisc(
  lattice: Lattice,
  { center, radiusM }: Disc,
  visit: (row: number, firstColumn: number, lastColumn: number) => void,
): void {
  const middleDeg = lattice.westDeg + ((lattice.width - 1) * lattice.lonStepDeg) / 2;
  const centerLonDeg = center.longitudeDeg - 360 * Math.round((center.longitudeDeg - middleDeg) / 360);
  const radius = radiusM / EARTH_RADIUS_M;
  const radiusDeg = radius / DEG;
  const top = Math.max(0, Math.ceil((lattice.northDeg - center.latitudeDeg - radiusDeg) / lattice.latStepDeg));
  const bottom = Math.min(
    lattice.height - 1,
    Math.floor((lattice.northDeg - center.latitudeDeg + radiusDeg) / lattice.latStepDeg),
  );
  for (let row = top; row <= bottom; row++) {
    const latDeg = lattice.northDeg - row * lattice.latStepDeg;
    const halfWidthDeg = halfWidthAtLatitude(center.latitudeDeg, latDeg, radius) / DEG;
    const first = Math.max(0, Math.ceil((centerLonDeg - halfWidthDeg - lattice.westDeg) / lattice.lonStepDeg));
    const last = Math.min(
      lattice.width - 1,
      Math.floor((centerLonDeg + halfWidthDeg - lattice.westDeg) / lattice.lonStepDeg),
    );
    if (first <= last) visit(row, first, last);
  }
}

/** From the haversine formula: sin²(Δλ/2) = (sin²(δ/2) − sin²(Δφ/2)) / (cos φ₁ cos φ₂); radians. */
function halfWidthAtLatitude(centerLatDeg: number, latDeg: number, radius: number): number {
  const rest = Math.sin(radius / 2) ** 2 - Math.sin(((latDeg - centerLatDeg) * DEG) / 2) ** 2;
  const squared = rest / (Math.cos(centerLatDeg * DEG) * Math.cos(latDeg * DEG));
  return squared >= 1 ? Math.PI : 2 * Math.asin(Math.sqrt(Math.max(0, squared)));
}
