import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ITM_AREA } from "../../../src/link/propagation/itm-area.ts";
import { InputError } from "../../../src/math/errors.ts";

interface ReferenceCase {
  readonly id: string;
  readonly input: Record<string, unknown>;
  readonly expected: Record<string, unknown> & { readonly error?: true };
  readonly publishedLossDb?: number;
}

/** Values of the NTIA reference implementation: see SOURCE.md beside the file. */
const cases: readonly ReferenceCase[] = JSON.parse(
  readFileSync(new URL("../../reference/propagation/itm-area.json", import.meta.url), "utf8"),
).cases;

/** The reference prints twelve digits; what differs below is rounding. */
const LOSS_TOLERANCE_DB = 1e-6;
const RELATIVE_TOLERANCE = 1e-9;

describe("itm-area against the NTIA reference implementation", () => {
  const computed = cases.filter(({ expected }) => expected.error !== true);
  const refused = cases.filter(({ expected }) => expected.error === true);

  it("has read its cases", () => {
    expect(computed.length).toBeGreaterThanOrEqual(55);
    expect(refused.length).toBeGreaterThanOrEqual(3);
  });

  it.each(computed)("$id", ({ input, expected, publishedLossDb }) => {
    const result = ITM_AREA.loss(input);
    for (const [key, value] of Object.entries(expected)) {
      const actual = result[key];
      if (Array.isArray(value)) {
        value.forEach((one, i) => {
          expectNear(key, (actual as number[])[i], one);
        });
      } else if (typeof value === "number") expectNear(key, actual as number, value);
      else expect(actual, key).toBe(value);
    }
    // Published to a tenth.
    if (publishedLossDb !== undefined) expect(Math.abs(result.lossDb - publishedLossDb)).toBeLessThan(0.06);
  });

  it.each(refused)("refuses $id", ({ input }) => {
    expect(() => ITM_AREA.loss(input)).toThrow(InputError);
  });
});

function expectNear(key: string, actual: number, expected: number): void {
  const tolerance = key.endsWith("Db") ? LOSS_TOLERANCE_DB : RELATIVE_TOLERANCE * Math.max(Math.abs(expected), 1e-3);
  expect(Math.abs(actual - expected), `${key}: ${actual} for ${expected}`).toBeLessThanOrEqual(tolerance);
}

describe("itm-area", () => {
  const PATH = { frequencyHz: 868e6, txHeightM: 30, rxHeightM: 1.5, distanceM: 10_000 };
  const { distanceM: _, ...WITHOUT_DISTANCE } = PATH;

  it("gives the same loss by distance as one by one, in any order", () => {
    const lossAt = ITM_AREA.lossByDistance?.(WITHOUT_DISTANCE);
    for (const distanceM of [50_000, 1, 500, 2e6, 3000]) {
      expect(lossAt?.(distanceM)).toBe(ITM_AREA.loss({ ...PATH, distanceM }).lossDb);
    }
    expect(() => lossAt?.(0)).toThrow(/distanceM/);
    expect(() => ITM_AREA.lossByDistance?.({ ...WITHOUT_DISTANCE, txHeightM: 0.4 })).toThrow(/txHeightM/);
  });

  it("loses no more at a better site, and the same over smooth ground", () => {
    const roughnessM = fc.double({ min: 1, max: 500, noNaN: true });
    const rxHeightM = fc.double({ min: 1, max: 30, noNaN: true });
    fc.assert(
      fc.property(roughnessM, rxHeightM, (terrainIrregularityM, heightM) => {
        const [random, careful, best] = ["random", "careful", "very-careful"].map(
          (txSiting) =>
            ITM_AREA.loss({ ...PATH, distanceM: 60_000, txSiting, terrainIrregularityM, rxHeightM: heightM }).lossDb,
        );
        expect(careful).toBeLessThanOrEqual(random + 1e-6);
        expect(best).toBeLessThanOrEqual(careful + 1e-6);
      }),
      { seed: 1, numRuns: 200 },
    );
    const smooth = (txSiting: string) => ITM_AREA.loss({ ...PATH, txSiting, terrainIrregularityM: 0 }).lossDb;
    expect(smooth("very-careful")).toBeCloseTo(smooth("random"), 6);
  });

  it("takes average terrain, random sites and medians unless told", () => {
    const told = { terrainIrregularityM: 90, txSiting: "random", rxSiting: "random", time: 50, location: 50 };
    expect(ITM_AREA.loss(PATH).lossDb).toBe(ITM_AREA.loss({ ...PATH, ...told }).lossDb);
    expect(ITM_AREA.loss({ ...PATH, location: 90 }).lossDb).toBeGreaterThan(ITM_AREA.loss(PATH).lossDb + 3);
  });

  it("warns outside the range in which it was verified", () => {
    const codes = (input: object) => ITM_AREA.loss({ ...PATH, ...input }).warnings.map(({ code }) => code);
    expect(codes({})).toEqual([]);
    expect(codes({ distanceM: 100 })).toEqual(["distance-below-heights", "distance-small"]);
    expect(codes({ frequencyHz: 30e6 })).toEqual(["frequency"]);
    expect(codes({ rxHeightM: 0.7, distanceM: 1.5e6 })).toEqual(["rx-height", "distance-large"]);
  });

  it.each([
    [{ distanceM: -1 }, "distanceM"],
    [{ terrainIrregularityM: Number.NaN }, "terrainIrregularityM"],
    [{ terrainIrregularityM: 5001 }, "terrainIrregularityM"],
    [{ rxSiting: "lucky" }, "rxSiting"],
    [{ modeOfVariability: 14 }, "modeOfVariability"],
    [{ profileM: [0, 0] }, "profileM"],
  ])("refuses %j", (input, where) => {
    expect(() => ITM_AREA.loss({ ...PATH, ...input })).toThrow(where);
  });
});
