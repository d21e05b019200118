import { VOGLER_EARTH_RADIUS_M } from "./constants.ts";
import type { PathGeometry } from "./path.ts";
import type { ItmSettings } from "./settings.ts";

/** (4/3 a₀)^⅓: with the cube root of a radius it gives C₀ [Vogler 1964, eq. 2]. */
const RADIUS_ROOT = Math.cbrt((4 / 3) * VOGLER_EARTH_RADIUS_M);

/**
 * Diffraction loss over a rounded earth by Vogler's method with three radii: one for each antenna's way to its horizon and
 * one for the way between the horizons, dB [Vogler 1964; Algorithm, 4.20].
 *
 * @param distanceM beyond both horizons
 */
export function smoothEarthLossDb(distanceM: number, path: PathGeometry, settings: ItmSettings): number {
  const { horizonDistancesM, effectiveHeightsM } = path;
  const frequencyRoot = Math.cbrt(settings.frequencyMhz);
  const magnitude = settings.impedance.magnitude;

  const txC0 = radiusFactor((0.5 * horizonDistancesM[0] * horizonDistancesM[0]) / effectiveHeightsM[0]); // [Vogler, eq. 3]
  const rxC0 = radiusFactor((0.5 * horizonDistancesM[1] * horizonDistancesM[1]) / effectiveHeightsM[1]);
  const angleRad = distanceM / path.effectiveEarthRadiusM - path.lineOfSightAngleRad; // [Algorithm, 4.12]
  const beyondM = distanceM - path.horizonsM;
  const midC0 = radiusFactor(beyondM / angleRad);

  const txK = groundFactor(txC0, frequencyRoot, magnitude);
  const rxK = groundFactor(rxC0, frequencyRoot, magnitude);
  const midK = groundFactor(midC0, frequencyRoot, magnitude);
  const txX = normalizedDistance(txC0, txK, frequencyRoot, horizonDistancesM[0]);
  const rxX = normalizedDistance(rxC0, rxK, frequencyRoot, horizonDistancesM[1]);
  const allX = normalizedDistance(midC0, midK, frequencyRoot, beyondM) + txX + rxX;

  const distanceGainDb = 0.05751 * allX - 10 * Math.log10(allX); // G(x) [TN101, 8.4]
  return distanceGainDb - heightGainDb(txX, txK) - heightGainDb(rxX, rxK) - 20;
}

/** C₀, from the radius of an arc of the earth, m [Vogler 1964, eq. 2]. */
function radiusFactor(radiusM: number): number {
  return RADIUS_ROOT / Math.cbrt(radiusM);
}

/** K [Vogler 1964, eq. 6a and 7a]. */
function groundFactor(c0: number, frequencyRoot: number, impedanceMagnitude: number): number {
  return (0.017778 * c0) / (frequencyRoot * impedanceMagnitude);
}

/** x, with B₀ = 1.607 − K [Vogler 1964, eq. 2 and fig. 4]; distances in the formula are in km. */
function normalizedDistance(c0: number, k: number, frequencyRoot: number, distanceM: number): number {
  return ((1.607 - k) * c0 * c0 * frequencyRoot * distanceM) / 1000;
}

/**
 * Height gain F(x, K) of an antenna whose horizon lies at the normalized distance x, dB [TN101, 8.4; Algorithm, 6.7].
 */
export function heightGainDb(x: number, k: number): number {
  if (x < 200) {
    const w = -Math.log(k);
    if (k < 1e-5 || x * w * w * w > 5495) return x > 1 ? 17.372 * Math.log(x) - 117 : -117;
    return (2.5e-5 * x * x) / k - 8.686 * w - 15;
  }
  const farDb = 0.05751 * x - 4.343 * Math.log(x);
  if (x >= 2000) return farDb;
  const weight = 0.0134 * x * Math.exp(-0.005 * x);
  return (1 - weight) * farDb + weight * (17.372 * Math.log(x) - 117);
}
