import { describe, expect, it } from "vitest";
import { receiveWindowSymbols } from "../../../src/lora/energy/receive-window.ts";

const symbols = (detectSymbols: number, timingErrorS: number, symbolTimeS = 0.001024) =>
  receiveWindowSymbols({ symbolTimeS, detectSymbols, timingErrorS });

describe("the length of a receive window", () => {
  it("without a timing error is what finding a preamble takes", () => {
    expect(symbols(5, 0)).toBe(5);
    expect(symbols(8, 0)).toBe(8);
  });

  it.each([
    // LoRaMac-node, RegionCommonComputeRxWindowParameters: max(ceil(((2·min − 8)·T + 2·error) / T), min), worked by hand
    [6, 0.01, 0.001024, 24],
    [6, 0.02, 0.001024, 44],
    [6, 0.01, 0.032768, 6],
    [5, 0.1, 0.032768, 9],
  ])("%i symbols with an error of %f s at %f s a symbol is %i", (detect, errorS, symbolTimeS, expected) => {
    expect(symbols(detect, errorS, symbolTimeS)).toBe(expected);
  });

  it("never shrinks with the error", () => {
    const lengths = [0, 1e-4, 1e-3, 5e-3, 2e-2, 1e-1].map((errorS) => symbols(6, errorS));
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
  });
});
