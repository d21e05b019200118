import { inverseComplementaryNormal } from "../../../math/normal.ts";

/** Above the clutter's top the variability fades out over this height, m [P.1812-7, §4.8]. */
const FADING_HEIGHT_M = 10;

/**
 * Standard deviation of the loss over locations in an area, outdoors, dB.
 *
 * @param areaWidthM w_a: side of the square over which locations vary, m
 * @param heightAglM of the receiving antenna
 * @param clutterHeightM R, about the receiver
 * @see ITU-R P.1812-7, §4.8
 */
export function locationSigmaDb(area: {
  readonly frequencyHz: number;
  readonly areaWidthM: number;
  readonly heightAglM: number;
  readonly clutterHeightM: number;
}): number {
  const { frequencyHz, areaWidthM, heightAglM, clutterHeightM } = area;
  const onGroundDb = (0.024 * (frequencyHz / 1e9) + 0.52) * areaWidthM ** 0.28;
  const aboveM = heightAglM - clutterHeightM;
  const heightFactor = Math.min(1, Math.max(0, 1 - aboveM / FADING_HEIGHT_M)); // u(h)
  return heightFactor * onGroundDb;
}

/**
 * What a share of the locations costs more than the median, dB: negative below half of them.
 *
 * @see ITU-R P.1812-7, §4.8 and eq. 69
 */
export function locationLossDb(locationPercent: number, sigmaDb: number): number {
  return -inverseComplementaryNormal(locationPercent / 100) * sigmaDb;
}
