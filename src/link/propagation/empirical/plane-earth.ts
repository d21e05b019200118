import { SPEED_OF_LIGHT_MPS } from "../../../math/physics.ts";
import { freeSpaceLossDb } from "../free-space.ts";
import type { InputSpec, LossResult, ModelInput, ModelWarning, PropagationModel } from "../model.ts";
import { readInputs } from "../read-input.ts";

/** Two antennas over flat ground. */
export interface PlaneEarthPath {
  readonly distanceM: number;
  readonly txHeightM: number;
  readonly rxHeightM: number;
}

/**
 * Loss over flat, perfectly reflecting ground at grazing incidence, where the direct and the reflected ray all but cancel.
 *
 * @returns dB; it does not depend on the frequency
 * @see Rappaport, Wireless Communications (2nd ed.), section 4.6, ground reflection (two-ray) model
 */
export function planeEarthLossDb({ distanceM, txHeightM, rxHeightM }: PlaneEarthPath): number {
  return 40 * Math.log10(distanceM) - 20 * Math.log10(txHeightM * rxHeightM);
}

/**
 * The distance at which plane earth and free space lose the same. Nearer, the rays add and cancel in turn, and the plane-earth
 * loss is less than that of free space.
 *
 * @returns m
 */
export function planeEarthCrossoverM(path: Omit<PlaneEarthPath, "distanceM">, frequencyHz: number): number {
  return (4 * Math.PI * path.txHeightM * path.rxHeightM * frequencyHz) / SPEED_OF_LIGHT_MPS;
}

const INPUTS = {
  frequencyHz: {
    kind: "number",
    title: "carrier frequency: only tells from where on the loss holds",
    unit: "Hz",
    above: 0,
    optional: true,
  },
  distanceM: { kind: "number", title: "path length", unit: "m", above: 0 },
  txHeightM: { kind: "number", title: "transmitting antenna above ground", unit: "m", above: 0 },
  rxHeightM: { kind: "number", title: "receiving antenna above ground", unit: "m", above: 0 },
} as const satisfies Record<string, InputSpec>;

function loss(input: ModelInput): LossResult {
  const { frequencyHz, ...path } = readInputs(INPUTS, input);
  const lossDb = planeEarthLossDb(path);
  if (frequencyHz === undefined) return { lossDb, warnings: [] };
  const crossoverDistanceM = planeEarthCrossoverM(path, frequencyHz);
  const warnings = path.distanceM < crossoverDistanceM ? [nearerThan(crossoverDistanceM)] : [];
  return { lossDb, warnings, crossoverDistanceM, freeSpaceLossDb: freeSpaceLossDb(path.distanceM, frequencyHz) };
}

function nearerThan(crossoverM: number): ModelWarning {
  const message = `path is shorter than ${crossoverM.toFixed(0)} m, from where on the ground counts: free space loses more`;
  return { code: "before-crossover", message, input: "distanceM" };
}

function lossByDistance(input: ModelInput): (distanceM: number) => number {
  const { txHeightM, rxHeightM } = readInputs(INPUTS, { ...input, distanceM: 1 });
  return (distanceM) => planeEarthLossDb({ distanceM, txHeightM, rxHeightM });
}

/** The direct ray and the one that the ground reflects. */
export const PLANE_EARTH: PropagationModel = {
  name: "plane-earth",
  title: "Plane earth (two rays)",
  source: "T. S. Rappaport, Wireless Communications: Principles and Practice, ground reflection (two-ray) model",
  validity: "flat open ground within the radio horizon, beyond 4π·ht·hr/λ; nearer with a warning",
  inputs: INPUTS,
  pathInputs: ["frequencyHz", "distanceM", "txHeightM", "rxHeightM"],
  usesTerrain: false,
  loss,
  lossByDistance,
  growsWithDistance: true,
};
