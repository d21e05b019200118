import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WorkError } from "../../../src/math/errors.ts";
import { evaluateCover } from "../../../src/network/placement/evaluate.ts";
import type { CoverInstance, CoverSolution } from "../../../src/network/placement/instance.ts";
import { parseCoverMatrix } from "../../../src/network/placement/matrix.ts";
import type { SolveMip } from "../../../src/network/placement/mip.ts";
import { solveCover } from "../../../src/network/placement/solve.ts";
import { arbitraryInstance, bruteForce, makeInstance, readOptima, readReference, solveOptions } from "./helpers.ts";

/** What must hold of any solution, whatever its status. */
function expectSound(instance: CoverInstance, solution: CoverSolution): void {
  const { objective } = instance;
  const { weight, cost } = evaluateCover(instance, solution.open);
  expect([...solution.open]).toEqual([...new Set(solution.open)].sort((a, b) => a - b));
  for (const site of instance.fixedOpen) expect(solution.open).toContain(site);
  for (const site of instance.fixedClosed) expect(solution.open).not.toContain(site);
  if (objective.maxSites !== null) expect(solution.open.length).toBeLessThanOrEqual(objective.maxSites);
  if (objective.budget !== null) expect(cost).toBeLessThanOrEqual(objective.budget + 1e-6);
  if (objective.kind === "min-cost") expect(weight).toBeGreaterThanOrEqual(objective.targetWeight - 1e-6);
  expect(solution.objective).toBeCloseTo(objective.kind === "min-cost" ? cost : weight, 9);
}

/** Whether no demand that enough usable sites could cover is left: then the cheapest such choice is asked for. */
function coversEverythingPossible(instance: CoverInstance, solution: CoverSolution): boolean {
  const usable = [...instance.costs.keys()].filter((site) => !instance.fixedClosed.includes(site));
  const most = evaluateCover(instance, usable).weight;
  return instance.objective.kind === "max-weight" && (solution.objective ?? 0) > most - 1e-9;
}

/** A solver that never comes to an answer, as under a time limit. */
const idleSolver: SolveMip = async () => ({
  status: "unknown",
  objective: null,
  bound: null,
  values: null,
  penalties: null,
});

