import { describe, expect, it } from "vitest";
import { applyChannel } from "../../../src/modem/channel/channel.ts";
import { correlate, meanPower, tone } from "./signals.ts";

const RATE = { sampleRateHz: 1_000_000, bandwidthHz: 125_000 };

describe("a quantiser", () => {
  it.each([6, 8, 12])("of %i bits has 6.02·n + 1.76 dB for a tone at full scale", (bits) => {
    const clean = tone(50_000, 0.1234567);
    // Half a step below full scale, so that the greatest code does not clip
    const scale = 1 - 0.5 ** (bits - 1);
    const sent = clean.map((value) => value * scale);
    const coarse = applyChannel(sent, [{ kind: "quantise", bits, fullScale: 1 }], RATE);
    const snrDb = 10 * Math.log10(meanPower(sent) / meanPower(coarse.map((value, i) => value - sent[i])));
    expect(Math.abs(snrDb - (6.02 * bits + 1.76 + 20 * Math.log10(scale)))).toBeLessThan(0.3);
  });

  it("clips to its codes", () => {
    const out = applyChannel(Float32Array.of(5, -5, 0.1, -0.1), [{ kind: "quantise", bits: 3, fullScale: 2 }], RATE);
    expect([...out].map((value) => value + 0)).toEqual([1.5, -2, 0, 0]);
  });
});

describe("an IQ imbalance", () => {
  it.each([
    [1, 0],
    [0, 0.1],
    [-0.5, 0.05],
  ])("of %f dB and %f rad leaves an image as the formula says", (gainDb, phaseRad) => {
    const out = applyChannel(tone(20_000, 0.1), [{ kind: "iq-imbalance", gainDb, phaseRad }], RATE);
    const signal = correlate(out, 0.1);
    const image = correlate(out, -0.1);
    const g = 10 ** (gainDb / 20);
    const cosine = Math.cos(phaseRad);
    // Razavi, "RF Microelectronics", section 4.2.5
    const wanted = (1 + 2 * g * cosine + g * g) / (1 - 2 * g * cosine + g * g);
    const seen = (signal.re ** 2 + signal.im ** 2) / (image.re ** 2 + image.im ** 2);
    expect(10 * Math.log10(seen)).toBeCloseTo(10 * Math.log10(wanted), 2);
  });
});

describe("a DC offset", () => {
  it("is added to both", () => {
    const out = applyChannel(Float32Array.of(1, 2, 3, 4), [{ kind: "dc", i: 0.5, q: -0.25 }], RATE);
    expect([...out]).toEqual([1.5, 1.75, 3.5, 3.75]);
  });
});
