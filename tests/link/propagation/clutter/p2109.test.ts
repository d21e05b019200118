import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { p2109EntryLossDb } from "../../../../src/link/propagation/clutter/p2109.ts";
import { findModel } from "../../../../src/link/propagation/registry.ts";
import { testReferenceCases, warningCodes } from "../reference-cases.ts";

const house = { frequencyHz: 868e6, building: "traditional", probability: 0.5, elevationDeg: 0 } as const;

describe("p2109", () => {
  testReferenceCases("p2109", "p2109", 60);

  // By hand at 1 GHz, where log f is 0, and 50 %, where the deviate is 0:
  // 10 log10(10^1.264 + 10^0.91 + 10^−0.3) = 10 log10(18.365 + 8.128 + 0.501) = 14.31 dB
  it("agrees with a sum by hand", () => {
    expect(p2109EntryLossDb({ ...house, frequencyHz: 1e9 })).toBeCloseTo(14.31, 2);
  });

  it("loses more behind metallised glass, at a slant, and in the worse rooms", () => {
    const lossDb = p2109EntryLossDb(house);
    expect(p2109EntryLossDb({ ...house, building: "thermally-efficient" })).toBeGreaterThan(lossDb + 10);
    expect(p2109EntryLossDb({ ...house, elevationDeg: 30 })).toBe(p2109EntryLossDb({ ...house, elevationDeg: -30 }));
    expect(p2109EntryLossDb({ ...house, elevationDeg: 30 })).toBeGreaterThan(lossDb);
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.98, noNaN: true }), (probability) => {
        const at = (p: number) => p2109EntryLossDb({ ...house, probability: p });
        expect(at(probability + 0.01)).toBeGreaterThan(at(probability));
      }),
      { seed: 1 },
    );
  });

  it("takes the median at a level path unless told, and warns below 80 MHz", () => {
    const { lossDb, warnings } = findModel("p2109").loss({ frequencyHz: 868e6, building: "traditional" });
    expect(lossDb).toBe(p2109EntryLossDb(house));
    expect(warnings).toEqual([]);
    expect(warningCodes("p2109", { frequencyHz: 70e6, building: "traditional" })).toEqual(["frequency-range"]);
  });

  it.each([{ building: "tent" }, { probability: 0 }, { probability: 100 }, { elevationDeg: 91 }])(
    "refuses %j",
    (bad) => {
      const input = { frequencyHz: 868e6, building: "traditional", ...bad };
      expect(() => findModel("p2109").loss(input)).toThrow(expect.objectContaining({ name: "InputError" }));
    },
  );
});
