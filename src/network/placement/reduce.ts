import { InputError } from "../../math/errors.ts";
import { undominatedRows, undominatedSites } from "./dominance.ts";
import { packLists, selectLists, transpose } from "./incidence.ts";
import type { CoverInstance } from "./instance.ts";
import { joinRows, type Rows } from "./join.ts";
import { type ReducedCover, type ReducedGoal, SUM_TOLERANCE } from "./reduced.ts";

type Reduction =
  | { readonly kind: "reduced"; readonly problem: ReducedCover; readonly note: string }
  /** Nothing satisfies the instance, and `reason` says why. */
  | { readonly kind: "infeasible"; readonly reason: string };

/** Rounds of dropping rows, then sites, at most: each may make the other possible, but hardly ever after the second. */
const MAX_ROUNDS = 4;

/**
 * Takes out of a covering problem what cannot change the answer: fixed sites, demands nobody can cover, demands that differ
 * in nothing but weight, rows and sites that others make redundant.
 *
 * @throws {InputError} `conflicting-sites` when a site is fixed both open and closed
 */
export function reduceCover(instance: CoverInstance): Reduction {
  const { objective, k } = instance;
  const demandCount = instance.weights.length;
  const fixed = openFixedSites(instance);
  const maxSites = objective.maxSites === null ? null : objective.maxSites - instance.fixedOpen.length;
  const budget = objective.budget === null ? null : objective.budget - fixed.cost;
  if (maxSites !== null && maxSites < 0) {
    return {
      kind: "infeasible",
      reason: `${instance.fixedOpen.length} sites are fixed open, at most ${objective.maxSites} may be`,
    };
  }
  if (budget !== null && budget < -SUM_TOLERANCE * fixed.cost) {
    return { kind: "infeasible", reason: `the sites fixed open cost ${fixed.cost}, the budget is ${objective.budget}` };
  }
  const sites = freeSites(instance, budget);
  const all = demandRows(instance, sites, fixed.counts);
  const coverable = selectRows(all, (row, size) => size >= all.needs[row]);
  const never = demandCount - coverable.weights.length;
  const joined = joinRows(coverable);
  const goal = reducedGoal(instance, fixed.weight, joined.weights);
  if (goal === null) {
    const sitesNeeded = k === 1 ? "any site" : `${k} sites`;
    return { kind: "infeasible", reason: `${never} of ${demandCount} demands cannot be covered by ${sitesNeeded}` };
  }
  const problem = dropDominated({ sites, rows: joined }, instance.costs, goal);
  const rowCount = problem.rows.weights.length;
  return {
    kind: "reduced",
    note:
      `reduced ${demandCount} demands to ${rowCount}, ${instance.costs.length} sites to ${problem.sites.length}` +
      (never > 0 ? `; ${never} demands cannot be covered` : ""),
    problem: {
      sites: problem.sites,
      costs: Float64Array.from(problem.sites, (site) => instance.costs[site]),
      // Where every row is mandatory their weights say nothing about how much a row matters.
      weights: isCoverAll(goal) ? new Float64Array(rowCount).fill(1) : problem.rows.weights,
      needs: problem.rows.needs,
      rows: problem.rows.lists,
      columns: transpose(problem.rows.lists, problem.sites.length),
      maxSites,
      budget,
      goal: isCoverAll(goal) ? { ...goal, targetWeight: rowCount } : goal,
      base: { weight: fixed.weight, cost: fixed.cost },
    },
  };
}

function isCoverAll(goal: ReducedGoal): goal is ReducedGoal & { kind: "min-cost" } {
  return goal.kind === "min-cost" && goal.coverAll;
}

