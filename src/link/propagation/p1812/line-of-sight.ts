import type { PathHorizons } from "./horizons.ts";

/**
 * Loss in free space, dB, with the Recommendation's own constant: 92.4 for GHz and km, where the exact one is 92.448.
 *
 * @param slantM straight line between the antennas
 * @see ITU-R P.1812-7, §4.2, eq. 8
 */
export function freeSpaceLossDb(slantM: number, frequencyHz: number): number {
  return 92.4 + 20 * Math.log10(frequencyHz / 1e9) + 20 * Math.log10(slantM / 1000);
}

/**
 * Correction for multipath and focusing in a share of the time, dB: negative below half of it.
 *
 * @param percent p or β₀
 * @see ITU-R P.1812-7, §4.2, eq. 9
 */
export function multipathCorrectionDb({ distancesM }: Pick<PathHorizons, "distancesM">, percent: number): number {
  const horizonsKm = (distancesM[0] + distancesM[1]) / 1000;
  return 2.6 * (1 - Math.exp(-0.1 * horizonsKm)) * Math.log10(percent / 50);
}
