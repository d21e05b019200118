import { describe, expect, it } from "vitest";
import { frameSettings } from "../../../src/modem/frame-settings-input.ts";
import type { ReceiverOptions } from "../../../src/modem/receiver/decoded-frame.ts";
import { compare, receive, recordTrain, SF7, type Train } from "./air.ts";

/** Sends a train and expects all but a few of its frames, each where it was and as it was, and no other. */
function expectTrain(train: Train, { told = {}, lost = 0 }: { told?: Partial<ReceiverOptions>; lost?: number } = {}) {
  const { samples, frames } = recordTrain(train);
  const { settings = SF7, sampleRateHz = settings.bandwidthHz } = train;
  const { sf, bandwidthHz, chip } = settings;
  const found = receive(samples, { sampleRateHz, bandwidthHz, spreadingFactors: [sf], chip, ...told });
  const result = compare(frames, found);
  expect(result.falseFrames).toEqual([]);
  expect(result.lost).toBeLessThanOrEqual(lost);
  // A frame beyond those sent is one of them with a wrong byte
  expect(result.others.length).toBeLessThanOrEqual(result.lost);
  return result.pairs.map((pair) => ({
    ...pair,
    // The frame's end: far below the noise a symbol of the preamble may be missed, or seen where there was none
    chipsOff: ((pair.found.endSample - pair.sent.endSample) * bandwidthHz) / sampleRateHz,
    binsOff: ((pair.found.cfoHz - pair.sent.carrierOffsetHz) * 2 ** sf) / bandwidthHz,
    ppmOff: pair.found.clockPpm - pair.sent.clockPpm,
  }));
}

const binHz = 125e3 / 128;

describe("carrier and timing between bins and chips", () => {
  const cases = [1, 4].flatMap((samplesPerChip) =>
    [0, 0.5].flatMap((bins) => [0, 0.5].map((chips) => [samplesPerChip, bins, chips] as const)),
  );

  // With ideal synchronisation 0.5 % of these frames are lost at −8.5 dB (error-rates-ideal.json); white noise over the whole rate
  it.each(cases)(
    "%i samples a chip, %f bins and %f chips over whole ones, 8.5 dB below the noise",
    (samplesPerChip, bins, chips) => {
      expectTrain(
        {
          count: 60,
          sampleRateHz: 125e3 * samplesPerChip,
          snrDb: -8.5,
          each: (random) => ({
            startSample: chips * samplesPerChip,
            carrierOffsetHz: (Math.floor(16 * random() - 8) + bins) * binHz,
          }),
        },
        { lost: 4 },
      );
    },
  );

  it.each([1, 4])("are measured to a hundredth of a bin and a tenth of a chip, %i samples a chip", (samplesPerChip) => {
    const each = (random: () => number) => ({ carrierOffsetHz: 16e3 * random() - 8e3 });
    const pairs = expectTrain({ count: 30, sampleRateHz: 125e3 * samplesPerChip, snrDb: 5, each });
    for (const { chipsOff, binsOff, ppmOff, found } of pairs) {
      expect(Math.abs(chipsOff)).toBeLessThan(0.1);
      expect(Math.abs(binsOff)).toBeLessThan(0.02);
      // 50 symbols of 128 chips: a tenth of a chip at either end is 30 ppm
      expect(Math.abs(ppmOff)).toBeLessThan(30);
      // At one sample a chip the band's edges are lost where a chip falls between two samples
      expect(Math.abs(found.snrDb - 5)).toBeLessThan(1.5);
    }
  });
});

