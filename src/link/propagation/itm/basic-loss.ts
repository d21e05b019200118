import { FREE_SPACE_CONSTANT_DB } from "./constants.ts";
import type { ItmOutput } from "./path.ts";
import { referenceAttenuationDb } from "./reference-attenuation.ts";
import type { ItmSettings } from "./settings.ts";
import { variableAttenuationDb } from "./variability.ts";
import { ITM_WARNING } from "./warnings.ts";

/**
 * What both modes of the model have in common: once the terrain's quantities are in `path` (distance, heights, horizons, Δh,
 * effective earth), writes attenuation, warnings and loss.
 *
 * @returns basic transmission loss in dB
 */
export function setBasicLoss(path: ItmOutput, settings: ItmSettings): number {
  referenceAttenuationDb(path, settings);
  path.warningBits = settings.warningBits | pathWarningBits(path);
  path.freeSpaceLossDb =
    FREE_SPACE_CONSTANT_DB + 20 * Math.log10(settings.frequencyMhz) + 20 * Math.log10(path.distanceM / 1000);
  path.lossDb = variableAttenuationDb(path, settings, path.referenceAttenuationDb) + path.freeSpaceLossDb;
  return path.lossDb;
}

/** Remarks on the geometry of one path. */
function pathWarningBits(path: ItmOutput): number {
  const { structuralHeightsM, effectiveHeightsM, horizonAnglesRad, horizonDistancesM, distanceM } = path;
  const smoothTxM = Math.sqrt(2 * effectiveHeightsM[0] * path.effectiveEarthRadiusM);
  const smoothRxM = Math.sqrt(2 * effectiveHeightsM[1] * path.effectiveEarthRadiusM);
  let bits = 0;
  if (structuralHeightsM[0] < 1 || structuralHeightsM[0] > 1000) bits |= ITM_WARNING.txHeight;
  if (structuralHeightsM[1] < 1 || structuralHeightsM[1] > 1000) bits |= ITM_WARNING.rxHeight;
  if (Math.abs(horizonAnglesRad[0]) > 0.2) bits |= ITM_WARNING.txHorizonAngle;
  if (Math.abs(horizonAnglesRad[1]) > 0.2) bits |= ITM_WARNING.rxHorizonAngle;
  if (horizonDistancesM[0] < 0.1 * smoothTxM) bits |= ITM_WARNING.txHorizonNear;
  if (horizonDistancesM[1] < 0.1 * smoothRxM) bits |= ITM_WARNING.rxHorizonNear;
  if (horizonDistancesM[0] > 3 * smoothTxM) bits |= ITM_WARNING.txHorizonFar;
  if (horizonDistancesM[1] > 3 * smoothRxM) bits |= ITM_WARNING.rxHorizonFar;
  if (path.surfaceRefractivityN < 250) bits |= ITM_WARNING.surfaceRefractivity;
  if (distanceM < Math.abs(effectiveHeightsM[0] - effectiveHeightsM[1]) / 0.2) bits |= ITM_WARNING.distanceBelowHeights;
  if (distanceM < 1e3) bits |= ITM_WARNING.distanceSmall;
  if (distanceM > 1000e3) bits |= ITM_WARNING.distanceLarge;
  if (distanceM > 2000e3) bits |= ITM_WARNING.distanceVeryLarge;
  return bits;
}
