import { describe, expect, it } from "vitest";
import { createGaussian } from "../../src/math/gaussian.ts";
import { normalProbability } from "../../src/math/normal.ts";

const COUNT = 400_000;

function draw(seed: number, count = COUNT): Float64Array {
  const gaussian = createGaussian(seed);
  return Float64Array.from({ length: count }, () => gaussian.next());
}

function meanOf(values: Float64Array, of: (value: number) => number): number {
  let sum = 0;
  for (const value of values) sum += of(value);
  return sum / values.length;
}

describe("createGaussian", () => {
  const values = draw(11);

  // E z^2k = 1·3·5···(2k−1), and the variance of a sample's mean of z^k is (E z^2k − (E z^k)²)/n: five standard errors
  it.each([
    [1, 0, 1],
    [2, 1, 2],
    [3, 0, 15],
    [4, 3, 96],
    [6, 15, 10_170],
  ])("has the moment of order %i", (order, expected, variance) => {
    const error = Math.abs(meanOf(values, (value) => value ** order) - expected);
    expect(error).toBeLessThan(5 * Math.sqrt(variance / COUNT));
  });

  it.each([0.5, 1, 2, 3, 3.6, 3.7, 4])("exceeds %f in size as often as it should", (limit) => {
    const wanted = 2 * normalProbability(-limit);
    const seen = meanOf(values, (value) => (Math.abs(value) > limit ? 1 : 0));
    expect(Math.abs(seen - wanted)).toBeLessThan(5 * Math.sqrt(wanted / COUNT));
  });

  it("passes the test of Kolmogorov and Smirnov", () => {
    const sorted = values.slice().sort();
    let distance = 0;
    sorted.forEach((value, i) => {
      const probability = normalProbability(value);
      distance = Math.max(distance, probability - i / COUNT, (i + 1) / COUNT - probability);
    });
    // √n·D exceeds 1.95 once in a thousand: A. Kolmogorov 1933, 2·Σ(−1)^(k−1)·exp(−2k²x²) = 0.001
    expect(Math.sqrt(COUNT) * distance).toBeLessThan(1.95);
  });

  it.each([1, 2, 3, 4, 5, 16, 64, 128])("tells nothing of the deviate %i draws later, nor of its size", (lag) => {
    let product = 0;
    let squares = 0;
    for (let i = lag; i < COUNT; i++) {
      product += values[i] * values[i - lag];
      squares += (values[i] ** 2 - 1) * (values[i - lag] ** 2 - 1);
    }
    // Var z1·z2 = 1, Var (z1²−1)(z2²−1) = 4
    expect(Math.abs(product) / Math.sqrt(COUNT)).toBeLessThan(5);
    expect(Math.abs(squares) / Math.sqrt(4 * COUNT)).toBeLessThan(5);
  });

  it("repeats itself for a seed, differs for another, and adds what it would have given", () => {
    expect(draw(7, 100)).toEqual(draw(7, 100));
    expect(draw(7, 100)).not.toEqual(draw(8, 100));
    const samples = new Float32Array(5000).fill(2);
    const gaussian = createGaussian(7);
    gaussian.addTo(samples.subarray(0, 1234), 0.5);
    gaussian.addTo(samples.subarray(1234), 0.5);
    const wanted = draw(7, 5000);
    for (let i = 0; i < samples.length; i++) expect(samples[i]).toBe(Math.fround(2 + 0.5 * wanted[i]));
  });
});
