import { describe, expect, it } from "vitest";
import {
  fastCosQuarter,
  fastExp,
  fastInverseCubeRoot,
  fastLog,
  fastSinQuarter,
} from "../../src/math/fast-functions.ts";

function greatest(from: number, to: number, steps: number, error: (x: number) => number): number {
  let most = 0;
  for (let i = 0; i <= steps; i++) most = Math.max(most, Math.abs(error(from + ((to - from) * i) / steps)));
  return most;
}

describe("table functions against Math's", () => {
  it("takes logarithms to 1e-9 over twenty decades", () => {
    expect(greatest(-23, 23, 200_003, (u) => fastLog(Math.exp(u)) - Math.log(Math.exp(u)))).toBeLessThan(1e-9);
    expect(Math.abs(fastLog(1))).toBeLessThan(1e-9);
  });
  it("takes inverse cube roots to 1e-9 of their value over forty decades", () => {
    expect(
      greatest(-46, 46, 200_003, (u) => fastInverseCubeRoot(Math.exp(u)) * Math.cbrt(Math.exp(u)) - 1),
    ).toBeLessThan(1e-9);
  });
  it("takes exponentials to 1e-9 of their value", () => {
    expect(greatest(-600, 600, 200_003, (x) => fastExp(x) / Math.exp(x) - 1)).toBeLessThan(1e-9);
  });
  it("takes sine and cosine to 1e-7 in the first quarters", () => {
    expect(greatest(-Math.PI / 2, Math.PI / 2, 10_001, (x) => fastSinQuarter(x) - Math.sin(x))).toBeLessThan(1e-7);
    expect(greatest(-Math.PI / 2, Math.PI / 2, 10_001, (x) => fastCosQuarter(x) - Math.cos(x))).toBeLessThan(1e-7);
  });
});