describe("clocks", () => {
  const SF12 = frameSettings({ sf: 12, codingRate: "4/8" });

  // A chip in six symbols at 40 ppm; carrier and clock are not tied to each other. The limit of SF12 at 4/8 is near −24 dB
  it.each([-40, -17, 17, 40])("%i ppm off at SF12, 22 dB below the noise", (clockPpm) => {
    const each = (random: () => number) => ({ clockPpm, carrierOffsetHz: 16e3 * random() - 8e3 });
    const pairs = expectTrain({ count: 6, settings: SF12, snrDb: -22, each });
    for (const { chipsOff, ppmOff } of pairs) {
      expect(Math.abs(chipsOff)).toBeLessThan(0.4);
      expect(Math.abs(ppmOff)).toBeLessThan(3);
    }
  });

  it("are followed at SF12 without low-data-rate optimisation", () => {
    const settings = { ...SF12, lowDataRate: false };
    const each = (random: () => number, i: number) => ({
      clockPpm: i % 2 ? 40 : -40,
      carrierOffsetHz: 16e3 * random() - 8e3,
    });
    expectTrain({ count: 6, settings, snrDb: -20, each }, { told: { ldro: false } });
  });

  // 300 symbols: 1.6 chips at 40 ppm
  it.each(["4/5", "4/8"])("40 ppm off for 255 bytes at SF7, %s", (codingRate) => {
    const settings = frameSettings({ sf: 7, codingRate });
    for (const samplesPerChip of [1, 4]) {
      const each = (random: () => number, i: number) => ({
        clockPpm: i % 2 ? 40 : -40,
        carrierOffsetHz: 16e3 * random() - 8e3,
      });
      const pairs = expectTrain({
        count: 8,
        settings,
        payloadBytes: 255,
        sampleRateHz: 125e3 * samplesPerChip,
        snrDb: -7,
        each,
      });
      for (const { ppmOff } of pairs) expect(Math.abs(ppmOff)).toBeLessThan(4);
    }
  });

  it("and carriers that drift", () => {
    // A transmitter that warms up: at SF10 the carrier moves by a bin and a half within the frame, at SF7 by as much as a quarter
    for (const [sf, snrDb] of [
      [7, -7],
      [10, -14],
    ] as const) {
      const each = (random: () => number, i: number) => ({
        driftHzPerS: i % 2 ? 200 : -200,
        carrierOffsetHz: 16e3 * random() - 8e3,
      });
      expectTrain({ count: 12, settings: frameSettings({ sf }), payloadBytes: 40, snrDb, each });
    }
  });
});

describe("the short spreading factors", () => {
  const cases = [5, 6].flatMap((sf) =>
    (["sx126x", "sx127x"] as const).flatMap((chip) =>
      [1, 4].map((samplesPerChip) => [sf, chip, samplesPerChip] as const),
    ),
  );

  it.each(cases)("SF%i as the %s sends it, %i samples a chip", (sf, chip, samplesPerChip) => {
    const settings = frameSettings({ sf, chip, implicitHeader: chip === "sx127x" });
    const implicit = { payloadBytes: 16, codingRate: "4/5", crc: true } as const;
    const each = (random: () => number) => ({
      clockPpm: 40 * random() - 20,
      carrierOffsetHz: 16e3 * random() - 8e3,
      envelope: { preambleSymbols: 12 },
    });
    expectTrain(
      { count: 40, settings, sampleRateHz: 125e3 * samplesPerChip, snrDb: sf === 5 ? 1 : -2, each },
      { told: { implicit: chip === "sx127x" ? implicit : null } },
    );
  });
});

describe("strong frames", () => {
  it.each([7, 8, 9, 10, 11])("at SF%i are found once", (sf) => {
    const settings = frameSettings({ sf });
    for (const snrDb of [0, 10]) {
      const each = (random: () => number) => ({ clockPpm: 20 * random() - 10, carrierOffsetHz: 12e3 * random() - 6e3 });
      const train = { count: sf > 10 ? 8 : 20, settings, payloadBytes: 8, sampleRateHz: 500e3, snrDb, each };
      for (const { binsOff, chipsOff } of expectTrain(train)) {
        expect(Math.abs(binsOff)).toBeLessThan(0.02);
        expect(Math.abs(chipsOff)).toBeLessThan(0.2);
      }
    }
  });
});
