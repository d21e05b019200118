import { describe, expect, it } from "vitest";
import { linkConstants } from "../../../src/link/budget.ts";
import { findModel } from "../../../src/link/propagation/registry.ts";
import { MAX_DEFAULT_RADIUS_M, stationRadiusM } from "../../../src/network/coverage/radius.ts";
import { GATEWAY, type MadeScenario, madeScenario } from "../../support/made-scenario.ts";

function radiusOf(propagation: MadeScenario["propagation"], marginDb: number, station = {}) {
  const scenario = madeScenario({ stations: [{ at: [0, 0], ...station }], goal: { marginDb }, propagation });
  return { radiusM: stationRadiusM(scenario, scenario.stations[0]), scenario };
}

describe("stationRadiusM", () => {
  it("is the scenario's own where it has one", () => {
    expect(radiusOf({ radiusM: 1234.5 }, 10).radiusM).toBe(1234.5);
  });

  it("ends where the budget of free space does, in steps of 500 m", () => {
    // By hand: 138.53 dB less a margin of 30 dB is 108.53 dB; 868 MHz has a wavelength of 0.34538 m;
    // 10^(108.53/20) · 0.34538 / 4π = 7339 m, and the last step within that is 7000 m.
    expect(radiusOf({ model: "free-space", radiusM: null }, 30).radiusM).toBe(7000);
  });

  it("is at least a step and at most 50 km", () => {
    expect(radiusOf({ model: "free-space", radiusM: null }, 100).radiusM).toBe(500);
    expect(radiusOf({ model: "free-space", radiusM: null }, 0).radiusM).toBe(MAX_DEFAULT_RADIUS_M);
  });

  it("ends over terrain where the budget does for a gateway on a rise of 100 m over smooth ground", () => {
    const { radiusM, scenario } = radiusOf({ radiusM: null }, 10);
    const { maxPathLossDb } = linkConstants(scenario.device, scenario.stations[0], scenario.radio);
    const lossAt = (distanceM: number) =>
      findModel("itm").loss({
        frequencyHz: 868e6,
        txHeightM: GATEWAY.heightAglM + 100,
        rxHeightM: 1.5,
        profileM: new Float64Array(Math.ceil(distanceM / 90) + 1),
        resolutionM: distanceM / Math.ceil(distanceM / 90),
      }).lossDb;
    expect(lossAt(radiusM)).toBeLessThanOrEqual(maxPathLossDb - 10);
    expect(lossAt(radiusM + 500)).toBeGreaterThan(maxPathLossDb - 10);
    expect(radiusM % 500).toBe(0);
  });

  it("grows with the gateway's height and antenna", () => {
    const { radiusM } = radiusOf({ radiusM: null }, 10);
    expect(radiusOf({ radiusM: null }, 10, { heightAglM: 60 }).radiusM).toBeGreaterThan(radiusM);
    expect(radiusOf({ radiusM: null }, 10, { antennaGainDbi: 6 }).radiusM).toBeGreaterThan(radiusM);
  });

  it("takes an antenna as high as the model allows", () => {
    expect(radiusOf({ radiusM: null }, 10, { heightAglM: 3000 }).radiusM).toBeGreaterThan(0);
  });
});
