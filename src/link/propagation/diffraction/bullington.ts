import type { InputSpec, LossResult, ModelInput, PropagationModel } from "../model.ts";
import { bullingtonEdge } from "../p526/bullington.ts";
import { EARTH_RADIUS_INPUT } from "../p526/inputs.ts";
import { wavelengthM } from "../p526/knife-edge.ts";
import { PROFILE_INPUTS, PROFILE_KEYS, readProfile } from "../p526/profile.ts";
import { readInputs } from "../read-input.ts";

const INPUTS = {
  frequencyHz: { kind: "number", title: "carrier frequency", unit: "Hz", above: 0 },
  txAltitudeM: { kind: "number", title: "transmitting antenna above sea level", unit: "m" },
  rxAltitudeM: { kind: "number", title: "receiving antenna above sea level", unit: "m" },
  effectiveEarthRadiusM: EARTH_RADIUS_INPUT,
  ...PROFILE_INPUTS,
} as const satisfies Record<string, InputSpec>;

function loss(input: ModelInput): LossResult {
  const { frequencyHz, txAltitudeM, rxAltitudeM, effectiveEarthRadiusM, ...ground } = readInputs(INPUTS, input);
  const profile = readProfile(ground);
  const { parameter, edgeLossDb, lossDb, lineOfSight } = bullingtonEdge(
    profile,
    profile.surfaceM,
    { txM: txAltitudeM, rxM: rxAltitudeM },
    { wavelengthM: wavelengthM(frequencyHz), effectiveEarthRadiusM },
  );
  return { lossDb, warnings: [], v: parameter, edgeLossDb, lineOfSight };
}

/** All of the terrain as one edge. */
export const BULLINGTON: PropagationModel = {
  name: "bullington",
  title: "Bullington's equivalent edge",
  source: "ITU-R P.526-15, §4.5.1; P.1812-7, §4.3.1",
  validity: "terrain paths; over smooth ground it gives too little: see delta-bullington",
  inputs: INPUTS,
  pathInputs: ["frequencyHz", ...PROFILE_KEYS],
  usesTerrain: true,
  kind: "excess",
  loss,
};
