import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import type { CoverInstance, CoverObjective } from "../../../src/network/placement/instance.ts";
import type { SolveOptions } from "../../../src/network/placement/solve.ts";
import { solveMip } from "../../../src/runtime/node/mip-solver.ts";

const REFERENCE = new URL("../../reference/placement/", import.meta.url);

/** Parsed JSON of a reference instance. */
export function readReference(name: string): unknown {
  return JSON.parse(gunzipSync(readFileSync(new URL(`${name}.json.gz`, REFERENCE))).toString("utf8"));
}

/** The proven optimum of each reference instance. */
export function readOptima(): Record<string, { optimum: number; selected: string[] }> {
  return JSON.parse(readFileSync(new URL("optima.json", REFERENCE), "utf8"));
}

export function solveOptions(change: Partial<SolveOptions> = {}): SolveOptions {
  return { solveMip, timeLimitS: 60, gap: 0, seed: 1, nowS: () => performance.now() / 1000, ...change };
}

/** An instance from plain lists. */
export function makeInstance(parts: {
  costs: number[];
  weights: number[];
  covers: number[][];
  objective: CoverObjective;
  k?: number;
  fixedOpen?: number[];
  fixedClosed?: number[];
}): CoverInstance {
  return {
    costs: Float64Array.from(parts.costs),
    weights: Float64Array.from(parts.weights),
    covers: parts.covers.map((list) => Uint32Array.from(list)),
    k: parts.k ?? 1,
    fixedOpen: parts.fixedOpen ?? [],
    fixedClosed: parts.fixedClosed ?? [],
    objective: parts.objective,
  };
}

export interface BruteForceAnswer {
  /** Null when nothing is feasible. */
  readonly objective: number | null;
  /** Least cost among the best choices. */
  readonly cost: number;
}

/** The oracle: tries every set of sites. */
export function bruteForce(instance: CoverInstance): BruteForceAnswer {
  const { objective, costs, weights, covers, k, fixedOpen, fixedClosed } = instance;
  const tolerance = 1e-9;
  let best: number | null = null;
  let bestCost = Number.POSITIVE_INFINITY;
  for (let set = 0; set < 2 ** costs.length; set++) {
    const open = [...costs.keys()].filter((site) => (set >> site) & 1);
    if (fixedOpen.some((site) => !open.includes(site)) || fixedClosed.some((site) => open.includes(site))) continue;
    const cost = open.reduce((sum, site) => sum + costs[site], 0);
    if (objective.maxSites !== null && open.length > objective.maxSites) continue;
    if (objective.budget !== null && cost > objective.budget + tolerance) continue;
    let weight = 0;
    for (const [demand, own] of weights.entries()) {
      if (open.filter((site) => covers[site].includes(demand)).length >= k) weight += own;
    }
    if (objective.kind === "min-cost") {
      if (weight < objective.targetWeight - tolerance) continue;
      if (best === null || cost < best) [best, bestCost] = [cost, cost];
    } else if (best === null || weight > best + tolerance) {
      [best, bestCost] = [weight, cost];
    } else if (weight > best - tolerance) {
      bestCost = Math.min(bestCost, cost);
    }
  }
  return { objective: best, cost: bestCost };
}

/**
 * Small random instances of every kind: whole and fractional values, free sites, either limit, both or none, fixed sites, k up
 * to 3. A target is a share of what all sites together cover, or beyond that the weight of all demands.
 */
export const arbitraryInstance: fc.Arbitrary<CoverInstance> = fc
  .record({ sites: fc.integer({ min: 2, max: 9 }), demands: fc.integer({ min: 3, max: 16 }), whole: fc.boolean() })
  .chain(({ sites, demands, whole }) => {
    const value = (min: number) =>
      whole ? fc.integer({ min, max: 20 }) : fc.integer({ min: 1, max: 2560 }).map((n) => n / 128);
    const perSite = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: sites, maxLength: sites });
    return fc.record({
      costs: perSite(value(0)),
      weights: fc.array(value(1), { minLength: demands, maxLength: demands }),
      covers: perSite(fc.subarray([...Array(demands).keys()], { maxLength: Math.ceil(demands / 2) })),
      states: perSite(fc.constantFrom("free", "free", "free", "free", "free", "free", "open", "closed")),
      k: fc.constantFrom(1, 1, 2, 2, 3),
      maxSites: fc.option(fc.integer({ min: 2, max: sites }), { freq: 2 }),
      budgetShare: fc.option(fc.double({ min: 0.3, max: 0.9, noNaN: true }), { freq: 2 }),
      targetShare: fc.constantFrom(null, null, null, 0.5, 0.8, 1, 2),
    });
  })
  .map(({ states, maxSites, budgetShare, targetShare, ...parts }) => {
    const { costs, weights, covers, k } = parts;
    const round = (value: number) => Math.round(value * 128) / 128;
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
    const budget = budgetShare === null ? null : round(budgetShare * sum(costs));
    const fixed = (wanted: string) => [...states.keys()].filter((site) => states[site] === wanted);
    const usable = covers.filter((_, site) => states[site] !== "closed");
    const coverable = sum(weights.filter((_, demand) => usable.filter((list) => list.includes(demand)).length >= k));
    const targetWeight = targetShare === null ? 0 : targetShare > 1 ? sum(weights) : round(targetShare * coverable);
    const objective: CoverObjective =
      targetShare === null
        ? { kind: "max-weight", maxSites, budget }
        : { kind: "min-cost", targetWeight, maxSites, budget };
    return makeInstance({ ...parts, objective, fixedOpen: fixed("open"), fixedClosed: fixed("closed") });
  });
