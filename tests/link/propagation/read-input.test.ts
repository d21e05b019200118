import { describe, expect, it } from "vitest";
import { ITM } from "../../../src/link/propagation/itm.ts";
import type { InputSpec, ModelInput } from "../../../src/link/propagation/model.ts";
import { type InputSpecs, readInputs, settingInputs } from "../../../src/link/propagation/read-input.ts";
import { InputError, type Issue } from "../../../src/math/errors.ts";

const SPECS = {
  frequencyHz: { kind: "number", title: "carrier", unit: "Hz", min: 20e6, max: 20e9 },
  time: { kind: "number", title: "time", unit: "%", above: 0, below: 100, default: 50, excludes: ["reliability"] },
  reliability: { kind: "number", title: "reliability", optional: true, excludes: ["time"] },
  mode: { kind: "number", title: "mode", integer: true, default: 1 },
  climate: { kind: "choice", title: "climate", values: ["desert", "equatorial"], default: "desert" },
  profileM: { kind: "profile", title: "ground", optional: true },
} as const satisfies Record<string, InputSpec>;

const GOOD = { frequencyHz: 868e6 };

function issuesOf(input: ModelInput, specs: InputSpecs = SPECS): readonly Issue[] {
  try {
    readInputs(specs, input);
  } catch (error) {
    if (error instanceof InputError) return error.issues;
    throw error;
  }
  return [];
}

describe("readInputs", () => {
  it("fills in defaults and leaves optional inputs out", () => {
    expect(readInputs(SPECS, GOOD)).toEqual({ ...GOOD, time: 50, mode: 1, climate: "desert" });
  });

  it("reads its own result", () => {
    for (const input of [GOOD, { ...GOOD, reliability: 90 }]) {
      const once = readInputs(SPECS, input);
      expect(readInputs(SPECS, once)).toEqual(once);
    }
  });

  it("drops a default that another input puts out of use", () => {
    expect(readInputs(SPECS, { ...GOOD, reliability: 90 })).not.toHaveProperty("time");
  });

  it("takes undefined for absent", () => {
    expect(readInputs(SPECS, { ...GOOD, time: undefined, nonsense: undefined }).time).toBe(50);
  });

  it("tells all faults at once", () => {
    const issues = issuesOf({ time: 100, mode: 1.5, climate: "dessert", frequncyHz: 1 });
    expect(issues.map(({ where, code }) => [where, code])).toEqual([
      ["frequncyHz", "unknown-input"],
      ["frequencyHz", "missing-input"],
      ["time", "out-of-range"],
      ["mode", "out-of-range"],
      ["climate", "unknown-value"],
    ]);
    expect(issues[0].hint).toContain("frequencyHz");
    expect(issues[4].hint).toContain("desert");
  });

  it("lists the known inputs when none is near", () => {
    expect(issuesOf({ ...GOOD, zzz: 1 })[0].hint).toContain("known inputs: frequencyHz, time");
  });

  it("refuses inputs that say the same twice", () => {
    expect(issuesOf({ ...GOOD, time: 50, reliability: 50 }).map(({ code }) => code)).toEqual([
      "conflicting-inputs",
      "conflicting-inputs",
    ]);
  });

  it.each([20e6, 20e9])("takes the ends of a range: %d", (frequencyHz) => {
    expect(issuesOf({ frequencyHz })).toEqual([]);
  });

  it.each([19.9e6, 20.1e9, Number.NaN, Number.POSITIVE_INFINITY])("refuses a frequency of %d", (frequencyHz) => {
    expect(issuesOf({ frequencyHz })[0].code).toBe("out-of-range");
  });

  it.each(["868MHz", null, [868e6], true])("refuses %j for a number", (frequencyHz) => {
    expect(issuesOf({ frequencyHz })[0].code).toBe("wrong-type");
  });

  it.each(["toString", "__proto__", "constructor"])("does not know an input named %s", (key) => {
    expect(issuesOf(JSON.parse(`{"frequencyHz": 868e6, "${key}": 1}`))[0].code).toBe("unknown-input");
  });

  it.each([[[1, 2]], [new Float64Array(2)], [new Int16Array(3)]])("takes a profile: %j", (profileM) => {
    expect(issuesOf({ ...GOOD, profileM })).toEqual([]);
  });

  it.each([
    [[1], "out-of-range"],
    [[1, Number.NaN], "out-of-range"],
    [[1, null], "out-of-range"],
    [[1, "2"], "out-of-range"],
    ["1,2", "wrong-type"],
    [{ length: 2 }, "wrong-type"],
    [new DataView(new ArrayBuffer(8)), "out-of-range"],
  ])("refuses a profile: %j", (profileM, code) => {
    expect(issuesOf({ ...GOOD, profileM })[0].code).toBe(code);
  });

  it("names places as it is told", () => {
    const read = () => readInputs(SPECS, {}, { where: (key) => `/chirpscape/propagation/${key}` });
    expect(read).toThrow("/chirpscape/propagation/frequencyHz: missing: a number from 20000000 to 20000000000 Hz");
  });
});

describe("settingInputs", () => {
  it("leaves out what the path gives", () => {
    const keys = Object.keys(settingInputs(ITM));
    expect(keys).toContain("climate");
    for (const key of ITM.pathInputs) expect(keys).not.toContain(key);
  });
});
