import { describe, expect, it } from "vitest";
import { buildPayload } from "../../../../src/report/html/build-payload.ts";
import { decodeExcess, GOAL_CODE, MARGIN_STEP_DB } from "../../../../src/report/html/margin-code.ts";
import { assessDemand, combineMaps, createMaps } from "../../../../src/report/html/page/combine.ts";
import { weightAdded } from "../../../../src/report/html/station-effect.ts";
import { samplePlan } from "../../../support/sample-plan.ts";
import { unpackPayload } from "../unpack-payload.ts";

const plan = samplePlan();
const payload = buildPayload(plan);
const { sites, demand } = unpackPayload(payload);
const inUse = payload.stations.map((station) => station.inUse);
const goal = { threshold: GOAL_CODE, redundancy: payload.redundancy };

describe("combineMaps", () => {
  const maps = createMaps(payload.lattice.width, payload.lattice.height);
  combineMaps(
    maps,
    sites.filter((site) => inUse[site.station]),
    GOAL_CODE,
  );
  // The plan's own maps span the gateways in use only; the report's span every station.
  const left = Math.round((plan.maps.westDeg - payload.lattice.westDeg) / plan.maps.lonStepDeg);
  const top = Math.round((payload.lattice.northDeg - plan.maps.northDeg) / plan.maps.latStepDeg);
  const postOf = (i: number) => (top + Math.floor(i / plan.maps.width)) * maps.width + left + (i % plan.maps.width);

  it("counts the same gateways as the plan, everywhere", () => {
    plan.maps.heardCount.forEach((heard, i) => {
      const computed = maps.bestStation[postOf(i)] >= 0;
      expect(computed ? maps.heard[postOf(i)] : 255).toBe(heard);
    });
  });

  it("has the plan's margin and received power within the codes' step", () => {
    plan.maps.marginDb.forEach((marginDb, i) => {
      const excessDb = marginDb - payload.goalMarginDb;
      if (!(Math.abs(excessDb) < 40)) return;
      expect(Math.abs(decodeExcess(maps.bestCode[postOf(i)]) - excessDb)).toBeLessThanOrEqual(
        MARGIN_STEP_DB / 2 + 1e-4,
      );
      const errorDb = maps.receivedDbm[postOf(i)] - plan.maps.receivedPowerDbm[i];
      expect(Math.abs(errorDb)).toBeLessThanOrEqual(MARGIN_STEP_DB / 2 + 1e-4);
    });
  });
});

describe("assessDemand", () => {
  it("covers exactly what the plan covers", () => {
    const outcome = assessDemand(demand, sites, inUse, goal);
    expect(outcome.weightFraction).toBeCloseTo(plan.coverage.weightFraction, 6);
    expect(outcome.areaFraction).toBe(plan.coverage.areaFraction);
    const covered = new Set(plan.links.filter((link) => link.covered).map((link) => link.device));
    expect(outcome.devicesCovered).toBe(covered.size);
  });

  it("foretells what switching a station does", () => {
    const before = assessDemand(demand, sites, inUse, goal);
    inUse.forEach((on, station) => {
      const switched = inUse.with(station, !on);
      const after = assessDemand(demand, sites, switched, goal);
      const change = (after.weightFraction - before.weightFraction) * (on ? -1 : 1);
      expect(before.effect[station]).toBeCloseTo(change, 6);
    });
  });

  it("agrees with the plan on what only one gateway covers, and with the table on what candidates would add", () => {
    const { effect } = assessDemand(demand, sites, inUse, goal);
    const added = weightAdded(plan);
    plan.stations.forEach((choice, station) => {
      expect(effect[station]).toBeCloseTo(
        inUse[station] ? choice.uniqueWeightFraction : (added[station] ?? Number.NaN),
        6,
      );
    });
  });

  it("asks for as many gateways as the redundancy says", () => {
    const twice = assessDemand(demand, sites, inUse, { ...goal, redundancy: 2 });
    const heardTwice = demand.weight.reduce((sum, weight, i) => (twice.heard[i] >= 2 ? sum + weight : sum), 0);
    expect(twice.weightFraction).toBeCloseTo(heardTwice / demand.totalWeight, 6);
    expect(twice.weightFraction).toBeLessThan(plan.coverage.weightFraction);
  });

  it("covers less the more margin is asked", () => {
    const fractions = [-40, -10, 0, 10, 40].map(
      (steps) => assessDemand(demand, sites, inUse, { ...goal, threshold: GOAL_CODE + steps }).weightFraction,
    );
    expect(fractions).toEqual([...fractions].sort((a, b) => b - a));
    expect(fractions[0]).toBeGreaterThan(fractions[4]);
  });
});
