import { normalQuantile } from "../../../math/normal.ts";
import type { InputSpec, LossResult, ModelInput, ModelWarning, PropagationModel } from "../model.ts";
import { type InputValues, readInputs } from "../read-input.ts";
import { LORA_FIT_NAMES, LORA_FITS, type LoraFit } from "./lora-fits.ts";

export interface LogDistanceModel {
  readonly referenceDistanceM: number;
  readonly referenceLossDb: number;
  readonly exponent: number;
}

/**
 * Median loss that grows by 10·n dB a decade from a measured reference.
 *
 * @param distanceM > 0
 * @returns dB
 * @see T. S. Rappaport, Wireless Communications: Principles and Practice, log-distance path loss model
 */
export function logDistanceLossDb(
  { referenceDistanceM, referenceLossDb, exponent }: LogDistanceModel,
  distanceM: number,
) {
  return referenceLossDb + 10 * exponent * Math.log10(distanceM / referenceDistanceM);
}

const INPUTS = {
  frequencyHz: {
    kind: "number",
    title: "carrier frequency: only checked against the preset's",
    unit: "Hz",
    above: 0,
    optional: true,
  },
  distanceM: { kind: "number", title: "path length", unit: "m", above: 0 },
  preset: { kind: "choice", title: "a fit to measured LoRa links", values: LORA_FIT_NAMES, optional: true },
  exponent: {
    kind: "number",
    title: "path loss exponent, or give a preset",
    above: 0,
    max: 20,
    excludes: ["preset"],
  },
  referenceLossDb: {
    kind: "number",
    title: "loss at the reference distance, or give a preset",
    unit: "dB",
    min: 0,
    max: 300,
    excludes: ["preset"],
  },
  referenceDistanceM: {
    kind: "number",
    title: "reference distance",
    unit: "m",
    above: 0,
    default: 1000,
    excludes: ["preset"],
  },
  shadowingSigmaDb: {
    kind: "number",
    title: "standard deviation of the shadowing; default the preset's, else 0",
    unit: "dB",
    min: 0,
    max: 50,
    optional: true,
  },
  location: {
    kind: "number",
    title: "share of the locations that lose at most the answer",
    unit: "%",
    above: 0,
    below: 100,
    default: 50,
  },
} as const satisfies Record<string, InputSpec>;

type Inputs = InputValues<typeof INPUTS>;

function modelOf({ preset, exponent, referenceLossDb, referenceDistanceM }: Inputs): LogDistanceModel {
  if (preset !== undefined) return LORA_FITS[preset];
  // readInputs has seen to it that all three are given where there is no preset
  return { exponent, referenceLossDb, referenceDistanceM } as LogDistanceModel;
}

function sigmaOf({ preset, shadowingSigmaDb }: Inputs): number {
  return shadowingSigmaDb ?? (preset === undefined ? 0 : (LORA_FITS[preset].shadowingSigmaDb ?? 0));
}

function loss(input: ModelInput): LossResult {
  const inputs = readInputs(INPUTS, input);
  const medianLossDb = logDistanceLossDb(modelOf(inputs), inputs.distanceM);
  const shadowingSigmaDb = sigmaOf(inputs);
  return {
    lossDb: medianLossDb + shadowingSigmaDb * normalQuantile(inputs.location / 100),
    warnings: warningsOf(inputs),
    medianLossDb,
    shadowingSigmaDb,
  };
}

/** Within it the loss changes by a decibel, as it grows with the square of the frequency in free space. */
const NEAR_FREQUENCY = 10 ** (1 / 20);

function warningsOf({ preset, frequencyHz, shadowingSigmaDb, location }: Inputs): ModelWarning[] {
  if (preset === undefined) return [];
  const fit: LoraFit = LORA_FITS[preset];
  const warnings: ModelWarning[] = [];
  const ratio = (frequencyHz ?? fit.frequencyHz) / fit.frequencyHz;
  if (Math.max(ratio, 1 / ratio) > NEAR_FREQUENCY) {
    const message = `${preset} was measured at ${fit.frequencyHz / 1e6} MHz and knows no other frequency`;
    warnings.push({ code: "frequency-range", message, input: "frequencyHz" });
  }
  if (location !== 50 && fit.shadowingSigmaDb === null && shadowingSigmaDb === undefined) {
    const message = `the spread of ${preset} is not known: without a shadowing of your own the answer is its median`;
    warnings.push({ code: "unknown-shadowing", message });
  }
  return warnings;
}

function lossByDistance(input: ModelInput): (distanceM: number) => number {
  const inputs = readInputs(INPUTS, { ...input, distanceM: 1 });
  const model = modelOf(inputs);
  const shadowingDb = sigmaOf(inputs) * normalQuantile(inputs.location / 100);
  return (distanceM) => logDistanceLossDb(model, distanceM) + shadowingDb;
}

function spreadDb(input: ModelInput): number | null {
  const inputs = readInputs(INPUTS, { ...input, distanceM: 1 });
  return inputs.location === 50 ? sigmaOf(inputs) : null;
}

/** A line through measured losses over the logarithm of distance, one's own or a published one. */
export const LOG_DISTANCE: PropagationModel = {
  name: "log-distance",
  title: "Log-distance with shadowing",
  source:
    "T. S. Rappaport, Wireless Communications: Principles and Practice; each preset has its paper (see the guide)",
  validity: "where and how its reference was measured: frequency, heights, surroundings and distances",
  inputs: INPUTS,
  pathInputs: ["frequencyHz", "distanceM"],
  usesTerrain: false,
  // The presets were measured among houses or trees
  includesClutter: ({ preset }) => preset !== undefined,
  loss,
  lossByDistance,
  locationSpread: { source: "scatter of the measurements about the fit, by its paper", sigmaDb: spreadDb },
  growsWithDistance: true,
};
