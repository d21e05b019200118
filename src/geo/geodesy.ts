import { getPreciseDistance } from "geolib";
import { InputError, requireRange } from "../math/errors.ts";

/**
 * Mean radius R1 = (2a + b) / 3 of the GRS 80 ellipsoid, m: the one earth radius of the project.
 *
 * @see H. Moritz, "Geodetic Reference System 1980", Journal of Geodesy 74 (2000), p. 131
 */
export const EARTH_RADIUS_M = 6_371_008.8;

/** A place on the earth: longitude before latitude, degrees, WGS 84. */
export interface LonLat {
  readonly longitudeDeg: number;
  readonly latitudeDeg: number;
}

/** A rectangle in degrees. `east` ≥ `west`; across the antimeridian one of them lies beyond ±180. */
export interface DegreeBounds {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

const DEG = Math.PI / 180;

/** Length of a degree of latitude, and of longitude at the equator, on that sphere, m. */
export const METRES_PER_DEGREE = EARTH_RADIUS_M * DEG;

/**
 * Great-circle distance on the sphere of mean radius, by the haversine formula, which keeps its digits for near points and
 * needs no care at the antimeridian. On the ellipsoid distances differ by up to 0.56 %; `geodesicDistanceM` gives those.
 *
 * @returns metres, ≥ 0; NaN in gives NaN
 */
export function greatCircleDistanceM(from: LonLat, to: LonLat): number {
  return haversineM(from.longitudeDeg, from.latitudeDeg, to.longitudeDeg, to.latitudeDeg);
}

/** {@link greatCircleDistanceM} on plain numbers, for loops in which an object per point would be a burden. */
export function haversineM(lon1Deg: number, lat1Deg: number, lon2Deg: number, lat2Deg: number): number {
  const sinHalfLat = Math.sin(((lat2Deg - lat1Deg) * DEG) / 2);
  const sinHalfLon = Math.sin(((lon2Deg - lon1Deg) * DEG) / 2);
  const haversine =
    sinHalfLat * sinHalfLat + Math.cos(lat1Deg * DEG) * Math.cos(lat2Deg * DEG) * sinHalfLon * sinHalfLon;
  // Rounding can carry the haversine of antipodes past 1.
  return 2 * EARTH_RADIUS_M * Math.asin(Math.sqrt(Math.min(1, haversine)));
}

/**
 * Direction in which the great circle leaves `from` towards `to`.
 *
 * @returns degrees clockwise from north, 0 ≤ bearing < 360; 0 when the points are the same
 */
export function initialBearingDeg(from: LonLat, to: LonLat): number {
  const lat1 = from.latitudeDeg * DEG;
  const lat2 = to.latitudeDeg * DEG;
  const dLon = (to.longitudeDeg - from.longitudeDeg) * DEG;
  const eastward = Math.sin(dLon) * Math.cos(lat2);
  const northward = Math.cos(lat1) * Math.sin(lat2) - Math.sin(lat1) * Math.cos(lat2) * Math.cos(dLon);
  const bearingDeg = Math.atan2(eastward, northward) / DEG;
  // A bearing of −1e-15 would round up to 360 itself.
  return bearingDeg < 0 ? (bearingDeg + 360) % 360 : bearingDeg;
}

/**
 * Where one arrives after `distanceM` along the great circle that leaves `from` at `bearingDeg`.
 *
 * @param bearingDeg degrees clockwise from north, any value
 * @param distanceM metres; a negative distance goes backwards
 * @returns the point, longitude in [−180, 180)
 */
export function destinationPoint(from: LonLat, bearingDeg: number, distanceM: number): LonLat {
  const lat1 = from.latitudeDeg * DEG;
  const bearing = bearingDeg * DEG;
  const angle = distanceM / EARTH_RADIUS_M;
  const sinLat2 = Math.sin(lat1) * Math.cos(angle) + Math.cos(lat1) * Math.sin(angle) * Math.cos(bearing);
  const eastward = Math.sin(bearing) * Math.sin(angle) * Math.cos(lat1);
  const outward = Math.cos(angle) - Math.sin(lat1) * sinLat2;
  return {
    longitudeDeg: normalizeLongitudeDeg(from.longitudeDeg + Math.atan2(eastward, outward) / DEG),
    latitudeDeg: Math.asin(Math.max(-1, Math.min(1, sinLat2))) / DEG,
  };
}

/** The same meridian as a longitude in [−180, 180). */
export function normalizeLongitudeDeg(longitudeDeg: number): number {
  if (longitudeDeg >= -180 && longitudeDeg < 180) return longitudeDeg;
  return ((((longitudeDeg + 180) % 360) + 360) % 360) - 180;
}

/**
 * The smallest rectangle in degrees that holds every point within `radiusM` of `center`, great-circle distance. Longitudes run
 * on from the centre's, so a disc across the antimeridian has an edge beyond ±180. A disc that reaches a pole spans all
 * longitudes.
 *
 * @param radiusM metres, ≥ 0
 */
export function discBounds(center: LonLat, radiusM: number): DegreeBounds {
  const angleDeg = radiusM / EARTH_RADIUS_M / DEG;
  const south = center.latitudeDeg - angleDeg;
  const north = center.latitudeDeg + angleDeg;
  // The widest point of the disc lies where a meridian touches it: sin Δλ = sin δ / cos φ.
  const sinHalfWidth = Math.sin(angleDeg * DEG) / Math.cos(center.latitudeDeg * DEG);
  const reachesPole = south <= -90 || north >= 90;
  const halfWidthDeg = reachesPole ? 180 : Math.asin(Math.min(1, sinHalfWidth)) / DEG;
  return {
    west: center.longitudeDeg - halfWidthDeg,
    east: center.longitudeDeg + halfWidthDeg,
    south: Math.max(-90, south),
    north: Math.min(90, north),
  };
}

/** Beyond this great-circle angle geolib's iteration (Vincenty's) fails, or ends on a line that is not the shortest. */
const NEAR_ANTIPODE_DEG = 179;

/**
 * Length of the shortest line on the WGS 84 ellipsoid. Slow (microseconds): for what is shown to people, not for loops.
 *
 * @returns metres, to better than a millimetre
 * @throws {InputError} `near-antipodal` when the points lie within a degree of opposite ends of the earth;
 *   `out-of-range` when a latitude is no latitude or a longitude not finite
 * @see T. Vincenty, "Direct and inverse solutions of geodesics on the ellipsoid", Survey Review XXIII (1975)
 */
export function geodesicDistanceM(from: LonLat, to: LonLat): number {
  for (const point of [from, to]) {
    requireRange("latitudeDeg", point.latitudeDeg, -90, 90);
    requireRange("longitudeDeg", point.longitudeDeg, -540, 540);
  }
  if (greatCircleDistanceM(from, to) > NEAR_ANTIPODE_DEG * DEG * EARTH_RADIUS_M) {
    throw new InputError({
      code: "near-antipodal",
      where: "to",
      message:
        "expected a place not opposite to the first on the earth: the distance between such places cannot be computed",
    });
  }
  const accuracyM = 1e-6; // geolib rounds to a multiple of this
  const [start, end] = [from, to].map((point) => ({
    longitude: normalizeLongitudeDeg(point.longitudeDeg),
    latitude: point.latitudeDeg,
  }));
  const lengthM = getPreciseDistance(start, end, accuracyM);
  if (!Number.isNaN(lengthM)) return lengthM;
  // Away from the antipode geolib only fails where it divides by cos²α = 0: on a line that is the equator to within rounding.
  return getPreciseDistance({ ...start, latitude: 0 }, { ...end, latitude: 0 }, accuracyM);
}
