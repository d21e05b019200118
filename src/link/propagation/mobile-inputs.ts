import type { InputSpec, ValidRange } from "./model.ts";

/** Higher than any mast: beyond it a number is a mistake of unit. */
const MAX_HEIGHT_M = 3000;

/** What the models of mobile radio ask of a path, each with the ranges that its source gives. */
export function mobileInputs(valid: {
  readonly frequencyHz: ValidRange;
  readonly distanceM: ValidRange;
  readonly baseHeightM: ValidRange;
  readonly mobileHeightM: ValidRange;
}) {
  return {
    frequencyHz: frequencyInput(valid.frequencyHz),
    distanceM: { kind: "number", title: "path length", unit: "m", above: 0, valid: valid.distanceM },
    baseHeightM: heightInput("antenna of the base station above ground", valid.baseHeightM),
    mobileHeightM: heightInput("antenna of the mobile station above ground", valid.mobileHeightM),
  } as const satisfies Record<string, InputSpec>;
}

/** The inputs of {@link mobileInputs}, all given by the path. */
export const MOBILE_PATH_INPUTS = ["frequencyHz", "distanceM", "baseHeightM", "mobileHeightM"] as const;

/** A carrier, with the range that a model is given for. */
export function frequencyInput(valid: ValidRange) {
  return { kind: "number", title: "carrier frequency", unit: "Hz", above: 0, valid } as const;
}

/** An antenna's height above ground, with the range that a model is given for. */
export function heightInput(title: string, valid: ValidRange) {
  return { kind: "number", title, unit: "m", above: 0, max: MAX_HEIGHT_M, valid } as const;
}
