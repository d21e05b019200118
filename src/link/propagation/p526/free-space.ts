import { freeSpaceLossDb } from "../free-space.ts";
import type { AntennaHeights } from "./profile.ts";

/**
 * Free-space loss over the straight line between two antennas of different heights, dB.
 *
 * @see ITU-R P.525; P.1812-7, §4.2, eq. 8a
 */
export function freeSpaceOnSlantDb(distanceM: number, { txM, rxM }: AntennaHeights, frequencyHz: number): number {
  return freeSpaceLossDb(Math.hypot(distanceM, txM - rxM), frequencyHz);
}
