import { describe, expect, it } from "vitest";
import { joinSamples } from "../../../src/modem/channel/channel.ts";
import { profileTaps } from "../../../src/modem/channel/multipath-profiles.ts";
import { transmit } from "../../../src/modem/channel/transmission.ts";
import { DEFAULT_ENVELOPE } from "../../../src/modem/frame-settings.ts";
import { frameSettings } from "../../../src/modem/frame-settings-input.ts";
import { frameTrain } from "../../../src/modem/waveform/frame-train.ts";
import { modulate } from "../../../src/modem/waveform/modulate.ts";
import { meanPower, worstDifference } from "./signals.ts";

const SF9 = frameSettings({ sf: 9 });
const PAYLOADS = Array.from({ length: 8 }, (_, k) => Uint8Array.of(k, 2 * k, 255 - k));
const OPTIONS = { sampleRateHz: 250_000, leadSamples: 100, gapSamples: 3000, timingOffset: 0.25 };
const CONTEXT = { sampleRateHz: 250_000, bandwidthHz: 125_000, signalPower: 1, seed: 1 };
const train = frameTrain(SF9, DEFAULT_ENVELOPE, PAYLOADS, OPTIONS);

function received(parts: Partial<Parameters<typeof transmit>[0]>): Float32Array {
  const pieces: Float32Array[] = [];
  for (const block of transmit({ train, multipath: null, stages: [], context: CONTEXT, ...parts })) {
    pieces.push(block.slice());
  }
  return joinSamples(pieces);
}

describe("transmit", () => {
  it("gives block by block what modulate gives at once", () => {
    const whole = modulate(SF9, DEFAULT_ENVELOPE, PAYLOADS, OPTIONS);
    const streamed = received({});
    expect(streamed.length).toBe(whole.length);
    expect(streamed.length).toBeGreaterThan(2 * 2 ** 15);
    expect(worstDifference(streamed, whole)).toBeLessThan(1e-6);
  });

  it("sends frames on several ways, the mean power kept", () => {
    const multipath = {
      kind: "multipath",
      taps: profileTaps("cost207-hilly"),
      dopplerHz: 500,
      normalise: true,
    } as const;
    const streamed = received({ multipath });
    // 17.2 µs at 250 kHz: 4.3 samples
    expect(streamed.length / 2).toBe(train.samples + 5);
    expect(Math.abs(10 * Math.log10(meanPower(streamed) / meanPower(received({}))))).toBeLessThan(1);
  });

  it("lets stages work on the stream", () => {
    const streamed = received({ stages: [{ kind: "dc", i: 2, q: 0 }] });
    expect([streamed[0], streamed[1]]).toEqual([2, 0]);
  });
});
