import { describe, expect, it } from "vitest";
import { normalDeviates, seededRandom } from "../../src/math/random.ts";

function draw(count: number, next: () => number): number[] {
  return Array.from({ length: count }, next);
}

function moments(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const central = (power: number) => values.reduce((sum, value) => sum + (value - mean) ** power, 0) / values.length;
  return { mean, variance: central(2), kurtosis: central(4) / central(2) ** 2 };
}

const COUNT = 200_000;

describe("seededRandom", () => {
  it("gives the first numbers of mulberry32", () => {
    // From the author's C code, compiled with gcc: uint32_t results for the seed 1, divided by 2^32
    const random = seededRandom(1);
    expect(draw(3, random).map((value) => value * 2 ** 32)).toEqual([2_693_262_067, 11_749_833, 2_265_367_787]);
  });

  it("repeats itself for the same seed, and not for another", () => {
    expect(draw(100, seededRandom(7))).toEqual(draw(100, seededRandom(7)));
    expect(draw(100, seededRandom(7))).not.toEqual(draw(100, seededRandom(8)));
  });

  it("is uniform from 0 up to 1", () => {
    const values = draw(COUNT, seededRandom(3));
    expect(Math.min(...values.slice(0, 50_000))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values.slice(0, 50_000))).toBeLessThan(1);
    const { mean, variance } = moments(values);
    // Five standard errors: sqrt(1/12/n) of the mean, sqrt(1/180/n) of the variance
    expect(Math.abs(mean - 0.5)).toBeLessThan(5 * Math.sqrt(1 / 12 / COUNT));
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(5 * Math.sqrt(1 / 180 / COUNT));
    const tenths = new Array<number>(10).fill(0);
    for (const value of values) tenths[Math.floor(value * 10)]++;
    const chiSquare = tenths.reduce((sum, seen) => sum + (seen - COUNT / 10) ** 2 / (COUNT / 10), 0);
    // 99.9 % quantile of chi-square with nine degrees of freedom: 27.88
    expect(chiSquare).toBeLessThan(27.88);
  });
});

describe("normalDeviates", () => {
  it("has the moments of the standard normal distribution", () => {
    const { mean, variance, kurtosis } = moments(draw(COUNT, normalDeviates(seededRandom(5))));
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(COUNT));
    expect(Math.abs(variance - 1)).toBeLessThan(5 * Math.sqrt(2 / COUNT));
    expect(Math.abs(kurtosis - 3)).toBeLessThan(5 * Math.sqrt(24 / COUNT));
  });

  it("has its tails", () => {
    const values = draw(COUNT, normalDeviates(seededRandom(6)));
    // P(|z| > 1.96) = 0.05
    const beyond = values.filter((value) => Math.abs(value) > 1.959964).length / COUNT;
    expect(Math.abs(beyond - 0.05)).toBeLessThan(5 * Math.sqrt((0.05 * 0.95) / COUNT));
  });

  it("stays finite when the generator gives zero", () => {
    expect(
      draw(
        4,
        normalDeviates(() => 0),
      ).every(Number.isFinite),
    ).toBe(true);
  });
});
