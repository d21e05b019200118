import { describe, expect, it } from "vitest";
import { PLANE_EARTH, planeEarthCrossoverM } from "../../../../src/link/propagation/empirical/plane-earth.ts";
import { freeSpaceLossDb } from "../../../../src/link/propagation/free-space.ts";
import { testReferenceCases, warningCodes } from "../reference-cases.ts";

const heights = { txHeightM: 30, rxHeightM: 1.5 };

describe("plane-earth", () => {
  testReferenceCases("basic", "plane-earth", 15);

  // By hand: 40 log10(10 000) − 20 log10(30 · 1.5) = 160 − 33.06 = 126.94 dB
  it("agrees with a sum by hand, and takes no frequency", () => {
    expect(PLANE_EARTH.loss({ ...heights, distanceM: 10_000 }).lossDb).toBeCloseTo(126.94, 2);
  });

  it("meets free space where the ground begins to count, and warns before", () => {
    const crossoverM = planeEarthCrossoverM(heights, 868e6);
    const at = (distanceM: number) => ({ ...heights, frequencyHz: 868e6, distanceM });
    expect(PLANE_EARTH.loss(at(crossoverM)).lossDb).toBeCloseTo(freeSpaceLossDb(crossoverM, 868e6), 9);
    expect(warningCodes("plane-earth", at(0.99 * crossoverM))).toEqual(["before-crossover"]);
    expect(warningCodes("plane-earth", at(1.01 * crossoverM))).toEqual([]);
  });

  it("loses the same both ways", () => {
    const there = PLANE_EARTH.loss({ distanceM: 5000, txHeightM: 30, rxHeightM: 2 }).lossDb;
    expect(PLANE_EARTH.loss({ distanceM: 5000, txHeightM: 2, rxHeightM: 30 }).lossDb).toBeCloseTo(there, 12);
  });

  it.each([
    { ...heights, distanceM: 0 },
    { ...heights, distanceM: 100, rxHeightM: 0 },
    { ...heights, distanceM: 100, rxHeightM: Number.NaN },
    { distanceM: 100, txHeightM: 30 },
  ])("refuses %j", (input) => {
    expect(() => PLANE_EARTH.loss(input)).toThrow(expect.objectContaining({ name: "InputError" }));
  });
});