/** How often each demand is covered by the sites fixed open, and the weight that they satisfy. */
function openFixedSites(instance: CoverInstance): { counts: Uint32Array; weight: number; cost: number } {
  const counts = new Uint32Array(instance.weights.length);
  let cost = 0;
  for (const site of instance.fixedOpen) {
    if (instance.fixedClosed.includes(site)) {
      throw new InputError({
        code: "conflicting-sites",
        where: "fixedOpen",
        message: `site ${site} is also fixed closed`,
      });
    }
    cost += instance.costs[site];
    for (const demand of instance.covers[site]) counts[demand]++;
  }
  let weight = 0;
  for (let i = 0; i < counts.length; i++) if (counts[i] >= instance.k) weight += instance.weights[i];
  return { counts, weight, cost };
}

/** Sites that may yet be chosen: neither fixed nor beyond the budget by themselves. */
function freeSites(instance: CoverInstance, budget: number | null): Uint32Array {
  const taken = new Set([...instance.fixedOpen, ...instance.fixedClosed]);
  const all = Uint32Array.from(instance.costs, (_, site) => site);
  return all.filter((site) => !taken.has(site) && (budget === null || instance.costs[site] <= budget));
}

/** One row for each demand: the free sites that cover it, and how many of them it still needs. */
function demandRows(instance: CoverInstance, sites: Uint32Array, counts: Uint32Array): Rows {
  const columns = packLists(Array.from(sites, (site) => instance.covers[site]));
  return {
    lists: transpose(columns, instance.weights.length),
    weights: instance.weights,
    needs: counts.map((count) => Math.max(0, instance.k - count)),
  };
}

function selectRows(rows: Rows, keep: (row: number, size: number) => boolean): Rows {
  const { starts } = rows.lists;
  const kept = Uint32Array.from(rows.needs, (_, row) => row).filter((row) => keep(row, starts[row + 1] - starts[row]));
  return {
    lists: selectLists(rows.lists, kept),
    weights: Float64Array.from(kept, (row) => rows.weights[row]),
    needs: kept.map((row) => rows.needs[row]),
  };
}

/** What is left to reach; null when that is out of reach. */
function reducedGoal(instance: CoverInstance, fixedWeight: number, rowWeights: Float64Array): ReducedGoal | null {
  if (instance.objective.kind === "max-weight") return { kind: "max-weight" };
  const reachable = rowWeights.reduce((sum, weight) => sum + weight, 0);
  const targetWeight = Math.max(0, instance.objective.targetWeight - fixedWeight);
  const tolerance = SUM_TOLERANCE * (reachable + fixedWeight);
  if (targetWeight > reachable + tolerance) return null;
  return { kind: "min-cost", targetWeight, coverAll: targetWeight >= reachable - tolerance };
}

interface Candidates {
  readonly sites: Uint32Array;
  readonly rows: Rows;
}

function dropDominated(start: Candidates, costs: Float64Array, goal: ReducedGoal): Candidates {
  let { sites, rows } = start;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const columns = transpose(rows.lists, sites.length);
    if (isCoverAll(goal)) {
      const keep = undominatedRows(rows.lists, columns, rows.needs);
      rows = selectRows(rows, (row) => keep[row] === 1);
    }
    const keep = sitesToKeep(rows, sites, costs);
    const kept = sites.filter((_, i) => keep[i] === 1);
    if (kept.length === sites.length) break;
    const columnsKept = transpose(rows.lists, sites.length);
    const indices = Uint32Array.from(keep, (_, i) => i).filter((i) => keep[i] === 1);
    const lists = transpose(selectLists(columnsKept, indices), rows.lists.count);
    rows = joinRows({ ...rows, lists });
    sites = kept;
  }
  return { sites, rows };
}

function sitesToKeep(rows: Rows, sites: Uint32Array, costs: Float64Array): Uint8Array {
  const columns = transpose(rows.lists, sites.length);
  if (rows.needs.every((need) => need === 1)) {
    const siteCosts = Float64Array.from(sites, (site) => costs[site]);
    return undominatedSites(columns, rows.lists, siteCosts);
  }
  return Uint8Array.from(sites, (_, i) => (columns.starts[i + 1] > columns.starts[i] ? 1 : 0));
}
