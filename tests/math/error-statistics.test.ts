import { describe, expect, it } from "vitest";
import { errorStatistics, quantileOfSorted } from "../../src/math/error-statistics.ts";

describe("errorStatistics", () => {
  it("gives mean, standard deviation and root mean square of what exists", () => {
    // By hand: 1, 2, 3, 6 have the mean 3, deviations −2, −1, 0, 3, squares 14 in all; 1 + 4 + 9 + 36 = 50
    const { count, mean, standardDeviation, rmse } = errorStatistics([1, Number.NaN, 2, 3, 6]);
    expect([count, mean]).toEqual([4, 3]);
    expect(standardDeviation).toBeCloseTo(Math.sqrt(14 / 4), 12);
    expect(rmse).toBeCloseTo(Math.sqrt(50 / 4), 12);
  });

  it("keeps a small spread on a large mean", () => {
    expect(errorStatistics([1e9, 1e9 + 2]).standardDeviation).toBe(1);
  });

  it("has no figures without values", () => {
    expect(errorStatistics([])).toEqual({
      count: 0,
      mean: Number.NaN,
      standardDeviation: Number.NaN,
      rmse: Number.NaN,
    });
  });
});

describe("quantileOfSorted", () => {
  it("interpolates between neighbours", () => {
    // R: quantile(c(10, 20, 40, 80), c(0, .25, .5, 1)), type 7
    const values = [10, 20, 40, 80];
    expect([0, 0.25, 0.5, 1].map((share) => quantileOfSorted(values, share))).toEqual([10, 17.5, 30, 80]);
    expect(quantileOfSorted([], 0.5)).toBeNaN();
  });
});
