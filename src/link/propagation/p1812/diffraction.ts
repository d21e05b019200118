import { type DeltaBullingtonLoss, type DiffractionPath, deltaBullington } from "../p526/delta-bullington.ts";
import { ANOMALOUS_EARTH_RADIUS_M } from "./radio-climate.ts";

/** Diffraction losses over free space, dB. */
export interface DiffractionLoss {
  /** At the median radius of the earth, with its parts: L_d50. */
  readonly median: DeltaBullingtonLoss;
  /** During anomalous propagation: L_dβ. */
  readonly anomalousDb: number;
  /** Not exceeded for p % of the time: L_dp. */
  readonly lossDb: number;
}

/**
 * Diffraction loss not exceeded for a share of the time: between the median's and that of the anomalous earth.
 *
 * @param timeWeight F_i, from `timeWeight`
 * @see ITU-R P.1812-7, §4.3.5, eq. 39 to 41
 */
export function diffractionLoss(
  path: DiffractionPath,
  medianEarthRadiusM: number,
  timeWeight: number,
): DiffractionLoss {
  const median = deltaBullington(path, medianEarthRadiusM);
  const anomalousDb = deltaBullington(path, ANOMALOUS_EARTH_RADIUS_M).lossDb;
  return { median, anomalousDb, lossDb: diffractionAtTimeDb(median.lossDb, anomalousDb, timeWeight) };
}

/**
 * L_dp between the median's and that of the anomalous earth, dB.
 *
 * @see ITU-R P.1812-7, §4.3.5, eq. 41
 */
export function diffractionAtTimeDb(medianDb: number, anomalousDb: number, timeWeight: number): number {
  return medianDb + (anomalousDb - medianDb) * timeWeight;
}
