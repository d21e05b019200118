import { describe, expect, it } from "vitest";
import { frequencyGainAtZeroDb, frequencyGainDb } from "../../../../src/link/propagation/itm/frequency-gain.ts";
import { prepareItm } from "../../../../src/link/propagation/itm/settings.ts";
import { attenuationFunctionDb, scatterGainDb } from "../../../../src/link/propagation/itm/troposcatter.ts";
import { smoothPath } from "./smooth-paths.ts";

describe("attenuationFunctionDb", () => {
  // By hand: 133.4 + 3.32 − 10 log 10⁴ = 96.72; 71.8 + 15.7 + 5 log 10⁵ = 112.5.
  it.each([
    [10e3, 96.72],
    [100e3, 112.5],
  ])("is F at θd = %d m", (reachM, lossDb) => {
    expect(attenuationFunctionDb(reachM)).toBeCloseTo(lossDb, 2);
  });

  it.each([10e3, 70e3])("has pieces that meet within 0.4 dB at %d m", (reachM) => {
    expect(Math.abs(attenuationFunctionDb(reachM + 1e-3) - attenuationFunctionDb(reachM))).toBeLessThan(0.4);
  });
});

describe("frequencyGainDb", () => {
  // By hand from the curves: r = 1: η = 1: 10 log 50 = 16.99; η = 2: 10 log 126 = 21.00; r = 10, η = 5: 10 log 2.1205 = 3.26
  it.each([
    [1, 1, 16.99],
    [1, 2, 21.0],
    [10, 5, 3.26],
  ])("is the curve's at r = %d, η = %d", (r, eta, gainDb) => {
    expect(frequencyGainDb(r, eta)).toBeCloseTo(gainDb, 2);
  });

  it("is linear between the curves and flat outside", () => {
    expect(frequencyGainDb(1, 1.5)).toBeCloseTo((16.99 + 21.0) / 2, 2);
    expect(frequencyGainDb(1, 0.2)).toBe(frequencyGainDb(1, 1));
    expect(frequencyGainDb(1, 9)).toBe(frequencyGainDb(1, 5));
  });

  it("vanishes for antennas that see the whole scattering volume", () => {
    expect(frequencyGainDb(1e4, 3)).toBeCloseTo(0, 4);
    expect(frequencyGainAtZeroDb(1e6, 1e6)).toBeCloseTo(0, 4);
  });
});

describe("scatterGainDb", () => {
  const settings = prepareItm({ frequencyHz: 868e6 });
  const path = smoothPath([50, 20], 300e3);

  it("is the same from both ends", () => {
    const back = smoothPath([20, 50], 300e3);
    expect(scatterGainDb(300e3, back, settings, Number.NaN)).toBeCloseTo(
      scatterGainDb(300e3, path, settings, Number.NaN),
      9,
    );
  });

  it("falls as the antennas rise", () => {
    const high = smoothPath([500, 200], 300e3);
    expect(scatterGainDb(300e3, high, settings, Number.NaN)).toBeLessThan(
      scatterGainDb(300e3, path, settings, Number.NaN),
    );
  });

  it("keeps the farther distance's value above 15 dB", () => {
    expect(scatterGainDb(300e3, path, settings, 15.1)).toBe(15.1);
  });

  it("has none for low antennas at a small angle", () => {
    const low = smoothPath([0.5, 0.5], 10e3);
    const longWave = prepareItm({ frequencyHz: 20e6 });
    expect(scatterGainDb(10e3, low, longWave, Number.NaN)).toBe(Number.POSITIVE_INFINITY);
  });
});
