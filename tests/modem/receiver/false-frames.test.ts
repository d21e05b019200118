import { describe, expect, it } from "vitest";
import { SPREADING_FACTORS, type SpreadingFactor } from "../../../src/lora/parameters.ts";
import { createGaussian } from "../../../src/math/gaussian.ts";
import { frameSettings } from "../../../src/modem/frame-settings-input.ts";
import type { ReceiverOptions } from "../../../src/modem/receiver/decoded-frame.ts";
import { createReceiver } from "../../../src/modem/receiver/receiver.ts";
import { LISTEN, noise, receive, record, sendFrame } from "./air.ts";

const GATEWAY: readonly SpreadingFactor[] = [7, 8, 9, 10, 11, 12];
const IMPLICIT = { payloadBytes: 16, codingRate: "4/5", crc: false } as const;

/** Whom noise must not fool: with a header and any word; without one, a known word is all there is to tell a frame by. */
const LISTENERS: readonly (readonly [string, Partial<ReceiverOptions>])[] = [
  ["SF7 with any sync word", {}],
  ["all spreading factors with any sync word", { spreadingFactors: GATEWAY }],
  ["SF5 and SF6 with any sync word", { spreadingFactors: [5, 6], chip: "sx126x" }],
  ["SF7 without header and CRC", { implicit: IMPLICIT, syncWord: 0x12 }],
  [
    "all spreading factors without header and CRC",
    { spreadingFactors: SPREADING_FACTORS, chip: "sx126x", implicit: IMPLICIT, syncWord: 0x12 },
  ],
];

/** Frames in so many seconds of noise at one sample a chip. */
function listenToNoise(seconds: number, told: Partial<ReceiverOptions>, seed: number): number {
  const receiver = createReceiver({ ...LISTEN, ...told });
  const gaussian = createGaussian(seed);
  const piece = new Float32Array(2 * LISTEN.sampleRateHz);
  let frames = 0;
  for (let s = 0; s < seconds; s++) {
    piece.fill(0);
    gaussian.addTo(piece, 1);
    frames += receiver.push(piece).length;
  }
  return frames + receiver.end().length;
}

describe.each(LISTENERS)("to a receiver of %s", (_name, told) => {
  // The goal is less than one false frame in ten minutes
  it("a minute of noise is no frame", () => expect(listenToNoise(60, told, 1)).toBe(0));

  const count = 2 * LISTEN.sampleRateHz;

  it("silence, a constant and clipped noise are none", () => {
    expect(receive(new Float32Array(2 * count), told)).toEqual([]);
    expect(receive(new Float32Array(2 * count).fill(0.5), told)).toEqual([]);
    expect(receive(noise(count, 2).map(Math.sign), told)).toEqual([]);
    const half = noise(count, 3);
    half.fill(0, 0, count);
    expect(receive(half, told)).toEqual([]);
  });

  it.each([0, 0.0123, 0.3719])("a carrier at %f of the bandwidth is none, alone or in noise", (cycles) => {
    const carrier = new Float32Array(2 * count);
    for (let n = 0; n < count; n++) {
      carrier[2 * n] = 3 * Math.cos(2 * Math.PI * cycles * n);
      carrier[2 * n + 1] = 3 * Math.sin(2 * Math.PI * cycles * n);
    }
    expect(receive(carrier, told)).toEqual([]);
    createGaussian(4).addTo(carrier, Math.SQRT1_2);
    expect(receive(carrier, told)).toEqual([]);
  });

  it.each([7, 9] as const)("chirps of SF%i without end are none, up or down", (sf) => {
    const symbols = 300;
    const chirps = (kind: number) => ({
      values: new Int32Array(symbols),
      kinds: new Uint8Array(symbols).fill(kind),
      chips: new Int32Array(symbols).fill(2 ** sf),
    });
    for (const kind of [0, 1]) {
      for (const snrDb of [undefined, 20, 0]) {
        const train = {
          ...sendFrame({ settings: frameSettings({ sf }), startSample: 1000.3, carrierOffsetHz: 300 }),
          chirps: chirps(kind),
        };
        expect(receive(record({ frames: [train], samples: 2 ** sf * 320, snrDb }), told)).toEqual([]);
      }
    }
  });

  it("numbers that are none do no harm", () => {
    expect(receive(new Float32Array(1e5).fill(Number.NaN), told)).toEqual([]);
    expect(receive(new Float32Array(1e5).fill(Number.POSITIVE_INFINITY), told)).toEqual([]);
  });
});

describe("traffic", () => {
  it("with a header and another sync word is none to who expects neither", () => {
    const frames = Array.from({ length: 20 }, (_, i) =>
      sendFrame({ startSample: 700 + 8000 * i, envelope: { syncWord: 0x34 }, carrierOffsetHz: 300 * i - 3000 }),
    );
    for (const snrDb of [20, 0]) {
      const samples = record({ frames, snrDb });
      expect(receive(samples, { implicit: IMPLICIT, syncWord: 0x12 })).toEqual([]);
      expect(receive(samples, { syncWord: 0x12 })).toEqual([]);
    }
  });
});
