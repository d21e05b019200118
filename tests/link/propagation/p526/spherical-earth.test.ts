import { describe, expect, it } from "vitest";
import { SPHERICAL_EARTH } from "../../../../src/link/propagation/diffraction/spherical-earth.ts";

const path = { frequencyHz: 868e6, txHeightM: 30, rxHeightM: 10 };
const at = (distanceM: number, change = {}) => SPHERICAL_EARTH.loss({ ...path, distanceM, ...change });
/** √(2a)·(√30 + √10), a = 8 494 667 m */
const HORIZON_M = 35_610.4;

describe("spherical-earth", () => {
  it("tells the horizon", () => {
    expect(at(10_000).horizonM).toBeCloseTo(HORIZON_M, 0);
    expect(at(HORIZON_M - 10).lineOfSight).toBe(true);
    expect(at(HORIZON_M + 10).lineOfSight).toBe(false);
  });

  it("has no step at the horizon", () => {
    expect(at(HORIZON_M + 1).lossDb - at(HORIZON_M - 1).lossDb).toBeCloseTo(0, 2);
  });

  it("is nothing where the ray clears the earth, and grows from there", () => {
    expect(at(1000).lossDb).toBe(0);
    let before = 0;
    for (let distanceM = 1000; distanceM < 150_000; distanceM *= 1.02) {
      const { lossDb } = at(distanceM);
      expect(lossDb).toBeGreaterThanOrEqual(before - 1e-9);
      before = lossDb;
    }
    expect(before).toBeGreaterThan(80);
  });

  it("is the same from either end", () => {
    const turned = { txHeightM: path.rxHeightM, rxHeightM: path.txHeightM };
    for (const distanceM of [5e3, 25e3, 60e3]) {
      expect(at(distanceM, turned).lossDb).toBeCloseTo(at(distanceM).lossDb, 9);
    }
  });

  it("remarks on long waves", () => {
    expect(at(50e3, { frequencyHz: 5e6 }).warnings.map(({ code }) => code)).toEqual(["frequency-range"]);
    expect(at(50e3).warnings).toEqual([]);
  });

  it.each([{ txHeightM: 0 }, { distanceM: -1 }, { seaFraction: 1.2 }, { effectiveEarthRadiusM: 0 }])(
    "refuses %o",
    (change) => {
      expect(() => at(5000, change)).toThrow(expect.objectContaining({ code: "out-of-range" }));
    },
  );
});
