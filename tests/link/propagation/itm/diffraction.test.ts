import { describe, expect, it } from "vitest";
import { diffractionLossDb } from "../../../../src/link/propagation/itm/diffraction.ts";
import { doubleKnifeEdgeLossDb, knifeEdgeLossDb } from "../../../../src/link/propagation/itm/knife-edge.ts";
import { prepareItm } from "../../../../src/link/propagation/itm/settings.ts";
import { heightGainDb, smoothEarthLossDb } from "../../../../src/link/propagation/itm/smooth-earth.ts";
import { STANDARD_RADIUS_M, smoothPath } from "./smooth-paths.ts";

describe("knifeEdgeLossDb", () => {
  // From tables of the Fresnel integrals, 20 log of |(½ − C) + j(½ − S)|/√2 inverted (Abramowitz & Stegun, table 7.7):
  // v = 0: ½ → 6.02 dB; v = 1: C = 0.77989, S = 0.43826 → 13.86 dB; v = 2: C = 0.48825, S = 0.34342 → 19.07 dB.
  it.each([
    [0, 6.02],
    [1, 13.86],
    [2, 19.07],
  ])("is near the exact integral at v = %d", (v, lossDb) => {
    expect(Math.abs(knifeEdgeLossDb(v * v) - lossDb)).toBeLessThan(0.15);
  });

  // Far in the shadow the edge's loss is 20 log(√2 π v) = 12.953 + 20 log v [TN101 vol. 2, III.24c].
  it("has the shadow's asymptote", () => {
    for (const v of [2.5, 5, 50]) {
      expect(knifeEdgeLossDb(v * v)).toBeCloseTo(20 * Math.log10(Math.SQRT2 * Math.PI * v), 2);
    }
  });

  it("joins its two branches", () => {
    expect(knifeEdgeLossDb(5.76 - 1e-9)).toBeCloseTo(knifeEdgeLossDb(5.76), 1);
  });
});

describe("doubleKnifeEdgeLossDb", () => {
  // At the horizons themselves nothing is beyond: each edge is grazed, twice 6.02 dB.
  it("is two grazed edges at the horizons", () => {
    const path = smoothPath([10, 10], 100e3);
    expect(doubleKnifeEdgeLossDb(path.horizonsM, path, 18)).toBeCloseTo(12.04, 9);
  });
});

/**
 * Diffraction loss over a smooth earth by another method: the first term of the residue series as ITU-R P.526-15 §3.1.1.2
 * approximates it (equations 13 to 18), for ground where β = 1.
 */
function p526LossDb(frequencyMhz: number, distanceKm: number, heightsM: readonly number[]): number {
  const radiusKm = STANDARD_RADIUS_M / 1e3;
  const x = 2.188 * frequencyMhz ** (1 / 3) * radiusKm ** (-2 / 3) * distanceKm;
  const y = (heightM: number) => 9.575e-3 * frequencyMhz ** (2 / 3) * radiusKm ** (-1 / 3) * heightM;
  const g = (b: number) =>
    b > 2 ? 17.6 * Math.sqrt(b - 1.1) - 5 * Math.log10(b - 1.1) - 8 : 20 * Math.log10(b + 0.1 * b ** 3);
  const distanceDb = x >= 1.6 ? 11 + 10 * Math.log10(x) - 17.6 * x : -20 * Math.log10(x) - 5.6488 * x ** 1.425;
  return -(distanceDb + heightsM.reduce((sum, heightM) => sum + g(y(heightM)), 0));
}

describe("smoothEarthLossDb", () => {
  // Two approximations to the same series: they differ by up to 2 dB near the horizon and run parallel beyond.
  it.each([
    [868, [100, 100]],
    [868, [200, 50]],
    [433, [300, 100]],
    [2400, [50, 50]],
  ] as const)("agrees with ITU-R P.526 at %d MHz over antennas at %j m", (frequencyMhz, heightsM) => {
    const settings = prepareItm({ frequencyHz: frequencyMhz * 1e6, polarization: "horizontal" });
    for (const beyondM of [40e3, 80e3, 160e3]) {
      const path = smoothPath([heightsM[0], heightsM[1]], 0);
      const distanceM = path.horizonsM + beyondM;
      const lossDb = smoothEarthLossDb(distanceM, path, settings);
      expect(Math.abs(lossDb - p526LossDb(frequencyMhz, distanceM / 1e3, heightsM))).toBeLessThan(2);
    }
  });
});

describe("heightGainDb", () => {
  // The three pieces of the curve are fits that meet to a few tenths of a decibel [Algorithm, 6.7].
  it.each([200, 2000])("joins its pieces at x = %d for a small K", (x) => {
    expect(Math.abs(heightGainDb(x - 1e-6, 1e-6) - heightGainDb(x, 1e-6))).toBeLessThan(1);
  });
});

describe("diffractionLossDb", () => {
  const settings = prepareItm({ frequencyHz: 868e6 });

  it("is the smooth earth's where the terrain is smooth", () => {
    const path = smoothPath([30, 10], 0);
    const distanceM = path.horizonsM + 50e3;
    expect(diffractionLossDb(distanceM, path, settings)).toBeCloseTo(smoothEarthLossDb(distanceM, path, settings), 9);
  });

  it("moves to the knife edges as the terrain grows rough", () => {
    const path = smoothPath([30, 10], 0);
    const distanceM = path.horizonsM + 50e3;
    const smoothDb = smoothEarthLossDb(distanceM, path, settings);
    const edgesDb = doubleKnifeEdgeLossDb(distanceM, path, settings.wavenumberPerM);
    expect(edgesDb).toBeLessThan(smoothDb);
    let previousDb = smoothDb;
    for (const irregularityM of [10, 100, 500]) {
      path.terrainIrregularityM = irregularityM;
      const lossDb = diffractionLossDb(distanceM, path, settings);
      expect(lossDb).toBeLessThan(previousDb);
      expect(lossDb).toBeGreaterThan(edgesDb);
      previousDb = lossDb;
    }
  });
});
