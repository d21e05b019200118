import { knifeEdgeLossDb } from "./knife-edge.ts";
import type { AntennaHeights, PathProfile } from "./profile.ts";

/** What diffraction is computed for, besides the terrain. */
export interface DiffractionSetting {
  readonly wavelengthM: number;
  /** Radius of the earth on which rays are straight, m. */
  readonly effectiveEarthRadiusM: number;
}

/** The terrain as one knife edge: where the steepest rays from both antennas meet, or what comes nearest to the line of sight. */
export interface BullingtonEdge {
  /** v */
  parameter: number;
  /** J(v), dB. */
  edgeLossDb: number;
  /** With the correction for a rounded path, dB. */
  lossDb: number;
  lineOfSight: boolean;
}

/**
 * Bullington's construction: the loss of a path taken as that of a single equivalent edge.
 *
 * @param profile distances are read, and the points' number
 * @param heightM what stands at each of them, m above sea level
 * @param antennas above sea level
 * @returns dB over free space, ≥ 0
 * @see ITU-R P.526-15, §4.5.1; equations by their numbers in P.1812-7, §4.3.1
 */
export function bullingtonEdge(
  profile: PathProfile,
  heightM: Float64Array,
  antennas: AntennaHeights,
  setting: DiffractionSetting,
): BullingtonEdge {
  const { count, distanceM } = profile;
  const lengthM = distanceM[count - 1];
  const curvature = 1 / setting.effectiveEarthRadiusM; // eq. 12
  const fromTx = steepestFromTx(profile, heightM, antennas.txM, curvature); // eq. 13
  const direct = (antennas.rxM - antennas.txM) / lengthM; // eq. 14
  const lineOfSight = fromTx < direct;
  const parameter = lineOfSight
    ? nearestToRay(profile, heightM, antennas, setting)
    : meetingParameter(
        { ...antennas, lengthM, wavelengthM: setting.wavelengthM },
        fromTx,
        steepestFromRx(profile, heightM, antennas.rxM, curvature), // eq. 17
      );
  const edgeLossDb = knifeEdgeLossDb(parameter); // eq. 16 and 20
  return { parameter, edgeLossDb, lossDb: roundedEdgeLossDb(edgeLossDb, lengthM), lineOfSight };
}

/**
 * The loss of a real path that its equivalent edge stands for, dB: never as sharp as the edge.
 *
 * @see ITU-R P.1812-7, §4.3.1, eq. 21
 */
export function roundedEdgeLossDb(edgeLossDb: number, lengthM: number): number {
  return edgeLossDb + (1 - Math.exp(-edgeLossDb / 6)) * (10 + 0.02 * (lengthM / 1000));
}

/** A path as its straight ray sees it. */
export interface BullingtonRay extends AntennaHeights {
  lengthM: number;
  wavelengthM: number;
}

/**
 * v of the equivalent edge beyond the horizon: where the steepest rays of both ends meet.
 *
 * @param txSlope S_tim, the steepest slope from the transmitter, with the earth's bulge over the whole path
 * @param rxSlope S_rim, the same from the receiver
 * @see ITU-R P.1812-7, §4.3.1, eq. 18 and 19
 */
export function meetingParameter(ray: BullingtonRay, txSlope: number, rxSlope: number): number {
  const { lengthM, txM, rxM } = ray;
  const d = (rxM - txM + rxSlope * lengthM) / (txSlope + rxSlope); // eq. 18
  const rest = lengthM - d;
  const aboveRayM = txM + txSlope * d - (txM * rest + rxM * d) / lengthM;
  return rayParameter(ray, d, aboveRayM); // eq. 19
}

/** v of a point that stands so far above the straight ray, at a distance from the transmitter [eq. 15]. */
export function rayParameter({ lengthM, wavelengthM }: BullingtonRay, distanceM: number, aboveRayM: number): number {
  return aboveRayM * Math.sqrt((2 * lengthM) / (wavelengthM * distanceM * (lengthM - distanceM)));
}

/** The loss of {@link bullingtonEdge} alone, dB. */
export function bullingtonLossDb(
  profile: PathProfile,
  heightM: Float64Array,
  antennas: AntennaHeights,
  setting: DiffractionSetting,
): number {
  return bullingtonEdge(profile, heightM, antennas, setting).lossDb;
}

/** Steepest slope from the transmitter to a point of the terrain, with the earth's bulge on it: S_tim [eq. 13]. */
function steepestFromTx(
  { count, distanceM }: PathProfile,
  heightM: Float64Array,
  txM: number,
  curvature: number,
): number {
  const lengthM = distanceM[count - 1];
  let steepest = Number.NEGATIVE_INFINITY;
  for (let i = 1; i < count - 1; i++) {
    const d = distanceM[i];
    const slope = (heightM[i] + 0.5 * curvature * d * (lengthM - d) - txM) / d;
    if (slope > steepest) steepest = slope;
  }
  return steepest;
}

/** The same from the receiver: S_rim [eq. 17]. */
function steepestFromRx(
  { count, distanceM }: PathProfile,
  heightM: Float64Array,
  rxM: number,
  curvature: number,
): number {
  const lengthM = distanceM[count - 1];
  let steepest = Number.NEGATIVE_INFINITY;
  for (let i = 1; i < count - 1; i++) {
    const d = distanceM[i];
    const slope = (heightM[i] + 0.5 * curvature * d * (lengthM - d) - rxM) / (lengthM - d);
    if (slope > steepest) steepest = slope;
  }
  return steepest;
}

/** With line of sight: the greatest v of any point [eq. 15]. */
function nearestToRay(
  { count, distanceM }: PathProfile,
  heightM: Float64Array,
  { txM, rxM }: AntennaHeights,
  { wavelengthM, effectiveEarthRadiusM }: DiffractionSetting,
): number {
  const lengthM = distanceM[count - 1];
  let greatest = Number.NEGATIVE_INFINITY;
  for (let i = 1; i < count - 1; i++) {
    const d = distanceM[i];
    const rest = lengthM - d;
    const aboveRayM = heightM[i] + (d * rest) / (2 * effectiveEarthRadiusM) - (txM * rest + rxM * d) / lengthM;
    const parameter = aboveRayM * Math.sqrt((2 * lengthM) / (wavelengthM * d * rest));
    if (parameter > greatest) greatest = parameter;
  }
  return greatest;
}
