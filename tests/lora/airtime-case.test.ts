import { describe, expect, it } from "vitest";
import { loraTimeOnAir } from "../../src/lora/airtime.ts";
import { computeAirtime, readAirtimeCase } from "../../src/lora/airtime-case.ts";
import { compareAirtime } from "../../src/lora/airtime-comparison.ts";
import type { AirtimeInput } from "../../src/lora/airtime-input.ts";
import { LORA_PACKET_DEFAULTS } from "../../src/lora/lora-packet.ts";
import { longestPayloadBytes } from "../../src/lora/regions/limits.ts";
import { LORAWAN_REGION_NAMES, REGIONS } from "../../src/lora/regions/regions.ts";
import { InputError } from "../../src/math/errors.ts";

describe("an airtime case", () => {
  it("takes LoRaWAN's usual settings for what it does not say", () => {
    const packet = { ...LORA_PACKET_DEFAULTS, sf: 12, payloadBytes: 20 };
    expect(computeAirtime({ sf: 12, payloadBytes: 20, crc: null })).toEqual(loraTimeOnAir(packet));
    expect(computeAirtime({ sf: 12, appPayloadBytes: 7 })).toEqual(loraTimeOnAir(packet));
  });

  it.each<[string, AirtimeInput]>([
    ["missing-input", { sf: 7 }],
    ["missing-input", { region: "EU868", payloadBytes: 1 }],
    ["unknown-input", { sf: 7, payloadBytes: 1, spreadingFactor: 7 }],
    ["not-used", { modulation: "fsk", payloadBytes: 1, sf: 7 }],
    ["not-used", { sf: 7, payloadBytes: 1, dwellTime: true }],
    ["conflicting-inputs", { region: "EU868", dataRate: 0, bandwidthHz: 125e3, payloadBytes: 1 }],
    ["conflicting-inputs", { sf: 7, payloadBytes: 1, appPayloadBytes: 1 }],
    ["unknown-value", { modulation: "ook", payloadBytes: 1 }],
    ["unknown-value", { sf: 7, payloadBytes: 1, codingRate: "4/9" }],
    ["unknown-value", { chip: "sx127x", sf: 7, payloadBytes: 1, sf6Formula: "guess" }],
    ["out-of-range", { sf: 4, payloadBytes: 1 }],
    ["wrong-type", { sf: 7, payloadBytes: 1, crc: "yes" }],
    ["not-on-chip", { chip: "sx127x", sf: 6, payloadBytes: 1 }],
    ["unknown-region", { region: "EU869", dataRate: 0, payloadBytes: 1 }],
    ["unknown-region", { region: 868, dataRate: 0, payloadBytes: 1 }],
    ["unknown-data-rate", { region: "EU868", dataRate: 99, payloadBytes: 1 }],
    ["unknown-data-rate", { region: "EU868", dataRate: "constructor", payloadBytes: 1 }],
    ["payload-too-long", { region: "EU868", dataRate: 0, payloadBytes: 65 }],
    ["outside-sub-bands", { region: "EU868", dataRate: 0, payloadBytes: 1, frequencyHz: 869.3e6 }],
    ["outside-sub-bands", { region: "EU868", dataRate: 0, payloadBytes: 1, frequencyHz: "868.1 MHz" }],
    ["not-in-region", { region: "EU868", dataRate: 0, payloadBytes: 1, dwellTime: true }],
  ])("is refused as %s: %j", (code, input) => {
    expect(() => computeAirtime(input)).toThrow(InputError);
    try {
      computeAirtime(input);
    } catch (error) {
      expect((error as InputError).code).toBe(code);
    }
  });
});

describe("every data rate of every region", () => {
  it.each(LORAWAN_REGION_NAMES)("%s times its longest packet within the limits it states", (region) => {
    for (const [number, rate] of Object.entries(REGIONS[region].dataRates)) {
      const at = (payloadBytes: number) => computeAirtime({ region, dataRate: Number(number), payloadBytes });
      const longest = longestPayloadBytes(rate);
      const { maxPayloadBytes = 0, dutyCycle = 0, minIntervalS, timeOnAirS, messagesPerDay = 0 } = at(longest);
      expect(() => at(longest + 1)).toThrow(InputError);
      expect(dutyCycle).toBeGreaterThan(0);
      expect(at(maxPayloadBytes).dwellTimeOk, `DR${number}`).toBe(maxPayloadBytes > 0);
      if (typeof minIntervalS !== "number") continue;
      expect(minIntervalS).toBeCloseTo(timeOnAirS / dutyCycle, 9);
      expect(messagesPerDay * minIntervalS).toBeLessThanOrEqual(86_400);
    }
  });

  it("is limited to what fits into the dwell time, and no less", () => {
    // RP002-1.0.4's M under a dwell time of 400 ms: one byte more would last longer
    for (const [dataRate, maxPayloadBytes] of [
      [2, 24],
      [3, 66],
      [4, 138],
    ]) {
      const at = (payloadBytes: number) => computeAirtime({ region: "AS923-2", dataRate, payloadBytes });
      expect(at(maxPayloadBytes)).toMatchObject({ maxPayloadBytes, dwellTimeOk: true });
      expect(at(maxPayloadBytes + 1)).toMatchObject({ maxPayloadBytes, dwellTimeOk: false, minIntervalS: null });
    }
  });
});

describe("the same packet at other settings", () => {
  const compare = (input: AirtimeInput) => compareAirtime(input, readAirtimeCase(input));

  it("gets shorter from SF12 down", () => {
    const times = compare({ sf: 9, payloadBytes: 20 }).map(({ answer }) => answer?.timeOnAirS ?? 0);
    expect(times).toHaveLength(8);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });

  it("leaves out what the chip cannot send", () => {
    const names = (input: AirtimeInput) =>
      compare({ chip: "sx127x", sf: 9, payloadBytes: 20, ...input }).map(({ name }) => name);
    expect(names({})).not.toContain("SF6");
    expect(names({ implicitHeader: true })).toContain("SF6");
    expect(names({ implicitHeader: true })).not.toContain("SF5");
  });

  it("compares the data rates of one direction, and says which are too short", () => {
    const rates = compare({ region: "US915", dataRate: 3, payloadBytes: 60 });
    expect(rates.map(({ name, isAsked, answer }) => [name, isAsked, answer === null])).toEqual([
      ["DR0", false, true],
      ["DR1", false, false],
      ["DR2", false, false],
      ["DR3", true, false],
      ["DR4", false, false],
    ]);
    expect(compare({ region: "US915", dataRate: 8, payloadBytes: 20 }).map(({ name }) => name)).toContain("DR13");
    expect(compare({ region: "EU868", dataRate: 8, payloadBytes: 20 })[0].detail).toBe("LR-FHSS, 1/3, 137 kHz");
    expect(compare({ region: "EU868", dataRate: 7, payloadBytes: 20 })[0].detail).toBe("FSK, 50 kbit/s");
    expect(compare({ modulation: "fsk", payloadBytes: 20 })).toEqual([]);
  });
});
