import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orthogonalErrorRate, symbolErrorRate } from "../../src/lora/error-rate.ts";
import { SPREADING_FACTORS, type SpreadingFactor } from "../../src/lora/parameters.ts";
import { REQUIRED_SNR_DB } from "../../src/lora/snr-threshold.ts";
import { InputError } from "../../src/math/errors.ts";

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../reference/modem/${name}`, import.meta.url), "utf8")) as unknown;
const theory = read("ser-theory.json") as {
  ser: Record<string, { snrDb: number; ser: number }[]>;
  snrAtSer: Record<string, Record<string, number>>;
  checks: { sf: SpreadingFactor; snrDb: number; integral: number; alternatingSum120digits?: number }[];
};
describe("symbolErrorRate", () => {
  it.each(SPREADING_FACTORS)("meets the integrated theory at SF%i to its five digits", (sf) => {
    for (const { snrDb, ser } of theory.ser[sf]) expect(symbolErrorRate(sf, snrDb) / ser).toBeCloseTo(1, 4);
  });

  it("meets the alternating sum of 120 digits", () => {
    const exact = theory.checks.filter(({ alternatingSum120digits }) => alternatingSum120digits !== undefined);
    expect(exact.length).toBeGreaterThan(3);
    for (const { sf, snrDb, alternatingSum120digits } of exact) {
      expect(symbolErrorRate(sf, snrDb) / (alternatingSum120digits as number)).toBeCloseTo(1, 8);
    }
  });

  // The SNRs are rounded to 1e-4 dB, over which a rate of 1e-5 changes by 2e-4 of itself
  it.each(SPREADING_FACTORS)("reaches each rate at the SNR of the table, SF%i", (sf) => {
    for (const [ser, snrDb] of Object.entries(theory.snrAtSer[sf])) {
      expect(Math.abs(symbolErrorRate(sf, snrDb) / Number(ser) - 1)).toBeLessThan(3e-4);
    }
  });

  it("guesses without a signal, and never errs without noise", () => {
    expect(symbolErrorRate(7, Number.NEGATIVE_INFINITY)).toBeCloseTo(127 / 128, 6);
    expect(symbolErrorRate(12, -200)).toBeCloseTo(4095 / 4096, 6);
    expect(symbolErrorRate(7, 60)).toBe(0);
    expect(symbolErrorRate(7, Number.POSITIVE_INFINITY)).toBe(0);
  });

  it("refuses NaN", () => {
    expect(() => symbolErrorRate(7, Number.NaN)).toThrow(InputError);
  });

  it("falls with the SNR and with the spreading factor", () => {
    const sf = fc.constantFrom<SpreadingFactor>(5, 6, 7, 8, 9, 10, 11);
    fc.assert(
      fc.property(sf, fc.double({ min: -40, max: 5, noNaN: true }), (lower, snrDb) => {
        const rate = symbolErrorRate(lower, snrDb);
        const slack = 1e-9;
        expect(symbolErrorRate(lower, snrDb + 0.5)).toBeLessThanOrEqual(rate + slack);
        const higher = (lower + 1) as SpreadingFactor;
        // Without any signal a larger alphabet is guessed wrong more often
        if (snrDb > REQUIRED_SNR_DB[lower] - 6)
          expect(symbolErrorRate(higher, snrDb)).toBeLessThanOrEqual(rate + slack);
      }),
      { seed: 1 },
    );
  });
});

describe("orthogonalErrorRate", () => {
  it("is ½·e^(−E/2) for two signals", () => {
    // Proakis, equation 4.5-45; with so few signals at so little energy the sum is right to 1e-6 only
    for (const symbolSnr of [0.5, 2, 8]) {
      expect(orthogonalErrorRate(1, symbolSnr)).toBeCloseTo(Math.exp(-symbolSnr / 2) / 2, 5);
    }
  });
});
