import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SpreadingFactor } from "../../../src/lora/parameters.ts";
import { fftOf } from "../../../src/math/fft.ts";
import { addWaveform } from "../../../src/modem/waveform/add-waveform.ts";
import { type ChirpSequence, frameChirps } from "../../../src/modem/waveform/frame-chirps.ts";
import { PERFECT_TRANSMITTER, type Waveform, waveformSamples } from "../../../src/modem/waveform/waveform.ts";
import { plainSample } from "./plain-waveform.ts";
import { readRecording } from "./reference.ts";

function sampled(waveform: Waveform, count: number, firstSample = 0): Float32Array {
  const out = new Float32Array(2 * count);
  addWaveform(out, firstSample, waveform);
  return out;
}

/** Greatest distance between samples and what the plain way gives. */
function worstError(out: Float32Array, firstSample: number, waveform: Waveform): number {
  let worst = 0;
  for (let i = 0; i < out.length; i += 2) {
    // A sample on the seam of two chirps may be counted to either
    const errors = [-1e-9, 1e-9].map((aside) => {
      const { re, im } = plainSample(waveform, firstSample + i / 2 + aside);
      return Math.hypot(out[i] - re, out[i + 1] - im);
    });
    worst = Math.max(worst, Math.min(...errors));
  }
  return worst;
}

function oneChirp(value: number, sf: number): ChirpSequence {
  return { values: Int32Array.of(value), kinds: new Uint8Array(1), chips: Int32Array.of(2 ** sf) };
}

function perfect(chirps: ChirpSequence, sf: number, samplesPerChip: number): Waveform {
  const bandwidthHz = 125_000;
  return { ...PERFECT_TRANSMITTER, chirps, sf, bandwidthHz, sampleRateHz: samplesPerChip * bandwidthHz };
}

describe("addWaveform against recordings", () => {
  // The recordings' own samples are rounded: 3e-5
  it.each(["s01_sf7_os1_clean", "s02_sf7_os4_clean"])("gives %s sample for sample", (name) => {
    const { samples, frames } = readRecording(name);
    const made = new Float32Array(samples.length);
    for (const frame of frames) addWaveform(made, 0, frame);
    let worst = 0;
    for (let i = 0; i < made.length; i++) worst = Math.max(worst, Math.abs(made[i] - samples[i]));
    expect(worst).toBeLessThan(1e-4);
  });

  it("leaves nothing but the noise of a noisy one with a carrier offset", () => {
    const { samples, frames, snrDb } = readRecording("s06_sf9_os1_implicit_nocrc");
    const [frame] = frames;
    const made = sampled(frame, samples.length / 2);
    let inPhase = 0;
    let quadrature = 0;
    let power = 0;
    let count = 0;
    for (let i = 0; i < made.length; i += 2) {
      if (made[i] === 0 && made[i + 1] === 0) continue;
      inPhase += samples[i] * made[i] + samples[i + 1] * made[i + 1];
      quadrature += samples[i + 1] * made[i] - samples[i] * made[i + 1];
      power += samples[i] ** 2 + samples[i + 1] ** 2;
      count++;
    }
    // A matched filter sees all of the signal's power, 1, in 1 + 10^(−SNR/10); the noise moves the estimate by 2 %
    const share = (inPhase ** 2 + quadrature ** 2) / (power * count);
    expect(share).toBeGreaterThan(0.98 / (1 + 10 ** (-(snrDb ?? 0) / 10)));
    expect(share).toBeLessThan(1.02 / (1 + 10 ** (-(snrDb ?? 0) / 10)));
  });
});

