import { describe, expect, it } from "vitest";
import { haversineM } from "../../src/geo/geodesy.ts";
import { InputError } from "../../src/math/errors.ts";
import { compareCoverage, settleSides } from "../../src/network/compare.ts";
import { inProcessEnvironment } from "../support/in-process-environment.ts";
import { type MadeScenario, madeScenario } from "../support/made-scenario.ts";
import { MIDDLE, madeTerrain } from "../support/made-task.ts";

const made: MadeScenario = {
  stations: [{ at: [0, 0], kind: "gateway" }],
  devices: [{ at: [500, 0] }],
  propagation: { model: "free-space", radiusM: 3000, inputs: {} },
};

const request = {
  elevation: madeTerrain(() => 100, 4000, 180),
  pixelM: null,
  target: null,
  warnings: [],
  timeLimitS: 1,
  gap: 0,
  seed: 1,
};

async function compare(names: readonly [string, string], scenario = madeScenario(made)) {
  return compareCoverage(await settleSides(scenario, names, "sweep"), request, inProcessEnvironment());
}

/** Of a rejected promise. */
const issuesOf = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error) =>
      error instanceof InputError ? error.issues.map(({ code, where }) => [code, where]) : Promise.reject(error),
  );

describe("compareCoverage", () => {
  it("subtracts the first model's loss from the second's at every pixel", async () => {
    const { lattice, differenceDb } = await compare(["free-space", "plane-earth"]);
    let compared = 0;
    for (let row = 0; row < lattice.height; row++) {
      for (let column = 0; column < lattice.width; column++) {
        const value = differenceDb[row * lattice.width + column];
        const distanceM = haversineM(
          MIDDLE.longitudeDeg,
          MIDDLE.latitudeDeg,
          lattice.westDeg + column * lattice.lonStepDeg,
          lattice.northDeg - row * lattice.latStepDeg,
        );
        if (Number.isNaN(value) || distanceM < 200) continue;
        // 40 log d − 20 log(20 · 1.5) less 20 log(4πd/λ), λ = 0.34538 m at 868 MHz
        const planeEarthDb = 40 * Math.log10(distanceM) - 20 * Math.log10(30);
        const freeSpaceDb = 20 * Math.log10((4 * Math.PI * distanceM) / 0.345383);
        expect(value).toBeCloseTo(planeEarthDb - freeSpaceDb, 1);
        compared++;
      }
    }
    // By hand: a disc of 3000 m in pixels of 180 m has π · 3² / 0.18² ≈ 870
    expect(compared).toBeGreaterThan(800);
  });

  it("turns its sign when the two change places", async () => {
    const there = await compare(["free-space", "plane-earth"]);
    const back = await compare(["plane-earth", "free-space"]);
    expect(back.differenceDb).toEqual(there.differenceDb.map((value) => 0 - value));
    expect(back.decisions.onlyA).toBe(there.decisions.onlyB);
  });

  it("counts where the two decide otherwise", async () => {
    const lossy = madeScenario({ ...made, goal: { marginDb: 30 } });
    const { decisions, plans } = await compare(["free-space", "plane-earth"], lossy);
    const { both, onlyA, onlyB, neither } = decisions;
    expect(both + onlyA + onlyB + neither).toBe(plans[0].maps.pathLossDb.filter((loss) => !Number.isNaN(loss)).length);
    // 108.5 dB are left: free space reaches 7.3 km, plane earth √(10^(108.5/20) · 30) = 2.8 km
    expect([neither, onlyB]).toEqual([0, 0]);
    expect(onlyA).toBeGreaterThan(50);
    expect(both).toBeGreaterThan(onlyA);
  });

  it("compares the sweep with the exact model", async () => {
    const scenario = madeScenario({ ...made, propagation: { radiusM: 3000 } });
    const { plans, differenceDb } = await compare(["exact", "sweep"], scenario);
    expect(plans.map(({ provenance }) => provenance.coverageMethod)).toEqual(["exact", "sweep"]);
    expect(Math.max(...differenceDb.filter((value) => !Number.isNaN(value)).map(Math.abs))).toBeLessThan(1);
  });
});

describe("settleSides", () => {
  const scenario = madeScenario(made);

  it("computes both within one radius: the greater that a link budget gives", async () => {
    const open = madeScenario({ ...made, propagation: { model: "free-space", radiusM: null } });
    const sides = await settleSides(open, ["plane-earth", "free-space"], "sweep");
    // Free space loses 138.5 dB at 230 km: 50 km is the most
    expect(sides.map((side) => side.scenario.propagation.radiusM)).toEqual([50_000, 50_000]);
  });

  it("takes the inputs of another model from the scenario's alternatives", async () => {
    const source = { ...scenario.source, chirpscape: { propagation: { alternatives: { p1812: { time: 10 } } } } };
    const [, side] = await settleSides({ ...scenario, source }, ["free-space", "p1812"], "sweep");
    expect(side.scenario.propagation).toMatchObject({ model: "p1812", inputs: { time: 10, location: 50 } });
  });

  it("refuses what cannot be compared", async () => {
    const refused = (a: string, b: string, of = scenario) => issuesOf(settleSides(of, [a, b], "sweep"));
    expect(await refused("free-space", "hata")).toEqual([["unknown-model", "compare"]]);
    expect(await refused("free-space", "p2109")).toEqual([["excess-loss", "compare"]]);
    expect(await refused("free-space", "free-space")).toEqual([["nothing-to-compare", "compare"]]);
    expect(await refused("exact", "sweep")).toEqual([["nothing-to-compare", "compare"]]);
    const place = "/chirpscape/propagation/alternatives/okumura-hata/environment";
    expect(await refused("free-space", "okumura-hata")).toEqual([["missing-input", place]]);
  });
});
