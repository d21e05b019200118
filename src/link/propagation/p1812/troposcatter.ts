/**
 * Loss by scatter in the troposphere, not exceeded for a share of the time, dB.
 *
 * @param pathAngleRad θ
 * @param refractivityN N₀, at sea level
 * @param timePercent p, 1–50
 * @see ITU-R P.1812-7, §4.4
 */
export function troposcatterLossDb(scatter: {
  readonly distanceM: number;
  readonly pathAngleRad: number;
  readonly frequencyHz: number;
  readonly refractivityN: number;
  readonly timePercent: number;
}): number {
  const { distanceM, pathAngleRad, frequencyHz, refractivityN, timePercent } = scatter;
  const frequencyGhz = frequencyHz / 1e9;
  const frequencyDb = 25 * Math.log10(frequencyGhz) - 2.5 * Math.log10(frequencyGhz / 2) ** 2; // eq. 45
  const timeDb = 10.125 * Math.log10(50 / timePercent) ** 0.7;
  return (
    190.1 +
    frequencyDb +
    20 * Math.log10(distanceM / 1000) +
    0.573 * (1000 * pathAngleRad) -
    0.15 * refractivityN -
    timeDb
  ); // eq. 44
}
