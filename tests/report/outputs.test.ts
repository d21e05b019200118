import { expect, test } from "vitest";
import { planOutputs } from "../../src/report/outputs.ts";
import { samplePlan } from "../support/sample-plan.ts";

const CONTRACT = [
  "summary.json",
  "report.html",
  "coverage.tif",
  "path-loss.tif",
  "margin.tif",
  "best-server.tif",
  "probability.tif",
  "spreading-factor.tif",
  "balance.tif",
  "overlap.tif",
  "uncovered.tif",
  "coverage.geojson",
  "coverage.kmz",
  "coverage.png",
  "plan.geojson",
  "links.csv",
];

test.each(["plan", "coverage"] as const)("%s makes every file of the contract", (kind) => {
  const files = planOutputs(samplePlan({ kind }));
  expect(files.map(({ name }) => name).sort()).toEqual([...CONTRACT].sort());
  for (const { name, make } of files) expect(make().length, name).toBeGreaterThan(100);
});

test("the summary comes last", () => {
  expect(planOutputs(samplePlan()).at(-1)?.name).toBe("summary.json");
});
