import type { AntennaHeights, PathProfile } from "../p526/profile.ts";
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
  const line = ductingLine(fitted, { txM: groundM[0], rxM: groundM[last] }, distanceM[last]);
  let roughnessM = Number.NEGATIVE_INFINITY;
  for (let i = points[0]; i <= points[1]; i++) {
    const aboveM = groundM[i] - (line.txM + line.slope * distanceM[i]);
    if (aboveM > roughnessM) roughnessM = aboveM; // eq. 95
  }
  const antennas = { txM: antennaHeightsM[0] + groundM[0], rxM: antennaHeightsM[1] + groundM[last] };
  return { effectiveHeightsM: effectiveHeightsM(antennas, line), roughnessM };
}

/** The smooth surface as the model of ducting has it: above sea level, with its slope. */
export interface DuctingLine extends SmoothSurface {
  readonly slope: number;
}

/**
 * The fitted line, nowhere above the ground at the ends.
 *
 * @param groundM bare ground under the antennas, above sea level
 * @see ITU-R P.1812-7, Annex 1, Attachment 1, §5.6.3, eq. 92 and 93
 */
export function ductingLine(fitted: SmoothSurface, groundM: SmoothSurface, lengthM: number): DuctingLine {
  const txM = Math.min(fitted.txM, groundM.txM); // eq. 92a
  const rxM = Math.min(fitted.rxM, groundM.rxM); // eq. 92b
  return { txM, rxM, slope: (rxM - txM) / lengthM }; // eq. 93
}

/** h_te and h_re of antennas above sea level [eq. 94]. */
export function effectiveHeightsM(antennas: AntennaHeights, line: SmoothSurface): readonly [number, number] {
  return [antennas.txM - line.txM, antennas.rxM - line.rxM];
}
