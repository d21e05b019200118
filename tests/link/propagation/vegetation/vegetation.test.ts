import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findModel } from "../../../../src/link/propagation/registry.ts";
import { P833_SITES } from "../../../../src/link/propagation/vegetation/p833.ts";
import { referenceTable, testReferenceCases, warningCodes } from "../reference-cases.ts";

const CASES = { p833: 18, weissberger: 12, "early-itu": 12, cost235: 24, "fitu-r": 24 } as const;
const wood = { specificAttenuationDbPerM: 0.1, site: "mulhouse-forest" };

describe.each(Object.entries(CASES))("%s", (model, atLeast) => {
  testReferenceCases("vegetation", model, atLeast);

  const own = model === "p833" ? wood : {};
  const lossDb = (distanceM: number) => findModel(model).loss({ frequencyHz: 868e6, distanceM, ...own }).lossDb;

  it("loses nothing without vegetation, and more the deeper it is", () => {
    expect(lossDb(0)).toBe(0);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 390, noNaN: true }), (depthM) => {
        expect(lossDb(depthM + 10)).toBeGreaterThan(lossDb(depthM));
      }),
      { seed: 1 },
    );
  });

  it("refuses a depth below zero", () => {
    expect(() => lossDb(-1)).toThrow(/distanceM: expected/);
  });
});

describe("p833", () => {
  const { cases } = referenceTable("vegetation");

  it("tells the greatest loss", () => {
    for (const { input, expected } of cases.filter(({ model }) => model === "p833")) {
      expect(findModel("p833").loss(input).maximumLossDb).toBeCloseTo(expected.maximumLossDb as number, 9);
    }
  });

  it("begins with the specific attenuation and ends at the greatest loss", () => {
    const at = (distanceM: number) => findModel("p833").loss({ frequencyHz: 868e6, distanceM, ...wood });
    expect(at(0.01).lossDb).toBeCloseTo(0.001, 6);
    expect(at(1e6).lossDb).toBeCloseTo(at(1e6).maximumLossDb as number, 9);
  });

  it.each(Object.entries(P833_SITES))("takes %s in place of its coefficients", (site, form) => {
    const input = { frequencyHz: 868e6, distanceM: 50, specificAttenuationDbPerM: 0.1 };
    expect(findModel("p833").loss({ ...input, site })).toEqual(findModel("p833").loss({ ...input, ...form }));
  });

  it("wants one of the two, and not both", () => {
    const input = { frequencyHz: 868e6, distanceM: 50, specificAttenuationDbPerM: 0.1 };
    expect(() => findModel("p833").loss(input)).toThrow(expect.objectContaining({ code: "missing-input" }));
    expect(() => findModel("p833").loss({ ...input, ...wood, a1: 1 })).toThrow(
      expect.objectContaining({ code: "conflicting-inputs" }),
    );
  });
});

describe("vegetation outside the validated ranges", () => {
  it.each([
    ["weissberger", { frequencyHz: 169e6, distanceM: 500 }, ["frequency-range", "distance-range"]],
    ["early-itu", { frequencyHz: 169e6, distanceM: 50 }, ["frequency-range"]],
    ["cost235", { frequencyHz: 868e6, distanceM: 50 }, ["frequency-range"]],
    ["fitu-r", { frequencyHz: 868e6, distanceM: 50 }, ["frequency-range"]],
    ["weissberger", { frequencyHz: 868e6, distanceM: 50 }, []],
  ])("%s warns for %j", (model, input, codes) => {
    expect(warningCodes(model, input)).toEqual(codes);
  });
});
