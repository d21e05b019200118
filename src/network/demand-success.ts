import { linkConstants } from "../link/budget.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { linkLossOf } from "./antenna-loss.ts";
import { demandTerminal } from "./demand.ts";
import type { DemandPoints, DemandReach, SiteLoss, SuccessShares } from "./result.ts";
import { type SuccessModel, successWithMargin } from "./success.ts";

/** The probability from which on a place is reported as sure, where the goal names none: what operators promise. */
export const DEFAULT_SURE_PROBABILITY = 0.9;

interface DemandReachRequest {
  readonly scenario: Scenario;
  readonly demand: DemandPoints;
  /** Stations in use. */
  readonly gateways: readonly number[];
  readonly losses: readonly (SiteLoss | undefined)[];
  readonly success: SuccessModel;
}

/**
 * The best gateway's margin and probability of success at each demand point. Other gateways that hear the point too can only
 * raise the probability; by how much depends on how alike their shadows are, so they are left out.
 *
 * @param heardCount by how many of them each point is covered
 */
export function demandReach(
  { scenario, demand, gateways, losses, success }: DemandReachRequest,
  heardCount: Uint16Array,
): DemandReach {
  const marginDb = new Float32Array(demand.count).fill(Number.NaN);
  const probability = new Float32Array(demand.count);
  for (const station of gateways) {
    const site = losses[station];
    if (site === undefined) continue;
    const { demandLossDb } = linkLossOf(site);
    // Neighbouring points belong to the same area: their budget is worked out once
    let terminal: ReturnType<typeof demandTerminal> | null = null;
    let greatestLossDb = 0;
    let ofTerminal = success.of(scenario.device);
    for (let point = 0; point < demand.count; point++) {
      const own = demandTerminal(scenario, demand, point);
      if (own !== terminal) {
        terminal = own;
        greatestLossDb = linkConstants(own, scenario.stations[station], scenario.radio).maxPathLossDb;
        ofTerminal = success.of(own);
      }
      const margin = greatestLossDb - demandLossDb[point];
      if (Number.isNaN(margin) || margin <= marginDb[point]) continue;
      marginDb[point] = margin;
      probability[point] = successWithMargin(ofTerminal, margin);
    }
  }
  return { heardCount, marginDb, probability };
}

/** The mean of the probabilities by weight, and how much of the weight has at least a probability. */
export function successShares(demand: DemandPoints, probability: Float32Array, sure: number): SuccessShares {
  let total = 0;
  let sum = 0;
  let atLeast = 0;
  for (let point = 0; point < demand.count; point++) {
    const weight = demand.weight[point];
    total += weight;
    sum += weight * probability[point];
    if (probability[point] >= Math.fround(sure)) atLeast += weight;
  }
  return {
    meanSuccess: total > 0 ? sum / total : 0,
    sureProbability: sure,
    sureWeightFraction: total > 0 ? atLeast / total : 0,
  };
}
