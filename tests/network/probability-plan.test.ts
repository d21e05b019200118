import { describe, expect, it } from "vitest";
import { planNetwork } from "../../src/network/plan.ts";
import type { Plan } from "../../src/network/result.ts";
import { buildPayload } from "../../src/report/html/build-payload.ts";
import { GOAL_CODE } from "../../src/report/html/margin-code.ts";
import { assessDemand } from "../../src/report/html/page/combine.ts";
import { unpackPayload } from "../report/html/unpack-payload.ts";
import { inProcessEnvironment } from "../support/in-process-environment.ts";
import { type MadeScenario, madeScenario } from "../support/made-scenario.ts";
import { madeTerrain } from "../support/made-task.ts";

/** A gateway in the middle of level ground, an area about it, and a device 2 km away; by a measured fit with 7.8 dB of spread. */
const base: MadeScenario = {
  stations: [{ at: [0, 0], kind: "gateway", cost: 0 }],
  areas: [{ box: [-4000, -4000, 4000, 4000] }],
  devices: [{ at: [2000, 0] }],
  propagation: { model: "log-distance", radiusM: 6000, inputs: { preset: "oulu-land" } },
  goal: { marginDb: 0 },
};

async function coverage(change: Partial<MadeScenario>): Promise<Plan> {
  return planNetwork(
    {
      kind: "coverage",
      scenario: madeScenario({ ...base, ...change }),
      elevation: madeTerrain(() => 0, 7000, 350),
      method: "sweep",
      pixelM: null,
      target: null,
      warnings: [],
      timeLimitS: 20,
      gap: 0,
      seed: 1,
    },
    inProcessEnvironment(),
  );
}

describe("a goal with a probability", () => {
  it("covers just the points where packets arrive with it", async () => {
    const [plain, sure] = [await coverage({}), await coverage({ goal: { marginDb: 0, probability: 0.9 } })];
    expect(sure.coverage.weightFraction).toBeLessThan(plain.coverage.weightFraction);
    expect(sure.coverage.weightFraction).toBeGreaterThan(0.05);
    // "So many per cent covered at 90 %" means it: the share of the weight that has 90 % is the covered share
    expect(sure.success.sureWeightFraction).toBeCloseTo(sure.coverage.weightFraction, 9);
    expect(plain.success.sureWeightFraction).toBeCloseTo(sure.coverage.weightFraction, 9);
    expect(sure.success.meanSuccess).toBe(plain.success.meanSuccess);
    expect(sure.success.sigmaDb).toBe(7.8);
    // By hand: 128.95 + 23.2 log10(2) = 135.93 dB lost of 138.53 dB leave 2.6 dB, of 10 dB that 90 % need
    expect(sure.links[0].marginDb).toBeCloseTo(2.6, 1);
    expect(sure.links[0].covered).toBe(false);
    expect(plain.links[0].covered).toBe(true);
    expect(sure.links[0].successProbability).toBe(plain.links[0].successProbability);
    expect(sure.links[0].successProbability).toBeGreaterThan(0.5);
    expect(sure.links[0].successProbability).toBeLessThan(0.9);
    expect(sure.worstSpots[0].reason).toContain("the margin that the probability asks for");
  });

  it("counts the gateways heard on the maps by the same margin", async () => {
    const { maps, success } = await coverage({ goal: { marginDb: 0, probability: 0.9 } });
    expect(success.requiredMarginDb).toBeGreaterThan(7);
    maps.heardCount.forEach((count, i) => {
      if (count === 255) return;
      expect(count).toBe(maps.marginDb[i] >= Math.fround(success.requiredMarginDb) ? 1 : 0);
    });
  });
});

describe("devices indoors", () => {
  it("lose what P.2109 says, on the maps and at the points that are indoors", async () => {
    const outdoors = await coverage({});
    const inside = await coverage({
      devices: [{ at: [2000, 0], indoor: "traditional" }],
      device: { indoor: "thermally-efficient" },
    });
    const lossAt = ({ links }: Plan) => links[0].uplink.pathLossDb;
    // By hand at 868 MHz, P.2109-2: 14.22 and 31.21 dB
    expect(lossAt(inside) - lossAt(outdoors)).toBeCloseTo(14.22, 2);
    const middle = outdoors.maps.pathLossDb.findIndex((lossDb) => lossDb > 100);
    expect(inside.maps.pathLossDb[middle] - outdoors.maps.pathLossDb[middle]).toBeCloseTo(31.21, 2);
    // The area is outdoors still
    expect(inside.siteLoss[0]?.demandLossDb[0]).toBe(outdoors.siteLoss[0]?.demandLossDb[0]);
    expect(inside.warnings).toEqual(outdoors.warnings);
  });
});

describe("the report's page", () => {
  it.each<Partial<MadeScenario>>([
    { goal: { marginDb: 0, probability: 0.9 } },
    { goal: { marginDb: 1, probability: 0.7 }, areas: [{ box: [-4000, -4000, 4000, 4000], indoor: "traditional" }] },
  ])("covers what the plan covers, case %#", async (change) => {
    const plan = await coverage(change);
    const payload = buildPayload(plan);
    const { demand, sites } = unpackPayload(payload);
    const outcome = assessDemand(demand, sites, [true], { threshold: GOAL_CODE, redundancy: 1 });
    expect([...outcome.heard]).toEqual([...plan.demandReach.heardCount]);
    expect(outcome.weightFraction).toBeCloseTo(plan.coverage.weightFraction, 6);
    expect(outcome.devicesCovered).toBe(plan.links.filter(({ covered }) => covered).length);
    expect(payload.successByCode[GOAL_CODE]).toBeGreaterThanOrEqual(plan.scenario.goal.probability as number);
    expect(payload.successByCode[GOAL_CODE - 1]).toBeLessThan(plan.scenario.goal.probability as number);
  });
});
