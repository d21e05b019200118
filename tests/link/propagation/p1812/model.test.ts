import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DELTA_BULLINGTON } from "../../../../src/link/propagation/diffraction/delta-bullington.ts";
import { DEFAULT_LATITUDE_DEG, P1812 } from "../../../../src/link/propagation/p1812.ts";
import { madeProfile, reversed } from "../p526/made-profiles.ts";

const antennas = { frequencyHz: 868e6, txHeightM: 30, rxHeightM: 2 };
const ends = { txLatitude: 45.1, txLongitude: 10, rxLatitude: 45, rxLongitude: 10.1 };
const hills = madeProfile(12e3, 120, (d) => 60 + 40 * Math.sin(d / 900));
const given = { ...antennas, ...ends, ...hills };
const codes = (input: object) => P1812.loss({ ...given, ...input }).warnings.map(({ code }) => code);

describe("p1812", () => {
  it("is free space on a short clear path", () => {
    const clear = madeProfile(3000, 30, (d) => (d === 0 || d === 3000 ? 100 : 0));
    const { lossDb, freeSpaceLossDb } = P1812.loss({ ...given, ...clear });
    expect(lossDb).toBeCloseTo(freeSpaceLossDb as number, 6);
    // 92.4 + 20 log10(0.868) + 20 log10(√(3² + 0.028²)) = 100.713
    expect(lossDb).toBeCloseTo(100.713, 3);
  });

  it("is delta-Bullington's median where nothing but diffraction counts", () => {
    const wall = madeProfile(8000, 80, (d) => (d === 4000 ? 150 : 0));
    const radius = P1812.loss({ ...given, ...wall }).effectiveEarthRadiusM;
    const diffraction = DELTA_BULLINGTON.loss({ ...antennas, ...wall, effectiveEarthRadiusM: radius });
    const { lossDb, medianDiffractionLossDb } = P1812.loss({ ...given, ...wall });
    expect(medianDiffractionLossDb).toBe(diffraction.diffractionLossDb);
    // Free space by 92.4 and by 92.448 dB
    expect(Math.abs(lossDb - diffraction.lossDb)).toBeLessThan(0.06);
  });

  it("gives way to troposcatter far beyond the horizon", () => {
    const far = madeProfile(200e3, 1000, () => 0);
    const { lossDb, troposcatterLossDb, medianDiffractedLossDb } = P1812.loss({ ...given, ...far });
    expect(medianDiffractedLossDb as number).toBeGreaterThan(lossDb + 20);
    expect(Math.abs(lossDb - (troposcatterLossDb as number))).toBeLessThan(0.5);
  });

  it("never rises with a smaller share of the time, never falls with a greater share of the locations", () => {
    const lossAt = (input: object) => P1812.loss({ ...given, ...input }).lossDb;
    const time = fc.double({ min: 1, max: 50, noNaN: true });
    fc.assert(
      fc.property(time, time, (a, b) => {
        expect(lossAt({ time: Math.min(a, b) })).toBeLessThanOrEqual(lossAt({ time: Math.max(a, b) }) + 1e-9);
      }),
    );
    const shares = [1, 10, 50, 90, 99].map((location) => lossAt({ location }));
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  });

  it("is the same from either end, but for the locations", () => {
    const turned = {
      txHeightM: 2,
      rxHeightM: 30,
      txLatitude: 45,
      txLongitude: 10.1,
      rxLatitude: 45.1,
      rxLongitude: 10,
    };
    const back = P1812.loss({ ...antennas, ...turned, ...reversed(hills) });
    expect(back.lossDb).toBeCloseTo(P1812.loss(given).lossDb, 6);
  });

  it("reads clutter and zones as one value or as one a point", () => {
    const count = hills.profileM.length;
    const each = { clutterHeightM: Array(count).fill(12), zone: Array(count).fill("coastal") };
    expect(P1812.loss({ ...given, ...each })).toEqual(P1812.loss({ ...given, clutterHeightM: 12, zone: "coastal" }));
  });

  it("computes many paths as it computes one", () => {
    const settings = { frequencyHz: 868e6, time: 10, location: 90, clutterHeightM: 5, zone: "coastal" };
    const lossOver = P1812.lossOverTerrain?.(settings);
    for (const steps of [40, 120, 11]) {
      const made = madeProfile(steps * 100, steps, (d) => 40 * Math.sin(d / 700));
      const path = { ...antennas, ...made, elevationM: made.profileM, steps, latitudeDeg: DEFAULT_LATITUDE_DEG };
      expect(lossOver?.(path)).toBe(P1812.loss({ ...antennas, ...made, ...settings }).lossDb);
    }
  });
});

describe("remarks of p1812", () => {
  it("has none within its range", () => expect(codes({})).toEqual([]));

  it.each([
    [{ frequencyHz: 10e9 }, "frequency-range"],
    [{ txHeightM: 0.5 }, "tx-height-range"],
    [{ location: 99.5 }, "location-range"],
    [{ resolutionM: 1 }, "distance-range"],
    [
      { txLatitude: undefined, txLongitude: undefined, rxLatitude: undefined, rxLongitude: undefined },
      "assumed-latitude",
    ],
  ])("answers %o with %s", (input, code) => {
    expect(codes(input)).toEqual([code]);
    expect(P1812.loss({ ...given, ...input }).lossDb).toBeGreaterThan(0);
  });
});

describe("faults of p1812", () => {
  it.each([
    ["a time above half", { time: 60 }, "out-of-range"],
    ["a place in part", { rxLongitude: undefined }, "missing-input"],
    ["a latitude beyond the pole", { txLatitude: 91 }, "out-of-range"],
    ["a zone that is none", { zone: "desert" }, "unknown-value"],
    ["a zone that is none, at one point", { zone: Array(121).fill("inland").with(7, "desert") }, "unknown-value"],
    ["too few zones", { zone: ["inland", "sea"] }, "length-mismatch"],
    ["a gradient at which rays follow the earth", { refractivityGradient: 157 }, "out-of-range"],
    ["a negative spread", { locationSigmaDb: -1 }, "out-of-range"],
    ["no terrain", { profileM: undefined, resolutionM: undefined }, "missing-input"],
    ["terrain without a step", { resolutionM: undefined }, "missing-input"],
    ["an input that it has not", { climate: "desert" }, "unknown-input"],
  ])("refuses %s", (_, input, code) => {
    expect(() => P1812.loss({ ...given, ...input })).toThrow(expect.objectContaining({ code }));
  });
});
