import { findHorizons } from "./horizons.ts";
import { fitLine, type LineEnds } from "./line-fit.ts";
import type { ElevationProfile, PathGeometry } from "./path.ts";
import { terrainIrregularityM } from "./terrain-irregularity.ts";

const ends: LineEnds = { first: 0, last: 0 };

/**
 * Reads from the profile all that the model wants to know of the terrain: horizons, Δh and effective heights
 * [Algorithm, §6.1 to 6.4]. Needs the structural heights and the effective earth's radius in `path`.
 */
export function analyseTerrain(profile: ElevationProfile, path: PathGeometry): void {
  const distanceM = profile.steps * profile.resolutionM;
  path.distanceM = distanceM;
  findHorizons(profile, path);

  // Terrain counts from about fifteen antenna heights away [Hufford 1982, p. 25], or a tenth of the way to the horizon.
  const { structuralHeightsM, horizonDistancesM } = path;
  const startM = Math.min(15 * structuralHeightsM[0], 0.1 * horizonDistancesM[0]);
  const endM = distanceM - Math.min(15 * structuralHeightsM[1], 0.1 * horizonDistancesM[1]);
  path.terrainIrregularityM = terrainIrregularityM(profile, startM, endM);

  if (horizonDistancesM[0] + horizonDistancesM[1] > 1.5 * distanceM) {
    fitBoth(profile, path, startM, endM);
    horizonsFromIrregularity(path);
  } else {
    fitEach(profile, path, startM, endM);
  }
}

/** Well within line of sight: one line through the whole path. */
function fitBoth(profile: ElevationProfile, path: PathGeometry, startM: number, endM: number): void {
  const { elevationM, steps, resolutionM } = profile;
  fitLine(elevationM, steps, startM / resolutionM, endM / resolutionM, ends);
  path.effectiveHeightsM[0] = path.structuralHeightsM[0] + Math.max(elevationM[0] - ends.first, 0);
  path.effectiveHeightsM[1] = path.structuralHeightsM[1] + Math.max(elevationM[steps] - ends.last, 0);
}

/** Otherwise: a line each, through the first nine tenths of the way to the horizon. */
function fitEach(profile: ElevationProfile, path: PathGeometry, startM: number, endM: number): void {
  const { elevationM, steps, resolutionM } = profile;
  const { horizonDistancesM } = path;
  fitLine(elevationM, steps, startM / resolutionM, (0.9 * horizonDistancesM[0]) / resolutionM, ends);
  path.effectiveHeightsM[0] = path.structuralHeightsM[0] + Math.max(elevationM[0] - ends.first, 0);
  const rxStartM = path.distanceM - 0.9 * horizonDistancesM[1];
  fitLine(elevationM, steps, rxStartM / resolutionM, endM / resolutionM, ends);
  path.effectiveHeightsM[1] = path.structuralHeightsM[1] + Math.max(elevationM[steps] - ends.last, 0);
}

/**
 * The horizons that such terrain would have on average, for a path on which none was met [Algorithm, 6.20 to 6.23].
 * Where they would not meet, the antennas are raised until they do.
 */
export function horizonsFromIrregularity(path: PathGeometry): void {
  const { effectiveHeightsM, horizonDistancesM } = path;
  setMeanHorizons(path);
  const horizonsM = horizonDistancesM[0] + horizonDistancesM[1];
  if (horizonsM <= path.distanceM) {
    const raise = (path.distanceM / horizonsM) ** 2;
    effectiveHeightsM[0] *= raise;
    effectiveHeightsM[1] *= raise;
    setMeanHorizons(path);
  }
  setMeanHorizonAngles(path);
}

/** Horizon distances over terrain of this irregularity, on average [Algorithm, 3.3 and 6.21]. */
export function setMeanHorizons(path: PathGeometry): void {
  for (let end = 0; end < 2; end++) {
    const heightM = path.effectiveHeightsM[end];
    const smoothM = Math.sqrt(2 * heightM * path.effectiveEarthRadiusM);
    const shortening = Math.exp(-0.07 * Math.sqrt(path.terrainIrregularityM / Math.max(heightM, 5)));
    path.horizonDistancesM[end] = smoothM * shortening;
  }
}

/** Elevation angles of those horizons, on average [Algorithm, 3.4 and 6.23]. */
export function setMeanHorizonAngles(path: PathGeometry): void {
  const { effectiveHeightsM, horizonDistancesM, horizonAnglesRad, effectiveEarthRadiusM } = path;
  for (let end = 0; end < 2; end++) {
    const smoothM = Math.sqrt(2 * effectiveHeightsM[end] * effectiveEarthRadiusM);
    const obstacleM = 0.65 * path.terrainIrregularityM * (smoothM / horizonDistancesM[end] - 1);
    horizonAnglesRad[end] = (obstacleM - 2 * effectiveHeightsM[end]) / smoothM;
  }
}
