import { describe, expect, it } from "vitest";
import type { CoverObjective } from "../../../src/network/placement/instance.ts";
import { reduceCover } from "../../../src/network/placement/reduce.ts";
import type { ReducedCover } from "../../../src/network/placement/reduced.ts";
import { makeInstance } from "./helpers.ts";

const TWO_SITES: CoverObjective = { kind: "max-weight", maxSites: 2, budget: null };
const coverAll = (targetWeight: number): CoverObjective => ({
  kind: "min-cost",
  targetWeight,
  maxSites: null,
  budget: null,
});

function reduced(parts: Parameters<typeof makeInstance>[0]): ReducedCover {
  const reduction = reduceCover(makeInstance(parts));
  if (reduction.kind === "infeasible") throw new Error(reduction.reason);
  return reduction.problem;
}

/** The rows of a problem as lists of the instance's sites. */
function rowLists({ rows, sites }: ReducedCover): number[][] {
  return Array.from({ length: rows.count }, (_, i) =>
    Array.from(rows.items.subarray(rows.starts[i], rows.starts[i + 1]), (site) => sites[site]),
  );
}

describe("reduceCover", () => {
  it("joins demands with the same sites and drops those without", () => {
    const covers = [[0, 1, 3], [1, 2], [3]];
    const problem = reduced({ costs: [1, 1, 1], weights: [1, 2, 4, 8, 16], covers, objective: { ...TWO_SITES }, k: 1 });
    // Site 2 covers less than site 0 at the same cost, and with it demand 3 becomes like demand 0.
    expect([...problem.sites]).toEqual([0, 1]);
    expect(rowLists(problem)).toEqual([[0], [0, 1], [1]]);
    expect([...problem.weights]).toEqual([9, 2, 4]);
  });

  it("keeps a dominated site that is cheaper, or when two sites are needed", () => {
    const parts = {
      weights: [1, 1, 1],
      covers: [
        [0, 1, 2],
        [0, 1],
      ],
      objective: TWO_SITES,
    };
    expect(reduced({ ...parts, costs: [2, 1] }).sites).toHaveLength(2);
    expect(reduced({ ...parts, costs: [1, 1] }).sites).toHaveLength(1);
    expect(reduced({ ...parts, costs: [1, 1], k: 2 }).sites).toHaveLength(2);
  });

  it("keeps one of two equal sites", () => {
    expect([...reduced({ costs: [1, 1], weights: [1], covers: [[0], [0]], objective: TWO_SITES }).sites]).toEqual([0]);
  });

  it("drops rows that contain another when all must be covered, and not otherwise", () => {
    const parts = { costs: [1, 2, 3], weights: [1, 1], covers: [[0, 1], [0, 1], [1]], k: 2 };
    expect(rowLists(reduced({ ...parts, objective: coverAll(2) }))).toEqual([[0, 1]]);
    expect(rowLists(reduced({ ...parts, objective: TWO_SITES }))).toEqual([
      [0, 1],
      [0, 1, 2],
    ]);
  });

  it("leaves what fixed sites do out of the rows, the limits and the target", () => {
    const problem = reduced({
      costs: [5, 7, 1],
      weights: [10, 20],
      covers: [[0, 1], [1], [0]],
      k: 2,
      fixedOpen: [0],
      objective: { kind: "min-cost", targetWeight: 20, maxSites: 3, budget: 20 },
    });
    expect(problem).toMatchObject({ maxSites: 2, budget: 15, base: { weight: 0, cost: 5 } });
    expect([...problem.needs]).toEqual([1, 1]);
    expect(problem.goal).toEqual({ kind: "min-cost", targetWeight: 20, coverAll: false });
  });

  it("drops sites beyond the budget and sites fixed closed", () => {
    const parts = { costs: [1, 9, 1], weights: [1, 1, 1], covers: [[0], [1], [2]], fixedClosed: [2] };
    expect([...reduced({ ...parts, objective: { kind: "max-weight", maxSites: null, budget: 5 } }).sites]).toEqual([0]);
  });

  it("is infeasible when the target is out of reach", () => {
    const instance = makeInstance({ costs: [1], weights: [1, 1], covers: [[0]], objective: coverAll(2) });
    expect(reduceCover(instance)).toEqual({
      kind: "infeasible",
      reason: "1 of 2 demands cannot be covered by any site",
    });
  });
});
