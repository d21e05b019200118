import { describe, expect, it } from "vitest";
import {
  FRAME_KEYS,
  frameEnvelope,
  frameSettings,
  needsLowDataRate,
  parseSyncWord,
  refuseUnknownKeys,
} from "../../src/modem/frame-settings-input.ts";

describe("frameSettings", () => {
  it("fills in what is not said", () => {
    const settings = {
      sf: 9,
      bandwidthHz: 125_000,
      codingRate: "4/5",
      crc: true,
      implicitHeader: false,
      lowDataRate: false,
      chip: "sx126x",
    };
    expect(frameSettings({ sf: 9 })).toEqual(settings);
    expect(frameSettings({ sf: 9, crc: null, ldro: null, chip: undefined })).toEqual(settings);
  });

  it("switches low-data-rate optimisation on for symbols above 16 ms", () => {
    // 2^11 / 125 kHz = 16.384 ms; 2^10 / 62.5 kHz the same; 2^10 / 64 kHz = 16 ms, which is not above
    expect(needsLowDataRate(11, 125_000)).toBe(true);
    expect(needsLowDataRate(10, 125_000)).toBe(false);
    expect(needsLowDataRate(10, 62_500)).toBe(true);
    expect(needsLowDataRate(10, 64_000)).toBe(false);
    expect(frameSettings({ sf: 12, ldro: false }).lowDataRate).toBe(false);
    expect(frameSettings({ sf: 7, ldro: true }).lowDataRate).toBe(true);
  });

  it("takes any bandwidth, and a chip's as datasheets round it", () => {
    expect(frameSettings({ sf: 7, bandwidthHz: 7800 }).bandwidthHz).toBe(7812.5);
    expect(frameSettings({ sf: 7, bandwidthHz: 100_000 }).bandwidthHz).toBe(100_000);
  });

  it.each([
    [{}, "missing-input", "sf: missing"],
    [{ sf: 13 }, "out-of-range", "sf: expected a whole number from 5 to 12, got 13"],
    [{ sf: "7" }, "out-of-range", 'got "7"'],
    [{ sf: 7, bandwidthHz: 0 }, "out-of-range", "bandwidthHz: expected a number above 0"],
    [{ sf: 7, bandwidthHz: "125 kHz" }, "out-of-range", "bandwidthHz: expected a number above 0"],
    [{ sf: 7, codingRate: "4/9" }, "unknown-value", "codingRate: expected one of 4/5, 4/6, 4/7, 4/8"],
    [{ sf: 7, crc: 1 }, "wrong-type", "crc: expected true or false, got 1"],
    [{ sf: 7, implicitHeader: "no" }, "wrong-type", "implicitHeader: expected true or false"],
    [{ sf: 7, ldro: "on" }, "unknown-value", 'ldro: expected one of auto, true, false, got "on"'],
    [{ sf: 7, chip: "sx1276" }, "unknown-value", "chip: expected one of sx127x, sx126x"],
    [{ sf: 6, chip: "sx127x" }, "not-on-chip", "implicitHeader: the SX127x sends SF6 only with an implicit header"],
  ])("refuses %j", (input, code, message) => {
    expect(() => frameSettings(input)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) }),
    );
  });
});

describe("frameEnvelope", () => {
  it("fills in what is not said", () => {
    expect(frameEnvelope({})).toEqual({ preambleSymbols: 8, syncWord: 0x12, invertIq: false });
    expect(frameEnvelope({ preambleSymbols: 12, syncWord: "0x34", invertIq: true })).toEqual({
      preambleSymbols: 12,
      syncWord: 0x34,
      invertIq: true,
    });
  });

  it.each([
    [{ preambleSymbols: 1 }, "preambleSymbols: expected a whole number from 2 to 65535, got 1"],
    [{ syncWord: "any" }, "syncWord: expected one byte to send"],
    [{ syncWord: 256 }, "syncWord: expected a byte such as 0x12"],
    [{ invertIq: "yes" }, "invertIq: expected true or false"],
  ])("refuses %j", (input, message) => {
    expect(() => frameEnvelope(input)).toThrow(message);
  });
});

describe("parseSyncWord", () => {
  it("reads numbers, texts and any", () => {
    expect(["0x34", "52", 52, "0X2b", "any"].map((value) => parseSyncWord("x", value))).toEqual([
      52,
      52,
      52,
      43,
      "any",
    ]);
  });

  it.each(["", "0x", "0x123", "300", "twelve", -1, 1.5, null])("refuses %j", (value) => {
    expect(() => parseSyncWord("--sync-word", value)).toThrow("--sync-word: expected a byte such as 0x12");
  });
});

describe("refuseUnknownKeys", () => {
  it("names the key that may have been meant", () => {
    expect(() => refuseUnknownKeys({ sf: 7, bandwidth: 1 }, FRAME_KEYS)).toThrow(
      expect.objectContaining({
        code: "unknown-input",
        issues: [expect.objectContaining({ hint: "did you mean bandwidthHz?" })],
      }),
    );
    expect(() => refuseUnknownKeys({ zzz: 7 }, FRAME_KEYS)).toThrow("zzz: unknown input");
  });
});
