import type { Scenario } from "../scenario/scenario.ts";
import { DEFAULT_SURE_PROBABILITY, successShares } from "./demand-success.ts";
import type { DemandPoints, Plan, SuccessSummary } from "./result.ts";
import type { SuccessModel } from "./success.ts";

/** What is said of success, from the probability at each demand point. */
export function describeSuccess(
  { goal, device }: Scenario,
  success: SuccessModel,
  demand: DemandPoints,
  probability: Float32Array,
): SuccessSummary {
  const { sigmaDb, source } = success.spreadOf(device);
  return {
    ...successShares(demand, probability, goal.probability ?? DEFAULT_SURE_PROBABILITY),
    sigmaDb,
    sigmaSource: source,
    requiredMarginDb: success.of(device).requiredMarginDb,
  };
}

/** Says where probabilities hold only for the share of the places that the model was asked for. */
export function spreadWarnings({ device, propagation, goal }: Scenario, success: SuccessModel): Plan["warnings"] {
  const warnings: { code: string; message: string }[] = [];
  const { isCounted, sigmaDb } = success.spreadOf(device);
  if (isCounted) {
    const spread = propagation.shadowingDb === null ? "no further spread is" : "shadowingDb is";
    const message = `the losses are those of a share of the places other than half, so the spread is in them already: ${spread} counted for probabilities`;
    warnings.push({ code: "spread-counted", message });
  } else if (goal.probability !== null && sigmaDb === 0) {
    const message = `${propagation.model} knows no spread of its losses over places: the probability is that of the receiver alone, unless shadowingDb says more`;
    warnings.push({ code: "no-spread", message });
  }
  return warnings;
}
