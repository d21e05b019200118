import { SPEED_OF_LIGHT_MPS } from "../../../math/physics.ts";

/** Below this v the approximation of J(v) is taken as no loss [P.526, eq. 31]. */
export const LEAST_PARAMETER = -0.78;

/**
 * Loss over a single knife edge: the approximation J(v) to the Fresnel integrals.
 *
 * @param parameter v, positive where the edge stands above the line between the antennas
 * @returns dB over free space, ≥ 0
 * @see ITU-R P.526-15, §4.1, eq. 31
 */
export function knifeEdgeLossDb(parameter: number): number {
  if (parameter <= LEAST_PARAMETER) return 0;
  const raised = parameter - 0.1;
  return Math.max(0, 6.9 + 20 * Math.log10(Math.sqrt(raised * raised + 1) + raised));
}

/** An edge between two antennas, with the line between them as zero height. */
export interface Edge {
  /** Top above the line, m; negative below it. */
  readonly heightM: number;
  /** Distances to both ends, > 0. */
  readonly d1M: number;
  readonly d2M: number;
}

/**
 * The diffraction parameter v of an edge.
 *
 * @see ITU-R P.526-15, §4.1, eq. 26
 */
export function diffractionParameter({ heightM, d1M, d2M }: Edge, wavelengthM: number): number {
  return heightM * Math.sqrt((2 / wavelengthM) * (1 / d1M + 1 / d2M));
}

/** m */
export function wavelengthM(frequencyHz: number): number {
  return SPEED_OF_LIGHT_MPS / frequencyHz;
}
