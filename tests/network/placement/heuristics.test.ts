import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addGreedily } from "../../../src/network/placement/greedy.ts";
import { solveLagrangian } from "../../../src/network/placement/lagrangian.ts";
import { reduceCover } from "../../../src/network/placement/reduce.ts";
import type { ReducedCover } from "../../../src/network/placement/reduced.ts";
import { CoverState } from "../../../src/network/placement/state.ts";
import { improveBySwaps } from "../../../src/network/placement/swap.ts";
import { arbitraryInstance, bruteForce } from "./helpers.ts";

/** Reduced problems that are not settled by the reduction. */
const arbitraryProblem = arbitraryInstance
  .map((instance) => ({ instance, reduction: reduceCover(instance) }))
  .filter(({ reduction }) => reduction.kind === "reduced" && reduction.problem.sites.length > 0)
  .map(({ instance, reduction }) => ({ instance, problem: (reduction as { problem: ReducedCover }).problem }));

/** The oracle of the lazy greedy: evaluates every site at every step. */
function plainGreedy(problem: ReducedCover): number[] {
  const state = new CoverState(problem);
  const { goal, costs } = problem;
  for (;;) {
    if (goal.kind === "min-cost" && state.reachesTarget()) break;
    let best = -1;
    for (let site = 0; site < costs.length; site++) {
      if (state.isOpen[site] === 1 || !state.fits(site) || state.credit(site) <= 0) continue;
      if (best < 0 || state.credit(site) > state.credit(best)) best = site;
    }
    if (best < 0) break;
    state.open(best);
  }
  return state.openSites();
}

describe("CoverState", () => {
  it("foresees what opening and closing do", () => {
    fc.assert(
      fc.property(arbitraryProblem, fc.infiniteStream(fc.nat()), ({ problem }, numbers) => {
        const state = new CoverState(problem);
        for (let step = 0; step < 20; step++) {
          const site = numbers.next().value % problem.sites.length;
          const before = state.weight;
          if (state.isOpen[site] === 1) {
            state.close(site);
            expect(before - state.weight).toBeCloseTo(state.gain(site), 9);
          } else {
            const gain = state.gain(site);
            state.open(site);
            expect(state.weight - before).toBeCloseTo(gain, 9);
          }
          const fresh = new CoverState(problem, state.openSites());
          expect([fresh.count, fresh.cost, fresh.weight]).toEqual([
            state.count,
            expect.closeTo(state.cost, 9),
            expect.closeTo(state.weight, 9),
          ]);
        }
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});

describe("addGreedily", () => {
  it("chooses lazily what the plain greedy chooses", () => {
    fc.assert(
      fc.property(arbitraryProblem, ({ problem }) => {
        // Weights in quarters: their thirds and halves would make ties depend on the order of addition.
        const weights = problem.weights.map((weight, row) => Math.ceil(weight) * 6 * problem.needs[row]);
        const whole = { ...problem, weights };
        const state = new CoverState(whole);
        addGreedily(state, "weight");
        expect(state.openSites()).toEqual(plainGreedy(whole));
      }),
      { numRuns: 500, seed: 2 },
    );
  });
});

describe("improveBySwaps", () => {
  it("keeps a choice feasible, never worsens it, and ends where no exchange of two sites helps", () => {
    fc.assert(
      fc.property(arbitraryProblem, ({ problem }) => {
        const state = new CoverState(problem);
        addGreedily(state, "weight-per-cost");
        fc.pre(state.isFeasible());
        const before = { weight: state.weight, cost: state.cost };
        improveBySwaps(state, () => false);
        expect(state.isFeasible()).toBe(true);
        const maximize = problem.goal.kind === "max-weight";
        if (maximize) expect(state.weight).toBeGreaterThanOrEqual(before.weight - 1e-9);
        else expect(state.cost).toBeLessThanOrEqual(before.cost + 1e-9);
        const open = state.openSites();
        for (const out of open) {
          for (let into = 0; into < problem.sites.length; into++) {
            if (state.isOpen[into] === 1) continue;
            const swapped = new CoverState(problem, [...open.filter((site) => site !== out), into]);
            if (!swapped.isFeasible()) continue;
            if (maximize) expect(swapped.weight).toBeLessThanOrEqual(state.weight + 1e-6);
            else expect(swapped.cost).toBeGreaterThanOrEqual(state.cost - 1e-6);
          }
        }
      }),
      { numRuns: 500, seed: 3 },
    );
  });
});

describe("solveLagrangian", () => {
  it("bounds the optimum, and the optimum with each site open by as much more as its penalty", () => {
    fc.assert(
      fc.property(arbitraryProblem, ({ instance, problem }) => {
        const maximize = problem.goal.kind === "max-weight";
        const truth = bruteForce(instance);
        fc.pre(truth.objective !== null);
        const offset = maximize ? problem.base.weight : problem.base.cost;
        const options = { incumbent: Number(truth.objective) - offset, iterations: 60, isOutOfTime: () => false };
        const { bound, penalties } = solveLagrangian(problem, options);
        const sign = maximize ? 1 : -1;
        expect(sign * (offset + bound - Number(truth.objective))).toBeGreaterThan(-1e-6);
        for (const [i, site] of problem.sites.entries()) {
          const withSite = bruteForce({ ...instance, fixedOpen: [...instance.fixedOpen, site] }).objective;
          if (withSite === null) continue;
          expect(sign * (offset + bound - withSite) - penalties[i]).toBeGreaterThan(-1e-6);
        }
      }),
      { numRuns: 150, seed: 4 },
    );
  });
});
