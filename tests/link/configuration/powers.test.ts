import { describe, expect, it } from "vitest";
import { powerSteps } from "../../../src/link/configuration/powers.ts";
import { findRadio } from "../../../src/lora/catalog.ts";
import { findRegion } from "../../../src/lora/regions/regions.ts";

const region = (name: string) => ({ name, plan: findRegion(name) });
const at868 = { frequencyHz: 868.1e6, antennaGainDbi: 0, lossDb: 0 };

describe("powerSteps", () => {
  it("are the plan's, by their LoRaWAN numbers", () => {
    // RP002-1.0.4, EU863-870: TXPower 0 is 16 dBm EIRP, each further one 2 dB less, 7 is the last
    const steps = powerSteps({ ...at868, radio: findRadio("SX1262"), region: region("EU868") });
    expect(steps.map(({ txPowerDbm }) => txPowerDbm)).toEqual([2, 4, 6, 8, 10, 12, 14, 16]);
    expect(steps.map(({ txPowerIndex }) => txPowerIndex)).toEqual([7, 6, 5, 4, 3, 2, 1, 0]);
  });

  it("are less by the antenna's gain and more by the cable's loss, in whole decibels", () => {
    const steps = powerSteps({ ...at868, radio: findRadio("SX1262"), region: region("EU868"), antennaGainDbi: 2.15 });
    expect(steps.at(-1)).toEqual({ txPowerDbm: 13, txPowerIndex: 0 });
    const lossy = powerSteps({ ...at868, radio: findRadio("SX1262"), region: region("EU868"), lossDb: 3 });
    expect(lossy.at(-1)).toEqual({ txPowerDbm: 19, txPowerIndex: 0 });
  });

  it("end where the radio does, under the lowest number that asks for it", () => {
    // RN2483: 14 dBm at most
    const steps = powerSteps({ ...at868, radio: findRadio("RN2483"), region: region("EU868") });
    expect(steps.at(-1)).toEqual({ txPowerDbm: 14, txPowerIndex: 1 });
  });

  it("keep to the sub-band where it allows less than the plan", () => {
    // US915: 30 dBm EIRP by the plan, 21 dBm and a dipole by the rule for few hopping channels
    const us = { frequencyHz: 902.3e6, antennaGainDbi: 0, lossDb: 0, region: region("US915") };
    expect(powerSteps({ ...us, radio: findRadio("SX1262") }).at(-1)).toEqual({ txPowerDbm: 22, txPowerIndex: 4 });
    expect(powerSteps({ ...us, radio: findRadio("SX1262"), antennaGainDbi: 6 }).at(-1)?.txPowerDbm).toBe(16);
  });

  it("are every whole decibel of the radio without a region", () => {
    const steps = powerSteps({ ...at868, radio: findRadio("SX1262"), region: null });
    expect(steps.map(({ txPowerDbm }) => txPowerDbm)).toEqual(Array.from({ length: 32 }, (_, i) => i - 9));
    expect(steps.every(({ txPowerIndex }) => txPowerIndex === null)).toBe(true);
  });
});
