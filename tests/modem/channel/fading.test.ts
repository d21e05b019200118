import { describe, expect, it } from "vitest";
import { streamRandom } from "../../../src/math/stream-random.ts";
import { applyChannel } from "../../../src/modem/channel/channel.ts";
import { createFading, type FadingModel } from "../../../src/modem/channel/fading.ts";

/** The gain itself: what fading makes of ones. */
function gains(model: FadingModel, sampleRateHz: number, count: number, seed: number, firstSample = 0): Float32Array {
  const out = new Float32Array(2 * count);
  for (let n = 0; n < count; n++) out[2 * n] = 1;
  createFading(model, sampleRateHz, streamRandom(seed)).apply(out, firstSample);
  return out;
}

const RAYLEIGH: FadingModel = { kind: "rayleigh", kFactorDb: 0, dopplerHz: 10 };

/** Bessel function of order zero, from its integral. @see Abramowitz & Stegun 9.1.21 */
function besselJ0(x: number): number {
  let sum = 0;
  for (let k = 0; k < 1000; k++) sum += Math.cos(x * Math.sin((Math.PI * (k + 0.5)) / 1000));
  return sum / 1000;
}

describe("Rayleigh fading", () => {
  it("draws powers from the exponential distribution", () => {
    const count = 4000;
    const powers = Float64Array.from({ length: count }, (_, seed) => {
      const [re, im] = gains({ ...RAYLEIGH, dopplerHz: 0 }, 1000, 1, seed);
      return re * re + im * im;
    }).sort();
    let distance = 0;
    powers.forEach((power, k) => {
      const probability = 1 - Math.exp(-power);
      distance = Math.max(distance, probability - k / count, (k + 1) / count - probability);
    });
    // Kolmogorov and Smirnov, once in a thousand
    expect(Math.sqrt(count) * distance).toBeLessThan(1.95);
  });

  it("has the autocorrelation J0 of Clarke's spectrum", () => {
    const draws = 400;
    const rateHz = 1000;
    const lags = [0, 10, 20, 38, 50, 61, 100];
    const seen = lags.map(() => 0);
    for (let seed = 0; seed < draws; seed++) {
      const gain = gains(RAYLEIGH, rateHz, 400, seed);
      lags.forEach((lag, k) => {
        for (let n = 0; n < 300; n++) {
          const at = 2 * n;
          const later = 2 * (n + lag);
          seen[k] += (gain[at] * gain[later] + gain[at + 1] * gain[later + 1]) / (300 * draws);
        }
      });
    }
    lags.forEach((lag, k) => {
      // Each draw lasts a few correlation times: its estimate spreads by about a half
      expect(Math.abs(seen[k] - besselJ0((2 * Math.PI * 10 * lag) / rateHz))).toBeLessThan(
        (5 * 0.5) / Math.sqrt(draws),
      );
    });
  });

  it("crosses a level as often as theory says", () => {
    // √(2π)·f·ρ·exp(−ρ²) upward crossings a second of ρ times the root mean square (Jakes 1974, eq. 1.3-35)
    const level = 0.5;
    const seconds = 20;
    const rateHz = 2000;
    let crossings = 0;
    for (let seed = 0; seed < 30; seed++) {
      const gain = gains(RAYLEIGH, rateHz, seconds * rateHz, seed);
      let below = Math.hypot(gain[0], gain[1]) < level;
      for (let n = 2; n < gain.length; n += 2) {
        const now = Math.hypot(gain[n], gain[n + 1]) < level;
        if (below && !now) crossings++;
        below = now;
      }
    }
    const wanted = 30 * seconds * Math.sqrt(2 * Math.PI) * 10 * level * Math.exp(-level * level);
    expect(Math.abs(crossings / wanted - 1)).toBeLessThan(0.04);
  });

  it("has a mean power of 1 and a smooth gain, the same in pieces", () => {
    const whole = gains(RAYLEIGH, 125_000, 20_000, 9);
    const piece = gains(RAYLEIGH, 125_000, 5000, 9, 7000);
    for (let i = 0; i < piece.length; i++) expect(piece[i]).toBeCloseTo(whole[14_000 + i], 6);
    let steepest = 0;
    for (let i = 2; i < whole.length; i++) steepest = Math.max(steepest, Math.abs(whole[i] - whole[i - 2]));
    // No plane wave turns faster than the greatest shift
    expect(steepest).toBeLessThan((2 * Math.PI * 10 * 8) / 125_000);
  });
});

describe("Rician fading", () => {
  it("splits its power by the K factor", () => {
    const steady = { kind: "rician", kFactorDb: 10, dopplerHz: 0 } as const;
    let power = 0;
    let fourth = 0;
    const count = 4000;
    for (let seed = 0; seed < count; seed++) {
      const [re, im] = gains(steady, 1000, 1, seed);
      power += (re * re + im * im) / count;
      fourth += (re * re + im * im) ** 2 / count;
    }
    // Var |g|² = (1 + 2K)/(1 + K)²: 21/121 for K = 10
    expect(Math.abs(power - 1)).toBeLessThan(5 * Math.sqrt(21 / 121 / count));
    expect(Math.abs(fourth - power * power - 21 / 121)).toBeLessThan(0.03);
  });
});

describe("the fading stage", () => {
  it("fades a stream alike in pieces of any length", () => {
    const ones = new Float32Array(4000).fill(1);
    const options = { sampleRateHz: 1000, bandwidthHz: 1000, seed: 4 };
    const stage = { kind: "fading", model: "rayleigh", kFactorDb: 0, dopplerHz: 7 } as const;
    const faded = applyChannel(ones, [stage], options);
    expect(faded).not.toEqual(ones);
    expect(applyChannel(ones, [stage], options)).toEqual(faded);
    expect(applyChannel(ones, [stage], { ...options, seed: 5 })).not.toEqual(faded);
  });
});
