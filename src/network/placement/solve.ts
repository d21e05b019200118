import { WorkError } from "../../math/errors.ts";
import { evaluateCover } from "./evaluate.ts";
import { greedyChoices } from "./greedy.ts";
import type { CoverInstance, CoverSolution } from "./instance.ts";
import { solveOnKernel } from "./kernel.ts";
import type { SolveMip } from "./mip.ts";
import { reduceCover } from "./reduce.ts";
import { type ReducedCover, totalWeight } from "./reduced.ts";
import { Search } from "./search.ts";
import { CoverState } from "./state.ts";
import { type Run, runLagrangian, runMip, runPerturbation, runSwaps } from "./steps.ts";

export interface SolveOptions {
  readonly solveMip: SolveMip;
  /** Wall-clock limit; when it ends the search, the best found is returned as `feasible`. */
  readonly timeLimitS: number;
  /** Relative gap between the objective and its bound that is good enough; 0: prove the optimum. */
  readonly gap: number;
  readonly seed: number;
  /** A clock; only differences count. */
  readonly nowS: () => number;
  readonly onProgress?: (message: string) => void;
}

/** Up to this many sites HiGHS is given the whole problem, as it usually proves the optimum within a minute. */
const WHOLE_MODEL_SITES = 200;
/** Where every demand must be covered the model has columns for sites alone, and this many are no trouble. */
const WHOLE_SET_COVER_SITES = 2000;
/** Longest search for the cheapest among equally good choices. */
const TIE_BREAK_S = 5;

/**
 * Solves a covering problem: which sites to open for the most covered weight, or for a covered weight at the least cost.
 *
 * Greedy and swaps give a choice, a Lagrangian relaxation a bound; HiGHS then proves the optimum, on the whole reduced problem
 * when that is small, otherwise on a kernel of promising sites first. Whatever ends the search, the best choice and the best
 * bound of all steps are returned. Among choices of equal weight, cheaper ones and then smaller ones are preferred.
 *
 * The same instance, options and seed give the same solution, unless the time limit cuts a step short. A bound is proven within
 * the floating-point tolerances of the relaxations, 1e-6 of the objective.
 *
 * @throws {InputError} `conflicting-sites` when a site is fixed both open and closed
 * @throws {WorkError} `no-solution-in-time` when no choice within the limits was found, and none excluded; `solver-failed`
 */
export async function solveCover(instance: CoverInstance, options: SolveOptions): Promise<CoverSolution> {
  const endS = options.nowS() + options.timeLimitS;
  const onNote = options.onProgress ?? (() => {});
  const reduction = reduceCover(instance);
  if (reduction.kind === "infeasible") {
    onNote(reduction.reason);
    return infeasible([reduction.reason]);
  }
  const { problem } = reduction;
  const search = new Search(problem, onNote);
  const { solveMip, gap, seed } = options;
  const run: Run = { search, solveMip, gap, seed, leftS: () => endS - options.nowS() };
  search.note(reduction.note);
  for (const choice of greedyChoices(problem)) search.offer(choice, "greedy");
  runSwaps(run);
  if (!search.isProven(gap)) {
    const outcome = await improve(run);
    if (outcome.infeasible) {
      search.note("HiGHS: no choice satisfies the limits");
      return infeasible(search.trail);
    }
  }
  if (search.best === null) {
    throw new WorkError("no-solution-in-time", `no placement within the limits was found in ${options.timeLimitS} s`, {
      hint: "allow more time, more sites or a larger budget, or lower the target",
    });
  }
  if (coversAll(search)) await makeCheaper(run);
  return answer(instance, search, gap);
}

/** Improves and proves the best choice by the way that suits the problem's size. */
async function improve(run: Run): Promise<{ readonly infeasible: boolean }> {
  const { search, gap, leftS } = run;
  const { goal, sites } = search.problem;
  const isSetCover = goal.kind === "min-cost" && goal.coverAll;
  const wholeSites = isSetCover ? WHOLE_SET_COVER_SITES : WHOLE_MODEL_SITES;
  if (sites.length > wholeSites) return solveOnKernel(run, wholeSites);
  runLagrangian(run);
  if (search.isProven(gap)) return { infeasible: false };
  // HiGHS is quick at finding covers; the most weight it finds faster from the best start that swaps can reach.
  if (!isSetCover) runPerturbation(run);
  if (search.isProven(gap)) return { infeasible: false };
  const focus = isSetCover ? "search" : "proof";
  return runMip(run, { sites: search.remainingSites(), timeLimitS: leftS(), focus, origin: "HiGHS" });
}

/** Whether the most weight is all weight: then there may be many choices, of very different cost. */
function coversAll({ problem, best }: Search): boolean {
  return (
    problem.goal.kind === "max-weight" && best !== null && best.weight >= totalWeight(problem) - best.weightTolerance
  );
}

/** Looks for the cheapest choice that covers everything; leaves the objective as it is. */
async function makeCheaper(run: Run): Promise<void> {
  const { search } = run;
  const { problem } = search;
  const weights = new Float64Array(problem.weights.length).fill(1);
  const goal = { kind: "min-cost", targetWeight: weights.length, coverAll: true } as const;
  const setCover: ReducedCover = { ...problem, weights, goal };
  const cheaper = new Search(setCover, () => {});
  cheaper.offer(new CoverState(setCover, search.best?.openSites()), "known");
  const unusedS = Math.max(0, run.leftS() - TIE_BREAK_S);
  const cheaperRun: Run = { ...run, search: cheaper, gap: 0, leftS: () => run.leftS() - unusedS };
  runSwaps(cheaperRun);
  if (!cheaper.isProven(0)) await improve(cheaperRun);
  search.offer(new CoverState(problem, cheaper.best?.openSites()), "cheapest choice that covers as much");
}

function infeasible(trail: readonly string[]): CoverSolution {
  return { status: "infeasible", open: [], objective: null, bound: null, gap: null, trail };
}

function answer(instance: CoverInstance, search: Search, gap: number): CoverSolution {
  const chosen = search.best?.openSites().map((site) => search.problem.sites[site]) ?? [];
  const open = [...instance.fixedOpen, ...chosen].sort((a, b) => a - b);
  const value = evaluateCover(instance, open);
  const objective = instance.objective.kind === "max-weight" ? value.weight : value.cost;
  const proven = search.isProven(0);
  // Where the two differ by rounding alone, they are one number.
  const bound = proven ? objective : search.offset + search.bound;
  return {
    status: search.isProven(gap) ? "optimal" : "feasible",
    open,
    objective,
    bound,
    gap: proven ? 0 : objective === 0 ? null : Math.abs((bound - objective) / objective),
    trail: search.trail,
  };
}
