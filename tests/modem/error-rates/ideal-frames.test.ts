import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { symbolErrorRate } from "../../../src/lora/error-rate.ts";
import { packetSuccess } from "../../../src/lora/packet-success.ts";
import { SPREADING_FACTORS } from "../../../src/lora/parameters.ts";
import { binomialInterval95 } from "../../../src/math/binomial.ts";
import { profileTaps } from "../../../src/modem/channel/multipath-profiles.ts";
import { errorRatesOf } from "../../../src/modem/error-rates/counts.ts";
import { type FrameBatch, STILL_CHANNEL } from "../../../src/modem/error-rates/frame-batch.ts";
import { simulateIdealFrames } from "../../../src/modem/error-rates/ideal-frames.ts";
import { DEFAULT_ENVELOPE } from "../../../src/modem/frame-settings.ts";
import { frameSettings } from "../../../src/modem/frame-settings-input.ts";

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../reference/modem/${name}`, import.meta.url), "utf8")) as unknown;
const theory = read("ser-theory.json") as { ser: Record<string, { snrDb: number; ser: number; bitErr: number }[]> };
const ideal = read("error-rates-ideal.json") as {
  results: Record<
    "4/5" | "4/8",
    { snrDb: number; frames: number; per: { hard: number; softMaxLog: number }; headerErr: { hard: number } }[]
  >;
};

const batch = (given: Partial<FrameBatch>): FrameBatch => ({
  settings: frameSettings({ sf: 7 }),
  payloadBytes: 16,
  synchronisation: "ideal",
  decoding: "soft",
  channel: STILL_CHANNEL,
  envelope: DEFAULT_ENVELOPE,
  spread: { carrierOffsetHz: 0, clockPpm: 0 },
  sampleRateHz: 125e3,
  snrDb: -9,
  frames: 1000,
  seed: 1,
  index: 0,
  ...given,
});

describe("simulateIdealFrames", () => {
  it.each(
    (["4/5", "4/8"] as const).flatMap((codingRate) =>
      (["hard", "soft"] as const).map((way) => [codingRate, way] as const),
    ),
  )("meets the reference's simulation: %s, %s", (codingRate, decoding) => {
    for (const point of ideal.results[codingRate]) {
      const settings = frameSettings({ sf: 7, codingRate });
      const counts = simulateIdealFrames(batch({ settings, decoding, snrDb: point.snrDb, frames: 3000 }));
      const per = decoding === "hard" ? point.per.hard : point.per.softMaxLog;
      // Two simulations: four standard errors of their difference, 36 comparisons
      const [, upper] = binomialInterval95(Math.round(per * point.frames), point.frames);
      const variance = Math.max(per, upper / 4) * (1 / point.frames + 1 / counts.frames);
      expect(Math.abs(counts.packetErrors / counts.frames - per)).toBeLessThan(4 * Math.sqrt(variance));
    }
  });

  it.each(SPREADING_FACTORS)("has the symbol and bit error rates of theory at SF%i", (sf) => {
    const settings = frameSettings({ sf, chip: "sx126x" });
    for (const point of theory.ser[sf].filter((_, i) => i % 8 === 4)) {
      const counts = simulateIdealFrames(batch({ settings, snrDb: point.snrDb, decoding: "hard", frames: 500 }));
      const { symbolErrorRate: rate, bitErrorRate, symbolErrorCi95 } = errorRatesOf(point.snrDb, counts);
      expect(point.ser).toBeCloseTo(symbolErrorRate(sf, point.snrDb), 4);
      // Four standard errors, twice the 95 % interval's half: 24 comparisons
      const [lower, upper] = symbolErrorCi95 as readonly [number, number];
      expect(Math.abs((rate as number) - point.ser)).toBeLessThan(upper - lower);
      // Bits of a symbol err together: as many trials as symbols
      const spread = Math.sqrt(point.bitErr / counts.symbols);
      expect(Math.abs((bitErrorRate as number) - point.bitErr)).toBeLessThan(4 * spread);
    }
  });

  // One gain a frame: theory averaged over the distribution of its power. Where it wanders within the frame, 4/8 bridges the fades
  it("loses by slow Rayleigh fading what theory averaged over the fades does", () => {
    const tap = { delayS: 0, gainDb: 0, phaseRad: 0, fading: "rayleigh", kFactorDb: 0 } as const;
    const packet = { sf: 7, codingRate: "4/8", payloadBytes: 16, synchronisation: "ideal" } as const;
    const settings = frameSettings({ sf: 7, codingRate: "4/8" });
    for (const snrDb of [-8, -2]) {
      const counts = simulateIdealFrames(
        batch({ settings, snrDb, frames: 4000, channel: { taps: [tap], dopplerHz: 0 } }),
      );
      let expected = 0;
      for (let share = 0.0005; share < 1; share += 0.001) {
        const fadeDb = 10 * Math.log10(-Math.log(1 - share));
        expected += 0.001 * (1 - packetSuccess({ ...packet, snrDb: snrDb + fadeDb }));
      }
      const spread = Math.sqrt((expected * (1 - expected)) / counts.frames);
      expect(Math.abs(counts.packetErrors / counts.frames - expected)).toBeLessThan(4 * spread);
      const fast = simulateIdealFrames(
        batch({ settings, snrDb, frames: 500, channel: { taps: [tap], dopplerHz: 100 } }),
      );
      if (snrDb === -2) expect(fast.packetErrors / fast.frames).toBeLessThan(expected / 2);
    }
  });

  it("refuses echoes, which need samples", () => {
    const taps = profileTaps("cost207-hilly");
    expect(() => simulateIdealFrames(batch({ channel: { taps, dopplerHz: 0 } }))).toThrow(/echoes/);
  });

  it("repeats itself, and differs from batch to batch", () => {
    const counts = simulateIdealFrames(batch({}));
    expect(simulateIdealFrames(batch({}))).toEqual(counts);
    expect(simulateIdealFrames(batch({ index: 1 })).symbolErrors).not.toBe(counts.symbolErrors);
    expect(simulateIdealFrames(batch({ seed: 2 })).symbolErrors).not.toBe(counts.symbolErrors);
  });

  it("decides symbols alike, softly or not", () => {
    const hard = errorRatesOf(-10, simulateIdealFrames(batch({ snrDb: -10, decoding: "hard" })));
    const soft = errorRatesOf(-10, simulateIdealFrames(batch({ snrDb: -10 })));
    expect(soft.symbolErrorRate as number).toBeGreaterThan((hard.symbolErrorCi95 as readonly number[])[0]);
    expect(soft.symbolErrorRate as number).toBeLessThan((hard.symbolErrorCi95 as readonly number[])[1]);
    expect(soft.packetErrorRate).toBeLessThan(hard.packetErrorRate / 2);
  });

  it("never errs without noise: every length, coding rate, header and chip", () => {
    for (const codingRate of ["4/5", "4/6", "4/7", "4/8"]) {
      for (const sf of [5, 6, 7, 12]) {
        for (const rest of [{ chip: "sx126x" }, { implicitHeader: true, crc: false, ldro: true }]) {
          const settings = frameSettings({ sf, codingRate, ...rest });
          for (const payloadBytes of [0, 1, 20]) {
            const counts = simulateIdealFrames(batch({ settings, payloadBytes, snrDb: 20, frames: 3 }));
            expect(counts).toMatchObject({ frames: 3, packetErrors: 0, symbolErrors: 0, bitErrors: 0 });
          }
        }
      }
    }
  });
});
