import { describe, expect, it } from "vitest";
import { SPREADING_FACTORS } from "../../../src/lora/parameters.ts";
import { countOnes } from "../../../src/modem/coding/hamming.ts";
import { labelOfSymbol, symbolOfLabel } from "../../../src/modem/coding/symbol-label.ts";

describe.each(SPREADING_FACTORS)("labels at SF%d", (sf) => {
  it.each([false, true])("are found again (reduced: %s)", (reduced) => {
    const count = 2 ** (reduced ? sf - 2 : sf);
    const symbols = Array.from({ length: count }, (_, label) => symbolOfLabel(label, sf, reduced));
    expect(new Set(symbols).size).toBe(count);
    symbols.forEach((symbol, label) => {
      expect(labelOfSymbol(symbol, sf, reduced)).toBe(label);
    });
  });

  it("differ in one bit between neighbours", () => {
    for (let symbol = 0; symbol < 2 ** sf; symbol++) {
      const next = (symbol + 1) % 2 ** sf;
      expect(countOnes(labelOfSymbol(symbol, sf, false) ^ labelOfSymbol(next, sf, false)), `${symbol}`).toBe(1);
    }
  });

  it("of reduced symbols are those of their neighbours too", () => {
    for (let symbol = 1; symbol < 2 ** sf; symbol += 4) {
      const label = labelOfSymbol(symbol, sf, true);
      expect([labelOfSymbol(symbol - 1, sf, true), labelOfSymbol(symbol + 1, sf, true)]).toEqual([label, label]);
    }
  });
});
