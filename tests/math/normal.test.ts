import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inverseComplementaryNormal, normalProbability, normalQuantile } from "../../src/math/normal.ts";

/** The bound that Abramowitz & Stegun give for formula 26.2.23, and a little for the shortened coefficient. */
const ERROR_BOUND = 4.5e-4 + 2e-6;

describe("inverseComplementaryNormal", () => {
  // Quantiles of the standard normal distribution, from Abramowitz & Stegun, table 26.5.
  it.each([
    [0.5, 0],
    [0.25, 0.67449],
    [0.1, 1.28155],
    [0.05, 1.64485],
    [0.025, 1.95996],
    [0.01, 2.32635],
    [0.001, 3.09023],
    [0.0001, 3.71902],
  ])("is exceeded with probability %d: %d", (q, deviate) => {
    expect(Math.abs(inverseComplementaryNormal(q) - deviate)).toBeLessThan(ERROR_BOUND + 1e-5);
    expect(Math.abs(inverseComplementaryNormal(1 - q) + deviate)).toBeLessThan(ERROR_BOUND + 1e-5);
  });

  it("falls as the probability grows", () => {
    const probability = fc.double({ min: 1e-6, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(probability, probability, (p, q) => {
        fc.pre(q - p > 1e-3);
        expect(inverseComplementaryNormal(p)).toBeGreaterThan(inverseComplementaryNormal(q));
      }),
      { seed: 1 },
    );
  });

  it.each([0, 1, -0.1, 1.1, Number.NaN])("refuses %d", (q) => {
    expect(() => inverseComplementaryNormal(q)).toThrow(/q: expected/);
  });
});

describe("normalProbability", () => {
  // erfc(−z/√2)/2 of Python's math module
  it.each([
    [-8, 6.220960574271819e-16],
    [-4, 3.1671241833119965e-5],
    [-1.5, 0.06680720126885809],
    [-0.3, 0.3820885778110474],
    [0, 0.5],
    [1.2816, 0.9000084999023248],
    [2.999, 0.9986456634662728],
    [3, 0.9986501019683699],
    [5, 0.9999997133484281],
  ])("of %d is %d", (z, probability) => {
    expect(normalProbability(z) / probability).toBeCloseTo(1, 11);
  });

  it("ends at 0 and 1", () => {
    expect(normalProbability(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(normalProbability(Number.POSITIVE_INFINITY)).toBe(1);
  });
});

describe("normalQuantile", () => {
  // Abramowitz & Stegun, table 26.5, and DLMF for the far tail: Φ(−6) = 9.865876450376981e-10
  it.each([
    [0.5, 0],
    [0.75, 0.67448975],
    [0.9, 1.2815515655],
    [0.99, 2.326347874],
    [9.865876450376981e-10, -6],
  ])("of %d is %d", (p, deviate) => {
    expect(normalQuantile(p)).toBeCloseTo(deviate, 8);
  });

  it("undoes the probability, and is odd about the median", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 0.5, noNaN: true }), (p) => {
        expect(normalProbability(normalQuantile(p)) / p).toBeCloseTo(1, 11);
        // 1 − p rounds p itself
        if (p > 1e-3) expect(normalQuantile(1 - p)).toBeCloseTo(-normalQuantile(p), 11);
      }),
      { seed: 1 },
    );
  });

  it.each([0, 1, -0.1, Number.NaN])("refuses %d", (p) => {
    expect(() => normalQuantile(p)).toThrow(/p: expected/);
  });
});
