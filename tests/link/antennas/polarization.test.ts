import { describe, expect, it } from "vitest";
import { POLARIZATIONS, polarizationLossDb } from "../../../src/link/antennas/polarization.ts";

describe("polarizationLossDb", () => {
  // Balanis, §2.12.2: |cos ψ|² between linear ones, one half between a linear and a circular one, nothing between crossed ones
  it.each([
    ["vertical", "vertical", 0],
    ["vertical", "slant-right", 3.0103],
    ["horizontal", "slant-left", 3.0103],
    ["vertical", "rhcp", 3.0103],
    ["lhcp", "slant-left", 3.0103],
    ["vertical", "horizontal", 20],
    ["slant-right", "slant-left", 20],
    ["rhcp", "lhcp", 20],
    ["lhcp", "lhcp", 0],
  ] as const)("of %s and %s is %d dB", (one, other, lossDb) => {
    expect(polarizationLossDb(one, other)).toBeCloseTo(lossDb, 3);
  });

  it("is the same both ways", () => {
    for (const one of POLARIZATIONS) {
      for (const other of POLARIZATIONS) {
        expect(polarizationLossDb(one, other)).toBe(polarizationLossDb(other, one));
      }
    }
  });
});
