import { describe, expect, it } from "vitest";
import type { DecodedFrame, ReceiverOptions } from "../../../src/modem/receiver/decoded-frame.ts";
import { receive } from "./air.ts";
import { RECORDINGS, type Recording, readRecording } from "./recordings.ts";

/** What the receiver may be off by. */
const START_CHIPS = 0.2;
const CARRIER_BINS = 0.02;

function expectFrames({ samples, frames, options }: Recording, told: Partial<ReceiverOptions>): void {
  const found = receive(samples, { ...options, ...told });
  const hex = ({ payload }: DecodedFrame) => Buffer.from(payload).toString("hex");
  expect(found.map(hex).sort()).toEqual(frames.map(({ payloadHex }) => payloadHex).sort());
  for (const frame of frames) {
    const one = found.find((candidate) => hex(candidate) === frame.payloadHex) as DecodedFrame;
    expect(one.crcOk).not.toBe(false);
    expect(one.sf).toBe(frame.sf);
    expect([...one.symbols]).toEqual(frame.symbols);
    expect(one.preambleSymbols).toBe(8);
    expect(one.warnings).toEqual([]);
    const chips = (samplesOff: number) => (samplesOff * options.bandwidthHz) / options.sampleRateHz;
    expect(Math.abs(chips(one.startSample - frame.startSample))).toBeLessThan(START_CHIPS);
    // The frame's end: 2^SF chips for each symbol, faster by the transmitter's clock
    const lengthChips = (8 + 2 + 2.25 + frame.symbols.length) * 2 ** frame.sf * (1 - frame.clockPpm * 1e-6);
    expect(Math.abs(chips(one.endSample - frame.startSample) - lengthChips)).toBeLessThan(START_CHIPS);
    const binHz = options.bandwidthHz / 2 ** frame.sf;
    expect(Math.abs(one.cfoHz - frame.carrierOffsetHz) / binHz).toBeLessThan(CARRIER_BINS);
    // With 60 symbols at SF7, timing right to a tenth of a chip at either end is 20 ppm
    expect(Math.abs(one.clockPpm - frame.clockPpm)).toBeLessThan(10);
  }
}

describe("reference recordings", () => {
  it("are all here", () => expect(RECORDINGS).toHaveLength(10));

  it.each(RECORDINGS)("%s: every frame and no other", (name) => expectFrames(readRecording(name), {}));

  it.each(RECORDINGS)("%s: with hard decisions", (name) => expectFrames(readRecording(name), { decoding: "hard" }));

  it.each(RECORDINGS)("%s: at any spreading factor and with any sync word", (name) => {
    const recording = readRecording(name);
    expectFrames(recording, { spreadingFactors: [7, 8, 9, 10, 11, 12], syncWord: "any" });
  });

  it.each(RECORDINGS)("%s: nothing with another sync word", (name) => {
    const { samples, options } = readRecording(name);
    expect(receive(samples, { ...options, syncWord: 0x78 })).toEqual([]);
  });

  it.each(["s04_sf7_os4_snr0_cfo_sfo", "s05_sf12_os1_snr-12", "s06_sf9_os1_implicit_nocrc", "s07_sf7_os4_sync34_two"])(
    "%s: the SNR within 1.5 dB",
    (name) => {
      const { samples, frames, options } = readRecording(name);
      const found = receive(samples, options);
      for (const [i, { snrDb }] of frames.entries()) {
        expect(Math.abs(found[i].snrDb - (snrDb as number))).toBeLessThan(1.5);
      }
    },
  );
});
