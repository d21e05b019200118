import { describe, expect, it } from "vitest";
import type { GroundSummary } from "../../src/geo/cover/ground-cover.ts";
import type { Plan } from "../../src/network/result.ts";
import { groundLimit, groundRows, groundSummary } from "../../src/report/ground.ts";
import { planLimits } from "../../src/report/limits.ts";
import { planSummary } from "../../src/report/summary.ts";
import { samplePlan } from "../support/sample-plan.ts";

const TOWN: GroundSummary = {
  buildings: {
    files: ["b.geojson"],
    attributions: ["© the town"],
    count: 40,
    heights: { height: 3, levels: 27, default: 10 },
    highestM: 34,
  },
  landCover: { files: ["c.tif"] },
  surface: { files: [] },
  clutterAreas: 2,
  cells: 90_000,
  cellM: 5.15,
};
const bare = samplePlan();
const town: Plan = { ...bare, ground: TOWN };
const by = (plan: Plan, model: string): Plan => ({
  ...plan,
  scenario: { ...plan.scenario, propagation: { ...plan.scenario.propagation, model } },
});

describe("what a report says of the ground", () => {
  it("counts buildings by where their heights come from", () => {
    expect(groundSummary(town)).toEqual({
      buildings: {
        files: ["b.geojson"],
        attributions: ["© the town"],
        count: 40,
        heights: { said: 3, fromLevels: 27, assumed: 10 },
        highestM: 34,
      },
      landCover: { files: ["c.tif"] },
      surface: { files: [] },
      clutterAreas: 2,
      cells: 90_000,
      cellM: 5.15,
    });
    expect(planSummary(town).ground).toEqual(groundSummary(town));
    expect(planSummary(bare).ground).toBeNull();
  });

  it("names files and numbers for people", () => {
    const rows = groundRows(town).map(([name, value]) => `${name}: ${value}`);
    expect(rows).toContain("Buildings: 40 (b.geojson): 3 heights said, 27 from storeys, 10 taken as 6 m, up to 34 m");
    expect(rows).toContain("Buildings from: © the town");
    expect(rows).toContain("Land cover: c.tif");
    expect(rows).toContain("Clutter: 2 polygons");
    expect(groundRows(bare)).toEqual([["On the ground", "nothing is known"]]);
  });

  it("says in the limits what the model makes of it", () => {
    expect(planLimits(bare).join()).toContain("Only the bare ground is known");
    expect(groundLimit(town)).toContain("40 buildings, land cover by its class are known: they count as ground");
    expect(groundLimit(by(town, "p1812"))).toContain("they diffract and shade");
    expect(groundLimit(by(town, "free-space"))).toContain("reads no terrain");
    const elsewhere = {
      ...TOWN,
      buildings: { ...TOWN.buildings, count: 0 },
      landCover: { files: [] },
      clutterAreas: 0,
    };
    expect(groundLimit({ ...town, ground: elsewhere })).toContain("nothing is known in this area");
  });
});
