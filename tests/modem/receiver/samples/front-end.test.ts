import { describe, expect, it } from "vitest";
import { InputError } from "../../../../src/math/errors.ts";
import {
  createFrontEnd,
  designFrontEnd,
  type FrontEndOptions,
  firstInput,
} from "../../../../src/modem/receiver/samples/front-end.ts";
import { HalfChipStream } from "../../../../src/modem/receiver/samples/half-chip-stream.ts";
import { noise } from "../air.ts";

const BANDWIDTH_HZ = 125e3;
/** The channel's own rate, multiples of it, ratios of whole numbers, and one that is none. */
const RATES_HZ = [125e3, 250e3, 300e3, 500e3, 333_333.3, 1.024e6, 2.4e6];
const PLAIN: FrontEndOptions = { sampleRateHz: 0, bandwidthHz: BANDWIDTH_HZ, channelOffsetHz: 0, invertIq: false };
/** Up to here the band is passed, from there on it is stopped; in between the gain falls through −6 dB at the edge. */
const PASS_EDGE = 0.39;
const STOP_EDGE = 0.61;

function tone(samples: number, frequencyHz: number, sampleRateHz: number): Float32Array {
  const out = new Float32Array(2 * samples);
  for (let n = 0; n < samples; n++) {
    const angle = 2 * Math.PI * ((frequencyHz * n) / sampleRateHz);
    out[2 * n] = Math.cos(angle);
    out[2 * n + 1] = Math.sin(angle);
  }
  return out;
}

/** Channel samples of a recording, pushed in chunks. */
function filter(samples: Float32Array, options: FrontEndOptions, chunk = samples.length / 2): HalfChipStream {
  const design = designFrontEnd(options);
  const frontEnd = createFrontEnd(design);
  const stream = new HalfChipStream(1024);
  for (let at = 0; at < samples.length; at += 2 * chunk) frontEnd.push(samples.subarray(at, at + 2 * chunk), stream, 0);
  frontEnd.flush(stream, 0);
  return stream;
}

/** What the filter makes of a tone in the middle of the recording: its mean gain, as a complex number, and what varies. */
function gainAt(bandwidths: number, options: FrontEndOptions) {
  const frequencyHz = bandwidths * BANDWIDTH_HZ;
  const { sampleRateHz } = options;
  const stream = filter(tone(Math.ceil((sampleRateHz / BANDWIDTH_HZ) * 300), frequencyHz, sampleRateHz), options);
  let re = 0;
  let im = 0;
  let power = 0;
  const [from, to] = [100, 500];
  for (let place = from; place < to; place++) {
    const [x, y] = stream.iq.subarray(2 * (place - stream.first));
    const angle = (2 * Math.PI * bandwidths * place) / 2;
    re += (x * Math.cos(angle) + y * Math.sin(angle)) / (to - from);
    im += (y * Math.cos(angle) - x * Math.sin(angle)) / (to - from);
    power += (x * x + y * y) / (to - from);
  }
  return { gain: Math.hypot(re, im), phase: Math.atan2(im, re), rest: power - re * re - im * im };
}

