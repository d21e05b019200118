import { EARTH_CURVATURE_PER_M } from "./constants.ts";

/** Transfer impedance of the ground relative to free space: a complex number and its magnitude. */
export interface GroundImpedance {
  readonly real: number;
  readonly imaginary: number;
  readonly magnitude: number;
}

/** Height in which the refractivity of the air falls to 1/e, m [TN101, 4.3]. */
const REFRACTIVITY_SCALE_M = 9460;

/**
 * Surface transfer impedance of flat ground [Algorithm, 1.5]: Z = √(ε′ − 1), for vertical polarization divided by ε′,
 * with ε′ = ε + j · 18000 σ / f.
 *
 * @param frequencyMhz carrier, > 0
 * @param permittivity relative, ≥ 1
 * @param conductivitySm S/m, > 0
 */
export function groundImpedance(
  frequencyMhz: number,
  polarization: "horizontal" | "vertical",
  permittivity: number,
  conductivitySm: number,
): GroundImpedance {
  const lossPart = (18_000 * conductivitySm) / frequencyMhz;
  // Principal root of (ε − 1) + j·lossPart by the half-angle formulas. With ε = 1 its parts are equal, to the last bit.
  const modulus = Math.hypot(permittivity - 1, lossPart);
  const rootReal = Math.sqrt((modulus + (permittivity - 1)) / 2);
  const rootImaginary = permittivity === 1 ? rootReal : lossPart / (2 * rootReal);
  if (polarization === "horizontal") return impedance(rootReal, rootImaginary);
  const square = permittivity * permittivity + lossPart * lossPart;
  return impedance(
    (rootReal * permittivity + rootImaginary * lossPart) / square,
    (rootImaginary * permittivity - rootReal * lossPart) / square,
  );
}

function impedance(real: number, imaginary: number): GroundImpedance {
  return { real, imaginary, magnitude: Math.hypot(real, imaginary) };
}

/**
 * Refractivity at the mean height of the path, N-units [TN101, 4.3].
 *
 * @param refractivityN reduced to sea level
 * @param meanElevationM of the terrain between the ends, above sea level
 */
export function surfaceRefractivityN(refractivityN: number, meanElevationM: number): number {
  return refractivityN * Math.exp(-meanElevationM / REFRACTIVITY_SCALE_M);
}

/** Curvature 1/m of the earth on which rays are straight, from the surface refractivity [TN101, 4.4]. */
export function effectiveCurvaturePerM(surfaceRefractivity: number): number {
  return EARTH_CURVATURE_PER_M * (1 - 0.04665 * Math.exp(surfaceRefractivity / 179.3));
}

/** The surface refractivity at which {@link effectiveCurvaturePerM} has this value. */
export function refractivityOfCurvatureN(curvaturePerM: number): number {
  return 179.3 * Math.log((1 - curvaturePerM / EARTH_CURVATURE_PER_M) / 0.04665);
}
