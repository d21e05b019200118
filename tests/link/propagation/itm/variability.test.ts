import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CLIMATES, climateCurveDb } from "../../../../src/link/propagation/itm/climates.ts";
import { type ItmSettingsInput, prepareItm } from "../../../../src/link/propagation/itm/settings.ts";
import { variableAttenuationDb } from "../../../../src/link/propagation/itm/variability.ts";

const path = (distanceM = 40e3) => ({
  distanceM,
  effectiveHeightsM: Float64Array.of(30, 5),
  terrainIrregularityM: 90,
});

const attenuationDb = (choices: Partial<ItmSettingsInput>, distanceM?: number) =>
  variableAttenuationDb(path(distanceM), prepareItm({ frequencyHz: 868e6, ...choices }), 60);

const MODES = [0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23, 30, 31, 32, 33];

describe("climateCurveDb", () => {
  // By hand, continental temperate median at 200 km:
  // (−0.62 + 9.19/(1 + (−5.2/143.6)²)) · 0.7634/1.7634 = 8.558 · 0.43291 = 3.705
  it("is the fit's value", () => {
    expect(climateCurveDb(CLIMATES["continental-temperate"].median, 200e3)).toBeCloseTo(3.705, 3);
  });

  it("starts at zero", () => {
    for (const climate of Object.values(CLIMATES)) expect(climateCurveDb(climate.median, 0)).toBeCloseTo(0, 12);
  });
});

describe("variableAttenuationDb", () => {
  it.each(MODES)("is the median in every mode at 50 %% of everything: %i", (modeOfVariability) => {
    // The deviate at 50 % is off zero by the approximation's error, below 4.5e-4 of a spread of some 15 dB.
    expect(attenuationDb({ modeOfVariability })).toBeCloseTo(attenuationDb({}), 1);
  });

  it("grows with the percentage that must be served", () => {
    const percent = fc.double({ min: 0.1, max: 99.9, noNaN: true });
    fc.assert(
      fc.property(percent, percent, fc.constantFrom(...MODES), (a, b, modeOfVariability) => {
        fc.pre(b - a > 0.1);
        for (const key of ["time", "location", "situation"] as const) {
          const [less, more] = [a, b].map((value) => attenuationDb({ modeOfVariability, [key]: value }));
          expect(more, key).toBeGreaterThanOrEqual(less - 1e-3);
        }
      }),
      { seed: 1 },
    );
  });

  it("bounds a gain over free space", () => {
    // [Algorithm, 5.2]: A (29 − A)/(29 − 10 A) for A < 0 tends to A/10.
    const settings = prepareItm({ frequencyHz: 868e6, time: 0.01, situation: 0.01, modeOfVariability: 3 });
    const gainDb = variableAttenuationDb(path(200e3), settings, 0);
    expect(gainDb).toBeLessThan(0);
    expect(gainDb).toBeGreaterThan(-15);
  });

  it("leaves location and situation out where the mode says so", () => {
    const spread = (mode: number, key: string) =>
      attenuationDb({ modeOfVariability: mode, [key]: 90 }) - attenuationDb({ modeOfVariability: mode });
    expect(spread(3, "location")).toBeGreaterThan(5);
    expect(spread(13, "location")).toBeCloseTo(0, 6);
    expect(spread(3, "situation")).toBeGreaterThan(5);
    expect(spread(33, "situation")).toBeLessThan(0.1);
  });
});

describe("prepareItm", () => {
  it("takes confidence for situation and reliability for time", () => {
    for (const modeOfVariability of MODES) {
      expect(prepareItm({ frequencyHz: 868e6, modeOfVariability, confidence: 90, reliability: 70 })).toEqual(
        prepareItm({ frequencyHz: 868e6, modeOfVariability, situation: 90, time: 70, location: 50 }),
      );
    }
  });

  it.each([4, 9, 14, 19, 24, 34, -1, 1.5])("refuses mode of variability %d", (modeOfVariability) => {
    expect(() => prepareItm({ frequencyHz: 868e6, modeOfVariability })).toThrow(/modeOfVariability/);
  });

  it("refuses time beside reliability", () => {
    expect(() => prepareItm({ frequencyHz: 868e6, time: 50, reliability: 50 })).toThrow(/together/);
  });

  // With ε = 1, ε′ − 1 = j 18000 σ/f, whose root has equal parts; the reference implementation refuses it as well.
  it("refuses ground whose impedance is reactive", () => {
    const ground = { frequencyHz: 868e6, permittivity: 1, polarization: "horizontal" } as const;
    expect(prepareItm({ ...ground, polarization: "vertical" }).impedance.real).toBeGreaterThan(0);
    expect(() => prepareItm(ground)).toThrow(/permittivity: /);
  });

  it("warns of frequencies and percentages far out", () => {
    const codes = (choices: ItmSettingsInput) => prepareItm(choices).warningBits;
    expect(codes({ frequencyHz: 868e6 })).toBe(0);
    expect(codes({ frequencyHz: 39e6 })).toBe(0x0004);
    expect(codes({ frequencyHz: 11e9 })).toBe(0x0004);
    expect(codes({ frequencyHz: 868e6, time: 0.05 })).toBe(0x2000);
  });
});
