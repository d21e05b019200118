import { climateCurveDb } from "./climates.ts";
import { VARIABILITY_EARTH_RADIUS_M } from "./constants.ts";
import type { PathGeometry } from "./path.ts";
import type { ItmSettings } from "./settings.ts";
import { roughnessAtDistanceM } from "./terrain-irregularity.ts";

/**
 * Attenuation relative to free space that is not exceeded with the chosen percentages of time, locations and situations,
 * dB [Algorithm, §5].
 *
 * @param path its distance, effective heights, Δh and reference attenuation
 * @returns dB, may be a little below zero
 */
export function variableAttenuationDb(
  path: Pick<PathGeometry, "distanceM" | "effectiveHeightsM" | "terrainIrregularityM">,
  settings: ItmSettings,
  referenceAttenuation: number,
): number {
  const effectiveM = effectiveDistanceM(path, settings.wavenumberPerM);
  const { timeDeviate, locationDeviate, situationDeviate } = settings;
  const sigmaT = climateCurveDb(settings.timeCurve, effectiveM) * settings.timeFactor;
  const sigmaL = settings.locationVaries ? locationSigmaDb(path, settings.wavenumberPerM) : 0;
  const sigmaS = settings.situationVaries ? situationSigmaDb(effectiveM) : 0;

  const timeDb = sigmaT * timeDeviate;
  const locationDb = sigmaL * locationDeviate;
  const situationSquare = situationDeviate * situationDeviate;
  let varianceS =
    sigmaS * sigmaS + (timeDb * timeDb) / (7.8 + situationSquare) + (locationDb * locationDb) / (24 + situationSquare); // [5.11]
  let repeatedDb = 0;
  switch (settings.mode) {
    case "single-message":
      varianceS += sigmaT * sigmaT + sigmaL * sigmaL;
      break;
    case "accidental":
      varianceS += sigmaL * sigmaL;
      repeatedDb = timeDb;
      break;
    case "mobile":
      repeatedDb = Math.sqrt(sigmaT * sigmaT + sigmaL * sigmaL) * timeDeviate;
      break;
    case "broadcast":
      repeatedDb = timeDb + locationDb;
      break;
  }
  const situationDb = Math.sqrt(varianceS) * situationDeviate;
  const medianDb = climateCurveDb(settings.climate.median, effectiveM);
  const attenuationDb = referenceAttenuation - medianDb - repeatedDb - situationDb;
  // A gain over free space is bounded [5.2].
  return attenuationDb < 0 ? (attenuationDb * (29 - attenuationDb)) / (29 - 10 * attenuationDb) : attenuationDb;
}

/** Distance reduced so that the climates' curves fit all heights and frequencies, m [Algorithm, 5.3]. */
export function effectiveDistanceM(
  path: Pick<PathGeometry, "distanceM" | "effectiveHeightsM">,
  wavenumberPerM: number,
): number {
  const { distanceM, effectiveHeightsM } = path;
  const bendM =
    Math.sqrt(2 * VARIABILITY_EARTH_RADIUS_M * effectiveHeightsM[0]) +
    Math.sqrt(2 * VARIABILITY_EARTH_RADIUS_M * effectiveHeightsM[1]) +
    Math.cbrt(575.7e12 / wavenumberPerM);
  return distanceM < bendM ? (130e3 * distanceM) / bendM : 130e3 + distanceM - bendM;
}

/** Standard deviation between locations, dB [Algorithm, 5.9]. */
export function locationSigmaDb(
  path: Pick<PathGeometry, "distanceM" | "terrainIrregularityM">,
  wavenumberPerM: number,
): number {
  const roughness = wavenumberPerM * roughnessAtDistanceM(path.distanceM, path.terrainIrregularityM);
  return (10 * roughness) / (roughness + 13);
}

/** Standard deviation between situations, paths that look alike to the model, dB [Algorithm, 5.10]. */
export function situationSigmaDb(effectiveDistanceM: number): number {
  return 5 + 3 * Math.exp(-effectiveDistanceM / 100e3);
}
