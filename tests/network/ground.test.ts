import { describe, expect, it } from "vitest";
import type { Building } from "../../src/geo/buildings/building.ts";
import { outlineBounds } from "../../src/geo/buildings/outline.ts";
import { coverGround } from "../../src/geo/cover/ground-cover.ts";
import type { CoverSources } from "../../src/geo/cover/sources.ts";
import { WORLD_COVER } from "../../src/geo/land-cover/classes.ts";
import { findModel } from "../../src/link/propagation/registry.ts";
import { type PlanRequest, planNetwork } from "../../src/network/plan.ts";
import { inProcessEnvironment } from "../support/in-process-environment.ts";
import { type Box, boxPolygon, type MadeScenario, madeScenario } from "../support/made-scenario.ts";
import { madeTerrain } from "../support/made-task.ts";

const NOTHING: CoverSources = { buildings: [], surface: [], landCover: [], classes: WORLD_COVER, areas: [] };
const STEP_M = 30;
const elevation = madeTerrain(() => 0, 1500, STEP_M);

function house(heightM: number, box: Box): Building {
  const polygons = boxPolygon(box);
  return { name: "house", polygons, bounds: outlineBounds(polygons), heightM, minHeightM: 0, heightSource: "height" };
}
const wood = (heightM: number, lossDb: number | null = null) => ({ title: "wood", heightM, lossDb });
/** Classes over the whole terrain. */
function raster(value: (eastM: number, northM: number) => number) {
  return { ...madeTerrain(value, 1500, 10), name: "cover.tif" };
}

/** A gateway in the middle, 15 m high; devices 1.2 km to the east and to the west of it. */
const MADE: MadeScenario = {
  stations: [{ at: [0, 0], kind: "gateway", heightAglM: 15 }],
  devices: [{ at: [1200, 0] }, { at: [-1200, 0] }],
  resolutionM: STEP_M,
};

async function lossesOver(sources: Partial<CoverSources>, propagation: { model: string; inputs?: object }) {
  const scenario = madeScenario({
    ...MADE,
    propagation: { radiusM: 1300, shadowingDb: 8, ...propagation } as MadeScenario["propagation"],
  });
  const { ground } = coverGround({
    elevation,
    sources: { ...NOTHING, ...sources },
    files: { files: [], attributions: [] },
  });
  const request: PlanRequest = {
    kind: "coverage",
    scenario,
    elevation,
    ground,
    method: "exact",
    pixelM: null,
    target: null,
    warnings: [],
    timeLimitS: 1,
    gap: 0,
    seed: 1,
  };
  const plan = await planNetwork(request, inProcessEnvironment());
  const site = plan.siteLoss[0];
  if (site === undefined) throw new Error("no losses");
  const { window } = site;
  /** Of the post nearest to a place on the row of the gateway. */
  const atPost = (eastM: number) =>
    site.lossDb[((window.height - 1) / 2) * window.width + (window.width - 1) / 2 + eastM / STEP_M];
  return { plan, eastDb: site.demandLossDb[0], westDb: site.demandLossDb[1], atPost };
}

describe("a wall of buildings between gateway and device", () => {
  /** A row of houses 600 m east of the gateway, 12 m wide and 30 m high. */
  const buildings = [house(30, [594, -300, 606, 300])];

  it.each(["delta-bullington", "p1812", "itm"])("shades the map of %s behind it and nowhere else", async (model) => {
    const open = await lossesOver({}, { model });
    const shaded = await lossesOver({ buildings }, { model });
    expect(shaded.westDb).toBe(open.westDb);
    expect(shaded.atPost(570)).toBe(open.atPost(570));
    // The ITM lets the loss grow from none to that of diffraction over the whole range to the smooth earth's horizons, tens of
    // kilometres here: so near, it shades softly
    const leastDb = model === "itm" ? 1 : 10;
    expect(shaded.eastDb).toBeGreaterThan(open.eastDb + leastDb);
    // From one post behind the houses on
    for (const eastM of [660, 750, 900, 1170]) {
      expect(shaded.atPost(eastM) - open.atPost(eastM)).toBeGreaterThan(leastDb);
    }
  });

  it("costs what the model says of a profile with one edge", async () => {
    // 40 steps of 30 m, the houses about the 20th point: the stretch from 585 to 615 m
    const heights = Array.from({ length: 41 }, (_, i) => (i === 20 ? 30 : 0));
    const path = { frequencyHz: 868e6, txHeightM: 15, rxHeightM: 1.5, resolutionM: STEP_M };
    const flat = Array<number>(41).fill(0);
    const delta = findModel("delta-bullington").loss({ ...path, profileM: flat, clutterHeightM: heights });
    const itm = findModel("itm").loss({ ...path, profileM: heights });
    const through = async (model: string) => (await lossesOver({ buildings }, { model })).eastDb;
    expect(await through("delta-bullington")).toBeCloseTo(delta.lossDb, 1);
    expect(await through("itm")).toBeCloseTo(itm.lossDb, 1);
  });

  it("costs Bullington's loss over one knife edge, worked out by hand", async () => {
    // The edge stands 30 − 8.25 m above the line, halfway: v = h·√(2/λ·2/600), λ = 0.3454 m at 868 MHz
    const v = 21.75 * Math.sqrt((2 / 0.3454) * (2 / 600));
    const knifeEdgeDb = 6.9 + 20 * Math.log10(Math.sqrt((v - 0.1) ** 2 + 1) + v - 0.1);
    // P.526-15, §4.5.1, eq. 50: the loss of Bullington's equivalent edge
    const bullingtonDb = knifeEdgeDb + (1 - Math.exp(-knifeEdgeDb / 6)) * (10 + 0.02 * 1.2);
    const freeSpaceDb = 20 * Math.log10((4 * Math.PI * 1200) / 0.3454);
    const { eastDb } = await lossesOver({ buildings }, { model: "delta-bullington" });
    // Beyond it delta-Bullington adds the smooth earth's own loss, which between such low antennas is some decibels
    expect(eastDb - freeSpaceDb).toBeGreaterThan(bullingtonDb);
    expect(eastDb - freeSpaceDb).toBeLessThan(bullingtonDb + 15);
  });

  it("makes no difference to a model without terrain", async () => {
    const open = await lossesOver({}, { model: "free-space" });
    const shaded = await lossesOver({ buildings }, { model: "free-space" });
    expect(shaded.eastDb).toBe(open.eastDb);
  });
});

