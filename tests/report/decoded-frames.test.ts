import { describe, expect, it } from "vitest";
import type { DecodedFrame } from "../../src/modem/receiver/decoded-frame.ts";
import { describeFrame, frameHead, frameRow, printableText } from "../../src/report/decoded-frames.ts";

const FRAME: DecodedFrame = {
  startSample: 1111.25,
  endSample: 20_000,
  startS: 0.0022225,
  endS: 0.04,
  sf: 7,
  bandwidthHz: 125_000,
  codingRate: "4/5",
  chip: "sx127x",
  lowDataRate: false,
  implicitHeader: false,
  preambleSymbols: 8,
  syncWord: 0x12,
  symbols: new Uint16Array(8),
  payload: Uint8Array.of(0x48, 0x69, 0x1b, 0x5b, 0x32, 0x4a, 0x9b, 0xff),
  crcOk: true,
  snrDb: -3.456,
  rssiDb: -20.04,
  cfoHz: -0.2,
  clockPpm: 1.25,
  correctedBits: 3,
  crcGuesses: 0,
  afterCancellation: false,
  warnings: [],
};

describe("frameRow", () => {
  it("stands under its head, whatever the numbers", () => {
    const wild = {
      ...FRAME,
      startS: 86_399.123456,
      snrDb: Number.NaN,
      cfoHz: -123_456,
      rssiDb: -120.4,
      payload: new Uint8Array(0),
    };
    for (const frame of [FRAME, wild]) {
      const row = frameRow(frame);
      for (const title of ["SF", "CRC", "bytes"]) {
        const end = frameHead().indexOf(title) + title.length;
        expect(row.slice(0, end)).toMatch(/\S$/);
      }
    }
  });

  it("says what a person asks of a frame", () => {
    expect(
      frameRow(FRAME)
        .trim()
        .split(/\s{2,}/),
    ).toEqual([
      "0.002223",
      "7",
      "4/5",
      "0x12",
      "-3.5",
      "-20.0",
      "0",
      "1.3",
      "3",
      "ok",
      "8",
      "48691b5b324a9bff",
      "|Hi.[2J..|",
    ]);
    expect(frameRow({ ...FRAME, crcOk: false })).toContain(" BAD ");
    expect(frameRow({ ...FRAME, crcOk: null })).toContain(" none ");
    expect(frameRow({ ...FRAME, warnings: ["the frame was cut"] })).toMatch(/\(the frame was cut\)$/);
  });
});

describe("printableText", () => {
  it("lets nothing through that could steer a terminal", () => {
    const text = printableText(Uint8Array.from({ length: 256 }, (_, byte) => byte));
    expect(text).toHaveLength(256);
    expect(text).toMatch(/^[ -~]*$/);
  });
});

describe("describeFrame", () => {
  it("gives the contract's keys, bytes as digits, and null for what does not exist", () => {
    const described = describeFrame({ ...FRAME, snrDb: Number.POSITIVE_INFINITY, clockPpm: Number.NaN, crcOk: null });
    expect(described).toMatchObject({
      startS: 0.0022225,
      sf: 7,
      payloadHex: "48691b5b324a9bff",
      crcOk: null,
      codingRate: "4/5",
      snrDb: null,
      rssiDb: -20.04,
      cfoHz: -0.2,
      clockPpm: null,
      correctedBits: 3,
      syncWord: "0x12",
    });
  });
});
