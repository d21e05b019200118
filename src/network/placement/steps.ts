import { formulateCover } from "./formulate.ts";
import { solveLagrangian } from "./lagrangian.ts";
import type { MipOptions, MipResult, SolveMip } from "./mip.ts";
import { searchByPerturbation } from "./perturb.ts";
import type { Search } from "./search.ts";
import { CoverState } from "./state.ts";
import { closeUseless, improveBySwaps } from "./swap.ts";

/** A search under way and what its steps need. */
export interface Run {
  readonly search: Search;
  readonly solveMip: SolveMip;
  readonly gap: number;
  readonly seed: number;
  /** Seconds until the time limit; below zero after it. */
  readonly leftS: () => number;
}

/** With less time than this HiGHS is not started: it would hardly come beyond reading the model. */
const LEAST_MIP_S = 0.05;
/** Iterations after which the Lagrangian bound hardly moves any more. */
const LAGRANGIAN_ITERATIONS = 300;
/** Greatest part of the time left that the relaxation may use. */
const LAGRANGIAN_SHARE = 0.15;

/** Kicks of the local search for each site, at most: on small problems the best is found long before. */
const KICKS_PER_SITE = 10;
/** Matrix entries that the local search may visit: some seconds. Work, not time, so that any machine does the same. */
const PERTURBATION_VISITS = 4e9;
/** How often a kick visits each entry for each open site: some rounds of swaps. */
const VISITS_PER_ENTRY = 3;
/** Greatest part of the time left that the local search may use. */
const PERTURBATION_SHARE = 0.2;

/** Prices the rows: tightens the bound, rules out sites, and gives each site a score. */
export function runLagrangian({ search, leftS }: Run): Float64Array {
  const stopAtS = leftS() * (1 - LAGRANGIAN_SHARE);
  const result = solveLagrangian(search.problem, {
    // Without a choice any value of the right size will do: it only scales the steps.
    incumbent: search.value ?? search.problem.costs.reduce((sum, cost) => sum + cost, 0),
    iterations: LAGRANGIAN_ITERATIONS,
    isOutOfTime: () => leftS() < stopAtS,
  });
  search.addRelaxation(result.bound, result.penalties, "Lagrangian relaxation");
  return result.scores;
}

/**
 * Solves the linear relaxation: tightens the bound and rules out sites.
 *
 * @returns a score for each site: how far it is opened, or else minus its penalty; null when time ran out
 */
export async function runRelaxation(run: Run, timeLimitS: number): Promise<Float64Array | null> {
  const { search } = run;
  if (timeLimitS < LEAST_MIP_S) return null;
  const { mip, scale } = formulateCover(search.problem, search.ruledOut);
  const result = await run.solveMip(mip, { timeLimitS, gap: 0, seed: run.seed, relaxed: true });
  if (result.bound === null || result.penalties === null || result.values === null) {
    search.note("linear relaxation: no bound in its time");
    return null;
  }
  const { values } = result;
  const penalties = result.penalties.subarray(0, search.problem.sites.length).map((penalty) => penalty / scale);
  search.addRelaxation(result.bound / scale, penalties, "linear relaxation");
  return penalties.map((penalty, site) => (values[site] > 0 ? values[site] : -penalty));
}

interface MipStep {
  /** Sites to choose from; when they are all that are not ruled out, the bound holds for the whole problem. */
  readonly sites: readonly number[];
  readonly timeLimitS: number;
  readonly focus: MipOptions["focus"];
  /** What the step is called in the trail. */
  readonly origin: string;
}

/**
 * Lets HiGHS choose among the given sites, starting from the best choice known, and takes what it finds and proves.
 *
 * @returns whether it proved that no choice at all is feasible
 */
export async function runMip(run: Run, step: MipStep): Promise<{ readonly infeasible: boolean }> {
  const { search } = run;
  if (step.timeLimitS < LEAST_MIP_S) return { infeasible: false };
  const closed = new Uint8Array(search.problem.sites.length).fill(1);
  for (const site of step.sites) closed[site] = 0;
  const model = formulateCover(search.problem, closed);
  const result = await run.solveMip(model.mip, {
    timeLimitS: step.timeLimitS,
    gap: search.reducedGap(run.gap),
    seed: run.seed,
    focus: search.best ? step.focus : "search",
    start: search.best ? model.start(search.best) : undefined,
  });
  const isWhole = search.remainingSites().every((site) => closed[site] === 0);
  if (result.status === "infeasible") {
    // The best choice may hold sites that were ruled out since: then it is one that nothing else beats.
    if (isWhole && search.value !== null) search.tightenAmongRemaining(search.value, step.origin);
    return { infeasible: isWhole && search.best === null };
  }
  takeChoice(search, result, step.origin);
  if (result.bound !== null && isWhole) search.tightenAmongRemaining(result.bound / model.scale, step.origin);
  return { infeasible: false };
}

/** HiGHS checks its solution within tolerances of its own: `Search` checks it again, on the problem's own terms. */
function takeChoice(search: Search, { values }: MipResult, origin: string): void {
  if (values === null) return;
  const choice = new CoverState(search.problem);
  for (let site = 0; site < search.problem.sites.length; site++) if (values[site] > 0.5) choice.open(site);
  if (!choice.isFeasible()) return;
  closeUseless(choice);
  search.offer(choice, origin);
}

/** Improves the best choice by swaps. */
export function runSwaps({ search, leftS }: Run): void {
  if (search.best === null) return;
  const choice = new CoverState(search.problem, search.best.openSites());
  improveBySwaps(choice, () => leftS() <= 0);
  search.offer(choice, "swaps");
}

/** Improves the best choice by swaps from many places near it. */
export function runPerturbation({ search, seed, leftS }: Run): void {
  if (search.best === null) return;
  const { sites, columns } = search.problem;
  const visitsPerKick = VISITS_PER_ENTRY * columns.items.length * Math.max(1, search.best.count);
  const kicks = Math.min(KICKS_PER_SITE * sites.length, Math.floor(PERTURBATION_VISITS / visitsPerKick));
  const stopAtS = leftS() * (1 - PERTURBATION_SHARE);
  const found = searchByPerturbation(search.best, { seed, kicks, isOutOfTime: () => leftS() < stopAtS });
  search.offer(found, "perturbation");
}
