import { describe, expect, it } from "vitest";
import { streamRandom } from "../../../src/math/stream-random.ts";
import { frameSettings } from "../../../src/modem/frame-settings-input.ts";
import type { DecodedFrame, ReceiverOptions } from "../../../src/modem/receiver/decoded-frame.ts";
import { createReceiver } from "../../../src/modem/receiver/receiver.ts";
import {
  compare,
  contents,
  LISTEN,
  randomPayload,
  receive,
  record,
  recordTrain,
  type SentFrame,
  SF7,
  sendFrame,
  type Train,
} from "./air.ts";

/** Sends a train and expects it whole, and nothing else. */
function expectAll(train: Train, told: Partial<ReceiverOptions> = {}): readonly DecodedFrame[] {
  const { samples, frames } = recordTrain(train);
  const { settings = SF7, sampleRateHz = settings.bandwidthHz } = train;
  const { bandwidthHz, sf } = settings;
  const found = receive(samples, { sampleRateHz, bandwidthHz, spreadingFactors: [sf], ...told });
  expect(contents(found)).toEqual(contents(frames));
  return found;
}

const someCarrier = (random: () => number) => ({ carrierOffsetHz: 12e3 * random() - 6e3 });

describe("a stream", () => {
  /** Frames of three spreading factors; some begin before the last one has ended. */
  function crowd(sampleRateHz: number): readonly SentFrame[] {
    const random = streamRandom(9);
    let at = sampleRateHz / 250;
    return Array.from({ length: 8 }, (_, i) => {
      const frame = sendFrame({
        settings: frameSettings({ sf: 7 + (i % 3) }),
        sampleRateHz,
        payload: randomPayload(12, random),
        startSample: at + random(),
        ...someCarrier(random),
      });
      at += (frame.endSample - at) * (0.3 + random());
      return frame;
    });
  }

  it.each([125e3, 250e3, 500e3, 300e3, 1.024e6])(
    "gives the same frames in chunks of any length, at %i Hz",
    (sampleRateHz) => {
      const frames = crowd(sampleRateHz);
      const samples = record({ frames, snrDb: 10 });
      const options = { sampleRateHz, spreadingFactors: [7, 8, 9], cancel: false } as const;
      const whole = receive(samples, options);
      expect(whole.length).toBeGreaterThan(4);
      for (const chunk of [127, 1009, 16_385]) expect(receive(samples, options, chunk)).toEqual(whole);
      if (sampleRateHz === 125e3) expect(receive(samples, options, 1)).toEqual(whole);
    },
  );

  it("counts its samples, and gives each frame soon after it has ended", () => {
    const { samples, frames } = recordTrain({ count: 3, snrDb: 10 });
    const receiver = createReceiver(LISTEN);
    const symbol = 2 * 128;
    const seen: number[] = [];
    for (let at = 0; at < samples.length; at += symbol) {
      for (const _ of receiver.push(samples.subarray(at, at + symbol))) seen.push(receiver.samples);
    }
    expect(receiver.samples).toBe(samples.length / 2);
    for (const _ of receiver.end()) seen.push(receiver.samples);
    expect(seen).toHaveLength(3);
    frames.forEach(({ endSample }, i) => {
      expect(seen[i] - endSample).toBeGreaterThan(0);
      // Samples are worked through in pieces of 4096
      expect(seen[i] - endSample).toBeLessThan(4096 + 2 * 128);
    });
  });

  it("may be empty, or end at once", () => {
    expect(createReceiver(LISTEN).end()).toEqual([]);
    expect(receive(new Float32Array(2))).toEqual([]);
  });

  it.each([125e3, 500e3])("may begin with a frame's first sample and end with its last, at %i Hz", (sampleRateHz) => {
    const frame = sendFrame({ sampleRateHz });
    for (const snrDb of [undefined, 0]) {
      const [found, ...others] = receive(record({ frames: [frame], snrDb }), { sampleRateHz });
      expect(others).toEqual([]);
      expect(contents([found])).toEqual(contents([frame]));
      expect(found.startSample).toBeCloseTo(0, 0);
      expect(found.warnings).toEqual([]);
    }
  });

  it("may begin within a preamble", () => {
    const frame = sendFrame({ startSample: -1.6 * 128 });
    const [found] = receive(record({ frames: [frame], snrDb: 5 }));
    expect(contents([found])).toEqual(contents([frame]));
    // Of eight symbols six are whole, and less than half of a seventh is there
    expect([6, 7]).toContain(found.preambleSymbols);
  });

  it.each([0.3, 0.6, 0.98])("that is cut after %f of a frame gives what there is, with a warning", (part) => {
    const payload = randomPayload(30, streamRandom(4));
    const frame = sendFrame({ payload, startSample: 1000 });
    const samples = Math.floor(1000 + part * (frame.endSample - 1000));
    const [found, ...others] = receive(record({ frames: [frame], samples, snrDb: 10 }));
    expect(others).toEqual([]);
    expect(found.crcOk).toBe(false);
    expect(found.warnings.join()).toMatch(/ends before the frame does/);
    expect(found.symbols.length).toBeLessThan(frame.symbols.length);
    expect([...found.symbols]).toEqual([...frame.symbols.slice(0, found.symbols.length)]);
    // Blocks that arrived whole
    const whole = Math.max(0, Math.floor((found.symbols.length - 8) / 5) * 7) >> 1;
    expect([...found.payload.slice(0, whole)]).toEqual([...payload.slice(0, whole)]);
  });

  it("that is cut before the header is over gives nothing", () => {
    const frame = sendFrame({ startSample: 1000 });
    const samples = Math.floor(1000 + 19 * 128);
    expect(receive(record({ frames: [frame], samples, snrDb: 10 }))).toEqual([]);
  });

  it("is nothing without spreading factors that are in it, mirrored, or of another bandwidth", () => {
    const { samples } = recordTrain({ count: 6, sampleRateHz: 500e3, snrDb: 10 });
    const told = { sampleRateHz: 500e3 };
    expect(receive(samples, { ...told, spreadingFactors: [8, 9, 10, 11, 12] })).toEqual([]);
    expect(receive(samples, { ...told, invertIq: true })).toEqual([]);
    expect(receive(samples, { ...told, bandwidthHz: 250e3, spreadingFactors: [7, 8, 9] })).toEqual([]);
    expect(receive(samples, { ...told, bandwidthHz: 62.5e3, spreadingFactors: [7, 8] })).toEqual([]);
  });
});

