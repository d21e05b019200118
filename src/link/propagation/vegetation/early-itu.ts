import { frequencyInput } from "../mobile-inputs.ts";
import type { InputSpec, LossResult, ModelInput, PropagationModel } from "../model.ts";
import { readInputs } from "../read-input.ts";
import { validityWarnings } from "../validity.ts";
import { depthInput } from "./depth-input.ts";

/**
 * The CCIR's early formula, for an antenna near a small grove.
 *
 * @param distanceM depth of the vegetation, ≥ 0
 * @returns dB
 * @see CCIR Report 236-2: 0.2 f^0.3 d^0.6 with f in MHz and d in m
 */
export function earlyItuLossDb(frequencyHz: number, distanceM: number): number {
  return 0.2 * (frequencyHz / 1e6) ** 0.3 * distanceM ** 0.6;
}

const INPUTS = {
  frequencyHz: frequencyInput({ min: 200e6, max: 95e9 }),
  distanceM: depthInput({ max: 400 }),
} as const satisfies Record<string, InputSpec>;

function loss(input: ModelInput): LossResult {
  const inputs = readInputs(INPUTS, input);
  return {
    lossDb: earlyItuLossDb(inputs.frequencyHz, inputs.distanceM),
    warnings: validityWarnings(INPUTS, inputs),
  };
}

/** A grove that hides most of the signal. */
export const EARLY_ITU: PropagationModel = {
  name: "early-itu",
  title: "Vegetation: early ITU formula",
  source: "CCIR Report 236-2",
  validity: "200 MHz–95 GHz, less than 400 m of trees, most of the signal passing through them",
  kind: "excess",
  inputs: INPUTS,
  pathInputs: [],
  usesTerrain: false,
  loss,
};
