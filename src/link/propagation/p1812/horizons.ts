import type { AntennaHeights, PathProfile } from "../p526/profile.ts";

/** What both antennas see of the path. Arrays hold the transmitter at 0 and the receiver at 1. */
export interface PathHorizons {
  readonly lineOfSight: boolean;
  /** θ_t and θ_r: elevation angles of the horizons, of the other antenna with line of sight. */
  readonly anglesRad: readonly [number, number];
  /** d_lt and d_lr. With line of sight both point to what comes nearest to the ray. */
  readonly distancesM: readonly [number, number];
  /** Indices of the horizons' points. */
  readonly points: readonly [number, number];
  /** θ: angle between the horizon rays. */
  readonly pathAngleRad: number;
}

/**
 * Finds the horizons over the bare ground.
 *
 * @param earthRadiusM the median one
 * @see ITU-R P.1812-7, Annex 1, Attachment 1, §4 and 5, eq. 76 to 84
 */
export function findHorizons(
  profile: PathProfile,
  antennas: AntennaHeights,
  earthRadiusM: number,
  wavelengthM: number,
): PathHorizons {
  const { count, distanceM } = profile;
  const lengthM = distanceM[count - 1];
  const fromTx = steepestFromTx(profile, antennas.txM, earthRadiusM); // eq. 76 and 77
  const lineOfSight = fromTx.slope <= directSlope({ lengthM, antennas, earthRadiusM });
  const fromRx = lineOfSight ? null : steepestFromRx(profile, antennas.rxM, earthRadiusM);
  const nearest = fromRx === null ? nearestToRay(profile, antennas, earthRadiusM, wavelengthM) : -1;
  const txPoint = fromRx === null ? nearest : fromTx.index;
  const rxPoint = fromRx === null ? nearest : fromRx.index;
  return {
    ...horizonAngles({ lengthM, antennas, earthRadiusM }, fromRx && { tx: fromTx.slope, rx: fromRx.slope }),
    distancesM: [distanceM[txPoint], lengthM - distanceM[rxPoint]], // eq. 80 and 83
    points: [txPoint, rxPoint],
  };
}

/** A path by its ends. */
interface PathEnds {
  readonly lengthM: number;
  readonly antennas: AntennaHeights;
  readonly earthRadiusM: number;
}

/** Slope of the ray from the transmitter to the receiver, as a tangent at the transmitter sees it [eq. 78]. */
export function directSlope({ lengthM, antennas, earthRadiusM }: PathEnds): number {
  return (antennas.rxM - antennas.txM) / lengthM - lengthM / (2 * earthRadiusM);
}

/**
 * Elevation angles of the horizons, and the angle between their rays.
 *
 * @param slopes of the steepest rays from both antennas to the ground; null with line of sight
 * @see ITU-R P.1812-7, Annex 1, Attachment 1, eq. 79, 81, 82 and 84
 */
export function horizonAngles(
  ends: PathEnds,
  slopes: { readonly tx: number; readonly rx: number } | null,
): Pick<PathHorizons, "lineOfSight" | "anglesRad" | "pathAngleRad"> {
  const { lengthM, antennas, earthRadiusM } = ends;
  const direct = directSlope(ends);
  const back = (antennas.txM - antennas.rxM) / lengthM - lengthM / (2 * earthRadiusM);
  const txAngleRad = Math.atan(slopes === null ? direct : slopes.tx); // eq. 79
  const rxAngleRad = Math.atan(slopes === null ? back : slopes.rx); // eq. 81 and 82
  return {
    lineOfSight: slopes === null,
    anglesRad: [txAngleRad, rxAngleRad],
    pathAngleRad: lengthM / earthRadiusM + txAngleRad + rxAngleRad, // eq. 84
  };
}

interface Horizon {
  readonly slope: number;
  readonly index: number;
}

/** The point that rises highest as seen from the transmitter; of equal ones the nearest to it. */
function steepestFromTx({ count, distanceM, groundM }: PathProfile, txM: number, earthRadiusM: number): Horizon {
  let slope = Number.NEGATIVE_INFINITY;
  let index = 1;
  for (let i = 1; i < count - 1; i++) {
    const d = distanceM[i];
    const rise = (groundM[i] - txM) / d - d / (2 * earthRadiusM);
    if (rise > slope) {
      slope = rise;
      index = i;
    }
  }
  return { slope, index };
}

/** The same for the receiver. */
function steepestFromRx({ count, distanceM, groundM }: PathProfile, rxM: number, earthRadiusM: number): Horizon {
  const lengthM = distanceM[count - 1];
  let slope = Number.NEGATIVE_INFINITY;
  let index = count - 2;
  for (let i = 1; i < count - 1; i++) {
    const d = lengthM - distanceM[i];
    const rise = (groundM[i] - rxM) / d - d / (2 * earthRadiusM);
    if (rise >= slope) {
      slope = rise;
      index = i;
    }
  }
  return { slope, index };
}

/** With line of sight: the point of the greatest diffraction parameter; of equal ones the last [§5.2, as eq. 15]. */
function nearestToRay(
  { count, distanceM, groundM }: PathProfile,
  { txM, rxM }: AntennaHeights,
  earthRadiusM: number,
  wavelengthM: number,
): number {
  const lengthM = distanceM[count - 1];
  let greatest = Number.NEGATIVE_INFINITY;
  let index = 1;
  for (let i = 1; i < count - 1; i++) {
    const d = distanceM[i];
    const rest = lengthM - d;
    const aboveRayM = groundM[i] + (d * rest) / (2 * earthRadiusM) - (txM * rest + rxM * d) / lengthM;
    const parameter = aboveRayM * Math.sqrt((2 * lengthM) / (wavelengthM * d * rest));
    if (parameter >= greatest) {
      greatest = parameter;
      index = i;
    }
  }
  return index;
}
