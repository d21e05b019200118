import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createItmOutput } from "../../../../src/link/propagation/itm/path.ts";
import { itmPointToPoint } from "../../../../src/link/propagation/itm/point-to-point.ts";
import { prepareItm } from "../../../../src/link/propagation/itm/settings.ts";
import { ITM_WARNING } from "../../../../src/link/propagation/itm/warnings.ts";
import { ITM } from "../../../../src/link/propagation/itm.ts";
import { InputError } from "../../../../src/math/errors.ts";

interface ReferenceCase {
  readonly id: string;
  readonly input: Record<string, unknown>;
  readonly expected: Record<string, unknown> & { readonly error?: true };
}

/** Values of the NTIA reference implementation: see SOURCE.md beside the file. */
const cases: readonly ReferenceCase[] = JSON.parse(
  readFileSync(new URL("../../../reference/propagation/itm-p2p.json", import.meta.url), "utf8"),
).cases;

/** The reference prints twelve digits; what differs below is rounding. */
const LOSS_TOLERANCE_DB = 1e-6;
const RELATIVE_TOLERANCE = 1e-9;

describe("itm against the NTIA reference implementation", () => {
  const computed = cases.filter(({ expected }) => expected.error !== true);
  const refused = cases.filter(({ expected }) => expected.error === true);

  it("has read its cases", () => {
    expect(computed.length).toBeGreaterThan(150);
    expect(refused.length).toBeGreaterThanOrEqual(10);
  });

  it.each(computed)("$id", ({ input, expected }) => {
    const result = ITM.loss(input);
    for (const [key, value] of Object.entries(expected)) {
      const actual = result[key];
      if (Array.isArray(value)) {
        value.forEach((one, i) => {
          expectNear(key, (actual as number[])[i], one);
        });
      } else if (typeof value === "number") expectNear(key, actual as number, value);
      else expect(actual, key).toBe(value);
    }
  });

  it.each(refused)("refuses $id", ({ input }) => {
    expect(() => ITM.loss(input)).toThrow(InputError);
  });
});

function expectNear(key: string, actual: number, expected: number): void {
  const tolerance = key.endsWith("Db") ? LOSS_TOLERANCE_DB : RELATIVE_TOLERANCE * Math.max(Math.abs(expected), 1e-3);
  expect(Math.abs(actual - expected), `${key}: ${actual} for ${expected}`).toBeLessThanOrEqual(tolerance);
}

describe("itmPointToPoint", () => {
  const settings = prepareItm({ frequencyHz: 868e6 });
  const flat = (steps: number, heightM = 0) => ({
    elevationM: new Float64Array(steps + 1).fill(heightM),
    steps,
    resolutionM: 90,
  });

  it.each([1, 2, 3, 4, 9, 10, 11])("computes a path of %i steps at sea level", (steps) => {
    const out = createItmOutput();
    const lossDb = itmPointToPoint(flat(steps), settings, 10, 1.5, out);
    expect(lossDb).toBeGreaterThan(out.freeSpaceLossDb - 30);
    expect(lossDb).toBeLessThan(250);
    expect(out.terrainIrregularityM).toBe(0);
  });

  it("reads no further than the last step", () => {
    const short = flat(20, 5);
    const long = { ...short, elevationM: Float64Array.from({ length: 40 }, (_, i) => (i <= 20 ? 5 : 500)) };
    const lossDb = itmPointToPoint(short, settings, 10, 1.5, createItmOutput());
    expect(itmPointToPoint(long, settings, 10, 1.5, createItmOutput())).toBe(lossDb);
  });

  it("leaves nothing of a path in the record that the next one would read", () => {
    const used = createItmOutput();
    itmPointToPoint({ ...flat(3000, 300), resolutionM: 100 }, settings, 300, 20, used);
    const again = itmPointToPoint(flat(50), settings, 10, 1.5, used);
    const fresh = createItmOutput();
    expect(itmPointToPoint(flat(50), settings, 10, 1.5, fresh)).toBe(again);
    expect(used).toEqual(fresh);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])("gives no loss over an elevation of %d, wherever it is", (hole) => {
    for (const index of [0, 1, 10, 19, 20]) {
      const profile = flat(20);
      profile.elevationM[index] = hole;
      const out = createItmOutput();
      expect(itmPointToPoint(profile, settings, 10, 1.5, out)).toBeNaN();
      expect(out.warningBits).toBe(ITM_WARNING.refusedTerrain);
    }
  });

  // N_s = 301 exp(−h/9460) falls below 150 above 6588 m; 400 exp(−h/9460) rises above 400 below sea level.
  it("gives no loss where the refractivity leaves the model's range", () => {
    const out = createItmOutput();
    expect(itmPointToPoint(flat(20, 6500), settings, 10, 1.5, out)).toBeGreaterThan(0);
    expect(out.warningBits & ITM_WARNING.surfaceRefractivity).not.toBe(0);
    expect(itmPointToPoint(flat(20, 6700), settings, 10, 1.5, out)).toBeNaN();
    expect(out.warningBits).toBe(ITM_WARNING.refusedRefractivity);
    const dense = prepareItm({ frequencyHz: 868e6, refractivityN: 400 });
    expect(itmPointToPoint(flat(20, -400), dense, 10, 1.5, out)).toBeNaN();
  });

  it.each([0.49, 3001, Number.NaN])("refuses an antenna at %d m", (heightM) => {
    expect(() => itmPointToPoint(flat(20), settings, heightM, 1.5, createItmOutput())).toThrow(/txHeightM/);
    expect(() => itmPointToPoint(flat(20), settings, 10, heightM, createItmOutput())).toThrow(/rxHeightM/);
  });
});
