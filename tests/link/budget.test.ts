import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { directionBudget, directionConstants, linkConstants, noiseFloorDbm } from "../../src/link/budget.ts";
import type { LoraRadio, SpreadingFactor } from "../../src/lora/parameters.ts";
import { REQUIRED_SNR_DB } from "../../src/lora/snr-threshold.ts";
import { InputError } from "../../src/math/errors.ts";

interface Row {
  kind: string;
  id: string;
  input: { sf: SpreadingFactor; bw_hz: number; noise_figure_db: number; snr_floor_db: number; tx_dbm: number };
  expected: { sensitivity_dbm: number; link_budget_db: number };
}
const table = JSON.parse(readFileSync(new URL("../reference/radio/link-budget.json", import.meta.url), "utf8")) as {
  rows: Row[];
};
const rows = table.rows.filter((row) => row.kind === "sensitivity_and_budget");
const isotropic = { antennaGainDbi: 0, lossDb: 0 };

describe("link budget", () => {
  it.each(rows)("agrees with brocaar/lorawan's sensitivity and budget ($id)", ({ input, expected }) => {
    const radio: LoraRadio = { frequencyHz: 868.1e6, sf: input.sf, bandwidthHz: input.bw_hz, codingRate: "4/5" };
    expect(REQUIRED_SNR_DB[input.sf]).toBe(input.snr_floor_db);
    const end = { ...isotropic, txPowerDbm: input.tx_dbm, noiseFigureDb: input.noise_figure_db };
    const constants = directionConstants(end, end, radio);
    expect(constants.sensitivityDbm).toBeCloseTo(expected.sensitivity_dbm, 3);
    expect(constants.maxPathLossDb).toBeCloseTo(expected.link_budget_db, 3);
  });

  it("adds up as worked by hand", () => {
    // 14 dBm + 2 dBi − 1 dB = 15 dBm EIRP; − 120 dB + (5 − 0.5) dB = −100.5 dBm received;
    // floor −174 + 10 log10(125e3) + 6 = −117.031 dBm; SNR 16.531 dB; SF10 needs −15 dB: margin 31.531 dB.
    const radio: LoraRadio = { frequencyHz: 868.1e6, sf: 10, bandwidthHz: 125e3, codingRate: "4/5" };
    const device = { txPowerDbm: 14, antennaGainDbi: 2, lossDb: 1, noiseFigureDb: 7 };
    const gateway = { txPowerDbm: 27, antennaGainDbi: 5, lossDb: 0.5, noiseFigureDb: 6 };
    const { uplink, downlink, maxPathLossDb } = linkConstants(device, gateway, radio);
    const up = directionBudget(uplink, 120);
    expect(up.eirpDbm).toBe(15);
    expect(up.receivedPowerDbm).toBeCloseTo(-100.5, 9);
    expect(up.noiseFloorDbm).toBeCloseTo(-117.031, 3);
    expect(up.marginDb).toBeCloseTo(31.531, 3);
    // The downlink has 27 − 14 = 13 dB more power and 1 dB more noise: the uplink is the weaker by 12 dB.
    expect(directionBudget(downlink, 120).marginDb - up.marginDb).toBeCloseTo(12, 9);
    expect(maxPathLossDb).toBe(uplink.maxPathLossDb);
    expect(directionBudget(uplink, maxPathLossDb).marginDb).toBeCloseTo(0, 9);
  });

  it("refuses a bandwidth that is not positive", () => {
    expect(() => noiseFloorDbm(0, 6)).toThrow(InputError);
    expect(() => noiseFloorDbm(Number.NaN, 6)).toThrow(InputError);
  });
});
