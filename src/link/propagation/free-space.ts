import { requirePositive } from "../../math/errors.ts";
import { SPEED_OF_LIGHT_MPS } from "../../math/physics.ts";
import type { InputSpec, LossResult, ModelInput, PropagationModel } from "./model.ts";
import { readInputs } from "./read-input.ts";

/**
 * Free-space basic transmission loss between isotropic antennas.
 *
 * @param distanceM path length, > 0
 * @param frequencyHz carrier, > 0
 * @returns loss in dB; below zero only nearer than a wavelength / 4π
 * @throws {InputError} when an argument is out of range
 * @see ITU-R P.525, point-to-point links
 */
export function freeSpaceLossDb(distanceM: number, frequencyHz: number): number {
  requirePositive("distanceM", distanceM);
  requirePositive("frequencyHz", frequencyHz);
  const wavelengthM = SPEED_OF_LIGHT_MPS / frequencyHz;
  return 20 * Math.log10((4 * Math.PI * distanceM) / wavelengthM);
}

const INPUTS = {
  frequencyHz: { kind: "number", title: "carrier frequency", unit: "Hz", above: 0 },
  distanceM: { kind: "number", title: "path length", unit: "m", above: 0 },
} as const satisfies Record<string, InputSpec>;

function loss(input: ModelInput): LossResult {
  const { distanceM, frequencyHz } = readInputs(INPUTS, input);
  const isNear = distanceM < SPEED_OF_LIGHT_MPS / frequencyHz;
  return {
    lossDb: freeSpaceLossDb(distanceM, frequencyHz),
    warnings: isNear
      ? [{ code: "near-field", message: "path is shorter than a wavelength: not in the far field", input: "distanceM" }]
      : [],
  };
}

function lossByDistance(input: ModelInput): (distanceM: number) => number {
  const { frequencyHz } = readInputs({ frequencyHz: INPUTS.frequencyHz }, input);
  return (distanceM) => freeSpaceLossDb(distanceM, frequencyHz);
}

/** Nothing between the antennas and nothing around them. */
export const FREE_SPACE: PropagationModel = {
  name: "free-space",
  title: "Free space",
  source: "ITU-R P.525",
  validity: "any frequency and distance in the far field of both antennas; no ground, no obstacles",
  inputs: INPUTS,
  pathInputs: ["frequencyHz", "distanceM"],
  usesTerrain: false,
  loss,
  lossByDistance,
  growsWithDistance: true,
};
