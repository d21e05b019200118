import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FREE_SPACE, freeSpaceLossDb } from "../../../src/link/propagation/free-space.ts";

const reference = JSON.parse(
  readFileSync(new URL("../../reference/propagation/basic.json", import.meta.url), "utf8"),
) as { cases: { model: string; id: string; input: Record<string, number>; expected: { lossDb: number } }[] };
const cases = reference.cases.filter(({ model }) => model === "free-space");

describe("free-space", () => {
  it("has read its cases", () => {
    expect(cases.length).toBeGreaterThanOrEqual(10);
  });

  it.each(cases)("agrees with the closed form: $id", ({ input, expected }) => {
    expect(FREE_SPACE.loss(input).lossDb).toBeCloseTo(expected.lossDb, 9);
  });

  // By hand: 32.45 + 20 log10(868) + 20 log10(10) = 111.22 dB (f in MHz, d in km)
  it("agrees with the formula in everyday units", () => {
    expect(freeSpaceLossDb(10_000, 868e6)).toBeCloseTo(111.22, 2);
  });

  it("grows by 20 dB a decade of distance and of frequency", () => {
    const distance = fc.double({ min: 1, max: 1e6, noNaN: true });
    const frequency = fc.double({ min: 1e6, max: 1e11, noNaN: true });
    fc.assert(
      fc.property(distance, frequency, (distanceM, frequencyHz) => {
        const lossDb = freeSpaceLossDb(distanceM, frequencyHz);
        expect(freeSpaceLossDb(10 * distanceM, frequencyHz)).toBeCloseTo(lossDb + 20, 9);
        expect(freeSpaceLossDb(distanceM, 10 * frequencyHz)).toBeCloseTo(lossDb + 20, 9);
      }),
      { seed: 1 },
    );
  });

  it("warns nearer than a wavelength", () => {
    expect(FREE_SPACE.loss({ frequencyHz: 868e6, distanceM: 0.3 }).warnings.map(({ code }) => code)).toEqual([
      "near-field",
    ]);
    expect(FREE_SPACE.loss({ frequencyHz: 868e6, distanceM: 0.4 }).warnings).toEqual([]);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("refuses a distance of %d m", (distanceM) => {
    expect(() => freeSpaceLossDb(distanceM, 868e6)).toThrow(/distanceM/);
    expect(() => FREE_SPACE.loss({ frequencyHz: 868e6, distanceM })).toThrow(/distanceM/);
  });
});
