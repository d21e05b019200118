import { describe, expect, it } from "vitest";
import type { InputSpec } from "../../../src/link/propagation/model.ts";
import { readInputs, settingInputs } from "../../../src/link/propagation/read-input.ts";
import { InputError } from "../../../src/math/errors.ts";

const SPECS = {
  distanceM: { kind: "numbers", title: "distances", unit: "m", optional: true },
  pointsM: { kind: "points", title: "points", unit: "m", optional: true },
  heightM: { kind: "number", title: "height", unit: "m", min: 0, default: 0, perPoint: true },
  zone: { kind: "choice", title: "zone", values: ["sea", "land"], default: "land", perPoint: true },
} as const satisfies Record<string, InputSpec>;

function faultOf(input: Record<string, unknown>, specs: Readonly<Record<string, InputSpec>> = SPECS): [string, string] {
  try {
    readInputs(specs, input);
  } catch (error) {
    if (error instanceof InputError) return [error.code, error.issues[0].message];
    throw error;
  }
  throw new Error("expected an InputError");
}

describe("arrays as inputs", () => {
  it.each([
    [{ distanceM: [0, 5] }],
    [{ distanceM: Float32Array.of(0, 5) }],
    [
      {
        pointsM: [
          [0, 1],
          [5, -3],
        ],
      },
    ],
    [{ heightM: 3, zone: "sea" }],
    [{ heightM: [0, 3, 8], zone: ["sea", "land"] }],
  ])("reads %o", (input) => {
    expect(readInputs(SPECS, input)).toMatchObject(input);
  });

  it.each([
    [{ distanceM: 5 }, "wrong-type", "expected an array of numbers in m, got 5"],
    [{ distanceM: [5] }, "out-of-range", "expected at least 2 numbers, got 1"],
    [{ distanceM: [0, "5"] }, "out-of-range", 'expected finite numbers, got "5" at index 1'],
    [{ heightM: [0, -2] }, "out-of-range", "expected a number of at least 0 m, got -2 at index 1"],
    [{ heightM: [0, null] }, "wrong-type", "expected a number of at least 0 m, got null at index 1"],
    [{ zone: ["sea", "see"] }, "unknown-value", 'expected one of sea, land, got "see" at index 1'],
  ])("refuses %o", (input, code, message) => {
    expect(faultOf(input)).toEqual([code, message]);
  });

  it("takes one value only where it is to hold for every path", () => {
    const settings = settingInputs({ inputs: SPECS, pathInputs: ["distanceM", "pointsM"] });
    expect(readInputs(settings, { heightM: 3 })).toEqual({ heightM: 3, zone: "land" });
    expect(faultOf({ heightM: [3, 3] }, settings)[0]).toBe("wrong-type");
    expect(faultOf({ zone: ["sea"] }, settings)[0]).toBe("unknown-value");
  });
});
