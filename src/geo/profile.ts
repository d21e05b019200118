import { EARTH_RADIUS_M, haversineM, type LonLat } from "./geodesy.ts";
import { bilinear, longitudeInGrid, type ScalarGrid } from "./interpolate.ts";

const DEG = Math.PI / 180;

/**
 * Elevations at equal steps along the line that is straight in longitude and latitude.
 *
 * This line leaves the great circle by at most about d²·tan φ / 8R, in its middle, on an east–west path of length d at latitude
 * φ: 4 m on 20 km at 34°, 13 m on 30 km at 37°, 31 m on 30 km at 60°. That is well within a 3″ step (90 m), which is why the
 * coverage maps use this cheaper line; for long paths at high latitudes take {@link fillGeodesicProfile}.
 *
 * @param from where `out[0]` lies
 * @param to where `out[steps]` lies; the shorter way around the earth is taken
 * @param steps number of intervals, ≥ 1
 * @param out receives `steps + 1` elevations, the grid's unit; NaN where there is no terrain
 */
export function fillProfile(grid: ScalarGrid, from: LonLat, to: LonLat, steps: number, out: Float64Array): void {
  const { data, width, height } = grid;
  const fromLonDeg = longitudeInGrid(grid, from.longitudeDeg);
  const x0 = (fromLonDeg - grid.westDeg) / grid.lonStepDeg;
  const y0 = (grid.northDeg - from.latitudeDeg) / grid.latStepDeg;
  const dx = shorterWayDeg(to.longitudeDeg - from.longitudeDeg) / grid.lonStepDeg;
  const dy = (from.latitudeDeg - to.latitudeDeg) / grid.latStepDeg;
  for (let i = 0; i <= steps; i++) {
    const fraction = i / steps;
    out[i] = bilinear(data, width, height, x0 + fraction * dx, y0 + fraction * dy);
  }
}

/**
 * Elevations at equal steps along the great circle: the geodesic of the sphere, which stays within metres of the ellipsoid's
 * over the length of a radio path. Otherwise as {@link fillProfile}. Antipodes have no one great circle between them and give NaN.
 *
 * @see E. Williams, "Aviation Formulary", intermediate points on a great circle
 */
export function fillGeodesicProfile(
  grid: ScalarGrid,
  from: LonLat,
  to: LonLat,
  steps: number,
  out: Float64Array,
): void {
  const { data, width, height, westDeg, northDeg, lonStepDeg, latStepDeg } = grid;
  const fromLonDeg = longitudeInGrid(grid, from.longitudeDeg);
  const angle = haversineM(from.longitudeDeg, from.latitudeDeg, to.longitudeDeg, to.latitudeDeg) / EARTH_RADIUS_M;
  // Unit vectors of both ends, turned so that `from` lies at longitude 0.
  const fromX = Math.cos(from.latitudeDeg * DEG);
  const fromZ = Math.sin(from.latitudeDeg * DEG);
  const dLon = (to.longitudeDeg - from.longitudeDeg) * DEG;
  const toX = Math.cos(to.latitudeDeg * DEG) * Math.cos(dLon);
  const toY = Math.cos(to.latitudeDeg * DEG) * Math.sin(dLon);
  const toZ = Math.sin(to.latitudeDeg * DEG);
  const sinAngle = Math.sin(angle);
  for (let i = 0; i <= steps; i++) {
    const fraction = i / steps;
    // Both ends in one place: any weights that add up to 1 will do.
    const a = angle === 0 ? 1 - fraction : Math.sin((1 - fraction) * angle) / sinAngle;
    const b = angle === 0 ? fraction : Math.sin(fraction * angle) / sinAngle;
    const px = a * fromX + b * toX;
    const py = b * toY;
    const pz = a * fromZ + b * toZ;
    const lonDeg = fromLonDeg + Math.atan2(py, px) / DEG;
    const latDeg = Math.atan2(pz, Math.sqrt(px * px + py * py)) / DEG;
    out[i] = bilinear(data, width, height, (lonDeg - westDeg) / lonStepDeg, (northDeg - latDeg) / latStepDeg);
  }
}

/** A difference of longitudes as the shorter way around, in [−180, 180]. */
function shorterWayDeg(differenceDeg: number): number {
  return differenceDeg - 360 * Math.round(differenceDeg / 360);
}
