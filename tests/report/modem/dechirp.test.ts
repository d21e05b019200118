import { describe, expect, it } from "vitest";
import { applyChannel } from "../../../src/modem/channel/channel.ts";
import { symbolSpectrum } from "../../../src/report/modem/dechirp.ts";
import { dechirpedScene } from "../../../src/report/modem/dechirped-scene.ts";
import { type MarkedFrame, symbolStartS } from "../../../src/report/modem/frame-parts.ts";
import { sceneSvg } from "../../../src/report/plot/scene-svg.ts";
import { expectGolden } from "../../support/golden.ts";
import { type MadeChirps, madeChirps } from "../../support/made-chirps.ts";

function spectrumOf(made: MadeChirps, symbol: number, invertIq = false) {
  const startSample = symbolStartS(made.frame, symbol) * made.sampleRateHz;
  return symbolSpectrum(made.samples, made.frame, { sampleRateHz: made.sampleRateHz, startSample, invertIq });
}

function peaks(made: MadeChirps, invertIq = false) {
  return Array.from(made.frame.symbols, (_, i) => spectrumOf(made, i, invertIq).peak);
}

describe("symbolSpectrum", () => {
  it.each([
    ["one sample per chip", { sampleRateHz: 125_000 }],
    ["four", {}],
    ["a rate that is no multiple", { sampleRateHz: 312_345 }],
    ["a carrier that is off, and half a sample of delay", { carrierOffsetHz: 12_345, startSample: 1024.5 }],
    ["a fast clock at SF12", { sf: 12 as const, clockPpm: 300, sampleRateHz: 250_000 }],
  ])("finds the symbols that were sent: %s", (_, change) => {
    const made = madeChirps(change);
    expect(peaks(made)).toEqual([...made.frame.symbols]);
  });

  it("finds them in a mirrored signal", () => {
    const made = madeChirps({ invertIq: true, carrierOffsetHz: 3000 });
    expect(peaks(made, true)).toEqual([...made.frame.symbols]);
  });

  it("gathers all the power of a chirp in one bin: 2^SF times the mean, 10·log10(128) = 21.07 dB", () => {
    const { dechirped, received, peak } = spectrumOf(madeChirps({ sampleRateHz: 125_000 }), 3);
    expect(10 * Math.log10(dechirped[peak])).toBeCloseTo(21.07, 2);
    expect(Math.max(...received)).toBeLessThan(4);
  });

  it("lifts a signal 10 dB below the noise 20 dB above its mean at SF10, as 10·log10(1024/11) says", () => {
    const clean = madeChirps({ sf: 10 });
    const { sampleRateHz } = clean;
    const samples = applyChannel(clean.samples, [{ kind: "noise", snrDb: -10 }], {
      sampleRateHz,
      bandwidthHz: 125_000,
    });
    const peakDb = [...clean.frame.symbols].map((value, i) => {
      const spectrum = spectrumOf({ ...clean, samples }, i);
      expect(spectrum.peak).toBe(value);
      return 10 * Math.log10(spectrum.dechirped[value]);
    });
    // 1024·S over S + N with S/N = 0.1: 19.7 dB; the mean of 16 symbols scatters by 0.2 dB
    expect(peakDb.reduce((sum, one) => sum + one, 0) / 16).toBeCloseTo(19.7, 0);
  });
});

describe("dechirpedScene", () => {
  const made = madeChirps({ sf: 5, chip: "sx127x", implicitHeader: true });
  const scene = dechirpedScene({ title: "Symbol <2>", spectrum: spectrumOf(made, 1) });
  const svg = sceneSvg(scene);

  it("draws as before", () => {
    expectGolden("dechirped.svg", svg);
  });

  it("names the peak and what it could be at most", () => {
    expect(svg).toContain("bin 10: 14.8 dB");
    expect(svg).toContain("10 log10(32) = 15.1 dB");
    expect(svg).toContain("Symbol &lt;2&gt;");
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("draws silence", () => {
    const frame: MarkedFrame = made.frame;
    const place = { sampleRateHz: 500_000, startSample: 0 };
    const silence = sceneSvg(
      dechirpedScene({ title: "", spectrum: symbolSpectrum(new Float32Array(400), frame, place) }),
    );
    expect(silence).not.toMatch(/NaN|undefined|Infinity/);
  });
});
