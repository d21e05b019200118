import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shadowingAvailability, shadowingMarginDb } from "../../src/link/fading.ts";

describe("shadowingMarginDb", () => {
  // Normal deviates of any statistical table: 1.2816 for 90 %, 1.6449 for 95 %, 2.3263 for 99 %; the approximation is within 4.5e-4
  it.each([
    [8, 0.5, 0],
    [8, 0.9, 10.253],
    [8, 0.95, 13.159],
    [6, 0.99, 13.958],
    [8, 0.1, -10.253],
    [0, 0.99, 0],
  ])("at σ = %d dB for %d is %d dB", (shadowingDb, availability, marginDb) => {
    expect(Math.abs(shadowingMarginDb({ shadowingDb, availability }) - marginDb)).toBeLessThan(4e-3);
  });

  it("is undone by the availability", () => {
    const shadowing = fc.double({ min: 0.1, max: 20, noNaN: true });
    fc.assert(
      fc.property(shadowing, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (shadowingDb, availability) => {
        const marginDb = shadowingMarginDb({ shadowingDb, availability });
        expect(shadowingAvailability(marginDb, shadowingDb)).toBeCloseTo(availability, 3);
      }),
      { seed: 1 },
    );
  });

  it("refuses what is no deviation and no share", () => {
    expect(() => shadowingMarginDb({ shadowingDb: -1, availability: 0.9 })).toThrow(/shadowingDb/);
    expect(() => shadowingMarginDb({ shadowingDb: Number.NaN, availability: 0.9 })).toThrow(/shadowingDb/);
    expect(() => shadowingMarginDb({ shadowingDb: 8, availability: 1 })).toThrow(/availability/);
    expect(() => shadowingMarginDb({ shadowingDb: 8, availability: 95 })).toThrow(/availability/);
  });
});

describe("shadowingAvailability", () => {
  it("is all or nothing without shadowing", () => {
    expect(shadowingAvailability(0, 0)).toBe(1);
    expect(shadowingAvailability(-0.1, 0)).toBe(0);
  });

  it("is a half at no margin", () => {
    expect(shadowingAvailability(0, 8)).toBe(0.5);
  });
});
