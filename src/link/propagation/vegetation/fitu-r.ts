import { frequencyInput } from "../mobile-inputs.ts";
import type { InputSpec, LossResult, ModelInput, PropagationModel } from "../model.ts";
import { readInputs } from "../read-input.ts";
import { validityWarnings } from "../validity.ts";
import type { Foliage } from "./cost235.ts";
import { depthInput } from "./depth-input.ts";

/**
 * The early ITU formula fitted anew to measurements at 11.2 and 20 GHz.
 *
 * @returns dB
 * @see M. O. Al-Nuaimi and R. B. L. Stephens, IEE Proc. Microw. Antennas Propag. 145 (1998): a·f^b·d^c, f in MHz and d in m
 */
export function fituRLossDb({ frequencyHz, distanceM, inLeaf }: Foliage): number {
  const frequencyMhz = frequencyHz / 1e6;
  return inLeaf ? 0.39 * frequencyMhz ** 0.39 * distanceM ** 0.25 : 0.37 * frequencyMhz ** 0.18 * distanceM ** 0.59;
}

const INPUTS = {
  frequencyHz: frequencyInput({ min: 10e9, max: 40e9 }),
  distanceM: depthInput({ max: 400 }),
  inLeaf: { kind: "boolean", title: "whether the trees are in leaf", default: true },
} as const satisfies Record<string, InputSpec>;

function loss(input: ModelInput): LossResult {
  const inputs = readInputs(INPUTS, input);
  return { lossDb: fituRLossDb(inputs), warnings: validityWarnings(INPUTS, inputs) };
}

/** Trees at centimetre waves, in leaf and bare. */
export const FITU_R: PropagationModel = {
  name: "fitu-r",
  title: "Vegetation: fitted ITU-R",
  source:
    "M. O. Al-Nuaimi and R. B. L. Stephens, IEE Proceedings Microwaves, Antennas and Propagation 145 (1998), pp. 471–476",
  validity: "10–40 GHz, up to 400 m of trees, in leaf or bare",
  kind: "excess",
  inputs: INPUTS,
  pathInputs: [],
  usesTerrain: false,
  loss,
};
