import { describe, expect, it } from "vitest";
import { symbolErrorRate } from "../../src/lora/error-rate.ts";
import { errorRatesOf, NO_COUNTS } from "../../src/modem/error-rates/counts.ts";
import { STILL_CHANNEL } from "../../src/modem/error-rates/frame-batch.ts";
import { DEFAULT_ENVELOPE } from "../../src/modem/frame-settings.ts";
import { frameSettings } from "../../src/modem/frame-settings-input.ts";
import { errorRateSvg } from "../../src/report/error-rate-svg.ts";
import {
  describeErrorRates,
  type ErrorRateAnswer,
  errorRatePicture,
  errorRateText,
} from "../../src/report/error-rates.ts";

const counts = { ...NO_COUNTS, frames: 100, packetErrors: 25, framesFound: 99, symbols: 3000, symbolErrors: 90 };
const answer: ErrorRateAnswer = {
  channelName: "awgn",
  request: {
    settings: frameSettings({ sf: 12, crc: false, implicitHeader: true }),
    payloadBytes: 16,
    synchronisation: "receiver",
    decoding: "hard",
    channel: STILL_CHANNEL,
    envelope: DEFAULT_ENVELOPE,
    spread: { carrierOffsetHz: 8680, clockPpm: 10 },
    sampleRateHz: 125e3,
    snrDb: [-24, -30],
    maxFrames: 100,
    precision: 0,
    seed: 7,
  },
  points: [
    errorRatesOf(-24, { ...counts, bits: 30_000, bitErrors: 450 }),
    errorRatesOf(-30, { ...NO_COUNTS, frames: 100, packetErrors: 100 }),
  ],
};

describe("errorRateText", () => {
  it("says what was simulated, and each rate beside the expected one", () => {
    const [head, settings, , titles, row, blind] = errorRateText(answer).split("\n");
    expect(head).toBe("SF12, 125 kHz, 4/5, 16 bytes, no header, no CRC, low data rate");
    expect(settings).toContain(
      "the whole receiver, hard decisions; channel awgn; carrier up to 8.68 kHz and clock up to 10 ppm off; seed 7",
    );
    expect(titles).toMatch(/SNR +frames +found +symbols wrong/);
    expect(row).toMatch(/^-24 dB +100 +99 +3 % +[\d.]+ % +1\.5 % +25 % +17\.5 % to 34\.3 % /);
    // No frame found: nothing to compare
    expect(blind).toMatch(/^-30 dB +100 +0 +– .* – +100 % +96\.3 % to 100 % +> 99.99 %$/);
  });
});

describe("describeErrorRates", () => {
  it("has the point, what is expected, and all that it takes to repeat it", () => {
    const { points, ...rest } = describeErrorRates(answer);
    expect(points[0]).toMatchObject({ snrDb: -24, packetErrorRate: 0.25, symbolErrorRate: 0.03, bitErrorRate: 0.015 });
    expect(points[0].expected.symbolErrorRate).toBe(symbolErrorRate(12, -24));
    expect(points[1]).toMatchObject({ symbolErrorRate: null, bitErrorRate: null });
    expect(rest).toMatchObject({
      seed: 7,
      decoding: "hard",
      synchronisation: "receiver",
      frame: { sf: 12, crc: false },
    });
  });
});

describe("errorRatePicture", () => {
  it("draws packets and symbols, each with its curve, and leaves out what was not seen", () => {
    const picture = errorRatePicture(answer);
    expect(picture.series.map(({ name, points }) => [name, points.length])).toEqual([
      ["packets", 2],
      ["symbols", 1],
    ]);
    expect(picture.theory.map(({ of }) => of)).toEqual(["packets", "symbols"]);
    const rates = picture.theory[1].points.map(({ rate }) => rate);
    expect([...rates].sort((a, b) => b - a)).toEqual(rates);
    expect(errorRateSvg(picture)).toContain("SF12");
    const single = errorRatePicture({ ...answer, points: answer.points.slice(0, 1) });
    expect(single.theory[0].points.length).toBeGreaterThan(50);
  });
});
