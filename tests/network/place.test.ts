import { describe, expect, it } from "vitest";
import { linkConstants } from "../../src/link/budget.ts";
import { demandPoints, demandTerminal } from "../../src/network/demand.ts";
import { countCovering, coverageFractions, coveredPoints, coverInstance, isExcluded } from "../../src/network/place.ts";
import { createSuccessModel } from "../../src/network/success.ts";
import { madeLosses, plainCount } from "../support/made-losses.ts";
import { type MadeScenario, madeScenario } from "../support/made-scenario.ts";
import { seededRandom } from "../support/random.ts";

const base: MadeScenario = {
  stations: [
    { at: [0, 0], kind: "gateway", cost: 500 },
    { at: [1000, 0], cost: 20 },
    { at: [9000, 9000], cost: 30 },
  ],
  areas: [
    { box: [0, 0, 3000, 3000], txPowerDbm: 14 },
    { box: [4000, 0, 6000, 2000], txPowerDbm: 8, antennaGainDbi: 2 },
  ],
  devices: [{ at: [0, 500] }, { at: [0, 900], txPowerDbm: 20, noiseFigureDb: 9 }],
  exclusions: [[8000, 8000, 10_000, 10_000]],
};
const made = (change: Partial<MadeScenario> = {}) => madeScenario({ ...base, ...change });

describe("isExcluded", () => {
  it("tells stations inside a zone", () => {
    const scenario = made();
    expect(scenario.stations.map((station) => isExcluded(scenario, station))).toEqual([false, false, true]);
  });
});

describe("coveredPoints", () => {
  const scenario = made({ goal: { marginDb: 6 } });
  const demand = demandPoints(scenario);
  const success = createSuccessModel(scenario);

  it("is what the budget of each point says", () => {
    const random = seededRandom(9);
    const lossDb = Array.from({ length: demand.count }, () => (random() < 0.1 ? Number.NaN : 120 + 25 * random()));
    for (const station of scenario.stations) {
      const site = madeLosses(0, lossDb);
      const wanted = Array.from(site.demandLossDb.keys()).filter((point) => {
        const link = linkConstants(demandTerminal(scenario, demand, point), station, scenario.radio);
        return link.maxPathLossDb - site.demandLossDb[point] >= 6;
      });
      expect(Array.from(coveredPoints(scenario, demand, station, site, success))).toEqual(wanted);
      expect(wanted.length).toBeGreaterThan(5);
      expect(wanted.length).toBeLessThan(demand.count - 5);
    }
  });

  it("is nothing for a station that was not computed", () => {
    expect(coveredPoints(scenario, demand, scenario.stations[0], undefined, success)).toHaveLength(0);
  });
});

describe("coverInstance", () => {
  const covers = [[0], [1], [2]].map((points) => Uint32Array.from(points));
  const instanceOf = (goal: MadeScenario["goal"], target: number | null) => {
    const scenario = made({ goal });
    return coverInstance(scenario, demandPoints(scenario), covers, [false, false, true], target);
  };
  const total = demandPoints(made()).weight.reduce((sum, weight) => sum + weight, 0);

  it("keeps existing gateways at no cost and excluded candidates closed", () => {
    const instance = instanceOf({ redundancy: 2 }, null);
    expect(Array.from(instance.costs)).toEqual([0, 20, 30]);
    expect(instance.fixedOpen).toEqual([0]);
    expect(instance.fixedClosed).toEqual([2]);
    expect(instance.k).toBe(2);
    expect(instance.covers).toBe(covers);
  });

  it("does not close an existing gateway in a zone", () => {
    const scenario = made();
    const instance = coverInstance(scenario, demandPoints(scenario), covers, [true, true, true], null);
    expect(instance.fixedClosed).toEqual([1, 2]);
  });

  it("asks for the most weight within limits, for the goal without them, and for a target when told to", () => {
    expect(instanceOf({ maxGateways: 2 }, null).objective).toEqual({ kind: "max-weight", maxSites: 2, budget: null });
    expect(instanceOf({ budget: 50 }, null).objective).toEqual({ kind: "max-weight", maxSites: null, budget: 50 });
    expect(instanceOf({ coverage: 0.8 }, null).objective).toEqual({
      kind: "min-cost",
      targetWeight: 0.8 * total,
      maxSites: null,
      budget: null,
    });
    expect(instanceOf({ coverage: 0.8, maxGateways: 2, budget: 50 }, 0.6).objective).toEqual({
      kind: "min-cost",
      targetWeight: 0.6 * total,
      maxSites: 2,
      budget: 50,
    });
  });
});

describe("countCovering and coverageFractions", () => {
  const scenario = made({ areas: [{ box: [0, 0, 1000, 1000] }] });
  const demand = demandPoints(scenario);

  it("count the stations in use, and weigh what enough of them cover", () => {
    // Four samples of a quarter square kilometre, then two devices of weight 1
    expect(demand.count).toBe(6);
    const covers = [
      [0, 1, 4],
      [1, 4, 5],
      [0, 1, 2, 3],
    ];
    const count = countCovering(
      demand,
      covers.map((points) => Uint32Array.from(points)),
      [0, 1],
    );
    expect(Array.from(count)).toEqual(Array.from(plainCount(demand, covers, [0, 1])));
    const once = coverageFractions(demand, count, 1);
    expect(once.areaFraction).toBe(0.5);
    expect(once.weightFraction).toBeCloseTo((0.5 + 2) / 3, 3);
    const twice = coverageFractions(demand, count, 2);
    expect(twice.areaFraction).toBe(0.25);
    expect(twice.weightFraction).toBeCloseTo((0.25 + 1) / 3, 3);
  });

  it("have no area to speak of without areas, and no weight without points", () => {
    const devices = demandPoints(made({ areas: [] }));
    expect(coverageFractions(devices, new Uint16Array(2), 1)).toEqual({ weightFraction: 0, areaFraction: null });
    const nothing = demandPoints(made({ areas: [], devices: [] }));
    expect(coverageFractions(nothing, new Uint16Array(0), 1)).toEqual({ weightFraction: 0, areaFraction: null });
  });
});
