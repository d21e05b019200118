import { describe, expect, it } from "vitest";
import { createSpectrogram, type Spectrogram } from "../../../src/report/modem/spectrogram.ts";
import type { SpectrogramOptions } from "../../../src/report/modem/spectrogram-plan.ts";

const SAMPLE_RATE_HZ = 500_000;
const OPTIONS: SpectrogramOptions = { sampleRateHz: SAMPLE_RATE_HZ, bandwidthHz: 125_000, sf: 7 };

/** A tone of full scale, switched on for a while. */
function tone(frequencyHz: number, count: number, on: { from: number; to: number } = { from: 0, to: count }) {
  const samples = new Float32Array(2 * count);
  for (let n = on.from; n < on.to; n++) {
    const phase = 2 * Math.PI * ((frequencyHz / SAMPLE_RATE_HZ) * n);
    samples[2 * n] = Math.cos(phase);
    samples[2 * n + 1] = Math.sin(phase);
  }
  return samples;
}

function spectrogramOf(samples: Float32Array, options: Partial<SpectrogramOptions> = {}, piece = samples.length) {
  const accumulator = createSpectrogram({ ...OPTIONS, ...options });
  for (let i = 0; i < samples.length; i += piece) accumulator.push(samples.subarray(i, i + piece));
  return accumulator.end();
}

/** Time and frequency of a pixel's middle. */
function place({ columns, rows, fromS, toS, lowHz, highHz }: Spectrogram, i: number) {
  return {
    timeS: fromS + (((i % columns) + 0.5) / columns) * (toS - fromS),
    frequencyHz: highHz - ((Math.floor(i / columns) + 0.5) / rows) * (highHz - lowHz),
  };
}

function strongest(spectrogram: Spectrogram) {
  const i = spectrogram.power.indexOf(spectrogram.power.reduce((most, one) => Math.max(most, one)));
  return { ...place(spectrogram, i), power: spectrogram.power[i] };
}

describe("createSpectrogram", () => {
  it.each([-187_500, -31_250, 0, 62_500, 203_125])(
    "shows a tone of full scale at %i Hz at its frequency and power",
    (hz) => {
      // The frequencies are bins of the transform, so that nothing is lost between two of them
      const found = strongest(spectrogramOf(tone(hz, 20_000)));
      expect(Math.abs(found.frequencyHz - hz)).toBeLessThan(SAMPLE_RATE_HZ / 256 / 2 + 1);
      expect(found.power).toBeCloseTo(1, 3);
    },
  );

  it.each([3000, 40_000, 1_000_000])("puts a burst where it is in %i samples", (count) => {
    const on = { from: Math.round(0.6 * count), to: Math.round(0.7 * count) };
    const spectrogram = spectrogramOf(tone(50_000, count, on));
    const row = Math.floor(
      ((spectrogram.highHz - 50_000) / (spectrogram.highHz - spectrogram.lowHz)) * spectrogram.rows,
    );
    const strong = Array.from({ length: spectrogram.columns }, (_, column) => row * spectrogram.columns + column)
      .filter((i) => spectrogram.power[i] > 0.5)
      .map((i) => place(spectrogram, i).timeS * SAMPLE_RATE_HZ);
    // The window is 128 samples long: the power rises to a half within a quarter of it
    const slack = 64 + (spectrogram.toS * SAMPLE_RATE_HZ) / spectrogram.columns;
    expect(Math.abs(strong[0] - on.from)).toBeLessThan(slack);
    expect(Math.abs((strong.at(-1) ?? 0) - on.to)).toBeLessThan(slack);
    expect(spectrogram.columns).toBeLessThanOrEqual(800);
    expect(spectrogram.columns).toBeGreaterThan(300);
  });

  it("does not depend on how the stream is cut", () => {
    const samples = tone(-70_000, 30_011, { from: 1000, to: 20_000 });
    const whole = spectrogramOf(samples);
    const cut = spectrogramOf(samples, {}, 2 * 777);
    expect(cut).toEqual(whole);
  });

  it("draws the stretch that is asked for, and says when it has it", () => {
    const samples = tone(20_000, 50_000, { from: 25_000, to: 30_000 });
    const accumulator = createSpectrogram({ ...OPTIONS, fromS: 0.04, toS: 0.06 });
    accumulator.push(samples.subarray(0, 50_000));
    expect(accumulator.full).toBe(false);
    accumulator.push(samples.subarray(50_000));
    expect(accumulator.full).toBe(true);
    const spectrogram = accumulator.end();
    expect(spectrogram.fromS).toBe(0.04);
    expect(spectrogram.toS).toBeCloseTo(0.06, 3);
    const { timeS } = strongest(spectrogram);
    expect(timeS).toBeGreaterThan(0.05);
  });

  it("draws the band that is asked for", () => {
    const spectrogram = spectrogramOf(tone(100_000, 20_000), { middleHz: 90_000, spanHz: 125_000 });
    // Half a bin of the transform about what was asked for
    const slack = SAMPLE_RATE_HZ / 512;
    expect(Math.abs(spectrogram.lowHz - 27_500)).toBeLessThan(slack);
    expect(Math.abs(spectrogram.highHz - 152_500)).toBeLessThan(slack);
    expect(Math.abs(strongest(spectrogram).frequencyHz - 100_000)).toBeLessThan(slack);
  });

  it("shows a chirp's slope: half of the symbol later, half of the band higher", () => {
    // SF7 at 125 kHz by its phase, π·k·t² with k = B²/2^SF, from the band's lower edge
    const chips = 128;
    const count = (chips * SAMPLE_RATE_HZ) / 125_000;
    const samples = new Float32Array(2 * count);
    for (let n = 0; n < count; n++) {
      const u = n / 4;
      const phase = 2 * Math.PI * (u * (u / (2 * chips) - 0.5));
      samples[2 * n] = Math.cos(phase);
      samples[2 * n + 1] = Math.sin(phase);
    }
    const spectrogram = spectrogramOf(samples);
    const ridge = (part: number) => {
      const column = Math.round(part * spectrogram.columns);
      const cells = Array.from({ length: spectrogram.rows }, (_, row) => row * spectrogram.columns + column);
      return place(
        spectrogram,
        cells.reduce((best, i) => (spectrogram.power[i] > spectrogram.power[best] ? i : best)),
      );
    };
    const [early, late] = [ridge(0.25), ridge(0.75)];
    const slope = (late.frequencyHz - early.frequencyHz) / (late.timeS - early.timeS);
    expect(slope / (125_000 ** 2 / chips)).toBeCloseTo(1, 1);
  });

  it("answers silence and an empty stream", () => {
    for (const count of [0, 1, 5000]) {
      const { power, columns, rows } = spectrogramOf(new Float32Array(2 * count));
      expect(power).toHaveLength(columns * rows);
      expect(power.every((value) => value === 0)).toBe(true);
    }
  });

  it.each([
    ["sampleRateHz", { sampleRateHz: 0 }],
    ["toS", { fromS: 2, toS: 1 }],
    ["spanHz", { spanHz: 600_000 }],
    ["middleHz", { middleHz: 200_000, spanHz: 125_000 }],
    ["sf", { sf: 13 }],
  ])("refuses a %s out of range", (where, options) => {
    expect(() => createSpectrogram({ ...OPTIONS, ...options })).toThrow(where);
  });
});
