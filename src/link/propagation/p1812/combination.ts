import { inverseComplementaryNormal } from "../../../math/normal.ts";

/** Parameters of the weights and of the soft maximum [P.1812-7, §4.6]. */
const ANGLE_LIMIT_MRAD = 0.3;
const ANGLE_STEEPNESS = 0.8;
const DISTANCE_LIMIT_M = 20e3;
const DISTANCE_STEEPNESS = 0.5;
const SOFTNESS_DB = 2.5;

/**
 * F_i: how far a share of the time lies from the median towards anomalous propagation, 0–1.
 *
 * @see ITU-R P.1812-7, §4.3.5, eq. 40; Attachment 2 for the normal distribution
 */
export function timeWeight(timePercent: number, anomalousTimePercent: number): number {
  if (timePercent < anomalousTimePercent) return 1; // eq. 40a
  return inverseComplementaryNormal(timePercent / 100) / inverseComplementaryNormal(anomalousTimePercent / 100);
}

/** F_j: 1 with line of sight, 0 well beyond it, by the path's angle [eq. 57]. */
export function angleWeight(pathAngleRad: number): number {
  const beyond = (1000 * pathAngleRad - ANGLE_LIMIT_MRAD) / ANGLE_LIMIT_MRAD;
  return 1 - 0.5 * (1 + Math.tanh(3 * ANGLE_STEEPNESS * beyond));
}

/** F_k: 1 on a short path, 0 on a long one [eq. 58]. */
export function distanceWeight(distanceM: number): number {
  const beyond = (distanceM - DISTANCE_LIMIT_M) / DISTANCE_LIMIT_M;
  return 1 - 0.5 * (1 + Math.tanh(3 * DISTANCE_STEEPNESS * beyond));
}

/** The losses of the single mechanisms, dB, and the weights between them. */
export interface Mechanisms {
  /** L_b0p and L_b0β: line of sight at p and β₀ % of the time. */
  readonly lineOfSightDb: number;
  readonly anomalousLineOfSightDb: number;
  /** L_dp: diffraction over free space. */
  readonly diffractionDb: number;
  /** L_bd50 and L_bd: the whole loss by diffraction, median and at p %. */
  readonly medianDiffractedDb: number;
  readonly diffractedDb: number;
  /** L_ba and L_bs */
  readonly ductingDb: number;
  readonly troposcatterDb: number;
  readonly seaFraction: number;
  /** True for p < β₀. */
  readonly isAnomalous: boolean;
  /** F_i, F_j and F_k */
  readonly timeWeight: number;
  readonly angleWeight: number;
  readonly distanceWeight: number;
}

export interface CombinedLoss {
  /** L_minb0p: least loss by line of sight and diffraction over sea. */
  readonly leastDb: number;
  /** L_bda: diffraction, or ducting where that is stronger. */
  readonly diffractedOrDuctedDb: number;
  /** L_bam: with line of sight on short angles. */
  readonly modifiedDb: number;
  /** L_bc: all of them and troposcatter. */
  readonly lossDb: number;
}

/**
 * Puts the mechanisms together.
 *
 * @see ITU-R P.1812-7, §4.6, eq. 59 to 63
 */
export function combineMechanisms(losses: Mechanisms): CombinedLoss {
  const { troposcatterDb } = losses;
  const leastDb = leastLossDb(losses);
  const diffractedOrDuctedDb = diffractedOrDuctedLossDb(losses);
  const modifiedDb = diffractedOrDuctedDb + (leastDb - diffractedOrDuctedDb) * losses.angleWeight; // eq. 62
  const lossDb = softMinimumDb(troposcatterDb, modifiedDb); // eq. 63
  return { leastDb, diffractedOrDuctedDb, modifiedDb, lossDb };
}

/** L_minb0p [eq. 59]. */
function leastLossDb(losses: Mechanisms): number {
  const overLandDb = (1 - losses.seaFraction) * losses.diffractionDb;
  if (losses.isAnomalous) return losses.lineOfSightDb + overLandDb;
  const towardsDb = losses.anomalousLineOfSightDb + overLandDb - losses.medianDiffractedDb;
  return losses.medianDiffractedDb + towardsDb * losses.timeWeight;
}

/** L_bda [eq. 60 and 61]. */
function diffractedOrDuctedLossDb({ ductingDb, lineOfSightDb, diffractedDb, distanceWeight }: Mechanisms): number {
  // The soft maximum is at least the greater of both
  if (Math.max(ductingDb, lineOfSightDb) > diffractedDb) return diffractedDb;
  const enhancedDb = softMaximumDb(ductingDb, lineOfSightDb); // eq. 60
  return enhancedDb > diffractedDb ? diffractedDb : enhancedDb + (diffractedDb - enhancedDb) * distanceWeight;
}

/** −5·log(10^(−a/5) + 10^(−b/5)), which follows the lesser of both; written so that it does not underflow. */
function softMinimumDb(a: number, b: number): number {
  return Math.min(a, b) - 5 * Math.log10(1 + 10 ** (-0.2 * Math.abs(a - b)));
}

/** η·ln(e^(a/η) + e^(b/η)), which follows the greater of both; written so that it does not overflow. */
function softMaximumDb(a: number, b: number): number {
  const greater = Math.max(a, b);
  return greater + SOFTNESS_DB * Math.log1p(Math.exp((Math.min(a, b) - greater) / SOFTNESS_DB));
}
