import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { selectRank } from "../../src/math/select.ts";

describe("selectRank", () => {
  it("finds what sorting finds", () => {
    const values = fc.array(fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: 0, max: 5 })), {
      minLength: 1,
      maxLength: 300,
    });
    fc.assert(
      fc.property(values, fc.nat(), (list, seed) => {
        const rank = seed % list.length;
        const sorted = Float64Array.from(list).sort();
        // Minus zero sorts before zero but compares equal to it: only the value counts.
        expect(selectRank(Float64Array.from(list), list.length, rank) === sorted[rank]).toBe(true);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it("leaves the values beyond the count alone", () => {
    const values = Float64Array.of(3, 1, 2, -9, -8);
    expect(selectRank(values, 3, 0)).toBe(1);
    expect(Array.from(values.subarray(3))).toEqual([-9, -8]);
  });

  it("splits the values at the rank", () => {
    const values = Float64Array.of(5, 1, 4, 2, 3, 0);
    selectRank(values, 6, 2);
    expect(Math.max(...values.subarray(0, 2))).toBeLessThanOrEqual(values[2]);
    expect(Math.min(...values.subarray(3))).toBeGreaterThanOrEqual(values[2]);
  });
});
