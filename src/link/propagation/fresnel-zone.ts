import { requirePositive } from "../../math/errors.ts";
import { SPEED_OF_LIGHT_MPS } from "../../math/physics.ts";

/** A point on the straight line between two antennas. */
export interface FresnelPoint {
  readonly frequencyHz: number;
  /** Distances to both ends, > 0. */
  readonly d1M: number;
  readonly d2M: number;
  /** Number of the zone; 1 unless told. */
  readonly zone?: number;
}

/**
 * Radius of a Fresnel zone: around the line, the way over the zone's edge is `zone` half wavelengths longer.
 *
 * @returns m
 * @throws {InputError} when an argument is not above zero
 * @see ITU-R P.526, ellipsoids of Fresnel
 */
export function fresnelRadiusM(point: FresnelPoint): number {
  const { frequencyHz, d1M, d2M, zone = 1 } = point;
  requirePositive("frequencyHz", frequencyHz);
  requirePositive("d1M", d1M);
  requirePositive("d2M", d2M);
  requirePositive("zone", zone);
  const wavelengthM = SPEED_OF_LIGHT_MPS / frequencyHz;
  return Math.sqrt((zone * wavelengthM * d1M * d2M) / (d1M + d2M));
}
