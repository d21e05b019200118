import { describe, expect, it } from "vitest";
import { fftOf } from "../../../src/math/fft.ts";
import { applyChannel } from "../../../src/modem/channel/channel.ts";
import { noiseSigma } from "../../../src/modem/channel/noise.ts";
import { meanPower } from "./signals.ts";

const RATE = { sampleRateHz: 500_000, bandwidthHz: 125_000 };

describe("noise", () => {
  const count = 2 ** 18;
  const noise = applyChannel(new Float32Array(2 * count), [{ kind: "noise", snrDb: -5 }], { ...RATE, seed: 3 });

  it("has four times the in-band power at four samples per chip", () => {
    // −5 dB in the bandwidth: 3.162 times the signal's power there, 12.65 times over the sample rate
    const wanted = 4 * 10 ** 0.5;
    expect(2 * noiseSigma(-5, { ...RATE, signalPower: 1 }) ** 2).toBeCloseTo(wanted, 9);
    // The power of n complex samples spreads by 1/√n
    expect(Math.abs(meanPower(noise) / wanted - 1)).toBeLessThan(5 / Math.sqrt(count));
  });

  it("is white: a quarter of it lies in each quarter of the band", () => {
    const size = 4096;
    const quarters = [0, 0, 0, 0];
    for (let block = 0; block < count / size; block++) {
      const re = Float64Array.from({ length: size }, (_, k) => noise[2 * (block * size + k)]);
      const im = Float64Array.from({ length: size }, (_, k) => noise[2 * (block * size + k) + 1]);
      fftOf(size).forward(re, im);
      for (let k = 0; k < size; k++) quarters[Math.floor((4 * k) / size)] += re[k] ** 2 + im[k] ** 2;
    }
    const sum = quarters.reduce((total, power) => total + power, 0);
    for (const power of quarters) expect(Math.abs((4 * power) / sum - 1)).toBeLessThan(5 / Math.sqrt(count / 4));
  });

  it("is counted from the signal's power, and comes out the same for a seed", () => {
    const still = new Float32Array(2000);
    const one = applyChannel(still, [{ kind: "noise", snrDb: 0 }], { ...RATE, seed: 5 });
    const quarter = applyChannel(still, [{ kind: "noise", snrDb: 0 }], { ...RATE, seed: 5, signalPower: 0.25 });
    one.forEach((value, i) => {
      expect(quarter[i]).toBeCloseTo(value / 2, 5);
    });
    expect(applyChannel(still, [{ kind: "noise", snrDb: 0 }], { ...RATE, seed: 6 })).not.toEqual(one);
    expect(still.every((value) => value === 0)).toBe(true);
  });
});
