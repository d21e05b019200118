import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/math/errors.ts";
import { profileTaps } from "../../../src/modem/channel/multipath-profiles.ts";
import { STILL_CHANNEL } from "../../../src/modem/error-rates/frame-batch.ts";
import { type ErrorRateRequest, simulateErrorRates } from "../../../src/modem/error-rates/simulate.ts";
import { DEFAULT_ENVELOPE } from "../../../src/modem/frame-settings.ts";
import { frameSettings } from "../../../src/modem/frame-settings-input.ts";

const request = (given: Partial<ErrorRateRequest>): ErrorRateRequest => ({
  settings: frameSettings({ sf: 7 }),
  payloadBytes: 8,
  synchronisation: "receiver",
  decoding: "soft",
  channel: STILL_CHANNEL,
  envelope: DEFAULT_ENVELOPE,
  spread: { carrierOffsetHz: 8680, clockPpm: 10 },
  sampleRateHz: 125e3,
  snrDb: [10],
  maxFrames: 20,
  precision: 0,
  seed: 1,
  ...given,
});

describe("simulateErrorRates", () => {
  it.each([
    { name: "SF7", settings: { sf: 7 } },
    { name: "SF10, 4/8", settings: { sf: 10, codingRate: "4/8" } },
    { name: "SF11 at the reduced rate, no CRC", settings: { sf: 11, ldro: true, crc: false } },
    { name: "SF8, implicit header", settings: { sf: 8, implicitHeader: true } },
    { name: "SF5 of the SX126x", settings: { sf: 5, chip: "sx126x" } },
  ])("finds all frames where there is little noise: $name", async ({ settings }) => {
    const [point] = await simulateErrorRates(request({ settings: frameSettings(settings) }));
    expect(point).toMatchObject({
      frames: 20,
      framesFound: 20,
      symbolErrorRate: 0,
      bitErrorRate: 0,
      packetErrorRate: 0,
    });
    expect(point.ci95[0]).toBe(0);
    // Wilson's interval of 0 in 20: z²/(n + z²) with z = 1.96
    expect(point.ci95[1]).toBeCloseTo(0.1611, 4);
  });

  it("works at more samples per chip, with inverted IQ, a long preamble and another sync word", async () => {
    const envelope = { preambleSymbols: 12, syncWord: 0x34, invertIq: true };
    const [point] = await simulateErrorRates(request({ sampleRateHz: 250e3, envelope }));
    expect(point).toMatchObject({ frames: 20, packetErrorRate: 0 });
  });

  it("sends frames over echoes, each over others", async () => {
    const channel = { taps: profileTaps("cost207-urban"), dopplerHz: 1 };
    const [good, bad] = await simulateErrorRates(request({ channel, snrDb: [30, -8], maxFrames: 60 }));
    expect(good.packetErrorRate).toBeLessThan(0.05);
    expect(bad.packetErrorRate).toBeGreaterThan(0.2);
  });

  it("finds nothing far below the noise, and says so", async () => {
    const [point] = await simulateErrorRates(request({ snrDb: [-30] }));
    expect(point).toMatchObject({ framesFound: 0, packetErrorRate: 1, symbolErrorRate: null, symbolErrorCi95: null });
  });

  it("gives each point the same in any company", async () => {
    const alone = await simulateErrorRates(request({ snrDb: [-9], maxFrames: 40 }));
    const [, among] = await simulateErrorRates(request({ snrDb: [-12, -9], maxFrames: 40 }));
    expect(among).toEqual(alone[0]);
  });

  it("stops when the rate is known well enough", async () => {
    const ideal = request({ synchronisation: "ideal", snrDb: [-10, 0], precision: 0.1, maxFrames: 5000 });
    const [known, unknown] = await simulateErrorRates(ideal);
    expect(known.frames).toBeLessThan(5000);
    const [lower, upper] = known.ci95;
    expect((upper - lower) / 2 / known.packetErrorRate).toBeLessThanOrEqual(0.1);
    expect(unknown).toMatchObject({ frames: 5000, packetErrorRate: 0 });
  });

  it.each([
    [{ snrDb: [Number.NaN] }, "snrDb"],
    [{ maxFrames: 0 }, "maxFrames"],
    [{ precision: 2 }, "precision"],
    [{ payloadBytes: 256 }, "payloadBytes"],
    [{ sampleRateHz: 100e3 }, "sampleRateHz"],
    [{ spread: { carrierOffsetHz: -1, clockPpm: 0 } }, "carrierOffsetHz"],
    [{ spread: { carrierOffsetHz: 0, clockPpm: 500 } }, "clockPpm"],
    [{ synchronisation: "ideal", channel: { taps: profileTaps("cost207-urban"), dopplerHz: 0 } }, "channel"],
  ] as const)("refuses %j", async (given, where) => {
    const error = await simulateErrorRates(request(given)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).issues[0].where).toBe(where);
  });
});
