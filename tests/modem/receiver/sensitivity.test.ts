import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { binomialInterval95 } from "../../../src/math/binomial.ts";
import { STILL_CHANNEL } from "../../../src/modem/error-rates/frame-batch.ts";
import { simulateReceivedFrames } from "../../../src/modem/error-rates/received-frames.ts";
import { DEFAULT_ENVELOPE } from "../../../src/modem/frame-settings.ts";
import { frameSettings } from "../../../src/modem/frame-settings-input.ts";
import { compare, receive, recordTrain } from "./air.ts";

type Rate = "4/5" | "4/8";
const ideal = JSON.parse(
  readFileSync(new URL("../../reference/modem/error-rates-ideal.json", import.meta.url), "utf8"),
) as { results: Record<Rate, { snrDb: number; per: { softMaxLog: number } }[]> };

/** What the receiver may need more than ideal synchronisation. */
const LOSS_DB = 0.5;
const PACKET_ERROR_RATE = 0.1;

/** Where ideal synchronisation loses so many: between two points of the reference, its rate's logarithm is taken as straight. */
function idealSnrDb(codingRate: Rate, packetErrorRate: number): number {
  const points = ideal.results[codingRate];
  const i = points.findIndex(({ per }) => per.softMaxLog > packetErrorRate);
  const [above, below] = [points[i - 1], points[i]];
  const [from, to] = [above, below].map(({ per }) => Math.log(per.softMaxLog));
  return above.snrDb + ((Math.log(packetErrorRate) - from) / (to - from)) * (below.snrDb - above.snrDb);
}

describe("sensitivity", () => {
  it("is known of ideal synchronisation", () => {
    // By hand: 5.8 % at −9.5 and 17.4 % at −10 dB; 2.9 % at −10.5 and 10.7 % at −11 dB
    expect(idealSnrDb("4/5", PACKET_ERROR_RATE)).toBeCloseTo(-9.75, 2);
    expect(idealSnrDb("4/8", PACKET_ERROR_RATE)).toBeCloseTo(-10.97, 2);
  });

  const cases = (["4/5", "4/8"] as const).flatMap((codingRate) => [1, 4].map((chip) => [codingRate, chip] as const));

  // Random carrier, clock, phase and timing; hardly a frame of 800 needs to be lost for this to hold with 95 % confidence
  it.each(cases)(
    "SF7 %s at %i samples a chip: a tenth lost within 0.5 dB of ideal synchronisation",
    (codingRate, samplesPerChip) => {
      const { frames, packetErrors } = simulateReceivedFrames({
        settings: frameSettings({ sf: 7, codingRate }),
        payloadBytes: 16,
        synchronisation: "receiver",
        decoding: "soft",
        channel: STILL_CHANNEL,
        envelope: DEFAULT_ENVELOPE,
        spread: { carrierOffsetHz: 8680, clockPpm: 10 },
        sampleRateHz: 125e3 * samplesPerChip,
        snrDb: idealSnrDb(codingRate, PACKET_ERROR_RATE) + LOSS_DB,
        frames: 800,
        seed: 1,
        index: 0,
      });
      expect(binomialInterval95(packetErrors, frames)[1]).toBeLessThan(PACKET_ERROR_RATE);
    },
  );

  it("is hardly less where any sync word counts", () => {
    for (const [sf, snrDb] of [
      [7, -9.8],
      [10, -17.5],
    ]) {
      const settings = frameSettings({ sf, codingRate: "4/8" });
      const each = (random: () => number) => ({ carrierOffsetHz: 14e3 * random() - 7e3 });
      const { samples, frames } = recordTrain({ count: 60, settings, snrDb, each });
      for (const syncWord of ["any", 0x12] as const) {
        const found = receive(samples, { spreadingFactors: [settings.sf], syncWord });
        expect(compare(frames, found).lost).toBeLessThanOrEqual(2);
      }
    }
  });
});
