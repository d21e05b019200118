import { describe, expect, it } from "vitest";
import { findPatternKind, PATTERN_KINDS } from "../../../src/link/antennas/choice.ts";

describe("PATTERN_KINDS", () => {
  it.each(PATTERN_KINDS)("$name is made from its defaults", ({ create, inputs, source }) => {
    const pattern = create({});
    expect(pattern.peakGainDbi).toBe(inputs.gainDbi.default);
    expect(pattern.gainDbi(0, 0)).toBeCloseTo(pattern.peakGainDbi, 9);
    expect(source).not.toBe("");
  });

  it("names an input that is out of range or does not belong", () => {
    const { create } = findPatternKind("sector");
    expect(() => create({ beamwidthDeg: 0 })).toThrow(/beamwidthDeg: expected a number from 1 to 360 deg/);
    expect(() => findPatternKind("omni").create({ beamwidthDeg: 60 })).toThrow(/beamwidthDeg: unknown input/);
    expect(() => create({ gainDbi: 70 }, { where: (key) => `--${key}` })).toThrow(/--gainDbi/);
  });

  it("names the nearest to an unknown one", () => {
    expect(() => findPatternKind("sektor")).toThrow(/unknown antenna pattern "sektor"/);
  });
});