describe("solveCover", () => {
  for (const [name, { optimum }] of Object.entries(readOptima())) {
    it(`proves the optimum of ${name}`, async () => {
      const { instance } = parseCoverMatrix(readReference(name), name);
      const solution = await solveCover(instance, solveOptions());
      expectSound(instance, solution);
      expect(solution).toMatchObject({ status: "optimal", objective: optimum, bound: optimum, gap: 0 });
    });
  }

  it("agrees with trying every set of sites", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryInstance, async (instance) => {
        const truth = bruteForce(instance);
        const solution = await solveCover(instance, solveOptions());
        if (truth.objective === null) {
          expect(solution).toMatchObject({ status: "infeasible", open: [], objective: null, bound: null, gap: null });
          return;
        }
        expectSound(instance, solution);
        expect(solution).toMatchObject({ status: "optimal", gap: 0 });
        expect(solution.objective).toBeCloseTo(truth.objective, 6);
        expect(solution.bound).toBe(solution.objective);
        if (coversEverythingPossible(instance, solution)) {
          expect(evaluateCover(instance, solution.open).cost).toBeCloseTo(truth.cost, 6);
        }
      }),
      { numRuns: 800, seed: 1 },
    );
  });

  it("gives a valid choice and bound from the heuristics alone", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryInstance, async (instance) => {
        const truth = bruteForce(instance);
        const solution = await solveCover(instance, solveOptions({ solveMip: idleSolver })).catch(
          (error: unknown) => error,
        );
        if (solution instanceof WorkError) {
          expect(solution.code).toBe("no-solution-in-time");
          expect(instance.objective.kind).toBe("min-cost");
          return;
        }
        const found = solution as CoverSolution;
        if (truth.objective === null) {
          expect(found.status).toBe("infeasible");
          return;
        }
        expectSound(instance, found);
        const slack = 1e-6 * (1 + truth.objective);
        const [lower, upper] =
          instance.objective.kind === "min-cost" ? [found.bound, found.objective] : [found.objective, found.bound];
        expect(lower).toBeLessThanOrEqual(truth.objective + slack);
        expect(upper).toBeGreaterThanOrEqual(truth.objective - slack);
        if (found.status === "optimal") expect(found.objective).toBeCloseTo(truth.objective, 5);
      }),
      { numRuns: 800, seed: 2 },
    );
  });

  it("returns the best found with a valid bound when time runs out", async () => {
    const name = "mclp-500-50-k2";
    const { instance } = parseCoverMatrix(readReference(name), name);
    const { optimum } = readOptima()[name];
    for (const timeLimitS of [0, 0.3]) {
      const solution = await solveCover(instance, solveOptions({ timeLimitS }));
      expectSound(instance, solution);
      expect(solution.status).toBe("feasible");
      expect(solution.objective).toBeGreaterThan(0.9 * optimum);
      expect(solution.objective).toBeLessThanOrEqual(optimum);
      expect(solution.bound).toBeGreaterThanOrEqual(optimum);
      expect(solution.gap).toBeCloseTo(Number(solution.bound) / Number(solution.objective) - 1, 12);
    }
  });

  it("stops at the asked gap and reports the gap that it has", async () => {
    const name = "mclp-10000-100-k1-p10";
    const { instance } = parseCoverMatrix(readReference(name), name);
    const solution = await solveCover(instance, solveOptions({ gap: 0.05, solveMip: idleSolver }));
    expect(solution.status).toBe("optimal");
    expect(solution.gap).toBeGreaterThan(0);
    expect(solution.gap).toBeLessThanOrEqual(0.05);
    expect(solution.bound).toBeGreaterThanOrEqual(readOptima()[name].optimum);
  });

  it("gives the same solution twice", async () => {
    const { instance } = parseCoverMatrix(readReference("scp-2000-200-k2"), "scp-2000-200-k2");
    expect(await solveCover(instance, solveOptions())).toEqual(await solveCover(instance, solveOptions()));
  });

  it("keeps existing sites, counts them among the limits, and reports on the whole", async () => {
    // Site 0 covers 5 and counts as one of two; of the others, site 2 adds most (7) and site 1 may not be opened.
    const instance = makeInstance({
      costs: [3, 1, 2, 1],
      weights: [5, 9, 7, 4],
      covers: [[0], [1, 2, 3], [2], [3]],
      fixedOpen: [0],
      fixedClosed: [1],
      objective: { kind: "max-weight", maxSites: 2, budget: null },
    });
    expect(await solveCover(instance, solveOptions())).toMatchObject({
      open: [0, 2],
      objective: 12,
      bound: 12,
      gap: 0,
    });
  });

  it("says how many demands stand in the way when not all can be covered", async () => {
    const objective = { kind: "min-cost", targetWeight: 3, maxSites: null, budget: null } as const;
    const instance = makeInstance({ costs: [1], weights: [1, 1, 1], covers: [[1]], objective });
    const solution = await solveCover(instance, solveOptions());
    expect(solution.status).toBe("infeasible");
    expect(solution.trail.join()).toContain("2 of 3 demands");
  });

  it("says so when existing sites alone break a limit", async () => {
    const parts = { costs: [5, 5], weights: [1], covers: [[0], [0]], fixedOpen: [0, 1] };
    const byCount = makeInstance({ ...parts, objective: { kind: "max-weight", maxSites: 1, budget: null } });
    expect((await solveCover(byCount, solveOptions())).trail[0]).toContain("2 sites are fixed open");
    const byCost = makeInstance({ ...parts, objective: { kind: "max-weight", maxSites: null, budget: 9 } });
    expect((await solveCover(byCost, solveOptions())).trail[0]).toContain("cost 10");
  });

  it("refuses a site that is fixed both open and closed", async () => {
    const objective = { kind: "max-weight", maxSites: 1, budget: null } as const;
    const instance = makeInstance({
      costs: [1],
      weights: [1],
      covers: [[0]],
      fixedOpen: [0],
      fixedClosed: [0],
      objective,
    });
    await expect(solveCover(instance, solveOptions())).rejects.toMatchObject({ code: "conflicting-sites" });
  });

  it("works without sites and without demands", async () => {
    const objective = { kind: "max-weight", maxSites: 1, budget: null } as const;
    const nothing = makeInstance({ costs: [], weights: [], covers: [], objective });
    expect(await solveCover(nothing, solveOptions())).toMatchObject({
      status: "optimal",
      open: [],
      objective: 0,
      gap: 0,
    });
  });
});
