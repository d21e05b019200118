import { describe, expect, it } from "vitest";
import { FSK_PACKET_DEFAULTS, type FskPacket, fskTimeOnAir } from "../../src/lora/fsk-airtime.ts";
import { LR_FHSS_PACKET_DEFAULTS, type LrFhssPacket, lrFhssTimeOnAir } from "../../src/lora/lr-fhss-airtime.ts";
import { referenceCases, TOLERANCE_S } from "./airtime-reference.ts";

describe("time on air of FSK", () => {
  it("agrees with the reference", () => {
    const cases = referenceCases("fsk");
    expect(cases.length).toBeGreaterThan(10);
    for (const { id, input, expected } of cases) {
      const { timeOnAirS } = fskTimeOnAir(input as unknown as FskPacket);
      expect(Math.abs(timeOnAirS - expected.timeOnAirS), id).toBeLessThan(TOLERANCE_S);
    }
  });

  it("counts LoRaWAN's frame", () => {
    // By hand: 5 + 3 + 1 + 20 + 2 bytes at 50 kbit/s
    const result = fskTimeOnAir({ ...FSK_PACKET_DEFAULTS, payloadBytes: 20 });
    expect(result.timeOnAirS).toBeCloseTo((31 * 8) / 50_000, 12);
    expect(result).toMatchObject({ ldro: null, payloadSymbols: 26 * 8, bitRateBps: 50_000, preambleTimeS: 0.0008 });
  });

  it.each<[Partial<FskPacket>, string]>([
    [{ bitRateBps: 0 }, "bitRateBps"],
    [{ preambleBits: -8 }, "preambleBits"],
    [{ syncWordBits: 65 }, "syncWordBits"],
    [{ crcBytes: 3 }, "crcBytes"],
    [{ payloadBytes: 256 }, "payloadBytes"],
    [{ variableLength: "yes" as unknown as boolean }, "variableLength"],
    [{ addressFiltering: 1 as unknown as boolean }, "addressFiltering"],
  ])("refuses %j", (change, where) => {
    expect(() => fskTimeOnAir({ ...FSK_PACKET_DEFAULTS, payloadBytes: 20, ...change })).toThrow(where);
  });
});

describe("time on air of LR-FHSS", () => {
  it("agrees with the reference, and with the standard where that counts the last block whole", () => {
    const cases = referenceCases("lr-fhss");
    expect(cases.filter(({ rp002TimeOnAirS }) => rp002TimeOnAirS !== undefined).length).toBeGreaterThan(3);
    for (const { id, input, expected, rp002TimeOnAirS } of cases) {
      const packet = input as unknown as LrFhssPacket;
      expect(Math.abs(lrFhssTimeOnAir(packet).timeOnAirS - expected.timeOnAirS), id).toBeLessThan(TOLERANCE_S);
      if (rp002TimeOnAirS === undefined) continue;
      const whole = lrFhssTimeOnAir({ ...packet, lastBlock: "whole" });
      expect(Math.abs(whole.timeOnAirS - rp002TimeOnAirS), id).toBeLessThan(TOLERANCE_S);
    }
  });

  it("takes 233.472 ms for each header", () => {
    const at = (headerCount: number) =>
      lrFhssTimeOnAir({ ...LR_FHSS_PACKET_DEFAULTS, headerCount, payloadBytes: 10 }).timeOnAirS;
    expect(at(3) - at(2)).toBeCloseTo(0.233472, 9);
  });

  it.each<[Partial<LrFhssPacket>, string]>([
    [{ headerCount: 0 }, "headerCount"],
    [{ payloadBytes: 256 }, "payloadBytes"],
    [{ codingRate: "4/5" as LrFhssPacket["codingRate"] }, "codingRate"],
    [{ lastBlock: "half" as LrFhssPacket["lastBlock"] }, "lastBlock"],
  ])("refuses %j", (change, where) => {
    expect(() => lrFhssTimeOnAir({ ...LR_FHSS_PACKET_DEFAULTS, payloadBytes: 10, ...change })).toThrow(where);
  });
});
