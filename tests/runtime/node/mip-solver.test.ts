import { describe, expect, it } from "vitest";
import type { MipModel } from "../../../src/network/placement/mip.ts";
import { solveMip } from "../../../src/runtime/node/mip-solver.ts";

const OPTIONS = { timeLimitS: 20, gap: 0, seed: 1 };

/** One row: the weighted sum of binary columns lies within bounds. */
function knapsack(change: { prizes: number[]; sizes: number[]; lower?: number; upper?: number }): MipModel {
  const { prizes, sizes, lower = Number.NEGATIVE_INFINITY, upper = Number.POSITIVE_INFINITY } = change;
  const count = prizes.length;
  return {
    sense: "maximize",
    columnCosts: Float64Array.from(prizes),
    columnLower: new Float64Array(count),
    columnUpper: new Float64Array(count).fill(1),
    integer: new Uint8Array(count).fill(1),
    rowLower: Float64Array.of(lower),
    rowUpper: Float64Array.of(upper),
    rowStarts: Int32Array.of(0, count),
    rowColumns: Int32Array.from(sizes.keys()),
    rowValues: Float64Array.from(sizes),
  };
}

// By hand: of prizes 6, 5, 4 with sizes 3, 2, 2 within 4, the last two give 9; in part, 5 + 4 + 0 (prize per size 2, 2.5, 2).
const SMALL = knapsack({ prizes: [6, 5, 4], sizes: [3, 2, 2], upper: 4 });

describe("solveMip", () => {
  it("proves an optimum with whole values", async () => {
    const result = await solveMip(SMALL, OPTIONS);
    expect(result).toMatchObject({ status: "optimal", objective: 9, bound: 9, penalties: null });
    expect(result.values).toEqual(Float64Array.of(0, 1, 1));
  });

  it("takes a start", async () => {
    expect(await solveMip(SMALL, { ...OPTIONS, start: Float64Array.of(1, 0, 0) })).toMatchObject({ objective: 9 });
  });

  it("solves the relaxation, with penalties for columns at zero", async () => {
    // By hand: prizes per size are 1.5, 2.5 and 2, so 5 and half of 4 fill the capacity of 3, whose price is then 2:
    // raising the first by one gains 6 and costs 4 · 2.
    const model = knapsack({ prizes: [6, 5, 4], sizes: [4, 2, 2], upper: 3 });
    const result = await solveMip(model, { ...OPTIONS, relaxed: true });
    expect(result).toMatchObject({ status: "optimal", objective: 7, bound: 7 });
    expect(result.penalties?.[0]).toBeCloseTo(2, 9);
  });

  it("says that nothing is feasible", async () => {
    const model = knapsack({ prizes: [1, 1], sizes: [1, 1], lower: 3 });
    const nothing = { status: "infeasible", objective: null, bound: null, values: null, penalties: null };
    expect(await solveMip(model, OPTIONS)).toEqual(nothing);
    expect(await solveMip(model, { ...OPTIONS, relaxed: true })).toEqual(nothing);
  });

  it("says what it has when time runs out", async () => {
    // Even sizes and an odd target: the relaxation says 999, and only enumeration that it cannot be reached.
    const sizes = Array.from({ length: 60 }, (_, i) => 2 * (1000 + ((i * 7919) % 997)));
    const model = knapsack({ prizes: sizes, sizes, upper: 50_001 });
    const result = await solveMip(model, { ...OPTIONS, timeLimitS: 0 });
    expect(["unknown", "feasible"]).toContain(result.status);
    if (result.bound !== null) expect(result.bound).toBeGreaterThanOrEqual(50_000);
  });

  it("refuses a model that cannot be read", async () => {
    const broken = { ...SMALL, rowColumns: Int32Array.of(0, 1, 7) };
    await expect(solveMip(broken, OPTIONS)).rejects.toMatchObject({ name: "WorkError", code: "solver-failed" });
    // And goes on afterwards.
    expect(await solveMip(SMALL, OPTIONS)).toMatchObject({ objective: 9 });
  });
});