describe.each(RATES_HZ)("front end at %i Hz", (sampleRateHz) => {
  const options = { ...PLAIN, sampleRateHz };
  const isWide = sampleRateHz >= 2 * BANDWIDTH_HZ;

  it("passes the band as it is, each sample at its time", () => {
    // At the channel's own rate every second sample is interpolated, which ends short of the band's edge
    for (const bandwidths of [-PASS_EDGE, -0.25, -0.1, 0, 0.01, 0.2, 0.3, PASS_EDGE]) {
      const { gain, phase, rest } = gainAt(bandwidths, options);
      expect(Math.abs(20 * Math.log10(gain))).toBeLessThan(0.15);
      // A thousandth of a chip at a third of the bandwidth is 0.002
      expect(Math.abs(phase)).toBeLessThan(0.002);
      expect(rest).toBeLessThan(1e-4);
    }
  });

  it.runIf(isWide)("halves the amplitude at the band's edge", () => {
    for (const bandwidths of [-0.5, 0.5]) expect(gainAt(bandwidths, options).gain).toBeCloseTo(0.5, 2);
  });

  it.runIf(isWide)("stops what lies outside by 40 dB", () => {
    const top = sampleRateHz / BANDWIDTH_HZ / 2;
    for (let bandwidths = STOP_EDGE; bandwidths < top; bandwidths += 0.0931) {
      for (const sign of [-1, 1]) {
        const { gain, rest } = gainAt(sign * bandwidths, options);
        expect(10 * Math.log10(gain ** 2 + rest)).toBeLessThan(-40);
      }
    }
  });

  it("gives the same in chunks of any length", () => {
    const samples = noise(3000, 1);
    const whole = filter(samples, options);
    for (const chunk of [1, 7, 1009]) {
      const stream = filter(samples, options, chunk);
      expect(stream.end).toBe(whole.end);
      expect(stream.iq.subarray(0, 2 * (stream.end - stream.first))).toEqual(
        whole.iq.subarray(0, 2 * (whole.end - whole.first)),
      );
    }
  });

  it("goes on at any place as if it had begun at the start", () => {
    const samples = noise(3000, 2);
    const whole = filter(samples, options);
    const design = designFrontEnd(options);
    const frontEnd = createFrontEnd(design);
    const last = Math.floor(2500 / design.step);
    for (const place of [1, Math.floor(last / 3), last - 10]) {
      const stream = new HalfChipStream(8);
      stream.restart(place);
      frontEnd.restart(place);
      const first = firstInput(design, place);
      // Silence stands before the recording
      const missing = Math.max(0, -first);
      frontEnd.push(new Float32Array(2 * missing), stream, place);
      frontEnd.push(samples.subarray(2 * Math.max(0, first)), stream, place);
      expect(stream.first).toBe(place);
      expect(stream.end).toBeGreaterThan(last);
      const [x, y] = [stream.iq, whole.iq.subarray(2 * (place - whole.first))];
      for (let i = 0; i < 2 * (last - place); i++) expect(Math.abs(x[i] - y[i])).toBeLessThan(1e-5);
    }
  });

  it("knows what it leaves of white noise and of a chirp", () => {
    const { noiseGain, chirpGain } = designFrontEnd(options);
    const stream = filter(noise(Math.ceil((sampleRateHz / BANDWIDTH_HZ) * 20_000), 3), options);
    // Every second channel sample, as the receiver takes them; at the channel's own rate these are the input's
    let power = 0;
    for (let place = 100; place < 39_900; place += 2) {
      const [x, y] = stream.iq.subarray(2 * (place - stream.first));
      power += (x * x + y * y) / 19_900;
    }
    // Noise of power 1 has 1/(samples a chip) of it in the band; 20,000 chips show it to 1 %
    if (isWide) expect((power * sampleRateHz) / BANDWIDTH_HZ / noiseGain).toBeCloseTo(1, 1);
    expect(20 * Math.log10(chirpGain)).toBeGreaterThan(-1);
    expect(chirpGain).toBeLessThanOrEqual(1);
  });
});

describe("front end", () => {
  it("brings a channel off the recording's middle to its own", () => {
    for (const channelOffsetHz of [200e3, -437_500, 12_345.6]) {
      const options = { ...PLAIN, sampleRateHz: 1e6, channelOffsetHz };
      const stream = filter(tone(4000, channelOffsetHz + 20e3, 1e6), options);
      const expected = filter(tone(4000, 20e3, 1e6), { ...options, channelOffsetHz: 0 });
      for (let i = 200; i < 1600; i++) expect(Math.abs(stream.iq[i] - expected.iq[i])).toBeLessThan(2e-3);
    }
  });

  it("mirrors the spectrum, the channel's place with it", () => {
    const options = { ...PLAIN, sampleRateHz: 1e6, channelOffsetHz: 200e3, invertIq: true };
    const stream = filter(tone(4000, 200e3 + 20e3, 1e6), options);
    const expected = filter(tone(4000, -20e3, 1e6), { ...PLAIN, sampleRateHz: 1e6 });
    for (let i = 200; i < 1600; i++) expect(Math.abs(stream.iq[i] - expected.iq[i])).toBeLessThan(2e-3);
  });

  it("refuses a rate below the bandwidth", () => {
    expect(() => designFrontEnd({ ...PLAIN, sampleRateHz: 124_999 })).toThrow(InputError);
    expect(() => designFrontEnd({ ...PLAIN, sampleRateHz: Number.NaN })).toThrow(/sampleRateHz/);
  });
});
