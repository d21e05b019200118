import { addGreedily } from "./greedy.ts";
import type { CoverState } from "./state.ts";

/** Each round improves the choice, so this only guards against rounding that makes two choices each better than the other. */
const MAX_ROUNDS = 1000;

/**
 * Improves a feasible choice by closing a site, or by closing one and opening another, as long as that gives more weight, or
 * the same at less cost (under a target: less cost); then by adding what fits. Ends in a choice that no such move improves.
 *
 * @param state is changed in place and stays feasible
 * @param isOutOfTime asked before each site is tried
 */
export function improveBySwaps(state: CoverState, isOutOfTime: () => boolean): void {
  let improved = true;
  for (let round = 0; improved && round < MAX_ROUNDS; round++) {
    improved = false;
    for (const site of state.openSites()) {
      if (isOutOfTime()) return;
      if (replaceSite(state, site)) improved = true;
    }
    if (state.problem.goal.kind === "max-weight" && fillUp(state)) improved = true;
  }
  closeUseless(state);
}

/** Adds what fits; takes it back when that brings no weight (at need 2, a single site may only be half of a pair). */
function fillUp(state: CoverState): boolean {
  const before = state.weight;
  const openBefore = state.isOpen.slice();
  addGreedily(state, "weight-per-cost");
  if (state.weight > before + state.weightTolerance) return true;
  for (const site of state.openSites()) if (openBefore[site] === 0) state.close(site);
  return false;
}

/** Closes open sites without which limits, target and weight stay as good, the dearest first. */
export function closeUseless(state: CoverState): void {
  const { costs, goal } = state.problem;
  const dearestFirst = state.openSites().sort((a, b) => costs[b] - costs[a] || b - a);
  for (const site of dearestFirst) {
    const before = state.weight;
    state.close(site);
    const good = goal.kind === "max-weight" ? state.weight >= before - state.weightTolerance : state.reachesTarget();
    if (!good) state.open(site);
  }
}

/** Puts the best other site, or none, in the place of an open one. @returns whether something changed */
function replaceSite(state: CoverState, site: number): boolean {
  const { goal, costs } = state.problem;
  state.close(site);
  // Staying as it was is the value to beat.
  let best = site;
  let bestGain = state.gain(site);
  let bestCost = costs[site];
  const isBetter = (gain: number, cost: number) => {
    const cheaper = cost < bestCost - state.costTolerance;
    if (goal.kind === "min-cost") return cheaper && state.reachesTarget(gain);
    return gain > bestGain + state.weightTolerance || (gain >= bestGain - state.weightTolerance && cheaper);
  };
  if (isBetter(0, 0)) {
    best = -1;
    bestGain = 0;
    bestCost = 0;
  }
  for (let other = 0; other < costs.length; other++) {
    if (state.isOpen[other] === 1 || other === site || !state.fits(other)) continue;
    // Computing a gain is the costly part: under a target only a cheaper site can be better.
    if (goal.kind === "min-cost" && costs[other] >= bestCost) continue;
    const gain = state.gain(other);
    if (isBetter(gain, costs[other])) {
      best = other;
      bestGain = gain;
      bestCost = costs[other];
    }
  }
  if (best >= 0) state.open(best);
  return best !== site;
}
