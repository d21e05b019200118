import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orthogonalErrorRate, symbolErrorRate } from "../../src/lora/error-rate.ts";
import { packetSuccess } from "../../src/lora/packet-success.ts";
import { CODING_RATES, type CodingRate, SPREADING_FACTORS } from "../../src/lora/parameters.ts";
import { receiverLossDb } from "../../src/lora/receiver-loss.ts";
import { REQUIRED_SNR_DB } from "../../src/lora/snr-threshold.ts";

const ideal = JSON.parse(
  readFileSync(new URL("../reference/modem/error-rates-ideal.json", import.meta.url), "utf8"),
) as {
  results: Record<"4/5" | "4/8", { snrDb: number; frames: number; per: { hard: number; softMaxLog: number } }[]>;
};

describe("packetSuccess", () => {
  // Three deviations of the simulation's thousand frames, and of the models: of the hard one, which looks at the header's symbols
  // among a quarter of the bins, an eighth of a decibel
  it.each(
    (["4/5", "4/8"] as const).flatMap((codingRate) =>
      (
        [
          ["hard", "hard", 0.12],
          ["soft", "softMaxLog", 0.05],
        ] as const
      ).map((way) => [codingRate, ...way] as const),
    ),
  )("meets simulation, SF7, 16 bytes: %s, %s", (codingRate, decoding, simulated, allowanceDb) => {
    const loss = (snrDb: number) =>
      1 - packetSuccess({ sf: 7, codingRate, payloadBytes: 16, snrDb, decoding, synchronisation: "ideal" });
    for (const { snrDb, frames, per } of ideal.results[codingRate]) {
      const rate = per[simulated];
      const noise = 3 * Math.sqrt((rate * (1 - rate)) / frames) + 1 / frames;
      expect(rate).toBeGreaterThanOrEqual(loss(snrDb + allowanceDb) - noise);
      expect(rate).toBeLessThanOrEqual(loss(snrDb - allowanceDb) + noise);
    }
  });

  it("loses a percent 0.5 to 2 dB below the datasheets' thresholds, which are stated for about as much", () => {
    for (const sf of [6, 7, 8, 9, 10] as const) {
      const loss = (overDb: number) =>
        1 - packetSuccess({ sf, codingRate: "4/5", payloadBytes: 16, snrDb: REQUIRED_SNR_DB[sf] + overDb });
      expect(loss(-0.5)).toBeLessThan(0.01);
      expect(loss(-2)).toBeGreaterThan(0.01);
    }
  });

  it("takes the receiver's loss off the SNR, and nothing else", () => {
    for (const sf of SPREADING_FACTORS) {
      const snrDb = REQUIRED_SNR_DB[sf] - 1.5;
      const lossDb = receiverLossDb(sf, snrDb);
      expect(lossDb).toBeGreaterThan(0.1);
      expect(lossDb).toBeLessThan(1);
      const packet = { sf, codingRate: "4/6", payloadBytes: 9 } as const;
      const ideal = packetSuccess({ ...packet, snrDb: snrDb - lossDb, synchronisation: "ideal" });
      expect(packetSuccess({ ...packet, snrDb })).toBe(ideal);
    }
  });

  it("is, with hard decisions, the chance of the right symbols, by hand", () => {
    // SF7, implicit header, no CRC, 6 bytes: 12 code words; 5 of them in the first block (4/8, mends one wrong symbol surely),
    // 7 fill one block at 4/5, whose four data symbols must be right: (1 − p)^4 times P(at most one wrong of 8) at least.
    const snrDb = -9;
    const p = symbolErrorRate(7, snrDb);
    // The first block's symbols are decided among 32, with the energy of 128 chips
    const q = orthogonalErrorRate(5, 128 * 10 ** (snrDb / 10));
    const packet = { sf: 7, codingRate: "4/5", payloadBytes: 6, implicitHeader: true, crc: false } as const;
    const atMostOne = (1 - q) ** 8 + 8 * q * (1 - q) ** 7;
    // Two wrong symbols leave a code word whole with 3/4: all five with (3/4)^5
    const two = 28 * q ** 2 * (1 - q) ** 6 * 0.75 ** 5;
    expect(packetSuccess({ ...packet, snrDb, decoding: "hard", synchronisation: "ideal" })).toBeCloseTo(
      (1 - p) ** 4 * (atMostOne + two),
      5,
    );
  });

  it("falls with length and rises with coding and SNR", () => {
    const anyOf = fc.record({
      sf: fc.constantFrom(...SPREADING_FACTORS),
      payloadBytes: fc.integer({ min: 0, max: 254 }),
      offsetDb: fc.double({ min: -12, max: 6, noNaN: true }),
      lowDataRate: fc.boolean(),
      decoding: fc.constantFrom("soft", "hard"),
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

  it("has an answer for every SNR, and refuses NaN", () => {
    const packet = { sf: 12, codingRate: "4/6", payloadBytes: 20 } as const;
    expect(packetSuccess({ ...packet, snrDb: Number.POSITIVE_INFINITY })).toBe(1);
    expect(packetSuccess({ ...packet, snrDb: 60 })).toBe(1);
    expect(packetSuccess({ ...packet, snrDb: -60 })).toBeLessThan(1e-6);
    expect(packetSuccess({ ...packet, snrDb: Number.NEGATIVE_INFINITY })).toBeLessThan(1e-6);
    expect(() => packetSuccess({ ...packet, snrDb: Number.NaN })).toThrow(/snrDb/);
  });
});
