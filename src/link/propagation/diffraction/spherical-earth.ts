import type { InputSpec, LossResult, ModelInput, PropagationModel } from "../model.ts";
import { prepareCarrier } from "../p526/first-term.ts";
import { EARTH_RADIUS_INPUT, POLARIZATION_INPUT, SEA_FRACTION_INPUT } from "../p526/inputs.ts";
import { sphericalEarthLossDb } from "../p526/spherical-earth.ts";
import { readInputs } from "../read-input.ts";
import { validityWarnings } from "../validity.ts";

const INPUTS = {
  frequencyHz: { kind: "number", title: "carrier frequency", unit: "Hz", above: 0, valid: { min: 10e6 } },
  distanceM: { kind: "number", title: "path length", unit: "m", above: 0 },
  txHeightM: { kind: "number", title: "transmitting antenna above the smooth earth", unit: "m", above: 0 },
  rxHeightM: { kind: "number", title: "receiving antenna above the smooth earth", unit: "m", above: 0 },
  effectiveEarthRadiusM: EARTH_RADIUS_INPUT,
  seaFraction: SEA_FRACTION_INPUT,
  polarization: POLARIZATION_INPUT,
} as const satisfies Record<string, InputSpec>;

function loss(input: ModelInput): LossResult {
  const values = readInputs(INPUTS, input);
  const { effectiveEarthRadiusM, frequencyHz, polarization, ...path } = values;
  const carrier = prepareCarrier(frequencyHz, polarization);
  const horizonM = Math.sqrt(2 * effectiveEarthRadiusM) * (Math.sqrt(path.txHeightM) + Math.sqrt(path.rxHeightM));
  return {
    lossDb: sphericalEarthLossDb({ ...path, carrier }, effectiveEarthRadiusM),
    warnings: validityWarnings(INPUTS, values),
    horizonM,
    lineOfSight: path.distanceM < horizonM,
  };
}

/** Sea, plains, and what hills are measured against. */
export const SPHERICAL_EARTH: PropagationModel = {
  name: "spherical-earth",
  title: "Diffraction over a smooth earth",
  source: "ITU-R P.526-15, §3.2; P.1812-7, §4.3.2 and 4.3.3",
  validity: "10 MHz and above, any distance; average land (22, 0.003 S/m) and sea (80, 5 S/m)",
  inputs: INPUTS,
  pathInputs: ["frequencyHz", "distanceM", "txHeightM", "rxHeightM"],
  usesTerrain: false,
  kind: "excess",
  loss,
};
