import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packetSuccess, symbolErrorRate } from "../../src/lora/error-rate.ts";
import { CODING_RATES, type CodingRate, SPREADING_FACTORS, type SpreadingFactor } from "../../src/lora/parameters.ts";
import { REQUIRED_SNR_DB } from "../../src/lora/snr-threshold.ts";
import { InputError } from "../../src/math/errors.ts";

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../reference/modem/${name}`, import.meta.url), "utf8")) as unknown;
const theory = read("ser-theory.json") as {
  ser: Record<string, { snrDb: number; ser: number }[]>;
  snrAtSer: Record<string, Record<string, number>>;
  checks: { sf: SpreadingFactor; snrDb: number; integral: number; alternatingSum120digits?: number }[];
};
const ideal = read("error-rates-ideal.json") as {
  results: Record<"4/5" | "4/8", { snrDb: number; frames: number; per: { hard: number } }[]>;
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

describe("packetSuccess", () => {
  // A tenth of a decibel of the model and three deviations of the simulation's thousand frames
  it.each(["4/5", "4/8"] as const)("meets simulation with hard decisions, SF7, 16 bytes, %s", (codingRate) => {
    const loss = (snrDb: number) => 1 - packetSuccess({ sf: 7, codingRate, payloadBytes: 16, snrDb });
    for (const { snrDb, frames, per } of ideal.results[codingRate]) {
      const noise = 3 * Math.sqrt((per.hard * (1 - per.hard)) / frames) + 1 / frames;
      expect(per.hard).toBeGreaterThanOrEqual(loss(snrDb + 0.12) - noise);
      expect(per.hard).toBeLessThanOrEqual(loss(snrDb - 0.12) + noise);
    }
  });

  it("loses about a percent at the datasheets' thresholds", () => {
    for (const sf of [7, 8, 9, 10, 11, 12] as const) {
      const success = packetSuccess({ sf, codingRate: "4/5", payloadBytes: 20, snrDb: REQUIRED_SNR_DB[sf] });
      expect(success).toBeGreaterThan(0.98);
    }
  });

  it("is the chance of sixteen right data symbols, by hand", () => {
    // SF7, implicit header, no CRC, 6 bytes: 12 code words; 5 of them in the first block (4/8, mends one wrong symbol surely),
    // 7 fill one block at 4/5, whose four data symbols must be right: (1 − p)^4 times P(at most one wrong of 8) at least.
    const snrDb = -9;
    const p = symbolErrorRate(7, snrDb);
    const settings = { sf: 7, codingRate: "4/5", payloadBytes: 6, snrDb, implicitHeader: true, crc: false } as const;
    const atMostOne = (1 - p) ** 8 + 8 * p * (1 - p) ** 7;
    // Two wrong symbols leave a code word whole with 3/4: all five with (3/4)^5
    const two = 28 * p ** 2 * (1 - p) ** 6 * 0.75 ** 5;
    expect(packetSuccess(settings)).toBeCloseTo((1 - p) ** 4 * (atMostOne + two), 5);
  });

  it("falls with length and rises with coding and SNR", () => {
    const anyOf = fc.record({
      sf: fc.constantFrom(...SPREADING_FACTORS),
      payloadBytes: fc.integer({ min: 0, max: 254 }),
      offsetDb: fc.double({ min: -6, max: 3, noNaN: true }),
      lowDataRate: fc.boolean(),
    });
    fc.assert(
      fc.property(anyOf, fc.constantFrom<CodingRate>(...CODING_RATES), ({ offsetDb, ...rest }, codingRate) => {
        const snrDb = REQUIRED_SNR_DB[rest.sf] + offsetDb;
        const success = packetSuccess({ ...rest, codingRate, snrDb });
        expect(success).toBeGreaterThanOrEqual(0);
        expect(success).toBeLessThanOrEqual(1);
        expect(packetSuccess({ ...rest, codingRate, snrDb: snrDb + 0.5 })).toBeGreaterThanOrEqual(success - 1e-9);
        const longer = { ...rest, payloadBytes: rest.payloadBytes + 1 };
        expect(packetSuccess({ ...longer, codingRate, snrDb })).toBeLessThanOrEqual(success + 1e-9);
        expect(packetSuccess({ ...rest, codingRate: "4/8", snrDb })).toBeGreaterThanOrEqual(
          packetSuccess({ ...rest, codingRate: "4/5", snrDb }) - 1e-9,
        );
      }),
      { seed: 1 },
    );
  });

  it("refuses 256 bytes", () => {
    expect(() => packetSuccess({ sf: 7, codingRate: "4/5", payloadBytes: 256, snrDb: 0 })).toThrow(/payloadBytes/);
  });
});
