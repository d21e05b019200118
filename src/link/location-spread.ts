import type { ModelInput, PropagationModel } from "./propagation/model.ts";

/** The spread of a model's losses over places, and what it rests on. */
export interface StatedSpread {
  /** Standard deviation, dB. */
  readonly sigmaDb: number;
  readonly source: string;
  /** True where the model's inputs ask for another share of the places than half: its loss has the spread in it already. */
  readonly isCounted: boolean;
}

/**
 * How losses at single places lie about what a model predicts: what the model's source says of it. Free space, the plane earth
 * and a user's formula know of nothing that could shadow: 0 dB.
 *
 * @param inputs the model's inputs but the distance or the profile
 * @param edgeM how far the link reaches over level ground: where a spread changes with the distance, it decides there
 * @throws {InputError} when the model refuses its inputs
 */
export function statedSpread(model: PropagationModel, inputs: ModelInput, edgeM: () => number): StatedSpread {
  const { locationSpread } = model;
  if (locationSpread === undefined) return { sigmaDb: 0, source: "the model knows of none", isCounted: false };
  const { source } = locationSpread;
  const sigmaDb = locationSpread.sigmaDb(inputs, edgeM);
  return { sigmaDb: sigmaDb ?? 0, source, isCounted: sigmaDb === null };
}
