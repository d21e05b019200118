import { describe, expect, it } from "vitest";
import { applyChannel } from "../../../src/modem/channel/channel.ts";
import type { LoraInterfererStage } from "../../../src/modem/channel/lora-interferer.ts";
import { correlate, meanPower } from "./signals.ts";

const RATE = { sampleRateHz: 250_000, bandwidthHz: 125_000 };

describe("a tone", () => {
  it("has the stated power below the signal's, at its frequency, from its delay on", () => {
    const stage = { kind: "tone", sirDb: 6, offsetHz: 12_500, delayS: 0.01 } as const;
    const samples = applyChannel(new Float32Array(2 * 10_000), [stage], { ...RATE, signalPower: 0.5 });
    expect(samples.subarray(0, 5000).every((value) => value === 0)).toBe(true);
    const { re, im } = correlate(samples.subarray(5000), 0.05);
    expect(re * re + im * im).toBeCloseTo(0.5 * 10 ** -0.6, 6);
  });
});

const OTHER: LoraInterfererStage = {
  kind: "lora",
  sirDb: -3,
  sf: 7,
  delayS: 0.002,
  offsetHz: 0,
  payloadBytes: 4,
  bandwidthHz: null,
  periodS: null,
};

describe("a LoRa interferer", () => {
  it("sends one frame of the stated power, at the stated time", () => {
    const samples = applyChannel(new Float32Array(2 * 20_000), [OTHER], RATE);
    const first = samples.findIndex((value) => value !== 0) / 2;
    expect(Math.floor(first)).toBe(500);
    // 8 + 4.25 + 18 symbols of 256 samples (SF7, 4/5, 4 bytes with CRC: Semtech AN1200.13)
    const last = samples.findLastIndex((value) => value !== 0) >> 1;
    expect(last + 1 - 500).toBe((12.25 + 18) * 256);
    expect(meanPower(samples.subarray(1000, 2 * (last + 1)))).toBeCloseTo(10 ** 0.3, 5);
  });

  it("sends again after each period", () => {
    const samples = applyChannel(new Float32Array(2 * 60_000), [{ ...OTHER, periodS: 0.1 }], RATE);
    const isOn = (sample: number) => samples[2 * sample] !== 0;
    expect([499, 501, 8300, 25_499, 25_501, 50_501].map(isOn)).toEqual([false, true, false, false, true, true]);
  });

  it("refuses a period shorter than its frame", () => {
    expect(() => applyChannel(new Float32Array(2), [{ ...OTHER, periodS: 0.01 }], RATE)).toThrow("periodS");
  });
});
