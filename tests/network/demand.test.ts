import { describe, expect, it } from "vitest";
import { demandName, demandPoints, demandTerminal } from "../../src/network/demand.ts";
import { madeScenario } from "../support/made-scenario.ts";
import { placeAt } from "../support/made-task.ts";

describe("demandPoints", () => {
  const scenario = madeScenario({
    stations: [],
    areas: [
      { box: [0, 0, 2000, 1000], gridM: 500, weight: 3, heightAglM: 2 },
      { box: [5000, 0, 6000, 1000], gridM: 1000, name: "Village" },
    ],
    devices: [
      { at: [100, 200], weight: 7, heightAglM: 9, name: "Meter" },
      { at: [-300, 400], weight: 0.5 },
    ],
  });
  const demand = demandPoints(scenario);

  it("lists the samples of each area, then the devices", () => {
    // By hand: 2000 × 1000 m at 500 m are 4 × 2 samples, a square kilometre at 1000 m is one
    expect(demand.count).toBe(8 + 1 + 2);
    expect(demand.devicesFrom).toBe(9);
    expect(Array.from(demand.origin)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1]);
    expect(Array.from(demand.heightAglM)).toEqual([2, 2, 2, 2, 2, 2, 2, 2, 1.5, 9, 1.5]);
    const meter = placeAt(100, 200);
    expect([demand.longitudeDeg[9], demand.latitudeDeg[9]]).toEqual([meter.longitudeDeg, meter.latitudeDeg]);
  });

  it("weighs samples by the area that they stand for, devices by themselves", () => {
    // 2 km² of weight 3 in 8 samples; the plane's kilometres are the sphere's to a thousandth
    for (let i = 0; i < 8; i++) expect(demand.weight[i] / 0.75).toBeCloseTo(1, 3);
    expect(demand.weight[8]).toBeCloseTo(1, 3);
    expect([demand.weight[9], demand.weight[10]]).toEqual([7, 0.5]);
  });

  it("knows what a point belongs to", () => {
    expect(demandTerminal(scenario, demand, 8)).toBe(scenario.areas[1]);
    expect(demandTerminal(scenario, demand, 9)).toBe(scenario.devices[0]);
    expect(demandName(scenario, demand, 8)).toBe("Village");
    expect(demandName(scenario, demand, 9)).toBe("Meter");
  });

  it("may be empty", () => {
    expect(demandPoints(madeScenario({ stations: [] }))).toMatchObject({ count: 0, devicesFrom: 0 });
  });
});
