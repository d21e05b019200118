import type { Search } from "./search.ts";
import { type Run, runLagrangian, runMip, runPerturbation, runRelaxation, runSwaps } from "./steps.ts";

/** A kernel holds this many times the sites of the best choice: about what covers the optimum's sites in practice. */
const KERNEL_FACTOR = 3;
const LEAST_KERNEL_SITES = 60;
/** Parts of the time left for the linear relaxation and for the kernel; the rest proves as much as it can. */
const RELAXATION_SHARE = 0.3;
const KERNEL_SHARE = 0.6;

/**
 * The way for problems too large for HiGHS as a whole: relaxations rank the sites and rule some out, HiGHS searches the best
 * of them, and then, from what it found, all those that are not ruled out.
 *
 * @param wholeSites with at most so many sites left, the kernel is skipped
 * @returns whether it is proven that nothing is feasible
 */
export async function solveOnKernel(run: Run, wholeSites: number): Promise<{ readonly infeasible: boolean }> {
  const { search, gap, leftS } = run;
  runPerturbation(run);
  const lagrangianScores = runLagrangian(run);
  if (search.isProven(gap)) return { infeasible: false };
  const scores = (await runRelaxation(run, RELAXATION_SHARE * leftS())) ?? lagrangianScores;
  if (search.remainingSites().length > wholeSites && !search.isProven(gap)) {
    const sites = kernelSites(search, scores);
    const origin = `HiGHS on the ${sites.length} most promising sites`;
    await runMip(run, { sites, timeLimitS: KERNEL_SHARE * leftS(), focus: "search", origin });
    runSwaps(run);
  }
  if (search.isProven(gap)) return { infeasible: false };
  const sites = search.remainingSites();
  const focus = sites.length <= wholeSites ? "proof" : "search";
  return runMip(run, { sites, timeLimitS: leftS(), focus, origin: `HiGHS on the ${sites.length} sites not ruled out` });
}

/** The sites of the best choice and those with the highest scores. */
function kernelSites(search: Search, scores: Float64Array): number[] {
  const chosen = search.best?.openSites() ?? [];
  const size = Math.max(LEAST_KERNEL_SITES, KERNEL_FACTOR * chosen.length);
  const ranked = search.remainingSites().sort((a, b) => scores[b] - scores[a] || a - b);
  return [...new Set([...chosen, ...ranked.slice(0, size)])].sort((a, b) => a - b);
}
