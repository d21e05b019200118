import { describe, expect, it } from "vitest";
import { CABLE_NAMES, type CableName, cableLossDb } from "../../src/link/cable.ts";

describe("cableLossDb", () => {
  // Nominal attenuation per 100 feet in Times Microwave's datasheets, which print one decimal
  it.each([
    ["lmr-100a", 450e6, 15.8],
    ["lmr-195", 900e6, 11.1],
    ["lmr-200", 900e6, 9.9],
    ["lmr-240", 900e6, 7.6],
    ["lmr-400", 450e6, 2.7],
    ["lmr-400", 900e6, 3.9],
    ["lmr-400", 2500e6, 6.8],
    ["lmr-600", 900e6, 2.5],
  ] as const)("of 100 feet of %s at %d Hz is %d dB", (cable, frequencyHz, lossDb) => {
    expect(cableLossDb({ cable, lengthM: 30.48, frequencyHz })).toBeCloseTo(lossDb, 1);
  });

  it("grows with length and frequency", () => {
    for (const cable of CABLE_NAMES) {
      const ten = cableLossDb({ cable, lengthM: 10, frequencyHz: 868e6 });
      expect(cableLossDb({ cable, lengthM: 20, frequencyHz: 868e6 })).toBeCloseTo(2 * ten, 12);
      expect(cableLossDb({ cable, lengthM: 10, frequencyHz: 2.4e9 })).toBeGreaterThan(ten);
      expect(cableLossDb({ cable, lengthM: 0, frequencyHz: 868e6 })).toBe(0);
    }
  });

  it("refuses an unknown cable, a negative length and NaN", () => {
    const run = { cable: "lmr-400", lengthM: 10, frequencyHz: 868e6 } as const;
    expect(() => cableLossDb({ ...run, cable: "lmr400x" as CableName })).toThrow(/cable/);
    expect(() => cableLossDb({ ...run, lengthM: -1 })).toThrow(/lengthM/);
    expect(() => cableLossDb({ ...run, lengthM: Number.NaN })).toThrow(/lengthM/);
    expect(() => cableLossDb({ ...run, frequencyHz: 0 })).toThrow(/frequencyHz/);
  });
});
