import { expect, test } from "vitest";
import type { Plan } from "../../src/network/result.ts";
import { planSummary } from "../../src/report/summary.ts";
import { summaryText } from "../../src/report/summary-text.ts";
import { expectGolden } from "../support/golden.ts";
import { samplePlan } from "../support/sample-plan.ts";

const plan = samplePlan();
const summary = planSummary(plan);

test("has the keys of the contract", () => {
  expect(summary).toMatchObject({
    status: "optimal",
    coverage: plan.coverage,
    objective: plan.placement?.objective,
    bound: plan.placement?.bound,
    gap: 0.004,
    stages: plan.stages,
  });
  const { longitudeDeg, latitudeDeg } = plan.scenario.stations[1];
  expect(summary.gateways[1]).toMatchObject({
    id: "candidate-2",
    name: '<script>alert(1)</script> & "Hill"',
    longitude: longitudeDeg,
    latitude: latitudeDeg,
    heightM: 15,
    cost: 1800,
    existing: false,
  });
});

test("tells how surely packets arrive, and what that rests on", () => {
  expect(summary.probability).toEqual({
    mean: 0.8125,
    atLeast: 0.9,
    weightFraction: 0.75,
    spreadDb: 7.5,
    spreadSource: "variability of situations",
    requiredMarginDb: 10,
  });
});

test("tells what was not chosen, and what the choice costs", () => {
  expect(summary.notChosen?.map(({ id, excluded }) => [id, excluded])).toEqual([
    ["candidate-5", false],
    ["candidate-6", true],
    ["candidate-7", false],
  ]);
  expect(summary.cost).toBe(1800 + 2400 + 1500.5);
});

test("of a coverage run has no placement", () => {
  const coverage = planSummary(samplePlan({ kind: "coverage" }));
  for (const key of ["status", "objective", "bound", "gap", "notChosen"]) expect(coverage).not.toHaveProperty(key);
  expect(coverage.gateways.map(({ id, existing }) => [id, existing])).toEqual([["gateway-1", true]]);
});

test("what does not exist is null, never NaN", () => {
  const empty: Plan = {
    ...plan,
    coverage: { weightFraction: Number.NaN, areaFraction: null },
    placement: {
      status: "infeasible",
      mode: "min-cost",
      objective: null,
      bound: Number.POSITIVE_INFINITY,
      gap: Number.NaN,
      reachableWeightFraction: 0.5,
      trail: [],
    },
  };
  expect(planSummary(empty)).toMatchObject({
    coverage: { weightFraction: null },
    objective: null,
    bound: null,
    gap: null,
  });
  const bad: unknown[] = [];
  JSON.stringify(planSummary(empty), (_key, value) => {
    if (typeof value === "number" && !Number.isFinite(value)) bad.push(value);
    return value;
  });
  expect(bad).toEqual([]);
});

test("with a redundancy of two a device counts when two gateways reach it", () => {
  const scenario = { ...plan.scenario, goal: { ...plan.scenario.goal, redundancy: 2 } };
  const reached = plan.scenario.devices.filter(
    (_, device) => plan.links.filter((link) => link.device === device && link.covered).length >= 2,
  );
  expect(planSummary({ ...plan, scenario }).coverage.devicesCovered).toBe(reached.length);
});

test("as text is as it was", () => {
  expectGolden("summary.txt", summaryText(plan));
});

test("as text cannot steer the terminal", () => {
  const scenario = { ...plan.scenario, name: "a\u001b[2Jb\u202e\nc" };
  expect(summaryText({ ...plan, scenario }).split("\n")[0]).toBe("a [2Jb  c");
});

test("as text takes a style", () => {
  const styled = summaryText(plan, (role, text) => `{${role}:${text}}`);
  expect(styled).toContain("{bad:not reached}");
  expect(styled).toContain("{good:optimal}");
});
