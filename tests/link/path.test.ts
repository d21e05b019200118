import { describe, expect, it } from "vitest";
import { geodesicDistanceM } from "../../src/geo/geodesy.ts";
import type { ElevationGrid } from "../../src/geo/grid.ts";
import { computePath, discsAlongPath, groundBetween, type PathRequest } from "../../src/link/path.ts";
import { findModel, PATH_MODELS } from "../../src/link/propagation/registry.ts";

const FROM = { longitudeDeg: 5, latitudeDeg: 45 };
const NORTH = { longitudeDeg: 5, latitudeDeg: 45.1 };

/** One degree square of ground; a ridge at `ridgeLatDeg`, five posts wide, so that some point of a profile meets it. */
function ground(ridgeLatDeg: number, ridgeM: number): ElevationGrid {
  const size = 1201;
  const data = new Float32Array(size * size).fill(100);
  const row = Math.round((46 - ridgeLatDeg) * 1200);
  data.fill(ridgeM, (row - 2) * size, (row + 3) * size);
  const step = 1 / 1200;
  const lattice = { width: size, height: size, westDeg: 5, northDeg: 46, lonStepDeg: step, latStepDeg: step };
  return { ...lattice, data, sources: [], filledVoids: 0, assumedFlat: null };
}

const flat = ground(45.5, 100);
const request = (grid: ElevationGrid, change: Partial<PathRequest> = {}): PathRequest => ({
  ground: groundBetween(grid, FROM, NORTH, 90),
  txHeightAglM: 30,
  rxHeightAglM: 30,
  frequencyHz: 868e6,
  model: findModel("free-space"),
  modelInputs: {},
  ...change,
});

describe("groundBetween", () => {
  it("samples the geodesic at about the wanted step", () => {
    const { elevationM, distanceM, bearingDeg } = groundBetween(flat, FROM, NORTH, 90);
    // A tenth of a degree of the meridian at 45°: 11 113 m (GRS 80 meridian radius 6 367 382 m at 45.05°)
    expect(distanceM).toBeCloseTo(11_113.2, 0);
    expect(elevationM).toHaveLength(Math.round(11_113.2 / 90) + 1);
    expect(elevationM.every((elevation) => elevation === 100)).toBe(true);
    expect(bearingDeg).toBeCloseTo(0, 9);
  });

  it("refuses one place twice, a bad step, and too many steps", () => {
    expect(() => groundBetween(flat, FROM, FROM, 90)).toThrow(expect.objectContaining({ code: "same-place" }));
    for (const stepM of [0, -1, Number.NaN, 0.01]) {
      expect(() => groundBetween(flat, FROM, NORTH, stepM)).toThrow(expect.objectContaining({ code: "out-of-range" }));
    }
  });
});

describe("discsAlongPath", () => {
  it.each([
    ["a short path", NORTH, 250],
    ["a long one", { longitudeDeg: 13, latitudeDeg: 49 }, 500],
  ])("covers every point of %s and little beside it", (_, to, widest) => {
    const discs = discsAlongPath(FROM, to);
    expect(geodesicDistanceM(discs[0].center, FROM)).toBeLessThan(0.001);
    expect(discs.at(-1)?.center).toEqual(to);
    expect(discs.length).toBeLessThanOrEqual(2001);
    for (let i = 1; i < discs.length; i++) {
      expect(geodesicDistanceM(discs[i - 1].center, discs[i].center)).toBeLessThan(
        discs[i - 1].radiusM + discs[i].radiusM,
      );
    }
    expect(Math.max(...discs.map((disc) => disc.radiusM))).toBeLessThan(widest);
  });
});

describe("computePath", () => {
  it("sees a ridge in the way and how far it stands above the ray", () => {
    const result = computePath(request(ground(45.05, 200)));
    // By hand: the ray runs at 130 m and sags d1·d2 / 2ka = 5556² / (2 · 4/3 · 6 371 009) = 1.82 m in the middle
    expect(result.lineOfSight).toBe(false);
    expect(result.obstacles).toHaveLength(1);
    expect(result.obstacles[0].aboveRayM).toBeCloseTo(200 - 130 + 1.82, 1);
    expect(result.obstacles[0].distanceM).toBeCloseTo(result.distanceM / 2, -2);
    expect(result.fresnelClearance).toBeLessThan(0);
    expect(computePath(request(flat)).lineOfSight).toBe(true);
  });

  it("gives each model the inputs that it takes from a path", async () => {
    // ITU-R P.525: 32.45 + 20 log10(868) + 20 log10(11.1132) = 112.14 dB
    expect(computePath(request(flat)).pathLossDb).toBeCloseTo(112.14, 1);
    const needed: Readonly<Record<string, Record<string, unknown>>> = {
      formula: { formula: "100 + d/1 km + ht/hr + f/1 GHz" },
      "log-distance": { preset: "oulu-land" },
      "okumura-hata": { environment: "open" },
      "3gpp-38901": { scenario: "rma" },
    };
    for (const model of PATH_MODELS) {
      await model.load?.();
      const result = computePath(request(flat, { model, rxHeightAglM: 2, modelInputs: needed[model.name] ?? {} }));
      expect(result.model).toBe(model.name);
      expect(result.pathLossDb).toBeGreaterThan(100);
    }
  });

  it("tells where the path lies to a model that asks for it", () => {
    const { ends, ...nowhere } = groundBetween(flat, FROM, NORTH, 90);
    const codes = (ground: PathRequest["ground"]) =>
      computePath(request(flat, { ground, model: findModel("p1812") })).warnings.map(({ code }) => code);
    expect(ends).toEqual({ from: FROM, to: NORTH });
    expect(codes({ ...nowhere, ends })).toEqual([]);
    expect(codes(nowhere)).toEqual(["assumed-latitude"]);
  });

  it("loses more behind a ridge, by the model that sees terrain", () => {
    const itm = { model: findModel("itm") };
    expect(computePath(request(ground(45.05, 300), itm)).pathLossDb).toBeGreaterThan(
      computePath(request(flat, itm)).pathLossDb + 10,
    );
  });

  it("hands on the model's own inputs and names those that are wrong", () => {
    const model = findModel("itm");
    const lossAt = (situation: number) =>
      computePath(request(ground(45.05, 300), { model, modelInputs: { situation } })).pathLossDb;
    expect(lossAt(90)).toBeGreaterThan(lossAt(10));
    expect(() => computePath(request(flat, { model, modelInputs: { climate: "alpine" } }))).toThrow(/^climate: /);
  });

  it("names the gap where there is no terrain", () => {
    const gap = { ...flat, data: flat.data.map((z, i) => (i > 1201 * 1140 && i < 1201 * 1150 ? Number.NaN : z)) };
    expect(() => computePath(request(gap))).toThrow(expect.objectContaining({ code: "missing-terrain" }));
  });
});
