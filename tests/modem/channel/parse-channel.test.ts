import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/math/errors.ts";
import { MULTIPATH_PROFILES } from "../../../src/modem/channel/multipath-profiles.ts";
import { parseChannel, STAGE_KINDS } from "../../../src/modem/channel/parse-channel.ts";
import { parseTaps, parseTapTable } from "../../../src/modem/channel/parse-taps.ts";

function faults(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof InputError) return error.issues.map(({ code, where }) => `${code} ${where}`);
  }
  return [];
}

describe("parseChannel", () => {
  it("fills in what is left out", () => {
    expect(
      parseChannel([
        { kind: "noise", snrDb: -5 },
        { kind: "lora", sirDb: 3, sf: 9 },
        { kind: "quantise", bits: 8 },
      ]),
    ).toEqual([
      { kind: "noise", snrDb: -5 },
      { kind: "lora", sirDb: 3, sf: 9, delayS: 0, offsetHz: 0, payloadBytes: 16, bandwidthHz: null, periodS: null },
      { kind: "quantise", bits: 8, fullScale: 1 },
    ]);
  });

  it("takes taps or a profile", () => {
    const [mine] = parseChannel([{ kind: "multipath", taps: [{ delayS: 1e-6, gainDb: -3 }] }]);
    expect(mine).toEqual({
      kind: "multipath",
      dopplerHz: 0,
      normalise: true,
      taps: [{ delayS: 1e-6, gainDb: -3, phaseRad: 0, fading: "none", kFactorDb: 0 }],
    });
    const [published] = parseChannel([{ kind: "multipath", profile: "itu-vehicular-b", dopplerHz: 30 }]);
    expect(published).toHaveProperty("taps.length", MULTIPATH_PROFILES["itu-vehicular-b"].delaysNs.length);
  });

  it("tells every fault with its place", () => {
    const bad = [
      { kind: "nose", snrDb: 3 },
      { kind: "noise" },
      { kind: "noise", snrDb: "3" },
      { kind: "quantise", bits: 2.5, bit: 8 },
      { kind: "fading", model: "rice" },
      "noise",
      { kind: "multipath", profile: "itu" },
      { kind: "multipath" },
      { kind: "multipath", profile: "3gpp-epa", taps: [] },
      { kind: "multipath", taps: [{ delayS: -1, gainDb: 0 }, 5] },
    ];
    expect(faults(() => parseChannel(bad))).toEqual([
      "unknown-name /0/kind",
      "missing-key /1/snrDb",
      "bad-value /2/snrDb",
      "unknown-key /3/bit",
      "out-of-range /3/bits",
      "bad-value /4/model",
      "bad-value /5",
      "unknown-name /6/profile",
      "bad-value /7/taps",
      "conflicting-inputs /8/taps",
      "out-of-range /9/taps/0/delayS",
      "bad-value /9/taps/1",
    ]);
    expect(faults(() => parseChannel({}))).toEqual(["not-a-channel "]);
    expect(STAGE_KINDS).toHaveLength(11);
  });
});

describe("taps", () => {
  const TAPS = [
    { delayS: 0, gainDb: 0, phaseRad: 0, fading: "rician", kFactorDb: 6 },
    { delayS: 4e-6, gainDb: -6, phaseRad: 1.5, fading: "none", kFactorDb: 0 },
  ];

  it("come from JSON, as a list or in an object", () => {
    expect(parseTaps(TAPS)).toEqual(TAPS);
    expect(parseTaps({ taps: TAPS })).toEqual(TAPS);
    expect(faults(() => parseTaps({}))).toEqual(["bad-value /taps"]);
  });

  it("come from a table", () => {
    const text = "# hill\ndelayS, gainDb, phaseRad, fading, kFactorDb\n0,0,,rician,6\n\n4e-6,-6,1.5,none,\n";
    expect(parseTapTable(text, "hill.csv")).toEqual(TAPS);
  });

  it("of a bad table are told by line", () => {
    expect(faults(() => parseTapTable("delay,gain\n0,0\n", "a.csv"))).toEqual(["bad-table a.csv:1"]);
    expect(faults(() => parseTapTable("", "a.csv"))).toEqual(["bad-table a.csv"]);
    expect(faults(() => parseTapTable("delayS,gainDb\n", "a.csv"))).toEqual(["bad-table a.csv"]);
    expect(faults(() => parseTapTable("delayS,gainDb\n0,x\n-1,0\n", "a.csv"))).toEqual([
      "bad-value a.csv:2",
      "out-of-range a.csv:3",
    ]);
  });
});
