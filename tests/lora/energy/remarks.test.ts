import { describe, expect, it } from "vitest";
import { estimateBatteryLife } from "../../../src/lora/energy/battery-life.ts";

const BASE = { radio: "SX1262", battery: "ER34615", periodS: 900, payloadBytes: 20, sf: 9, sleepCurrentA: 5e-5 };
const warnings = (input: object) => estimateBatteryLife({ ...BASE, ...input }).warnings;
const codes = (input: object) => warnings(input).map(({ code }) => code);

describe("the pulse limit", () => {
  const onCoin = { battery: "CR2032" };

  it("is told with three mends", () => {
    const [first] = warnings({ ...onCoin, radio: "SX1261" });
    expect(first.code).toBe("pulse-limit");
    // SX1261 draws 25.5 mA at 14 dBm; −8 dBm takes exactly 6.8 mA
    expect(first.message).toMatch(/25\.5 mA .* 6\.8 mA in pulses/);
    expect(first.message).toMatch(/a capacitor of at least [\d.]+ mF .*, or at most -8 dBm, or a cell/);
  });

  it("sizes the capacitor by the charge that is missing", () => {
    const { pulse, timeOnAirS } = estimateBatteryLife({ ...BASE, ...onCoin });
    // C = I·t / U: what the cell does not give, over a packet, falling by 0.3 V
    expect(pulse.capacitorF).toBeCloseTo(((0.0893 - 0.0068) * timeOnAirS) / 0.3, 12);
    expect(pulse.peakCurrentA).toBeCloseTo(0.0893, 12);
    expect(pulse).toMatchObject({ limitA: 0.0068, withinLimit: false, maxTxPowerDbm: null });
  });

  it("is met by cells in parallel, and silent with a capacitor", () => {
    expect(codes({ ...onCoin, capacitor: true })).not.toContain("pulse-limit");
    expect(codes({ battery: "LS14250" })).not.toContain("pulse-limit");
    expect(codes({ battery: "LS14250", txPowerDbm: 22 })).toContain("pulse-limit");
    expect(codes({ battery: "LS14250", txPowerDbm: 22, parallelCells: 2 })).not.toContain("pulse-limit");
  });

  it("proposes no power when the current was given", () => {
    const { pulse } = estimateBatteryLife({ ...BASE, ...onCoin, txCurrentA: 0.04 });
    expect(pulse).toMatchObject({ peakCurrentA: 0.04, withinLimit: false, maxTxPowerDbm: null });
  });

  it("is unknown without a battery", () => {
    const { pulse } = estimateBatteryLife({ ...BASE, battery: undefined, capacityMah: 100 });
    expect(pulse).toMatchObject({ limitA: null, withinLimit: null });
  });
});

describe("remarks", () => {
  it.each([
    ["continuous-limit", { class: "C", battery: "LS14250", radio: "SX1276", rxCurrentA: 0.04 }],
    ["beyond-shelf-life", { periodS: 86_400 }],
    ["over-voltage", { battery: "AA-lithium", seriesCells: 3 }],
    ["under-voltage", { battery: "AA-alkaline", seriesCells: 2 }],
    ["temperature", { battery: "AA-alkaline", temperatureC: -30 }],
    ["temperature", { temperatureC: 45 }],
    ["temperature", { temperatureC: -20 }],
    ["radio-only", { sleepCurrentA: undefined }],
    ["estimated-current", { radio: "SX1276" }],
    ["unverified", { radio: "SX1276" }],
  ])("say %s for %j", (code, input) => {
    expect(codes(input)).toContain(code);
  });

  it("are none for a device that is fully known", () => {
    expect(warnings({ radio: "SX1261", battery: "ER10450", sleepCurrentA: 2e-5, periodS: 3600 })).toEqual([]);
  });

  it("name only unverified figures that went into the answer", () => {
    const messages = warnings({ radio: "SX1276", txCurrentA: 0.03, rxCurrentA: 0.011, txPowerDbm: 13 }).map(
      ({ message }) => message,
    );
    expect(messages.some((message) => message.startsWith("SX1276:"))).toBe(false);
    expect(warnings({ radio: "SX1276" }).map(({ message }) => message)).toContain(
      "SX1276: amplifiers, receiveCurrents from general knowledge, not checked against the source",
    );
  });

  it("speak of no temperature or voltage without a battery", () => {
    const bare = { battery: undefined, capacityMah: 1000, temperatureC: -100 };
    expect(codes(bare)).toEqual([]);
  });
});
