import { describe, expect, it } from "vitest";
import { greedyChoices } from "../../../src/network/placement/greedy.ts";
import { solveOnKernel } from "../../../src/network/placement/kernel.ts";
import { parseCoverMatrix } from "../../../src/network/placement/matrix.ts";
import { reduceCover } from "../../../src/network/placement/reduce.ts";
import { Search } from "../../../src/network/placement/search.ts";
import type { Run } from "../../../src/network/placement/steps.ts";
import { readOptima, readReference, solveOptions } from "./helpers.ts";

describe("solveOnKernel", () => {
  // The same problems that HiGHS solves as a whole, as if they were too large for it.
  it.each(["mclp-2000-200-k1", "scp-2000-200-k2"])("proves the optimum of %s", async (name) => {
    const { instance } = parseCoverMatrix(readReference(name), name);
    const reduction = reduceCover(instance);
    if (reduction.kind === "infeasible") throw new Error(reduction.reason);
    const search = new Search(reduction.problem, () => {});
    for (const choice of greedyChoices(reduction.problem)) search.offer(choice, "greedy");
    const { solveMip, nowS, seed } = solveOptions();
    const endS = nowS() + 60;
    const run: Run = { search, solveMip, seed, gap: 0, leftS: () => endS - nowS() };
    expect(await solveOnKernel(run, 10)).toEqual({ infeasible: false });
    expect(search.isProven(0)).toBe(true);
    expect(search.value).toBe(readOptima()[name].optimum);
    expect(search.bound).toBe(search.value);
  });
});
