import { describe, expect, it } from "vitest";
import { mismatchLossDb } from "../../src/link/mismatch.ts";

describe("mismatchLossDb", () => {
  // Common tables of VSWR against mismatch loss, such as Mini-Circuits' "VSWR to return loss conversion"
  it.each([
    [1, 0],
    [1.2, 0.036],
    [1.5, 0.177],
    [2, 0.512],
    [3, 1.249],
    [5, 2.553],
    [10, 4.807],
  ])("of %d : 1 is %d dB", (vswr, lossDb) => {
    expect(mismatchLossDb(vswr)).toBeCloseTo(lossDb, 3);
  });

  it.each([0.99, 0, -2, Number.NaN, 1001])("refuses %d", (vswr) => {
    expect(() => mismatchLossDb(vswr)).toThrow(/vswr/);
  });
});
