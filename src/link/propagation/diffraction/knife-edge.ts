import type { InputSpec, LossResult, ModelInput, PropagationModel } from "../model.ts";
import { diffractionParameter, knifeEdgeLossDb, wavelengthM } from "../p526/knife-edge.ts";
import { readInputs } from "../read-input.ts";

const IN_PLACE_OF_V = ["v"] as const;

const INPUTS = {
  v: { kind: "number", title: "diffraction parameter, in place of the edge", optional: true },
  frequencyHz: { kind: "number", title: "carrier frequency", unit: "Hz", above: 0, excludes: IN_PLACE_OF_V },
  d1M: { kind: "number", title: "from the transmitter to the edge", unit: "m", above: 0, excludes: IN_PLACE_OF_V },
  d2M: { kind: "number", title: "from the edge to the receiver", unit: "m", above: 0, excludes: IN_PLACE_OF_V },
  heightM: {
    kind: "number",
    title: "top of the edge above the line between the antennas, negative below it",
    unit: "m",
    excludes: IN_PLACE_OF_V,
  },
} as const satisfies Record<string, InputSpec>;

function loss(input: ModelInput): LossResult {
  const { v, frequencyHz, d1M, d2M, heightM } = readInputs(INPUTS, input);
  const parameter =
    v ??
    diffractionParameter(
      { heightM: heightM as number, d1M: d1M as number, d2M: d2M as number },
      wavelengthM(frequencyHz as number),
    );
  return { lossDb: knifeEdgeLossDb(parameter), warnings: [], v: parameter };
}

/** One sharp ridge, or the corner of one wall, between the antennas. */
export const KNIFE_EDGE: PropagationModel = {
  name: "knife-edge",
  title: "Single knife edge",
  source: "ITU-R P.526-15, §4.1, eq. 26 and 31",
  validity:
    "an edge sharp against the wavelength; the approximation is within 0.14 dB of the Fresnel integrals above v = −0.7",
  inputs: INPUTS,
  pathInputs: [],
  usesTerrain: false,
  kind: "excess",
  loss,
};
