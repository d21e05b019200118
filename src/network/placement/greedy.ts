import type { ReducedCover } from "./reduced.ts";
import { CoverState } from "./state.ts";

/** What a site is ranked by: the weight it adds, or that per cost. */
type GreedyRule = "weight" | "weight-per-cost";

/** A free site is treated as if it cost this fraction of the dearest one: ranked first, but by its weight. */
const LEAST_COST_FRACTION = 1e-6;

/**
 * Opens the best-ranked site that fits until none adds anything, or the target is reached. Lazy: since a site's credit can
 * only fall as others open, a site whose renewed value still leads the old values of the others is the best.
 *
 * @param state is added to in place
 * @see Minoux, "Accelerated greedy algorithms for maximizing submodular set functions", 1978
 */
export function addGreedily(state: CoverState, rule: GreedyRule): void {
  const { costs, sites, goal } = state.problem;
  const leastCost = LEAST_COST_FRACTION * (costs.reduce((most, cost) => Math.max(most, cost), 0) || 1);
  const value = (site: number) => {
    const credit = state.credit(site);
    return rule === "weight" ? credit : credit / Math.max(costs[site], leastCost);
  };
  const queue = new SiteQueue(sites.length);
  for (let site = 0; site < sites.length; site++) if (state.isOpen[site] === 0) queue.push(site, value(site));
  while (queue.size > 0 && !(goal.kind === "min-cost" && state.reachesTarget())) {
    const site = queue.pop();
    if (!state.fits(site)) continue;
    const renewed = value(site);
    if (!(renewed > 0)) continue;
    if (queue.size > 0 && queue.isAhead(site, renewed)) queue.push(site, renewed);
    else state.open(site);
  }
}

/**
 * Greedy choices under each rule, as starting points for the search.
 *
 * @returns the state of each rule; under a target with limits it may not be feasible
 */
export function greedyChoices(problem: ReducedCover): CoverState[] {
  return (["weight-per-cost", "weight"] as const).map((rule) => {
    const state = new CoverState(problem);
    addGreedily(state, rule);
    return state;
  });
}

/** A binary heap of sites by value, highest first; equal values by lower index, so that the order is determined. */
class SiteQueue {
  size = 0;
  private readonly sites: Uint32Array;
  private readonly values: Float64Array;

  constructor(capacity: number) {
    this.sites = new Uint32Array(capacity);
    this.values = new Float64Array(capacity);
  }

  /** Whether the first in the queue comes before a site of this value. */
  isAhead(site: number, value: number): boolean {
    return this.values[0] > value || (this.values[0] === value && this.sites[0] < site);
  }

  push(site: number, value: number): void {
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.precedes(value, site, parent)) break;
      this.move(parent, at);
      at = parent;
    }
    this.sites[at] = site;
    this.values[at] = value;
  }

  pop(): number {
    const first = this.sites[0];
    this.size--;
    const site = this.sites[this.size];
    const value = this.values[this.size];
    let at = 0;
    for (let child = 1; child < this.size; child = 2 * at + 1) {
      const right = child + 1;
      if (right < this.size && this.precedes(this.values[right], this.sites[right], child)) child = right;
      if (this.precedes(value, site, child)) break;
      this.move(child, at);
      at = child;
    }
    this.sites[at] = site;
    this.values[at] = value;
    return first;
  }

  private precedes(value: number, site: number, other: number): boolean {
    return value > this.values[other] || (value === this.values[other] && site < this.sites[other]);
  }

  private move(from: number, to: number): void {
    this.sites[to] = this.sites[from];
    this.values[to] = this.values[from];
  }
}
