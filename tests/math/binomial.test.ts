import { describe, expect, it } from "vitest";
import { binomialInterval95 } from "../../src/math/binomial.ts";

describe("binomialInterval95", () => {
  // R. Newcombe, "Two-sided confidence intervals for the single proportion", 1998, table I, method 3 (Wilson's score)
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("of %i in %i", (successes, trials, lower, upper) => {
    const [low, high] = binomialInterval95(successes, trials);
    expect(low).toBeCloseTo(lower, 4);
    expect(high).toBeCloseTo(upper, 4);
  });

  it("turns round with successes and failures", () => {
    const [low, high] = binomialInterval95(3, 50);
    const [otherLow, otherHigh] = binomialInterval95(47, 50);
    expect(low).toBeCloseTo(1 - otherHigh, 12);
    expect(high).toBeCloseTo(1 - otherLow, 12);
    expect(binomialInterval95(50, 50)[1]).toBe(1);
  });

  it.each([
    [3, 2],
    [-1, 5],
    [0, 0],
    [Number.NaN, 5],
  ])("refuses %d of %d", (successes, trials) => {
    expect(() => binomialInterval95(successes, trials)).toThrow(/successes/);
  });
});
