import { describe, expect, it } from "vitest";
import { applyChannel } from "../../../src/modem/channel/channel.ts";
import {
  addMultipathWaveform,
  createPaths,
  type MultipathStage,
  type Tap,
} from "../../../src/modem/channel/multipath.ts";
import { MULTIPATH_PROFILES, profileTaps } from "../../../src/modem/channel/multipath-profiles.ts";
import { addWaveform } from "../../../src/modem/waveform/add-waveform.ts";
import { readRecording } from "../waveform/reference.ts";
import { correlate, tone } from "./signals.ts";

const RATE = { sampleRateHz: 500_000, bandwidthHz: 125_000 };
const STILL = { phaseRad: 0, fading: "none", kFactorDb: 0 } as const;

function multipath(taps: readonly Tap[], normalise = false): MultipathStage {
  return { kind: "multipath", taps, dopplerHz: 0, normalise };
}

const TWO_TAPS = [
  { ...STILL, delayS: 0, gainDb: 0 },
  { ...STILL, delayS: 3.7e-6, gainDb: -6, phaseRad: 1 },
];

describe("multipath", () => {
  it.each([-0.4, -0.1, 0, 0.25, 0.41])("has the response 1 + g·e^(jφ − j2πfτ) at %f of the sample rate", (cycles) => {
    const echoed = applyChannel(tone(4000, cycles), [multipath(TWO_TAPS)], RATE);
    const { re, im } = correlate(echoed.subarray(400, 7600), cycles);
    const angle = 1 - 2 * Math.PI * cycles * 3.7e-6 * RATE.sampleRateHz;
    const echo = 10 ** (-6 / 20);
    // The correlation begins at sample 200 with the tone's phase there: all of these are whole cycles
    expect(re).toBeCloseTo(1 + echo * Math.cos(angle), 3);
    expect(im).toBeCloseTo(echo * Math.sin(angle), 3);
  });

  it("ends with the last echo", () => {
    const echoed = applyChannel(Float32Array.of(1, 0), [multipath([{ ...STILL, delayS: 20e-6, gainDb: 0 }])], RATE);
    expect(echoed.length).toBeGreaterThan(20);
    expect(echoed[20]).toBeCloseTo(1, 6);
  });

  it("sends waveforms on exact ways: as the stream's filter where that is good, at any rate", () => {
    const [frame] = readRecording("s02_sf7_os4_clean").frames;
    const clean = new Float32Array(2 * 30_000);
    addWaveform(clean, 0, frame);
    const filtered = applyChannel(clean, [multipath(TWO_TAPS)], RATE);
    const exact = new Float32Array(clean.length);
    addMultipathWaveform(exact, 0, frame, createPaths(multipath(TWO_TAPS), { ...RATE, seed: 1 }), new Float32Array(0));
    let error = 0;
    for (let i = 2 * 1200; i < 2 * 29_000; i++) error += (exact[i] - filtered[i]) ** 2;
    expect(error / 27_800).toBeLessThan(1e-4);
  });

  it("scales the taps' mean power to 1 where asked", () => {
    const paths = createPaths(multipath(TWO_TAPS, true), { ...RATE, seed: 1 });
    expect(paths.reduce((sum, { amplitude }) => sum + amplitude ** 2, 0)).toBeCloseTo(1, 12);
  });

  it("lets each tap fade for itself, alike for a seed", () => {
    const [frame] = readRecording("s01_sf7_os1_clean").frames;
    const taps = profileTaps("cost207-urban");
    const send = (seed: number) => {
      const out = new Float32Array(2 * 5710);
      const paths = createPaths({ ...multipath(taps, true), dopplerHz: 50 }, { sampleRateHz: 125_000, seed });
      addMultipathWaveform(out, 0, frame, paths, new Float32Array(out.length));
      return out;
    };
    expect(send(1)).toEqual(send(1));
    expect(send(1)).not.toEqual(send(2));
  });
});

describe("profiles", () => {
  // Delay spreads as published: ITU-R M.1225 table 2 and 3GPP TS 36.104 table B.2-1
  it.each([
    ["itu-pedestrian-a", 45],
    ["itu-pedestrian-b", 750],
    ["itu-vehicular-a", 370],
    ["itu-vehicular-b", 4000],
    ["3gpp-epa", 43],
    ["3gpp-eva", 357],
    ["3gpp-etu", 991],
  ] as const)("%s has a delay spread of %i ns", (name, publishedNs) => {
    const { delaysNs, gainsDb } = MULTIPATH_PROFILES[name];
    const powers = gainsDb.map((gain) => 10 ** (gain / 10));
    const sum = powers.reduce((total, power) => total + power, 0);
    const moment = (order: number) => powers.reduce((total, power, k) => total + power * delaysNs[k] ** order, 0) / sum;
    const spreadNs = Math.sqrt(moment(2) - moment(1) ** 2);
    // M.1225 rounds to two digits
    expect(Math.abs(spreadNs / publishedNs - 1)).toBeLessThan(0.16);
  });

  it("have a tap for each delay, in order", () => {
    for (const name of Object.keys(MULTIPATH_PROFILES) as (keyof typeof MULTIPATH_PROFILES)[]) {
      const taps = profileTaps(name);
      expect(taps.map(({ delayS }) => delayS)).toEqual(taps.map(({ delayS }) => delayS).sort((a, b) => a - b));
      expect(MULTIPATH_PROFILES[name].gainsDb.length).toBe(taps.length);
    }
  });
});
