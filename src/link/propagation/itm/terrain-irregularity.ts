import { selectRank } from "../../../math/select.ts";
import { ROUGHNESS_SCALE_M } from "./constants.ts";
import { fitLine, type LineEnds } from "./line-fit.ts";
import type { ElevationProfile } from "./path.ts";

/** A tenth of the samples is at least 4 and at most 25, so at most 245 samples are taken. */
const MIN_TENTH = 4;
const MAX_TENTH = 25;

// Used again by every call; each worker thread has its own.
const samplesM = new Float64Array(10 * MAX_TENTH - 5);
const ends: LineEnds = { first: 0, last: 0 };

/**
 * Terrain irregularity Δh: the interdecile range of the terrain about its fitted line between two distances, scaled up to
 * that of a very long path [Algorithm, §6.4; ERL 79-ITS 67, eq. 3 inverted].
 *
 * @param startM where to begin, from the transmitter
 * @param endM where to end
 * @returns Δh in m; 0 when the stretch is shorter than two steps
 */
export function terrainIrregularityM(profile: ElevationProfile, startM: number, endM: number): number {
  const { resolutionM } = profile;
  const start = startM / resolutionM;
  const end = endM / resolutionM;
  if (end - start < 2) return 0;

  const tenth = Math.min(Math.max(MIN_TENTH, Math.trunc(0.1 * (end - start + 8))), MAX_TENTH);
  const count = 10 * tenth - 5;
  resample(profile, start, end, count);
  fitLine(samplesM, count - 1, 0, count - 1, ends);
  const slope = (ends.last - ends.first) / (count - 1);
  for (let j = 0; j < count; j++) samplesM[j] -= ends.first + slope * j;

  // The ranks counted from the top: number `tenth` and number `count − tenth` + 1.
  const upperM = selectRank(samplesM, count, count - tenth);
  const lowerM = selectRank(samplesM, count, tenth - 1);
  return (upperM - lowerM) / roughnessFraction(endM - startM);
}

/** Takes `count` elevations between two distances (in steps) at equal spacing, by linear interpolation, into `samplesM`. */
function resample(profile: ElevationProfile, start: number, end: number, count: number): void {
  const { elevationM, steps } = profile;
  const spacing = (end - start) / (count - 1);
  let right = Math.trunc(start) + 1;
  let pastRight = start - right;
  for (let j = 0; j < count; j++) {
    while (pastRight > 0 && right < steps) {
      pastRight--;
      right++;
    }
    samplesM[j] = elevationM[right] + (elevationM[right] - elevationM[right - 1]) * pastRight;
    pastRight += spacing;
  }
}

/** Share of the irregularity of a very long path that one of this length shows [ERL 79-ITS 67, eq. 3]. */
function roughnessFraction(distanceM: number): number {
  return 1 - 0.8 * Math.exp(-distanceM / ROUGHNESS_SCALE_M);
}

/** Δh(d), the terrain irregularity that shows on a path of length d, m. */
export function roughnessAtDistanceM(distanceM: number, terrainIrregularity: number): number {
  return terrainIrregularity * roughnessFraction(distanceM);
}

/**
 * σ_h, the standard deviation of the terrain within the first Fresnel zone where it reflects, m [ERL 79-ITS 67, 3.6a].
 *
 * @param roughnessM Δh(d)
 */
export function reflectingRoughnessM(roughnessM: number): number {
  return 0.78 * roughnessM * Math.exp(-0.5 * Math.sqrt(Math.sqrt(roughnessM)));
}
