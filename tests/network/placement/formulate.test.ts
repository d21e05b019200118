import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formulateCover } from "../../../src/network/placement/formulate.ts";
import type { MipModel } from "../../../src/network/placement/mip.ts";
import { reduceCover } from "../../../src/network/placement/reduce.ts";
import { CoverState } from "../../../src/network/placement/state.ts";
import { arbitraryInstance } from "./helpers.ts";

/** Whether values satisfy every bound and row of a model. */
function satisfies(model: MipModel, values: Float64Array): boolean {
  const inside = (value: number, lower: number, upper: number) => value >= lower - 1e-9 && value <= upper + 1e-9;
  const columnsHold = values.every((value, i) => inside(value, model.columnLower[i], model.columnUpper[i]));
  return (
    columnsHold &&
    model.rowLower.every((lower, row) => {
      let sum = 0;
      for (let at = model.rowStarts[row]; at < model.rowStarts[row + 1]; at++) {
        sum += model.rowValues[at] * values[model.rowColumns[at]];
      }
      return inside(sum, lower, model.rowUpper[row]);
    })
  );
}

describe("formulateCover", () => {
  it("accepts a choice exactly when it is feasible, at its objective", () => {
    fc.assert(
      fc.property(arbitraryInstance, fc.infiniteStream(fc.boolean()), (instance, coins) => {
        const reduction = reduceCover(instance);
        fc.pre(reduction.kind === "reduced");
        const { problem } = reduction;
        const choice = new CoverState(
          problem,
          [...problem.sites.keys()].filter(() => coins.next().value),
        );
        const { mip, scale, start } = formulateCover(problem);
        const values = start(choice);
        expect(satisfies(mip, values)).toBe(choice.isFeasible());
        const objective = values.reduce((sum, value, i) => sum + value * mip.columnCosts[i], 0) / scale;
        expect(objective).toBeCloseTo(mip.sense === "maximize" ? choice.weight : choice.cost, 6);
      }),
      { numRuns: 1000, seed: 1 },
    );
  });

  it("closes sites", () => {
    const instance = fc.sample(arbitraryInstance, { seed: 3, numRuns: 20 }).map(reduceCover);
    for (const reduction of instance) {
      if (reduction.kind === "infeasible" || reduction.problem.sites.length === 0) continue;
      const closed = new Uint8Array(reduction.problem.sites.length);
      closed[0] = 1;
      expect(formulateCover(reduction.problem, closed).mip.columnUpper[0]).toBe(0);
    }
  });
});
