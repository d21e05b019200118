import { normalQuantile } from "../../../math/normal.ts";
import { frequencyInput } from "../mobile-inputs.ts";
import type { InputSpec, LossResult, ModelInput, PropagationModel } from "../model.ts";
import { readInputs } from "../read-input.ts";
import { validityWarnings } from "../validity.ts";

/** From here on the loss no longer grows with the distance. */
const FARTHEST_KM = 2;

/**
 * Clutter loss of one terminal on a terrestrial path through a town, not exceeded at a share of the locations.
 *
 * @param location share of the locations, 0 < location < 1
 * @returns dB
 * @see ITU-R P.2108-1, Annex 1, section 3.2
 */
export function p2108TerrestrialLossDb(frequencyHz: number, distanceM: number, location: number): number {
  const frequencyGhz = frequencyHz / 1e9;
  const farDb = clutterLossDb(frequencyGhz, FARTHEST_KM, location);
  return Math.min(clutterLossDb(frequencyGhz, distanceM / 1000, location), farDb);
}

/** σ of the two parts, dB. */
const LONG_SIGMA_DB = 4;
const SHORT_SIGMA_DB = 6;

function clutterLossDb(frequencyGhz: number, distanceKm: number, location: number): number {
  const logF = Math.log10(frequencyGhz);
  // Ll of long paths and Ls of short ones, joined as the fifth roots of their powers
  const longDb = -2 * Math.log10(10 ** (-5 * logF - 12.5) + 10 ** -16.5);
  const shortDb = 32.98 + 23.9 * Math.log10(distanceKm) + 3 * logF;
  const long = 10 ** (-0.2 * longDb);
  const short = 10 ** (-0.2 * shortDb);
  const sigmaDb = Math.sqrt((LONG_SIGMA_DB ** 2 * long + SHORT_SIGMA_DB ** 2 * short) / (long + short));
  return -5 * Math.log10(long + short) + sigmaDb * normalQuantile(location);
}

const INPUTS = {
  frequencyHz: frequencyInput({ min: 0.5e9, max: 67e9 }),
  distanceM: { kind: "number", title: "path length", unit: "m", above: 0, valid: { min: 250 } },
  location: {
    kind: "number",
    title: "share of the locations that lose at most the answer",
    unit: "%",
    above: 0,
    below: 100,
    default: 50,
  },
} as const satisfies Record<string, InputSpec>;

function loss(input: ModelInput): LossResult {
  const inputs = readInputs(INPUTS, input);
  return {
    lossDb: p2108TerrestrialLossDb(inputs.frequencyHz, inputs.distanceM, inputs.location / 100),
    warnings: validityWarnings(INPUTS, inputs),
  };
}

/** An antenna well below the roofs of a town, added for each end that stands there. */
export const P2108_TERRESTRIAL: PropagationModel = {
  name: "p2108-terrestrial",
  title: "Clutter loss of one antenna in a town, statistical",
  source: "ITU-R P.2108-1, Annex 1, section 3.2",
  validity: "0.5–67 GHz, from 250 m on, antenna well below the roofs of a town or suburb",
  kind: "excess",
  inputs: INPUTS,
  pathInputs: [],
  usesTerrain: false,
  loss,
};
