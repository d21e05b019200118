import { describe, expect, it } from "vitest";
import { applyChannel } from "../../../src/modem/channel/channel.ts";
import { addWaveform } from "../../../src/modem/waveform/add-waveform.ts";
import { PERFECT_TRANSMITTER, type Waveform } from "../../../src/modem/waveform/waveform.ts";
import { readRecording } from "../waveform/reference.ts";
import { correlate, tone, worstDifference } from "./signals.ts";

const RATE = { sampleRateHz: 500_000, bandwidthHz: 125_000 };

/** An SF7 frame at four samples per chip with silence around it. */
function frame(changes: Partial<Waveform>): Float32Array {
  const [clean] = readRecording("s02_sf7_os4_clean").frames;
  const out = new Float32Array(2 * 37_081);
  addWaveform(out, 0, { ...clean, ...PERFECT_TRANSMITTER, startSample: 1000, ...changes });
  return out;
}

describe("a carrier's offset", () => {
  it("turns samples as a transmitter that is off does", () => {
    const moved = applyChannel(frame({}), [{ kind: "carrier", offsetHz: 1234.5, driftHzPerS: 700 }], RATE);
    const timeS = 1000 / RATE.sampleRateHz;
    const made = frame({
      carrierOffsetHz: 1234.5 + 700 * timeS,
      driftHzPerS: 700,
      phaseRad: 2 * Math.PI * (1234.5 * timeS + (700 * timeS * timeS) / 2),
    });
    expect(worstDifference(moved, made)).toBeLessThan(1e-5);
  });
});

describe("a delay", () => {
  it.each([0, 1, 0.5, 0.123, 17.77])("of %f samples turns a tone by as much", (samples) => {
    const cycles = 0.37;
    const delayed = applyChannel(tone(5000, cycles), [{ kind: "delay", samples }], RATE);
    expect(delayed.length / 2).toBe(5000 + Math.ceil(samples));
    const { re, im } = correlate(delayed.subarray(200, 9800), cycles);
    // The piece begins at sample 100, where the tone itself would have turned by 37 cycles
    expect(Math.hypot(re, im)).toBeCloseTo(1, 4);
    const turned = Math.atan2(im, re) + 2 * Math.PI * cycles * samples;
    expect(Math.abs(turned - 2 * Math.PI * Math.round(turned / (2 * Math.PI)))).toBeLessThan(1e-4);
  });

  it("is that of a waveform made later", () => {
    const delayed = applyChannel(frame({}), [{ kind: "delay", samples: 3.3 }], RATE);
    // Away from the steps at the frame's ends and at folds, which fill more than the filter's band: power of the difference
    const made = frame({ startSample: 1003.3 });
    let error = 0;
    for (let i = 2 * 1100; i < 2 * 30_000; i++) error += (delayed[i] - made[i]) ** 2;
    expect(error / 28_900).toBeLessThan(1e-4);
  });
});

describe("a clock's error", () => {
  it("squeezes the signal as a fast transmitter's clock does", () => {
    const squeezed = applyChannel(frame({}), [{ kind: "clock", ppm: 40 }], RATE);
    const made = frame({ startSample: 1000 / (1 + 40e-6), clockPpm: 40 });
    let error = 0;
    for (let i = 2 * 1100; i < 2 * 30_000; i++) error += (squeezed[i] - made[i]) ** 2;
    expect(error / 28_900).toBeLessThan(1e-4);
    expect(squeezed.length / 2).toBe(Math.ceil(37_081 / (1 + 40e-6)));
  });

  it("moves a tone's frequency by its share", () => {
    const cycles = 0.2;
    const moved = applyChannel(tone(100_000, cycles), [{ kind: "clock", ppm: -100 }], RATE);
    const { re, im } = correlate(moved.subarray(200, 190_000), cycles * (1 - 100e-6));
    expect(Math.hypot(re, im)).toBeCloseTo(1, 4);
  });
});