describe("addWaveform against the plain way", () => {
  const waveforms = fc.record({
    sf: fc.integer({ min: 5, max: 9 }),
    bandwidthHz: fc.constantFrom(7812.5, 125_000, 203_125),
    ratio: fc.double({ min: 1, max: 9, noNaN: true }),
    startSample: fc.double({ min: -3000, max: 3000, noNaN: true }),
    carrierOffsetHz: fc.double({ min: -40_000, max: 40_000, noNaN: true }),
    clockPpm: fc.double({ min: -100, max: 100, noNaN: true }),
    driftHzPerS: fc.double({ min: -1000, max: 1000, noNaN: true }),
    amplitude: fc.double({ min: 0.01, max: 1, noNaN: true }),
    phaseRad: fc.double({ min: -4, max: 4, noNaN: true }),
    invertIq: fc.boolean(),
    fraction: fc.double({ min: 0, max: 0.999, noNaN: true }),
    symbols: fc.array(fc.integer({ min: 0, max: 31 }), { minLength: 1, maxLength: 4 }),
    firstSample: fc.integer({ min: -1000, max: 5000 }),
  });

  it("agrees at any rate, delay, carrier, clock, drift, phase and gain", () => {
    fc.assert(
      fc.property(waveforms, ({ ratio, symbols, firstSample, fraction, ...rest }) => {
        const sf = rest.sf as SpreadingFactor;
        const settings = { sf, bandwidthHz: rest.bandwidthHz, codingRate: "4/5", crc: true } as const;
        const envelope = { preambleSymbols: 2, syncWord: 0x34, invertIq: rest.invertIq };
        const frame = { ...settings, implicitHeader: true, lowDataRate: false, chip: "sx126x" } as const;
        const whole = frameChirps(frame, envelope, symbols);
        // Start offsets between bins: whole up-chirps still cover whole cycles
        const values = Float64Array.from(whole.values, (value, k) => value + (whole.kinds[k] === 0 ? fraction : 0));
        const chirps = { ...whole, values };
        const gains = Float64Array.from({ length: 2 * chirps.chips.length }, (_, i) => Math.sin(1 + i * i));
        const waveform = { ...rest, chirps, gains, sampleRateHz: ratio * rest.bandwidthHz };
        const out = sampled(waveform, 2000, firstSample);
        expect(worstError(out, firstSample, waveform)).toBeLessThan(2e-6);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it("stays within 1e-6 over the longest chirps: SF12 at sixteen samples per chip", () => {
    const waveform = { ...perfect(oneChirp(1, 12), 12, 16), carrierOffsetHz: 31_234.5, startSample: 0.3 };
    expect(worstError(sampled(waveform, 16 * 4096), 0, waveform)).toBeLessThan(1e-6);
  });

  it("gives the same in pieces as in one", () => {
    const { frames } = readRecording("s01_sf7_os1_clean");
    const whole = sampled(frames[0], 5710);
    for (let first = 0; first < 5710; first += 571) {
      const piece = sampled(frames[0], 571, first);
      piece.forEach((value, i) => {
        expect(Math.abs(value - whole[2 * first + i])).toBeLessThan(1e-6);
      });
    }
  });

  it("adds to what is there, and only from the first sample on or after the start to the last before the end", () => {
    const waveform = { ...perfect(oneChirp(3, 5), 5, 1), startSample: 2.5 };
    const out = new Float32Array(100).fill(1);
    addWaveform(out, 0, waveform);
    const touched = Array.from({ length: 50 }, (_, i) => out[2 * i] !== 1 || out[2 * i + 1] !== 1);
    expect(touched.indexOf(true)).toBe(3);
    expect(touched.lastIndexOf(true)).toBe(34);
    expect(waveformSamples(waveform)).toBe(32);
  });
});

describe("a chirp", () => {
  it.each([5, 7, 10])("of SF%i is orthogonal to every other: dechirped, all its power is in one bin", (sf) => {
    const bins = 2 ** sf;
    const base = sampled(perfect(oneChirp(0, sf), sf, 1), bins);
    for (const value of [0, 1, bins / 2, bins - 1]) {
      const chirp = sampled(perfect(oneChirp(value, sf), sf, 1), bins);
      const re = new Float64Array(bins);
      const im = new Float64Array(bins);
      for (let i = 0; i < bins; i++) {
        re[i] = chirp[2 * i] * base[2 * i] + chirp[2 * i + 1] * base[2 * i + 1];
        im[i] = chirp[2 * i + 1] * base[2 * i] - chirp[2 * i] * base[2 * i + 1];
      }
      fftOf(bins).forward(re, im);
      for (let k = 0; k < bins; k++) {
        expect(Math.hypot(re[k], im[k]) / bins).toBeCloseTo(k === value ? 1 : 0, 5);
      }
    }
  });

  it("keeps its amplitude, and its frequency climbs through the band once", () => {
    const samplesPerChip = 8;
    const chirp = sampled(perfect(oneChirp(40, 7), 7, samplesPerChip), 128 * samplesPerChip);
    for (let i = 0; i + 3 < chirp.length; i += 2) {
      expect(Math.hypot(chirp[i], chirp[i + 1])).toBeCloseTo(1, 6);
      const re = chirp[i + 2] * chirp[i] + chirp[i + 3] * chirp[i + 1];
      const im = chirp[i + 3] * chirp[i] - chirp[i + 2] * chirp[i + 1];
      const bandwidths = (Math.atan2(im, re) / (2 * Math.PI)) * samplesPerChip;
      const chips = (i / 2 + 0.5) / samplesPerChip;
      const wanted = ((40 + chips) % 128) / 128 - 0.5;
      // The step of the fold lies between two samples for these numbers
      expect(bandwidths).toBeCloseTo(wanted, 4);
    }
  });
});