describe("frames", () => {
  it.each([6, 8, 12, 64])("with %i symbols of preamble", (preambleSymbols) => {
    for (const snrDb of [-6, 10]) {
      expectAll({ count: 10, snrDb, each: (random) => ({ ...someCarrier(random), envelope: { preambleSymbols } }) });
    }
  });

  it.each([0x12, 0x34, 0x77, 0xff])("with sync word %i, told or not", (syncWord) => {
    const train: Train = { count: 5, snrDb: 0, each: (random) => ({ ...someCarrier(random), envelope: { syncWord } }) };
    for (const told of ["any", syncWord] as const) {
      for (const frame of expectAll(train, { syncWord: told })) expect(frame.syncWord).toBe(syncWord);
    }
    const { samples } = recordTrain(train);
    expect(receive(samples, { syncWord: syncWord ^ 0xff })).toEqual([]);
  });

  it("with their spectrum mirrored", () => {
    const train: Train = {
      count: 6,
      sampleRateHz: 500e3,
      snrDb: 0,
      each: (random) => ({ ...someCarrier(random), envelope: { invertIq: true } }),
    };
    const { frames } = recordTrain(train);
    const found = expectAll(train, { invertIq: true });
    frames.forEach(({ carrierOffsetHz }, i) => {
      expect(Math.abs(found[i].cfoHz - carrierOffsetHz)).toBeLessThan(20);
    });
  });

  it.each([true, false])("without a header, CRC: %s", (crc) => {
    for (const [sf, snrDb] of [
      [7, -7],
      [9, -12],
      [12, -20],
    ]) {
      const settings = frameSettings({ sf, crc, implicitHeader: true, codingRate: "4/6" });
      const implicit = { payloadBytes: 16, codingRate: "4/6", crc } as const;
      const found = expectAll({ count: 6, settings, snrDb, each: someCarrier }, { implicit, syncWord: 0x12 });
      for (const frame of found) expect([frame.crcOk, frame.implicitHeader]).toEqual([crc ? true : null, true]);
    }
  });

  it("of every length and coding rate", () => {
    for (const codingRate of ["4/5", "4/6", "4/7", "4/8"]) {
      for (const payloadBytes of [0, 1, 2, 255]) {
        const settings = frameSettings({ sf: 7, codingRate });
        const [found] = expectAll({ count: 2, settings, payloadBytes, snrDb: 0, each: someCarrier });
        expect(found.codingRate).toBe(codingRate);
      }
    }
  });

  it.each([7812.5, 62.5e3, 250e3, 500e3])("of %f Hz", (bandwidthHz) => {
    const settings = frameSettings({ sf: 8, bandwidthHz });
    expectAll({ count: 5, settings, sampleRateHz: 2 * bandwidthHz, snrDb: -6 });
  });

  it.each([125e3, 125_001, 250e3, 300e3, 333_333, 1.024e6, 2.4e6])("at %i samples a second", (sampleRateHz) => {
    const each = (random: () => number) => ({ ...someCarrier(random), clockPpm: 20 * random() - 10 });
    const train = { count: 10, sampleRateHz, snrDb: -6.5, each };
    const { frames } = recordTrain(train);
    const found = expectAll(train);
    frames.forEach(({ endSample }, i) => {
      expect(Math.abs(found[i].endSample - endSample)).toBeLessThan((0.2 * sampleRateHz) / 125e3);
      expect(found[i].startS * sampleRateHz).toBeCloseTo(found[i].startSample, 6);
    });
  });

  it.each([200e3, -437.5e3, -62.5e3])("of a channel %i Hz off the recording's middle", (channelOffsetHz) => {
    const each = (random: () => number) => ({ carrierOffsetHz: channelOffsetHz + 8e3 * random() - 4e3 });
    const train = { count: 8, sampleRateHz: 1.2e6, snrDb: -6.5, each };
    const { frames } = recordTrain(train);
    const found = expectAll(train, { channelOffsetHz });
    frames.forEach(({ carrierOffsetHz }, i) => {
      expect(Math.abs(found[i].cfoHz + channelOffsetHz - carrierOffsetHz)).toBeLessThan(20);
    });
  });

  it("of any amplitude", () => {
    const { samples, frames } = recordTrain({ count: 3, snrDb: 5 });
    for (const scale of [1e-15, 1e-3, 1, 1e3, 1e12]) {
      const found = receive(samples.map((value) => scale * value));
      expect(contents(found)).toEqual(contents(frames));
      for (const { rssiDb } of found) expect(Math.abs(rssiDb - 20 * Math.log10(scale))).toBeLessThan(1);
    }
  });

  it("beside a header that promises more than follows: the next one is decoded all the same", () => {
    const random = streamRandom(1);
    for (const promised of [40, 200, 255]) {
      const long = sendFrame({ payload: randomPayload(promised, random), startSample: 1500 });
      // Preamble, delimiter and the 38 symbols of 16 bytes
      const [values, kinds, chips] = [long.chirps.values, long.chirps.kinds, long.chirps.chips].map((array) =>
        array.slice(0, 8 + 2 + 3 + 38),
      );
      const cut = { ...long, chirps: { values, kinds, chips } } as SentFrame;
      const next = sendFrame({ startSample: 1500 + 128 * (12.25 + 38 + 6.3), carrierOffsetHz: 500 });
      for (const snrDb of [20, -5]) {
        const found = receive(record({ frames: [cut, next], samples: 40_000, snrDb }));
        const { lost, falseFrames } = compare([next], found);
        expect(lost).toBe(0);
        expect(falseFrames).toEqual([]);
      }
    }
  });
});
