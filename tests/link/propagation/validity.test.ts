import { describe, expect, it } from "vitest";
import type { InputSpec } from "../../../src/link/propagation/model.ts";
import { requireWithinRange, validityWarnings } from "../../../src/link/propagation/validity.ts";
import { InputError } from "../../../src/math/errors.ts";

const SPECS = {
  frequencyHz: { kind: "number", title: "carrier", unit: "Hz", valid: { min: 30e6, max: 3e9 } },
  baseHeightM: { kind: "number", title: "mast", unit: "m", valid: { min: 25, max: 25 } },
  distanceM: { kind: "number", title: "path", unit: "m", valid: { min: 250 } },
  angleDeg: { kind: "number", title: "angle", unit: "deg", valid: { max: 45 } },
  time: { kind: "number", title: "time", unit: "%" },
} as const satisfies Record<string, InputSpec>;

describe("validityWarnings", () => {
  it("is silent within the ranges, their ends, and where nothing is given", () => {
    expect(validityWarnings(SPECS, { frequencyHz: 30e6, baseHeightM: 25, distanceM: 250, angleDeg: 45 })).toEqual([]);
    expect(validityWarnings(SPECS, { frequencyHz: undefined, time: 1e9 })).toEqual([]);
  });

  it("tells each input, what came and what the range is, in everyday units", () => {
    const values = { frequencyHz: 5.8e9, baseHeightM: 12, distanceM: 99.99, angleDeg: 60 };
    expect(validityWarnings(SPECS, values)).toEqual([
      {
        code: "frequency-range",
        message: "carrier: 5.8 GHz is outside 30 MHz–3 GHz, for which the model is given",
        input: "frequencyHz",
      },
      {
        code: "base-height-range",
        message: "mast: 12 m is outside 25 m, for which the model is given",
        input: "baseHeightM",
      },
      {
        code: "distance-range",
        message: "path: 99.99 m is outside at least 250 m, for which the model is given",
        input: "distanceM",
      },
      {
        code: "angle-range",
        message: "angle: 60 deg is outside at most 45 deg, for which the model is given",
        input: "angleDeg",
      },
    ]);
  });
});

describe("requireWithinRange", () => {
  it("makes faults of what is outside a range, and lets other remarks pass", () => {
    const remark = { code: "level-ground", message: "level ground is supposed" };
    expect(() => requireWithinRange([remark])).not.toThrow();
    const warnings = [remark, ...validityWarnings(SPECS, { frequencyHz: 5.8e9, baseHeightM: 12 })];
    const refuse = () => requireWithinRange(warnings);
    expect(refuse).toThrow(InputError);
    expect(refuse).toThrow(/^frequencyHz: .*\nbaseHeightM: /);
  });
});
