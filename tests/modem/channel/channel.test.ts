import { describe, expect, it } from "vitest";
import { type ChannelStage, createChannel, joinSamples } from "../../../src/modem/channel/channel.ts";
import { profileTaps } from "../../../src/modem/channel/multipath-profiles.ts";
import { seededRandom } from "../../support/random.ts";
import { worstDifference } from "./signals.ts";

const CONTEXT = { sampleRateHz: 250_000, bandwidthHz: 125_000, signalPower: 1, seed: 1 };

/** One of each kind, in an order in which they happen. */
const STAGES: ChannelStage[] = [
  { kind: "clock", ppm: 30 },
  { kind: "delay", samples: 2.5 },
  { kind: "multipath", taps: profileTaps("cost207-hilly"), dopplerHz: 5, normalise: true },
  { kind: "fading", model: "rician", kFactorDb: 3, dopplerHz: 20 },
  { kind: "carrier", offsetHz: 700, driftHzPerS: 10 },
  { kind: "tone", sirDb: 10, offsetHz: -5000, delayS: 0.001 },
  { kind: "lora", sirDb: 3, sf: 8, delayS: 0, offsetHz: 0, payloadBytes: 3, bandwidthHz: null, periodS: null },
  { kind: "noise", snrDb: 5 },
  { kind: "iq-imbalance", gainDb: 0.5, phaseRad: 0.02 },
  { kind: "dc", i: 0.01, q: 0 },
  { kind: "quantise", bits: 24, fullScale: 8 },
];

describe("createChannel", () => {
  it("gives the same for a stream in pieces of any length as for the whole", () => {
    const random = seededRandom(1);
    const input = Float32Array.from({ length: 40_000 }, () => random() - 0.5);
    const send = (lengths: readonly number[]) => {
      const channel = createChannel(STAGES, CONTEXT);
      const out: Float32Array[] = [];
      let at = 0;
      for (let k = 0; at < input.length; k++) {
        const next = Math.min(input.length, at + 2 * lengths[k % lengths.length]);
        out.push(channel.push(input.slice(at, next)).slice());
        at = next;
      }
      out.push(channel.end());
      return joinSamples(out);
    };
    const whole = send([20_000]);
    const pieces = send([1, 7, 1000, 0, 333]);
    expect(whole.length).toBeGreaterThan(input.length);
    expect(pieces.length).toBe(whole.length);
    expect(worstDifference(pieces, whole)).toBeLessThan(1e-5);
  });

  it("draws from the seed for each stage apart: two noises do not double each other", () => {
    const noise = { kind: "noise", snrDb: 0 } as const;
    const twice = createChannel([noise, noise], CONTEXT).push(new Float32Array(40_000));
    const once = createChannel([noise], CONTEXT).push(new Float32Array(40_000));
    const power = (samples: Float32Array) => samples.reduce((sum, value) => sum + value * value, 0);
    expect(power(twice) / power(once)).toBeCloseTo(2, 1);
  });
});
