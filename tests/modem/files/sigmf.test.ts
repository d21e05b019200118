import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/math/errors.ts";
import { parseSigmf } from "../../../src/modem/files/parse-sigmf.ts";
import { SAMPLE_FORMATS } from "../../../src/modem/files/sample-format.ts";
import { formatSigmf } from "../../../src/modem/files/sigmf.ts";

/** The specification's own recording, its logo: https://github.com/sigmf/SigMF, logo/sigmf_logo.sigmf-meta (CC BY-SA 4.0). */
const LOGO = {
  global: {
    "core:author": "Kyle Logue, K6OF",
    "core:datatype": "ri16_le",
    "core:num_channels": 2,
    "core:sample_rate": 48000,
    "core:version": "1.2.0",
  },
  captures: [{ "core:datetime": "2021-06-18T23:17:51.163959Z", "core:sample_start": 0 }],
  annotations: [
    {
      "core:comment": "logo warmup",
      "core:freq_lower_edge": -22000.0,
      "core:freq_upper_edge": 22000.0,
      "core:sample_count": 42000,
      "core:sample_start": 6000,
    },
  ],
};

const minimal = (global: object = {}, rest: object = {}) => ({
  global: { "core:datatype": "ci16_le", ...global },
  ...rest,
});

function faultsOf(json: unknown): readonly string[] {
  try {
    parseSigmf(json, "a.sigmf-meta");
  } catch (error) {
    if (error instanceof InputError) return error.issues.map(({ code, where }) => `${code} ${where}`);
    throw error;
  }
  return [];
}

