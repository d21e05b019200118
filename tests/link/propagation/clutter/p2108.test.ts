import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { p2108HeightGainLossDb } from "../../../../src/link/propagation/clutter/p2108-height-gain.ts";
import { p2108SlantLossDb } from "../../../../src/link/propagation/clutter/p2108-slant.ts";
import { p2108TerrestrialLossDb } from "../../../../src/link/propagation/clutter/p2108-terrestrial.ts";
import { findModel } from "../../../../src/link/propagation/registry.ts";
import { testReferenceCases, warningCodes } from "../reference-cases.ts";

const share = fc.double({ min: 0.01, max: 0.98, noNaN: true });

describe("p2108-height-gain", () => {
  testReferenceCases("p2108", "p2108-height-gain", 29);

  it("loses nothing from the clutter's height up, and joins without a step", () => {
    const at = (heightM: number) => p2108HeightGainLossDb({ frequencyHz: 868e6, heightM, clutter: "suburban" });
    expect(at(10)).toBe(0);
    expect(at(30)).toBe(0);
    expect(Math.abs(at(10 - 1e-9))).toBeLessThan(0.01);
  });

  it("loses less the higher the antenna stands", () => {
    const height = fc.double({ min: 0.1, max: 19, noNaN: true });
    const clutter = fc.constantFrom("water-sea", "open-rural", "suburban", "urban-trees-forest", "dense-urban");
    fc.assert(
      fc.property(height, clutter, (heightM, kind) => {
        const at = (metres: number) => p2108HeightGainLossDb({ frequencyHz: 868e6, heightM: metres, clutter: kind });
        expect(at(heightM + 0.5)).toBeLessThanOrEqual(at(heightM));
      }),
      { seed: 1 },
    );
  });

  it("warns above 3 GHz and refuses an antenna in the ground", () => {
    const input = { frequencyHz: 5e9, heightM: 1.5, clutter: "suburban" };
    expect(warningCodes("p2108-height-gain", input)).toEqual(["frequency-range"]);
    expect(() => findModel("p2108-height-gain").loss({ ...input, heightM: 0 })).toThrow(/heightM: expected/);
  });
});

describe("p2108-terrestrial", () => {
  testReferenceCases("p2108", "p2108-terrestrial", 48);

  it("ends to grow at 2 km", () => {
    const median = (distanceM: number) => p2108TerrestrialLossDb(868e6, distanceM, 0.5);
    expect(median(1000)).toBeLessThan(median(2000));
    expect(median(50_000)).toBe(median(2000));
  });

  it("is exceeded at fewer places the more is allowed", () => {
    fc.assert(
      fc.property(share, (location) => {
        const at = (places: number) => p2108TerrestrialLossDb(868e6, 1500, places);
        expect(at(location + 0.01)).toBeGreaterThan(at(location));
      }),
      { seed: 1 },
    );
  });

  it("warns nearer than 250 m and below 500 MHz", () => {
    const input = { frequencyHz: 433e6, distanceM: 100 };
    expect(warningCodes("p2108-terrestrial", input)).toEqual(["frequency-range", "distance-range"]);
  });
});

describe("p2108-slant", () => {
  testReferenceCases("p2108", "p2108-slant", 20);

  it("has no loss at the zenith in the median", () => {
    expect(p2108SlantLossDb(30e9, 90, 0.5)).toBe(0);
  });

  it("loses less the higher the far end stands", () => {
    const elevation = fc.double({ min: 0, max: 88, noNaN: true });
    fc.assert(
      fc.property(elevation, (elevationDeg) => {
        expect(p2108SlantLossDb(30e9, elevationDeg + 2, 0.5)).toBeLessThan(p2108SlantLossDb(30e9, elevationDeg, 0.5));
      }),
      { seed: 1 },
    );
  });

  it("warns where LoRa works, and refuses an end below the horizon", () => {
    expect(warningCodes("p2108-slant", { frequencyHz: 868e6, elevationDeg: 30 })).toEqual(["frequency-range"]);
    expect(() => findModel("p2108-slant").loss({ frequencyHz: 20e9, elevationDeg: -1 })).toThrow(/elevationDeg/);
  });
});
