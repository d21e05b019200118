import { describe, expect, it } from "vitest";
import { frameMiddleHz, frameParts, payloadText, symbolStartS } from "../../../src/report/modem/frame-parts.ts";
import { madeChirps } from "../../support/made-chirps.ts";

const symbolS = 128 / 125_000;

describe("frameParts", () => {
  it("follow each other as they go on air", () => {
    const { frame } = madeChirps();
    const lengths = frameParts(frame).map(({ kind, fromS, toS }) => [
      kind,
      Number(((toS - fromS) / symbolS).toFixed(6)),
    ]);
    expect(lengths).toEqual([
      ["preamble", 8],
      ["sync", 2],
      ["start", 2.25],
      ["header", 8],
      ["payload", 8],
    ]);
    expect(symbolStartS(frame, 0)).toBeCloseTo(frame.startS + 12.25 * symbolS, 12);
  });

  it("has no header where there is none, and two up-chirps more on an SX126x at SF5", () => {
    const parts = frameParts(madeChirps({ sf: 5, implicitHeader: true }).frame);
    expect(parts.map(({ kind }) => kind)).toEqual(["preamble", "sync", "start", "payload"]);
    expect((parts[2].toS - parts[2].fromS) / (32 / 125_000)).toBeCloseTo(4.25, 9);
  });

  it("keeps to the transmitter's clock", () => {
    const { frame } = madeChirps({ clockPpm: 400 });
    expect(symbolStartS(frame, 3)).toBeCloseTo(frame.startS + (15.25 * symbolS) / 1.0004, 12);
  });
});

it("says what a payload is: text where it is printable, else bytes, and never too much", () => {
  const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
  expect(payloadText(bytes("Hello LoRa!"))).toBe('"Hello LoRa!"');
  expect(payloadText(Uint8Array.of(0, 0xab))).toBe("00ab");
  expect(payloadText(bytes("x".repeat(50)))).toBe(`"${"x".repeat(20)}..."`);
  expect(payloadText(new Uint8Array(0))).toBe("empty");
});

it("mirrors a carrier's offset with the signal, not the channel's place", () => {
  expect(frameMiddleHz({ cfoHz: 300 }, {})).toBe(300);
  expect(frameMiddleHz({ cfoHz: 300 }, { channelOffsetHz: 1000, invertIq: true })).toBe(700);
});
