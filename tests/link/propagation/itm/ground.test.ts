import { describe, expect, it } from "vitest";
import {
  effectiveCurvaturePerM,
  groundImpedance,
  surfaceRefractivityN,
} from "../../../../src/link/propagation/itm/ground.ts";

describe("groundImpedance", () => {
  // The definition squared: Z² = ε′ − 1 (horizontal) and Z² = (ε′ − 1)/ε′² (vertical), ε′ = ε + j 18000 σ/f.
  it.each([
    [20, 15, 0.005],
    [868, 15, 0.005],
    [868, 81, 5],
    [100, 1, 0.001],
  ])("solves its equation at %d MHz, ε %d, σ %d S/m", (frequencyMhz, permittivity, conductivitySm) => {
    const lossPart = (18_000 * conductivitySm) / frequencyMhz;
    const horizontal = groundImpedance(frequencyMhz, "horizontal", permittivity, conductivitySm);
    const { real, imaginary } = horizontal;
    expect(real ** 2 - imaginary ** 2).toBeCloseTo(permittivity - 1, 9);
    expect(2 * real * imaginary).toBeCloseTo(lossPart, 9);

    const vertical = groundImpedance(frequencyMhz, "vertical", permittivity, conductivitySm);
    expect(vertical.magnitude).toBeCloseTo(horizontal.magnitude / Math.hypot(permittivity, lossPart), 12);
    // Z_v ε′ = Z_h
    expect(vertical.real * permittivity - vertical.imaginary * lossPart).toBeCloseTo(real, 9);
    expect(vertical.real * lossPart + vertical.imaginary * permittivity).toBeCloseTo(imaginary, 9);
  });
});

describe("the earth bent by the air", () => {
  // TN101 vol. 1, §4: N_s = 301 gives an effective radius of 8493 km, 4/3 of the true one.
  it("has the 4/3 radius at 301 N-units", () => {
    expect(1 / effectiveCurvaturePerM(301) / 1e3).toBeCloseTo(8493, -1);
  });

  // By hand: 301 exp(−1000/9460) = 301 · 0.89968 = 270.80
  it("has thinner air higher up", () => {
    expect(surfaceRefractivityN(301, 0)).toBe(301);
    expect(surfaceRefractivityN(301, 1000)).toBeCloseTo(270.8, 1);
  });
});
