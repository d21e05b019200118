import { type Random, seededRandom } from "../../math/random.ts";
import { addGreedily } from "./greedy.ts";
import { CoverState, isBetterChoice } from "./state.ts";
import { improveBySwaps } from "./swap.ts";

interface PerturbOptions {
  readonly seed: number;
  readonly kicks: number;
  readonly isOutOfTime: () => boolean;
}

/** A kick closes from two sites up to this part of the open ones. */
const LARGEST_KICK = 0.4;

/**
 * Iterated local search: closes some sites of a local optimum at random and opens another, fills up greedily, improves by
 * swaps, and goes on from there unless it has become worse.
 *
 * @param start a feasible choice; not changed
 * @returns the best choice found, or `start`
 * @see Lourenço, Martin and Stützle, "Iterated local search", Handbook of Metaheuristics, 2003
 */
export function searchByPerturbation(start: CoverState, options: PerturbOptions): CoverState {
  const { problem } = start;
  const random = seededRandom(options.seed);
  let best = start;
  for (let kick = 0; kick < options.kicks && !options.isOutOfTime(); kick++) {
    const state = new CoverState(problem, best.openSites());
    const kickSize = 2 + Math.floor(random() * Math.max(0, LARGEST_KICK * state.count - 1));
    for (let i = 0; i < kickSize && state.count > 0; i++) state.close(pick(state.openSites(), random));
    const newcomers = Array.from(problem.sites.keys()).filter((site) => best.isOpen[site] === 0 && state.fits(site));
    if (newcomers.length > 0) state.open(pick(newcomers, random));
    addGreedily(state, random() < 0.5 ? "weight" : "weight-per-cost");
    if (!state.isFeasible()) continue;
    improveBySwaps(state, options.isOutOfTime);
    // Taking equals as well lets the search wander along a plateau.
    if (!isBetterChoice(best, state)) best = state;
  }
  return best;
}

function pick(items: readonly number[], random: Random): number {
  return items[Math.floor(random() * items.length)];
}
