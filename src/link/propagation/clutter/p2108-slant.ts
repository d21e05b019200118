import { normalQuantile } from "../../../math/normal.ts";
import { frequencyInput } from "../mobile-inputs.ts";
import type { InputSpec, LossResult, ModelInput, PropagationModel } from "../model.ts";
import { readInputs } from "../read-input.ts";
import { validityWarnings } from "../validity.ts";

/** A1 of the recommendation. */
const SHAPE = 0.05;

/**
 * Clutter loss between a terminal in a town and a satellite, aircraft or balloon, not exceeded at a share of the locations.
 *
 * @param elevationDeg of the far end as seen from the terminal, 0 to 90
 * @param location share of the locations, 0 < location < 1
 * @returns dB; a little below zero where reflections help
 * @see ITU-R P.2108-1, Annex 1, section 3.3
 */
export function p2108SlantLossDb(frequencyHz: number, elevationDeg: number, location: number): number {
  const scale = 93 * (frequencyHz / 1e9) ** 0.175;
  const angleRad = SHAPE * (1 - elevationDeg / 90) + (Math.PI * elevationDeg) / 180;
  const base = (-scale * Math.log(1 - location)) / Math.tan(angleRad);
  // At the zenith tan grows beyond bounds and the exponent is 0: the power is 1 whatever rounding leaves of its base
  const exponent = (0.5 * (90 - elevationDeg)) / 90;
  return base ** exponent - 1 + 0.6 * normalQuantile(location);
}

const INPUTS = {
  frequencyHz: frequencyInput({ min: 10e9, max: 100e9 }),
  elevationDeg: { kind: "number", title: "elevation of the far end", unit: "deg", min: 0, max: 90 },
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
    lossDb: p2108SlantLossDb(inputs.frequencyHz, inputs.elevationDeg, inputs.location / 100),
    warnings: validityWarnings(INPUTS, inputs),
  };
}

/** An antenna in a town that talks to the sky. */
export const P2108_SLANT: PropagationModel = {
  name: "p2108-slant",
  title: "Clutter loss towards a satellite or aircraft, statistical",
  source: "ITU-R P.2108-1, Annex 1, section 3.3",
  validity: "10–100 GHz, elevations 0–90°, antenna among the buildings of a town or suburb",
  kind: "excess",
  inputs: INPUTS,
  pathInputs: [],
  usesTerrain: false,
  loss,
};
