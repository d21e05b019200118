import { frequencyInput } from "../mobile-inputs.ts";
import type { InputSpec, LossResult, ModelInput, PropagationModel } from "../model.ts";
import { readInputs } from "../read-input.ts";
import { validityWarnings } from "../validity.ts";
import { depthInput } from "./depth-input.ts";

/** Below this depth the loss grows with the depth itself. */
const SHALLOW_M = 14;

/**
 * Modified exponential decay in dense, dry trees in leaf.
 *
 * @param distanceM depth of the vegetation, ≥ 0
 * @returns dB
 * @see M. A. Weissberger, ESD-TR-81-101 (1982), modified exponential decay model
 */
export function weissbergerLossDb(frequencyHz: number, distanceM: number): number {
  const byFrequency = (frequencyHz / 1e9) ** 0.284;
  return distanceM < SHALLOW_M ? 0.45 * byFrequency * distanceM : 1.33 * byFrequency * distanceM ** 0.588;
}

const INPUTS = {
  frequencyHz: frequencyInput({ min: 230e6, max: 95e9 }),
  distanceM: depthInput({ max: 400 }),
} as const satisfies Record<string, InputSpec>;

function loss(input: ModelInput): LossResult {
  const inputs = readInputs(INPUTS, input);
  return {
    lossDb: weissbergerLossDb(inputs.frequencyHz, inputs.distanceM),
    warnings: validityWarnings(INPUTS, inputs),
  };
}

/** A belt of dense trees across the path. */
export const WEISSBERGER: PropagationModel = {
  name: "weissberger",
  title: "Vegetation: Weissberger's modified exponential decay",
  source:
    "M. A. Weissberger, An initial critical summary of models for predicting the attenuation of radio waves by trees, 1982",
  validity: "230 MHz–95 GHz, up to 400 m of dense, dry trees in leaf",
  kind: "excess",
  inputs: INPUTS,
  pathInputs: [],
  usesTerrain: false,
  loss,
};
