import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeFrame } from "../../../src/modem/coding/decode-frame.ts";
import { encodeFrame } from "../../../src/modem/coding/encode-frame.ts";
import { labelOfSymbol, symbolOfLabel } from "../../../src/modem/coding/symbol-label.ts";
import type { FrameSettings } from "../../../src/modem/frame-settings.ts";
import { frameSettings } from "../../../src/modem/frame-settings-input.ts";
import { anyPayload, anySettings } from "./arbitrary-frame.ts";
import { SYMBOL_REFERENCE } from "./symbol-reference.ts";

const sf7 = frameSettings({ sf: 7 });
const hello = encodeFrame(sf7, Uint8Array.of(72, 101, 108, 108, 111));

/** Flips bits of a symbol's label: what the channel does, seen by the decoder. */
function flipBit(symbol: number, bit: number, settings: FrameSettings, reduced: boolean): number {
  return symbolOfLabel(labelOfSymbol(symbol, settings.sf, reduced) ^ (1 << bit), settings.sf, reduced);
}

describe("decodeFrame", () => {
  it.each(SYMBOL_REFERENCE)("reads $id", ({ settings, payload, symbols }) => {
    const decoded = decodeFrame(settings, symbols, payload.length);
    expect(decoded.payload).toEqual(payload);
    expect(decoded.crcOk).toBe(settings.crc ? true : null);
    expect(decoded).toMatchObject({ correctedBits: 0, symbolCount: symbols.length });
    const { codingRate, crc } = settings;
    expect(decoded.header).toEqual(settings.implicitHeader ? null : { payloadBytes: payload.length, codingRate, crc });
  });

  it("undoes encodeFrame", () => {
    fc.assert(
      fc.property(anySettings, anyPayload, (settings, payload) => {
        const length = settings.implicitHeader ? payload.length : undefined;
        const decoded = decodeFrame(settings, encodeFrame(settings, payload), length);
        expect(decoded.payload).toEqual(payload);
        expect(decoded.crcOk).toBe(settings.crc ? true : null);
        expect(decoded.correctedBits).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it("takes coding rate and CRC from the header", () => {
    const sent = { ...sf7, codingRate: "4/8", crc: false } as const;
    const decoded = decodeFrame(sf7, encodeFrame(sent, Uint8Array.of(1, 2, 3)));
    expect(decoded).toMatchObject({ payload: Uint8Array.of(1, 2, 3), crcOk: null });
    expect(decoded.header).toEqual({ payloadBytes: 3, codingRate: "4/8", crc: false });
  });

  it("mends one wrong bit in every code word at 4/7 and 4/8, as when a whole symbol is lost", () => {
    const protectedSettings = fc
      .tuple(anySettings, fc.constantFrom("4/7", "4/8"))
      .map(([settings, codingRate]) => ({ ...settings, codingRate, crc: true }) as FrameSettings);
    fc.assert(
      fc.property(protectedSettings, anyPayload, fc.nat(), (settings, payload, lost) => {
        const symbols = encodeFrame(settings, payload);
        const wrong = symbols.slice();
        const firstReduced = settings.sf > 6 || settings.chip === "sx127x";
        let flipped = 0;
        const loseSymbol = (at: number, reduced: boolean) => {
          for (let bit = 0; bit < settings.sf - (reduced ? 2 : 0); bit++, flipped++) {
            wrong[at] = flipBit(wrong[at], bit, settings, reduced);
          }
        };
        loseSymbol(lost % 8, firstReduced);
        const blockSymbols = Number(settings.codingRate.at(-1));
        for (let at = 8; at < wrong.length; at += blockSymbols)
          loseSymbol(at + (lost % blockSymbols), settings.lowDataRate);
        const decoded = decodeFrame(settings, wrong, settings.implicitHeader ? payload.length : undefined);
        expect(decoded.payload).toEqual(payload);
        expect(decoded.crcOk).toBe(true);
        expect(decoded.correctedBits).toBe(flipped);
      }),
    );
  });

  it("sees by the CRC what it cannot mend", () => {
    const wrong = hello.slice();
    wrong[9] = flipBit(wrong[9], 0, sf7, false);
    expect(decodeFrame(sf7, wrong)).toMatchObject({ crcOk: false, correctedBits: 1 });
  });

  it("takes a reduced symbol next to its place for it", () => {
    for (const shift of [-1, 1]) {
      const near = hello.map((symbol, i) => (i < 8 ? symbol + shift : symbol));
      expect(decodeFrame(sf7, near)).toMatchObject({ crcOk: true, correctedBits: 0 });
    }
  });

  it("does not look at what follows the frame", () => {
    const decoded = decodeFrame(sf7, [...hello, 5, 6, 7]);
    expect(decoded).toMatchObject({ crcOk: true, symbolCount: hello.length });
  });
});

describe("bad input of decodeFrame", () => {
  const implicit = { ...sf7, implicitHeader: true };
  const damaged = hello.map((symbol, i) => (i < 8 ? hello[7 - i] : symbol));

  it.each([
    [
      "out-of-range",
      sf7,
      [...hello.subarray(0, 3), 128],
      undefined,
      "symbols[3]: expected a whole number from 0 to 127, got 128",
    ],
    ["out-of-range", sf7, [Number.NaN], undefined, "symbols[0]: expected a whole number from 0 to 127"],
    ["out-of-range", sf7, [1.5], undefined, "symbols[0]: expected a whole number from 0 to 127, got 1.5"],
    ["too-few-symbols", sf7, [], undefined, "symbols: expected at least 8 symbols for the first block, got 0"],
    [
      "too-few-symbols",
      sf7,
      hello.subarray(0, 17),
      undefined,
      "expected at least 18 symbols for 5 bytes at SF7 and 4/5, got 17",
    ],
    ["bad-header", sf7, damaged, undefined, "symbols: the header's checksum is wrong"],
    ["missing-input", implicit, hello, undefined, "payloadBytes: missing"],
    ["conflicting-inputs", sf7, hello, 6, "payloadBytes: the header says 5 bytes, got 6"],
    ["out-of-range", implicit, hello, 256, "payloadBytes: expected a whole number from 0 to 255, got 256"],
    ["not-on-chip", { ...sf7, sf: 5, chip: "sx127x" } as const, hello, 5, "implicitHeader: the SX127x sends SF5 only"],
  ] as const)("%s", (code, settings, symbols, payloadBytes, message) => {
    const attempt = () => decodeFrame(settings, symbols as ArrayLike<number>, payloadBytes);
    expect(attempt).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }));
  });
});
