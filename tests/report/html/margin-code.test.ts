import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decodeExcess,
  encodeExcess,
  GREATEST_CODE,
  LEAST_CODE,
  MARGIN_STEP_DB,
  NOTHING_COMPUTED,
  thresholdCode,
} from "../../../src/report/html/margin-code.ts";

describe("margin codes", () => {
  it("answer exactly whether a margin reaches any step of the slider", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -47, max: 78, noNaN: true }),
        fc.integer({ min: -40, max: 60 }),
        (excessDb, steps) => {
          const required = steps * MARGIN_STEP_DB;
          expect(encodeExcess(excessDb) >= thresholdCode(required)).toBe(excessDb >= required);
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });

  it("come back within half a step", () => {
    fc.assert(
      fc.property(fc.double({ min: -47, max: 78, noNaN: true }), (excessDb) => {
        expect(Math.abs(decodeExcess(encodeExcess(excessDb)) - excessDb)).toBeLessThanOrEqual(MARGIN_STEP_DB / 2);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it("take the end of the range for what lies beyond it, and nothing for NaN", () => {
    expect(encodeExcess(-200)).toBe(LEAST_CODE);
    expect(encodeExcess(200)).toBe(GREATEST_CODE);
    expect(encodeExcess(Number.NaN)).toBe(NOTHING_COMPUTED);
    expect(decodeExcess(NOTHING_COMPUTED)).toBeNaN();
  });
});
