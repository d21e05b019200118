import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dbmToWatts, dbToRatio, ratioToDb, sumLevelsDb, wattsToDbm } from "../../src/math/db.ts";

describe("levels and ratios", () => {
  // By definition: 10 log10(2) = 3.0103; 1 mW is 0 dBm, 25 mW are 13.979 dBm, 4 W are 36.021 dBm.
  it.each([
    [1, 0],
    [10, 10],
    [2, 3.0103],
    [0.5, -3.0103],
  ])("a ratio of %d is %d dB", (ratio, levelDb) => {
    expect(ratioToDb(ratio)).toBeCloseTo(levelDb, 4);
    expect(dbToRatio(levelDb)).toBeCloseTo(ratio, 4);
  });

  it.each([
    [0.001, 0],
    [0.025, 13.9794],
    [4, 36.0206],
  ])("%d W are %d dBm", (powerW, powerDbm) => {
    expect(wattsToDbm(powerW)).toBeCloseTo(powerDbm, 4);
    expect(dbmToWatts(powerDbm)).toBeCloseTo(powerW, 4);
  });

  it("has no finite level for no power", () => {
    expect(ratioToDb(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(dbToRatio(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(ratioToDb(-1)).toBeNaN();
  });

  it("comes back from watts", () => {
    fc.assert(
      fc.property(fc.double({ min: -200, max: 100, noNaN: true }), (powerDbm) => {
        expect(wattsToDbm(dbmToWatts(powerDbm))).toBeCloseTo(powerDbm, 9);
      }),
      { seed: 1 },
    );
  });

  it("adds powers, not levels", () => {
    expect(sumLevelsDb([3, 3])).toBeCloseTo(6.0103, 4);
    expect(sumLevelsDb([-100, 0])).toBeCloseTo(0, 9);
    expect(sumLevelsDb([])).toBe(Number.NEGATIVE_INFINITY);
  });
});
