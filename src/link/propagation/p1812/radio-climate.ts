import { P_SERIES_EARTH_RADIUS_M } from "../p526/inputs.ts";
import type { PathZones } from "./zones.ts";

/** Radius of the straight-ray earth during anomalous propagation: k_β = 3 [P.1812-7, eq. 7b]. */
export const ANOMALOUS_EARTH_RADIUS_M = 3 * P_SERIES_EARTH_RADIUS_M;

/**
 * Median radius of the earth on which rays are straight, m.
 *
 * @param refractivityGradient ΔN, by which the refractivity falls in the lowest kilometre, N-units/km, positive and below 157
 * @see ITU-R P.1812-7, §3.7, eq. 6 and 7a
 */
export function medianEarthRadiusM(refractivityGradient: number): number {
  return (P_SERIES_EARTH_RADIUS_M * 157) / (157 - refractivityGradient);
}

/**
 * τ, by which a long way over inland keeps ducts away.
 *
 * @param longestInlandM d_lm
 * @see ITU-R P.1812-7, eq. 3
 */
export function inlandFactor(longestInlandM: number): number {
  return 1 - Math.exp(-4.12e-4 * (longestInlandM / 1000) ** 2.41);
}

/**
 * β₀: share of the time, %, in which the refractivity falls by more than 100 N-units/km in the lowest 100 m.
 *
 * @param latitudeDeg of the path's middle
 * @see ITU-R P.1812-7, §3.6, eq. 2 to 5
 */
export function anomalousTimePercent(latitudeDeg: number, zones: PathZones): number {
  const latitude = Math.abs(latitudeDeg);
  const tau = inlandFactor(zones.longestInlandM);
  const landTerm = 10 ** (-zones.longestLandM / 1000 / (16 - 6.6 * tau));
  const mu1 = Math.min(1, (landTerm + 10 ** (-5 * (0.496 + 0.354 * tau))) ** 0.2); // eq. 2
  const slope = latitude <= 70 ? -0.935 + 0.0176 * latitude : 0.3;
  const mu4 = 10 ** (slope * Math.log10(mu1)); // eq. 4
  return (latitude <= 70 ? 10 ** (-0.015 * latitude + 1.67) : 4.17) * mu1 * mu4; // eq. 5
}
