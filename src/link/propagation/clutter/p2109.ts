import { normalQuantile } from "../../../math/normal.ts";
import { frequencyInput } from "../mobile-inputs.ts";
import type { InputSpec, LossResult, ModelInput, PropagationModel } from "../model.ts";
import { readInputs } from "../read-input.ts";
import { validityWarnings } from "../validity.ts";

/** Coefficients of a kind of building, in the recommendation's letters. */
interface BuildingCoefficients {
  readonly r: number;
  readonly s: number;
  readonly t: number;
  readonly u: number;
  readonly v: number;
  readonly w: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** Thermally efficient: metallised glass or foil-backed panels; everything else is traditional [P.2109-2, Table 1]. */
export const P2109_BUILDINGS = {
  traditional: { r: 12.64, s: 3.72, t: 0.96, u: 9.6, v: 2, w: 9.1, x: -3, y: 4.5, z: -2 },
  "thermally-efficient": { r: 28.19, s: -3, t: 8.48, u: 13.5, v: 3.8, w: 27.8, x: -2.9, y: 9.4, z: -2.1 },
} as const satisfies Record<string, BuildingCoefficients>;

export type P2109Building = keyof typeof P2109_BUILDINGS;
export const P2109_BUILDING_NAMES = Object.keys(P2109_BUILDINGS) as readonly P2109Building[];

export interface BuildingEntry {
  readonly frequencyHz: number;
  readonly building: P2109Building;
  /** Share of the buildings and places within that lose at most the answer, 0 < probability < 1. */
  readonly probability: number;
  /** Of the path at the façade, above or below the horizontal. */
  readonly elevationDeg: number;
}

/** C: what is lost at least where the path is no longer through the wall. */
const LEAST_DB = -3;

/**
 * What a terminal indoors loses against one outside at its height.
 *
 * @returns dB
 * @see ITU-R P.2109-2, Annex 1, section 3, equations (1) to (10)
 */
export function p2109EntryLossDb({ frequencyHz, building, probability, elevationDeg }: BuildingEntry): number {
  const { r, s, t, u, v, w, x, y, z } = P2109_BUILDINGS[building];
  const logF = Math.log10(frequencyHz / 1e9);
  const horizontalDb = r + s * logF + t * logF ** 2;
  const elevationDb = 0.212 * Math.abs(elevationDeg);
  const deviate = normalQuantile(probability);
  const a = deviate * (u + v * logF) + horizontalDb + elevationDb;
  const b = deviate * (y + z * logF) + w + x * logF;
  return 10 * Math.log10(10 ** (0.1 * a) + 10 ** (0.1 * b) + 10 ** (0.1 * LEAST_DB));
}

const INPUTS = {
  frequencyHz: frequencyInput({ min: 0.08e9, max: 100e9 }),
  building: { kind: "choice", title: "kind of building", values: P2109_BUILDING_NAMES },
  probability: {
    kind: "number",
    title: "probability that the loss is not exceeded",
    unit: "%",
    above: 0,
    below: 100,
    default: 50,
  },
  elevationDeg: {
    kind: "number",
    title: "elevation of the path at the façade",
    unit: "deg",
    min: -90,
    max: 90,
    default: 0,
  },
} as const satisfies Record<string, InputSpec>;

function loss(input: ModelInput): LossResult {
  const inputs = readInputs(INPUTS, input);
  return {
    lossDb: p2109EntryLossDb({ ...inputs, probability: inputs.probability / 100 }),
    warnings: validityWarnings(INPUTS, inputs),
  };
}

/** The way through the walls to a device indoors. */
export const P2109: PropagationModel = {
  name: "p2109",
  title: "Building entry loss",
  source: "ITU-R P.2109-2, Annex 1, section 3",
  validity: "80 MHz–100 GHz; a place somewhere within a building that is not further known",
  kind: "excess",
  inputs: INPUTS,
  pathInputs: [],
  usesTerrain: false,
  loss,
};
