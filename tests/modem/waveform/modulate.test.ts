import { describe, expect, it } from "vitest";
import { DEFAULT_ENVELOPE } from "../../../src/modem/frame-settings.ts";
import { frameSettings } from "../../../src/modem/frame-settings-input.ts";
import { frameTrain } from "../../../src/modem/waveform/frame-train.ts";
import { modulate } from "../../../src/modem/waveform/modulate.ts";
import { waveformSamples } from "../../../src/modem/waveform/waveform.ts";
import { readRecording } from "./reference.ts";

const HELLO = Uint8Array.from("Hello LoRa!", (letter) => letter.charCodeAt(0));
const SF7 = frameSettings({ sf: 7 });

describe("modulate", () => {
  it("makes a recording's frame from its payload", () => {
    // s01: "Hello LoRa!", SF7, 4/5, one sample per chip, 300 samples of silence before
    const { samples } = readRecording("s01_sf7_os1_clean");
    const made = modulate(SF7, DEFAULT_ENVELOPE, [HELLO], { sampleRateHz: 125_000, leadSamples: 300 });
    for (let i = 0; i < made.length; i++) expect(Math.abs(made[i] - samples[i])).toBeLessThan(1e-4);
    expect(samples.subarray(made.length).every((value) => value === 0)).toBe(true);
  });

  it("puts frames back to back, or silence of zeros between them", () => {
    const options = { sampleRateHz: 300_000, timingOffset: 0.5 };
    const joined = frameTrain(SF7, DEFAULT_ENVELOPE, [HELLO, HELLO], options);
    const [first, second] = joined.waveforms;
    expect(first.startSample).toBe(0.5);
    expect(second.startSample).toBe(0.5 + waveformSamples(first));
    // 12.25 and 28 symbols of 128 chips, 2.4 samples each
    expect(waveformSamples(first)).toBeCloseTo(40.25 * 128 * 2.4, 8);
    const apart = modulate(SF7, DEFAULT_ENVELOPE, [HELLO, HELLO], { ...options, gapSamples: 100, trailSamples: 7 });
    expect(apart.length / 2).toBe(joined.samples + 107);
    const silent = apart.subarray(2 * Math.ceil(second.startSample), 2 * Math.floor(second.startSample + 100));
    expect(silent.every((value) => value === 0)).toBe(true);
    expect([apart[0], apart[1]]).toEqual([0, 0]);
  });

  it("refuses what cannot be sampled", () => {
    const sample = (options: object) =>
      frameTrain(SF7, DEFAULT_ENVELOPE, [HELLO], { sampleRateHz: 125_000, ...options });
    expect(() => sample({ sampleRateHz: 124_999 })).toThrow("sampleRateHz");
    expect(() => sample({ gapSamples: -1 })).toThrow("gapSamples");
    expect(() => sample({ amplitude: 0 })).toThrow("amplitude");
    expect(() => sample({ timingOffset: Number.NaN })).toThrow("timingOffset");
  });
});
