import type { PathGeometry } from "./path.ts";
import type { ItmSettings } from "./settings.ts";
import { effectiveDistanceM, locationSigmaDb, situationSigmaDb } from "./variability.ts";

/**
 * How losses lie about the model's median: the variability of locations and of situations, as far as the mode of variability has
 * them. Time is left out: it stays at what was chosen.
 *
 * In the modes for a known terrain (12, the default) only situations are left: paths that look alike to the model.
 *
 * @returns standard deviation, dB
 * @see G. Hufford, "The ITS Irregular Terrain Model, version 1.2.2: the algorithm", 5.9 and 5.10
 */
export function itmSpreadDb(
  path: Pick<PathGeometry, "distanceM" | "effectiveHeightsM" | "terrainIrregularityM">,
  settings: ItmSettings,
): number {
  const locationDb = settings.locationVaries ? locationSigmaDb(path, settings.wavenumberPerM) : 0;
  const situationDb = settings.situationVaries
    ? situationSigmaDb(effectiveDistanceM(path, settings.wavenumberPerM))
    : 0;
  return Math.hypot(locationDb, situationDb);
}

/** Whether the percentages ask for other locations or situations than half of them: then the loss has its spread in it. */
export function itmCountsSpread(
  { locationVaries, situationVaries }: ItmSettings,
  { location = 50, situation = 50, confidence = 50 }: { location?: number; situation?: number; confidence?: number },
): boolean {
  return (locationVaries && location !== 50) || (situationVaries && (situation !== 50 || confidence !== 50));
}