describe("a field of trees", () => {
  const landCover = [raster((eastM) => (eastM > 300 && eastM < 900 ? 10 : 30))];

  it.each(["delta-bullington", "itm"])("shades what lies behind and within it (%s)", async (model) => {
    const open = await lossesOver({}, { model });
    const behind = await lossesOver({ landCover }, { model });
    expect(behind.westDb).toBe(open.westDb);
    expect(behind.eastDb).toBeGreaterThan(open.eastDb + 3);
    expect(behind.atPost(870)).toBeGreaterThan(open.atPost(870) + 10);
  });

  it("adds the loss that its class names to devices that stand in it, below its tops, by any model", async () => {
    const classes = { ...WORLD_COVER, 10: wood(15, 6) };
    for (const model of ["itm", "free-space"]) {
      const without = await lossesOver({ landCover, classes: { ...classes, 10: wood(15, 0) } }, { model });
      const withLoss = await lossesOver({ landCover, classes }, { model });
      expect(withLoss.atPost(600) - without.atPost(600)).toBeCloseTo(6, 4);
      expect(withLoss.atPost(1200)).toBe(without.atPost(1200));
      expect(withLoss.eastDb).toBe(without.eastDb);
    }
    // As high as a device's antenna, it is not in the way
    const low = await lossesOver({ landCover, classes: { ...classes, 10: wood(1.5, 6) } }, { model: "free-space" });
    expect(low.atPost(600)).toBeCloseTo((await lossesOver({}, { model: "free-space" })).atPost(600), 5);
  });
});

describe("a device in a clutter polygon", () => {
  const areas = [{ name: "wood", polygons: boxPolygon([1000, -200, 1400, 200]), class: wood(15) }];
  // P.2108-1, §3.1: h = 13.5 m, θ = atan(13.5/27) = 26.565°, ν = 0.342·√0.868·√(13.5·26.565) = 6.034, J(ν) − 6.03
  const nu = 6.034;
  const heightGainDb = 6.9 + 20 * Math.log10(Math.sqrt((nu - 0.1) ** 2 + 1) + nu - 0.1) - 6.03;

  it("pays the height gain of P.2108 to a model that knows nothing of it", async () => {
    for (const model of ["free-space", "plane-earth"]) {
      const open = await lossesOver({}, { model });
      const { eastDb, westDb, atPost } = await lossesOver({ areas }, { model });
      expect(eastDb - open.eastDb).toBeCloseTo(heightGainDb, 2);
      expect(atPost(1200) - open.atPost(1200)).toBeCloseTo(heightGainDb, 2);
      expect(westDb).toBe(open.westDb);
    }
  });

  it("pays nothing more to a model of towns, to a fit that was measured in one, and over terrain", async () => {
    const town = { model: "log-distance", inputs: { preset: "dortmund" } };
    const own = { model: "log-distance", inputs: { exponent: 3, referenceLossDb: 100 } };
    expect((await lossesOver({ areas }, town)).eastDb).toBe((await lossesOver({}, town)).eastDb);
    expect((await lossesOver({ areas }, own)).eastDb).toBeCloseTo((await lossesOver({}, own)).eastDb + heightGainDb, 2);
    // There the trees diffract: 200 m of them before the device
    const [open, within] = [await lossesOver({}, { model: "itm" }), await lossesOver({ areas }, { model: "itm" })];
    expect(within.eastDb).toBeGreaterThan(open.eastDb + 10);
  });
});

it("a plan without the ground that its scenario knows says so", async () => {
  const scenario = madeScenario({ ...MADE, clutter: [{ name: "wood", polygons: [], class: wood(15) }] });
  const rest = { method: "exact", pixelM: 500, target: null, warnings: [], timeLimitS: 1, gap: 0, seed: 1 } as const;
  const request: PlanRequest = { kind: "coverage", scenario, elevation: madeTerrain(() => 0, 6000, 200), ...rest };
  const codes = async (change: Partial<PlanRequest>) =>
    (await planNetwork({ ...request, ...change }, inProcessEnvironment())).warnings.map(({ code }) => code);
  expect(await codes({})).toContain("ground-ignored");
  expect(await codes({ ground: null })).not.toContain("ground-ignored");
});

it("a plan tells what it knows of the ground", async () => {
  const sources = { buildings: [house(30, [594, -300, 606, 300])], landCover: [raster(() => 30)] };
  const { plan } = await lossesOver(sources, { model: "itm" });
  expect(plan.ground).toMatchObject({
    buildings: { count: 1, heights: { height: 1, levels: 0, default: 0 }, highestM: 30 },
    landCover: { files: ["cover.tif"] },
    clutterAreas: 0,
  });
  expect((await lossesOver({}, { model: "itm" })).plan.ground).toBeNull();
});
