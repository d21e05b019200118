import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeFrame } from "../../../src/modem/coding/encode-frame.ts";
import { dissectFrame } from "../../../src/modem/coding/frame-anatomy.ts";
import { frameSettings } from "../../../src/modem/frame-settings-input.ts";
import { anyPayload, anySettings } from "./arbitrary-frame.ts";
import { SYMBOL_REFERENCE } from "./symbol-reference.ts";

describe("encodeFrame", () => {
  it.each(SYMBOL_REFERENCE)("gives the symbols of $id", ({ settings, payload, symbols }) => {
    expect(Array.from(encodeFrame(settings, payload))).toEqual(symbols);
  });

  it("has read believable references", () => {
    expect(SYMBOL_REFERENCE.length).toBe(76);
    const seen = (value: (written: (typeof SYMBOL_REFERENCE)[number]) => unknown) =>
      new Set(SYMBOL_REFERENCE.map(value)).size;
    expect(seen(({ settings }) => settings.sf)).toBe(8);
    expect(seen(({ settings }) => settings.codingRate)).toBe(4);
  });

  it("keeps its symbols in range, reduced ones 1 above a multiple of four", () => {
    fc.assert(
      fc.property(anySettings, anyPayload, (settings, payload) => {
        const symbols = encodeFrame(settings, payload);
        expect(symbols.every((symbol) => symbol < 2 ** settings.sf)).toBe(true);
        const reducedFrom = settings.sf > 6 || settings.chip === "sx127x" ? 0 : 8;
        const reducedTo = settings.lowDataRate ? symbols.length : 8;
        expect(symbols.subarray(reducedFrom, reducedTo).every((symbol) => symbol % 4 === 1)).toBe(true);
      }),
    );
  });

  it("refuses what a frame cannot hold", () => {
    const sf7 = frameSettings({ sf: 7 });
    expect(() => encodeFrame(sf7, new Uint8Array(256))).toThrow("payload: expected at most 255 bytes, got 256");
    const settings = { ...sf7, sf: 6, chip: "sx127x" } as const;
    expect(() => encodeFrame(settings, new Uint8Array(1))).toThrow(
      "implicitHeader: the SX127x sends SF6 only with an implicit header",
    );
  });
});

describe("dissectFrame", () => {
  it("comes to the same symbols", () => {
    fc.assert(
      fc.property(anySettings, anyPayload, (settings, payload) => {
        expect(dissectFrame(settings, payload).symbols).toEqual(Array.from(encodeFrame(settings, payload)));
      }),
      { numRuns: 30 },
    );
  });

  it("names every part", () => {
    const { blocks } = dissectFrame(frameSettings({ sf: 7, codingRate: "4/6" }), Uint8Array.of(0x48, 0x69));
    expect(blocks.map(({ words }) => words.map(({ part }) => part))).toEqual([
      ["length", "length", "rate and CRC flag", "checksum", "checksum"],
      ["payload", "payload", "payload", "payload", "CRC", "CRC", "CRC"],
      ["CRC", ...Array(6).fill("padding")],
    ]);
    // By hand: 0x48 ^ 0xff = 0xb7, low nibble first: 7 = d0 d1 d2, of which p0 = 1 and p1 = 0
    expect(blocks[1].words[0]).toEqual({ part: "payload", byte: 0, nibble: 7, bits: "111010" });
    expect(blocks[1].symbols).toHaveLength(6);
  });
});
