import type { LossResult } from "../model.ts";
import { ITM_PROPAGATION_MODES, type ItmOutput } from "./path.ts";
import { itmWarnings, type WarnedInputs } from "./warnings.ts";

/**
 * A computed path as a model's answer, with every intermediate value under its name.
 *
 * @param inputs the inputs that its warnings are about
 */
export function describeItmOutput(out: ItmOutput, inputs: WarnedInputs): LossResult {
  return {
    lossDb: out.lossDb,
    warnings: itmWarnings(out.warningBits, inputs),
    warningBits: out.warningBits,
    propagationMode: ITM_PROPAGATION_MODES[out.propagationMode],
    referenceAttenuationDb: out.referenceAttenuationDb,
    freeSpaceLossDb: out.freeSpaceLossDb,
    terrainIrregularityM: out.terrainIrregularityM,
    distanceM: out.distanceM,
    surfaceRefractivityN: out.surfaceRefractivityN,
    horizonDistancesM: Array.from(out.horizonDistancesM),
    effectiveHeightsM: Array.from(out.effectiveHeightsM),
    horizonAnglesRad: Array.from(out.horizonAnglesRad),
  };
}
