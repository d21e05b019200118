import type { AntennaHeights, PathProfile } from "./profile.ts";

/** A straight line under the terrain, by its heights at both ends, m above sea level. */
export interface SmoothSurface {
  readonly txM: number;
  readonly rxM: number;
}

/**
 * The straight line that fits the bare ground best over the whole path.
 *
 * @see ITU-R P.1812-7, Annex 1, Attachment 1, §5.6.1, eq. 85 to 88
 */
export function fitSmoothSurface({ count, distanceM, groundM }: PathProfile): SmoothSurface {
  let sum = 0;
  let moment = 0;
  for (let i = 1; i < count; i++) {
    const near = distanceM[i - 1];
    const far = distanceM[i];
    sum += (far - near) * (groundM[i] + groundM[i - 1]); // eq. 85
    moment += (far - near) * (groundM[i] * (2 * far + near) + groundM[i - 1] * (far + 2 * near)); // eq. 86
  }
  return lineOfSums(sum, moment, distanceM[count - 1]);
}

/**
 * The fitted line from what the ground adds up to.
 *
 * @param sum v1: twice the area under the ground, m²
 * @param moment v2: six times its moment about the transmitter, m³
 * @see ITU-R P.1812-7, Annex 1, Attachment 1, §5.6.1
 */
export function lineOfSums(sum: number, moment: number, lengthM: number): SmoothSurface {
  return {
    txM: (2 * sum * lengthM - moment) / (lengthM * lengthM), // eq. 87
    rxM: (moment - sum * lengthM) / (lengthM * lengthM), // eq. 88
  };
}

/**
 * The smooth surface for the diffraction model: the fitted line, lowered where the terrain stands above the line between the
 * antennas, and nowhere above the ground at the ends.
 *
 * @see ITU-R P.526-15, §4.5.3; equations by their numbers in P.1812-7, Attachment 1, §5.6.2
 */
export function diffractionSurface(
  profile: PathProfile,
  fitted: SmoothSurface,
  antennas: AntennaHeights,
): SmoothSurface {
  const { count, groundM } = profile;
  return lowerSurface(fitted, findObstruction(profile, antennas), { txM: groundM[0], rxM: groundM[count - 1] });
}

/** What stands above the straight line between the antennas. */
export interface Obstruction {
  /** h_obs: by how much, m; negative where nothing does. */
  readonly highestM: number;
  /** α_obt and α_obr: how steeply it rises from the line as seen from each antenna. */
  readonly txSlope: number;
  readonly rxSlope: number;
}

/**
 * Lowers a fitted line for what obstructs the path, and to the ground at the ends.
 *
 * @param groundM bare ground under the antennas, above sea level
 * @see ITU-R P.1812-7, Attachment 1, §5.6.2, eq. 90 and 91
 */
export function lowerSurface(
  fitted: SmoothSurface,
  { highestM, txSlope, rxSlope }: Obstruction,
  groundM: SmoothSurface,
): SmoothSurface {
  let { txM, rxM } = fitted; // eq. 90a and 90b
  if (highestM > 0) {
    txM -= (highestM * txSlope) / (txSlope + rxSlope); // eq. 90c and 90e
    rxM -= (highestM * rxSlope) / (txSlope + rxSlope); // eq. 90d and 90f
  }
  return { txM: Math.min(txM, groundM.txM), rxM: Math.min(rxM, groundM.rxM) }; // eq. 91
}

/** [eq. 89] */
function findObstruction({ count, distanceM, groundM }: PathProfile, { txM, rxM }: AntennaHeights): Obstruction {
  const lengthM = distanceM[count - 1];
  let highestM = Number.NEGATIVE_INFINITY;
  let txSlope = Number.NEGATIVE_INFINITY;
  let rxSlope = Number.NEGATIVE_INFINITY;
  for (let i = 1; i < count - 1; i++) {
    const d = distanceM[i];
    const rest = lengthM - d;
    const aboveM = groundM[i] - (txM * rest + rxM * d) / lengthM;
    if (aboveM > highestM) highestM = aboveM;
    if (aboveM > txSlope * d) txSlope = aboveM / d;
    if (aboveM > rxSlope * rest) rxSlope = aboveM / rest;
  }
  return { highestM, txSlope, rxSlope };
}
