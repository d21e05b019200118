import { frequencyInput } from "../mobile-inputs.ts";
import type { InputSpec, LossResult, ModelInput, PropagationModel } from "../model.ts";
import { readInputs } from "../read-input.ts";
import { validityWarnings } from "../validity.ts";
import { depthInput } from "./depth-input.ts";

/** A way through vegetation, in leaf or not. */
export interface Foliage {
  readonly frequencyHz: number;
  /** Depth, ≥ 0. */
  readonly distanceM: number;
  readonly inLeaf: boolean;
}

/**
 * Fit of COST 235 to measurements at millimetre waves.
 *
 * @returns dB
 * @see COST Action 235, Final Report (1996): a·f^b·d^c with f in MHz and d in m
 */
export function cost235LossDb({ frequencyHz, distanceM, inLeaf }: Foliage): number {
  const frequencyMhz = frequencyHz / 1e6;
  return inLeaf ? 15.6 * frequencyMhz ** -0.009 * distanceM ** 0.26 : 26.6 * frequencyMhz ** -0.2 * distanceM ** 0.5;
}

const INPUTS = {
  frequencyHz: frequencyInput({ min: 9.6e9, max: 57.6e9 }),
  distanceM: depthInput({ max: 200 }),
  inLeaf: { kind: "boolean", title: "whether the trees are in leaf", default: true },
} as const satisfies Record<string, InputSpec>;

function loss(input: ModelInput): LossResult {
  const inputs = readInputs(INPUTS, input);
  return { lossDb: cost235LossDb(inputs), warnings: validityWarnings(INPUTS, inputs) };
}

/** Trees at millimetre waves; far below, where LoRa works, it is kept for comparison. */
export const COST235: PropagationModel = {
  name: "cost235",
  title: "Vegetation: COST 235",
  source: "COST Action 235, Radiowave propagation effects on next-generation fixed-services terrestrial systems, 1996",
  validity: "9.6–57.6 GHz, up to 200 m of trees, in leaf or bare",
  kind: "excess",
  inputs: INPUTS,
  pathInputs: [],
  usesTerrain: false,
  loss,
};