describe("parseSigmf", () => {
  it("reads the specification's keys", () => {
    const complex = { ...LOGO, global: { ...LOGO.global, "core:datatype": "ci16_le", "core:num_channels": 1 } };
    expect(parseSigmf(complex, "logo.sigmf-meta")).toEqual({
      format: "ci16",
      sampleRateHz: 48000,
      captures: [{ sampleStart: 0, frequencyHz: null, datetime: "2021-06-18T23:17:51.163959Z" }],
      annotations: [
        {
          sampleStart: 6000,
          sampleCount: 42000,
          freqLowerHz: -22000,
          freqUpperHz: 22000,
          label: null,
          comment: "logo warmup",
        },
      ],
      description: null,
      dataset: null,
      headerBytes: 0,
      trailingBytes: 0,
    });
  });

  it("refuses real samples of two channels, and names both faults", () => {
    expect(faultsOf(LOGO)).toEqual([
      "unknown-format a.sigmf-meta#/global/core:datatype",
      "unsupported a.sigmf-meta#/global/core:num_channels",
    ]);
  });

  it("needs no more than the format", () => {
    expect(parseSigmf(minimal(), "x")).toMatchObject({ format: "ci16", sampleRateHz: null, captures: [] });
  });

  it.each([
    ["no object", [], ["wrong-type a.sigmf-meta#"]],
    ["no global object", {}, ["missing-key a.sigmf-meta#/global"]],
    ["no format", { global: {} }, ["missing-key a.sigmf-meta#/global/core:datatype"]],
    [
      "another byte order",
      minimal({ "core:datatype": "cf32_be" }),
      ["unknown-format a.sigmf-meta#/global/core:datatype"],
    ],
    [
      "a key of every object",
      minimal({ "core:datatype": "toString" }),
      ["unknown-format a.sigmf-meta#/global/core:datatype"],
    ],
    ["a sample rate of 0", minimal({ "core:sample_rate": 0 }), ["wrong-type a.sigmf-meta#/global/core:sample_rate"]],
    [
      "a sample rate in words",
      minimal({ "core:sample_rate": "1e6" }),
      ["wrong-type a.sigmf-meta#/global/core:sample_rate"],
    ],
    ["captures that are no list", minimal({}, { captures: {} }), ["wrong-type a.sigmf-meta#/captures"]],
    ["a capture that is no object", minimal({}, { captures: [{}, 7] }), ["wrong-type a.sigmf-meta#/captures/1"]],
    [
      "a second capture without a start",
      minimal({}, { captures: [{}, {}] }),
      ["missing-key a.sigmf-meta#/captures/1/core:sample_start"],
    ],
    [
      "bytes between captures",
      minimal({}, { captures: [{}, { "core:sample_start": 5, "core:header_bytes": 8 }] }),
      ["unsupported a.sigmf-meta#/captures/1/core:header_bytes"],
    ],
    [
      "a frequency in words",
      minimal({}, { captures: [{ "core:frequency": "868 MHz" }] }),
      ["wrong-type a.sigmf-meta#/captures/0/core:frequency"],
    ],
    ["another folder", minimal({ "core:dataset": "../secret" }), ["unsupported a.sigmf-meta#/global/core:dataset"]],
    ["the folder above", minimal({ "core:dataset": ".." }), ["unsupported a.sigmf-meta#/global/core:dataset"]],
    ["no samples", minimal({ "core:metadata_only": true }), ["unsupported a.sigmf-meta#/global/core:metadata_only"]],
    [
      "an extension that it needs",
      minimal({
        "core:extensions": [
          { name: "a", optional: true },
          { name: "zip", optional: false },
        ],
      }),
      ["unsupported a.sigmf-meta#/global/core:extensions/1/name"],
    ],
  ])("refuses %s", (_, json, faults) => {
    expect(faultsOf(json)).toEqual(faults);
  });

  it("shows no control characters of the file", () => {
    const json = minimal({ "core:datatype": `\u001b[2J\u009b31m\u202e${"x".repeat(1000)}` });
    expect(() => parseSigmf(json, "x")).toThrow(/got "\\u001b\[2J\\u009b31m\\u202ex{20,60}…/);
  });

  it("gives a recording or names faults, whatever the document", () => {
    const key = fc.constantFrom(
      "core:datatype",
      "core:sample_rate",
      "core:sample_start",
      "core:extensions",
      "optional",
      "name",
    );
    const keys = fc.oneof(key, fc.constantFrom("global", "captures", "annotations", "__proto__"), fc.string());
    const { document } = fc.letrec((tie) => ({
      document: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        fc.constantFrom("cf32_le", "ci8", null, true, -1, 0, 1e6, Number.NaN),
        fc.string(),
        fc.array(tie("document"), { maxLength: 4 }),
        fc.dictionary(keys, tie("document"), { maxKeys: 5 }),
      ),
    }));
    const shaped = fc.record({ global: document, captures: document, annotations: document }, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.oneof(document, shaped), (json) => {
        const faults = faultsOf(json);
        if (faults.length === 0) expect(SAMPLE_FORMATS).toContain(parseSigmf(json, "x").format);
      }),
      { numRuns: 2000, seed: 1 },
    );
  });
});

describe("formatSigmf", () => {
  it.each(SAMPLE_FORMATS)("writes %s so that it is read back", (format) => {
    const annotations = [
      {
        sampleStart: 7,
        sampleCount: 100,
        freqLowerHz: 868.0375e6,
        freqUpperHz: 868.1625e6,
        label: "SF7",
        comment: "Hello",
      },
      { sampleStart: 500, sampleCount: null, freqLowerHz: null, freqUpperHz: null, label: null, comment: null },
    ];
    const text = formatSigmf({
      format,
      sampleRateHz: 500_000,
      frequencyHz: 868.1e6,
      recorder: "chirpscape",
      description: "two frames",
      annotations,
    });
    expect(parseSigmf(JSON.parse(text), "x")).toMatchObject({
      format,
      sampleRateHz: 500_000,
      captures: [{ sampleStart: 0, frequencyHz: 868.1e6 }],
      description: "two frames",
      annotations,
    });
  });

  it("leaves out what is not known", () => {
    const text = formatSigmf({ format: "cu8", sampleRateHz: 1e6, frequencyHz: null, recorder: "x" });
    expect(JSON.parse(text)).toEqual({
      global: {
        "core:datatype": "cu8",
        "core:version": "1.2.0",
        "core:sample_rate": 1e6,
        "core:num_channels": 1,
        "core:recorder": "x",
      },
      captures: [{ "core:sample_start": 0 }],
      annotations: [],
    });
  });
});
