import { requireRange } from "../../../math/errors.ts";
import { setBasicLoss } from "./basic-loss.ts";
import {
  KNOWN_PATH_TERM_M2,
  MAX_HEIGHT_M,
  MAX_SURFACE_REFRACTIVITY_N,
  MIN_HEIGHT_M,
  MIN_SURFACE_REFRACTIVITY_N,
} from "./constants.ts";
import { effectiveCurvaturePerM, surfaceRefractivityN } from "./ground.ts";
import type { ElevationProfile, ItmOutput } from "./path.ts";
import type { ItmSettings } from "./settings.ts";
import { analyseTerrain } from "./terrain.ts";
import { ITM_WARNING } from "./warnings.ts";

/**
 * Basic transmission loss of one path by the Irregular Terrain Model, point-to-point mode.
 *
 * @param profile ground from the transmitter to the receiver, at least one step
 * @param settings from `prepareItm`
 * @param txHeightM antenna above ground, 0.5–3000 m
 * @param rxHeightM the same at the other end
 * @param out receives every intermediate value; use one record for many paths
 * @returns loss in dB; NaN with a flag of `ITM_REFUSED` in `out.warningBits` where the terrain lets the model give none:
 *   an elevation that is not finite, or a mean height where the surface refractivity leaves 150–400 N-units
 * @throws {InputError} when a height is out of range
 * @see NTIA Report 82-100; G. Hufford, "The ITS Irregular Terrain Model, version 1.2.2: the algorithm"
 */
export function itmPointToPoint(
  profile: ElevationProfile,
  settings: ItmSettings,
  txHeightM: number,
  rxHeightM: number,
  out: ItmOutput,
): number {
  requireRange("txHeightM", txHeightM, MIN_HEIGHT_M, MAX_HEIGHT_M);
  requireRange("rxHeightM", rxHeightM, MIN_HEIGHT_M, MAX_HEIGHT_M);
  out.structuralHeightsM[0] = txHeightM;
  out.structuralHeightsM[1] = rxHeightM;
  out.distanceM = profile.steps * profile.resolutionM;
  out.lowAntennaTermM2 = KNOWN_PATH_TERM_M2;

  const refused = setEffectiveEarth(profile, settings.refractivityN, out);
  if (refused !== 0) {
    out.warningBits = refused;
    out.lossDb = Number.NaN;
    return Number.NaN;
  }
  analyseTerrain(profile, out);
  return setBasicLoss(out, settings);
}

/**
 * Bends the earth for the air at the path's mean height: writes surface refractivity and effective radius.
 *
 * @returns 0, or the flag of `ITM_REFUSED` that says why not
 */
function setEffectiveEarth(profile: ElevationProfile, refractivityN: number, out: ItmOutput): number {
  const meanM = meanElevationM(profile);
  if (!(Math.abs(meanM) < Number.POSITIVE_INFINITY)) return ITM_WARNING.refusedTerrain;
  const surfaceN = surfaceRefractivityN(refractivityN, meanM);
  if (surfaceN < MIN_SURFACE_REFRACTIVITY_N || surfaceN > MAX_SURFACE_REFRACTIVITY_N) {
    return ITM_WARNING.refusedRefractivity;
  }
  out.surfaceRefractivityN = surfaceN;
  // Between those limits the radius is 7100–11300 km, always within the 4000–13333 km that the model asks for.
  out.effectiveEarthRadiusM = 1 / effectiveCurvaturePerM(surfaceN);
  return 0;
}

/** Mean of the profile without its first and last tenth, m; NaN when any elevation, there too, is not finite. */
function meanElevationM(profile: ElevationProfile): number {
  const { elevationM, steps } = profile;
  const skipped = Math.trunc(0.1 * steps);
  let sumM = 0;
  for (let i = skipped; i <= steps - skipped; i++) sumM += elevationM[i];
  let outerM = 0;
  for (let i = 0; i < skipped; i++) outerM += elevationM[i] + elevationM[steps - i];
  // A finite number less itself is zero; anything else makes NaN of the mean.
  return sumM / (steps - 2 * skipped + 1) + (outerM - outerM);
}
