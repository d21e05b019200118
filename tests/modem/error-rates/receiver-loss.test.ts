import { describe, expect, it } from "vitest";
import { packetSuccess } from "../../../src/lora/packet-success.ts";
import { receiverLossDb } from "../../../src/lora/receiver-loss.ts";
import { STILL_CHANNEL } from "../../../src/modem/error-rates/frame-batch.ts";
import { simulateErrorRates } from "../../../src/modem/error-rates/simulate.ts";
import { DEFAULT_ENVELOPE } from "../../../src/modem/frame-settings.ts";
import { frameSettings } from "../../../src/modem/frame-settings-input.ts";

describe("the receiver's loss", () => {
  // Another seed than the table's, and 4/6, which it was not measured with; 1500 frames tell about 15 % to a sixteenth of it
  it.each([
    { sf: 7, snrDb: -9.9, frames: 1500 },
    { sf: 9, snrDb: -15.4, frames: 700 },
  ] as const)("is what the whole receiver loses at SF$sf", async ({ sf, snrDb, frames }) => {
    const [point] = await simulateErrorRates({
      settings: frameSettings({ sf, codingRate: "4/6" }),
      payloadBytes: 16,
      synchronisation: "receiver",
      decoding: "soft",
      channel: STILL_CHANNEL,
      envelope: DEFAULT_ENVELOPE,
      spread: { carrierOffsetHz: 8680, clockPpm: 10 },
      sampleRateHz: 125e3,
      snrDb: [snrDb],
      maxFrames: frames,
      precision: 0,
      seed: 5,
    });
    const expected = (changeDb: number) =>
      1 - packetSuccess({ sf, codingRate: "4/6", payloadBytes: 16, snrDb: snrDb + changeDb });
    // A tenth of a decibel: the straight line between two points, and another coding rate
    expect(point.ci95[1]).toBeGreaterThan(expected(0.1));
    expect(point.ci95[0]).toBeLessThan(expected(-0.1));
    expect(receiverLossDb(sf, snrDb)).toBeLessThan(0.5);
  });
});
