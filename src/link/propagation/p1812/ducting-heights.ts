import type { PathProfile } from "../p526/profile.ts";
import type { SmoothSurface } from "../p526/smooth-surface.ts";
import type { PathHorizons } from "./horizons.ts";

/** What the model of ducting asks of the terrain. */
export interface DuctingHeights {
  /** h_te and h_re: antennas above the smooth surface, m. */
  readonly effectiveHeightsM: readonly [number, number];
  /** h_m: how far the ground between the horizons rises above the smooth surface, m. */
  readonly roughnessM: number;
}

/**
 * Effective heights and terrain roughness.
 *
 * @param fitted the line through the ground
 * @param antennaHeightsM above ground
 * @see ITU-R P.1812-7, Annex 1, Attachment 1, §5.6.3
 */
export function ductingHeights(
  profile: PathProfile,
  fitted: SmoothSurface,
  { points }: PathHorizons,
  antennaHeightsM: readonly [number, number],
): DuctingHeights {
  const { count, distanceM, groundM } = profile;
  const last = count - 1;
  const txM = Math.min(fitted.txM, groundM[0]); // eq. 92a
  const rxM = Math.min(fitted.rxM, groundM[last]); // eq. 92b
  const slope = (rxM - txM) / distanceM[last]; // eq. 93
  let roughnessM = Number.NEGATIVE_INFINITY;
  for (let i = points[0]; i <= points[1]; i++) {
    const aboveM = groundM[i] - (txM + slope * distanceM[i]);
    if (aboveM > roughnessM) roughnessM = aboveM; // eq. 95
  }
  return {
    effectiveHeightsM: [antennaHeightsM[0] + groundM[0] - txM, antennaHeightsM[1] + groundM[last] - rxM], // eq. 94
    roughnessM,
  };
}
