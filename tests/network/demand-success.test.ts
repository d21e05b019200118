import { describe, expect, it } from "vitest";
import { linkConstants } from "../../src/link/budget.ts";
import { demandPoints, demandTerminal } from "../../src/network/demand.ts";
import { demandReach, successShares } from "../../src/network/demand-success.ts";
import { coveredPoints } from "../../src/network/place.ts";
import { createSuccessModel, successWithMargin } from "../../src/network/success.ts";
import { madeLosses } from "../support/made-losses.ts";
import { madeScenario } from "../support/made-scenario.ts";
import { seededRandom } from "../support/random.ts";

const scenario = madeScenario({
  stations: [{ at: [0, 0] }, { at: [3000, 0], txPowerDbm: 10 }],
  areas: [{ box: [0, 0, 2000, 2000] }, { box: [3000, 0, 4000, 2000], indoor: "traditional" }],
  devices: [{ at: [0, 1000], payloadBytes: 100 }, { at: [500, 500] }],
  propagation: { model: "log-distance", inputs: { preset: "oulu-land" } },
  goal: { marginDb: 3, probability: 0.9 },
});
const demand = demandPoints(scenario);
const success = createSuccessModel(scenario);
const random = seededRandom(3);
const losses = [0, 1].map((station) =>
  madeLosses(
    station,
    Array.from({ length: demand.count }, () => (random() < 0.15 ? Number.NaN : 110 + 40 * random())),
  ),
);
const reach = demandReach({ scenario, demand, gateways: [0, 1], losses, success }, new Uint16Array(demand.count));

function marginOf(station: number, point: number): number {
  const terminal = demandTerminal(scenario, demand, point);
  const { maxPathLossDb } = linkConstants(terminal, scenario.stations[station], scenario.radio);
  return maxPathLossDb - losses[station].demandLossDb[point];
}

describe("demandReach", () => {
  it("is the best gateway's margin and what it makes probable", () => {
    let beyond = 0;
    for (let point = 0; point < demand.count; point++) {
      const margins = [0, 1].map((station) => marginOf(station, point)).filter((margin) => !Number.isNaN(margin));
      if (margins.length === 0) {
        beyond++;
        expect(reach.marginDb[point]).toBeNaN();
        expect(reach.probability[point]).toBe(0);
        continue;
      }
      const best = Math.max(...margins);
      expect(reach.marginDb[point]).toBeCloseTo(best, 4);
      const ofTerminal = success.of(demandTerminal(scenario, demand, point));
      expect(reach.probability[point]).toBeCloseTo(successWithMargin(ofTerminal, best), 5);
    }
    expect(beyond).toBeLessThan(demand.count / 2);
  });

  it("is a probability of the goal or more just where a station covers the point", () => {
    const covered = new Set(
      [0, 1].flatMap((i) => [...coveredPoints(scenario, demand, scenario.stations[i], losses[i], success)]),
    );
    expect(covered.size).toBeGreaterThan(3);
    expect(covered.size).toBeLessThan(demand.count - 3);
    for (let point = 0; point < demand.count; point++) {
      // The margin of 3 dB is less than what 90 % need
      expect(reach.probability[point] >= 0.9).toBe(covered.has(point));
    }
  });
});

describe("successShares", () => {
  it("weighs the points", () => {
    const points = { ...demand, count: 4, weight: Float64Array.of(1, 2, 3, 4) };
    const shares = successShares(points, Float32Array.of(1, 0.9, 0.5, 0), 0.9);
    expect(shares.meanSuccess).toBeCloseTo((1 + 1.8 + 1.5) / 10, 6);
    expect(shares.sureWeightFraction).toBeCloseTo(0.3, 9);
    expect(successShares({ ...points, count: 0 }, new Float32Array(0), 0.9).meanSuccess).toBe(0);
  });
});
