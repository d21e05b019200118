import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loraTimeOnAir } from "../../../src/lora/airtime.ts";
import { LORA_PACKET_DEFAULTS } from "../../../src/lora/lora-packet.ts";
import { firstBlock, frameBlocks, frameSymbolCount, payloadBlock } from "../../../src/modem/coding/frame-layout.ts";
import { frameSettings } from "../../../src/modem/frame-settings-input.ts";
import { anySettings } from "./arbitrary-frame.ts";

describe("the layout of a frame", () => {
  it("has as many symbols as the datasheets' formulas count", () => {
    fc.assert(
      fc.property(anySettings, fc.nat({ max: 255 }), (settings, payloadBytes) => {
        const { sf, chip, lowDataRate } = settings;
        // The SX127x has no SF5, and the SX126x no low-data-rate optimisation at SF5 and SF6, on their datasheets
        fc.pre(chip === "sx127x" ? sf > 5 : sf > 6 || !lowDataRate);
        const packet = { ...LORA_PACKET_DEFAULTS, ...settings, ldro: lowDataRate, payloadBytes };
        expect(frameSymbolCount(settings, payloadBytes)).toBe(loraTimeOnAir(packet).payloadSymbols);
      }),
      { numRuns: 1000 },
    );
  });

  it("is without gaps", () => {
    fc.assert(
      fc.property(anySettings, fc.nat({ max: 255 }), (settings, payloadBytes) => {
        const blocks = frameBlocks(settings, payloadBytes);
        let nibble = 0;
        let symbol = 0;
        for (const block of blocks) {
          expect(block).toMatchObject({ nibble, symbol });
          nibble += block.shape.rows;
          symbol += block.shape.symbols;
        }
        expect(symbol).toBe(frameSymbolCount(settings, payloadBytes));
      }),
    );
  });

  it("differs between the chips at SF5 and SF6 only", () => {
    expect(firstBlock({ sf: 5, chip: "sx126x" })).toEqual({ rows: 5, symbols: 8, codeBits: 8, reduced: false });
    expect(firstBlock({ sf: 5, chip: "sx127x" })).toEqual({ rows: 3, symbols: 8, codeBits: 8, reduced: true });
    expect(firstBlock({ sf: 7, chip: "sx126x" })).toEqual(firstBlock({ sf: 7, chip: "sx127x" }));
  });

  it("has reduced blocks at a low data rate", () => {
    const sf12 = frameSettings({ sf: 12, codingRate: "4/6" });
    expect(payloadBlock(sf12)).toEqual({ rows: 10, symbols: 6, codeBits: 6, reduced: true });
    expect(payloadBlock({ ...sf12, lowDataRate: false })).toMatchObject({ rows: 12, reduced: false });
  });
});
