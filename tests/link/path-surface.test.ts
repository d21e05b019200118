import { describe, expect, it } from "vitest";
import { parseBuildings } from "../../src/geo/buildings/parse.ts";
import { indexBuildings } from "../../src/geo/buildings/spatial-index.ts";
import { METRES_PER_DEGREE } from "../../src/geo/geodesy.ts";
import { computePath, type PathGround } from "../../src/link/path.ts";
import { standOnPath } from "../../src/link/path-surface.ts";
import { BULLINGTON } from "../../src/link/propagation/diffraction/bullington.ts";
import { findModel } from "../../src/link/propagation/registry.ts";

const deg = (metres: number) => metres / METRES_PER_DEGREE;
const GROUND: PathGround = {
  elevationM: new Float64Array(101),
  distanceM: 1000,
  bearingDeg: 90,
  ends: { from: { longitudeDeg: 0, latitudeDeg: 0 }, to: { longitudeDeg: deg(1000), latitudeDeg: 0 } },
};

/** 30 cm thick, halfway, across the path, 40 m high. */
const [WEST, EAST, SIDE] = [deg(499.9), deg(500.2), deg(80)];
const RING = [
  [WEST, -SIDE],
  [EAST, -SIDE],
  [EAST, SIDE],
  [WEST, SIDE],
  [WEST, -SIDE],
];
const WALL = indexBuildings(
  parseBuildings(
    {
      type: "Feature",
      properties: { building: "wall", height: "40 m" },
      geometry: { type: "Polygon", coordinates: [RING] },
    },
    "wall",
  ).buildings,
);
const WALL_ALONE = { buildings: WALL, cover: null };
const REQUEST = { txHeightAglM: 10, rxHeightAglM: 10, frequencyHz: 868e6, modelInputs: {} };

describe("standOnPath", () => {
  it("puts one wall on flat ground, which cuts the ray", () => {
    const ground = standOnPath(GROUND, WALL_ALONE);
    expect(ground.surfaceM?.[50]).toBe(40);
    expect(ground.surfaceM?.filter((topM) => topM > 0)).toHaveLength(1);
    const { lineOfSight, obstacles, profile } = computePath({
      ...REQUEST,
      ground,
      model: findModel("p1812"),
    });
    expect(lineOfSight).toBe(false);
    // 30 m above the straight ray, and its sag of 500² / (2 · 8 495 km) = 0.0147 m
    expect(obstacles).toHaveLength(1);
    expect(obstacles[0].aboveRayM).toBeCloseTo(30.0147, 3);
    expect(profile.surfaceM?.[50]).toBe(40);
  });

  it("gives the wall the loss of a knife edge", () => {
    const { surfaceM } = standOnPath(GROUND, WALL_ALONE);
    const { edgeLossDb } = BULLINGTON.loss({
      frequencyHz: 868e6,
      txAltitudeM: 10,
      rxAltitudeM: 10,
      profileM: Array.from(surfaceM ?? []),
      resolutionM: 10,
    });
    // λ = 0.34538 m, h = 30.0147 m: ν = h·√(2·1000 / (λ·500·500)) = 4.5681; P.526, eq. 31:
    // J = 6.9 + 20·log10(√((ν − 0.1)² + 1) + ν − 0.1) = 6.9 + 20·log10(4.5786 + 4.4681) = 26.03 dB
    expect(edgeLossDb).toBeCloseTo(26.03, 2);
  });

  it("reaches p1812 apart from the ground, the terrain model as ground, and free space not at all", () => {
    const walled = standOnPath(GROUND, WALL_ALONE);
    const loss = (ground: PathGround, name: string) => computePath({ ...REQUEST, ground, model: findModel(name) });
    expect(loss(walled, "p1812").pathLossDb - loss(GROUND, "p1812").pathLossDb).toBeGreaterThan(15);
    expect(loss(walled, "p1812").warnings.map(({ code }) => code)).not.toContain("cover-as-ground");
    // The same ridge as terrain
    const ridge = { ...GROUND, elevationM: walled.surfaceM ?? GROUND.elevationM };
    expect(loss(walled, "itm").pathLossDb).toBe(loss(ridge, "itm").pathLossDb);
    expect(loss(walled, "itm").pathLossDb).toBeGreaterThan(loss(GROUND, "itm").pathLossDb + 0.5);
    expect(loss(walled, "itm").warnings.map(({ code }) => code)).toContain("cover-as-ground");
    expect(loss(walled, "free-space").pathLossDb).toBe(loss(GROUND, "free-space").pathLossDb);
    expect(loss(walled, "free-space").warnings.map(({ code }) => code)).toContain("bare-earth");
  });

  it("takes the higher of footprints and a grid at each point, and leaves the ends bare", () => {
    // 50 m cells along the path: trees of 15 m from 225 m on, to both sides
    const data = new Float32Array(3 * 21).map((_, i) => (i % 21 >= 5 ? 15 : 0));
    const cover = {
      data,
      width: 21,
      height: 3,
      westDeg: 0,
      northDeg: deg(50),
      lonStepDeg: deg(50),
      latStepDeg: deg(50),
    };
    const { surfaceM } = standOnPath(GROUND, { buildings: WALL, cover });
    // The stretch of point 22 runs from 215 to 225 m, that of point 23 on to 235 m
    expect([...(surfaceM ?? [])].slice(20, 26)).toEqual([0, 0, 15, 15, 15, 15]);
    expect([surfaceM?.[0], surfaceM?.[50], surfaceM?.[99], surfaceM?.[100]]).toEqual([0, 40, 15, 0]);
    expect(standOnPath(GROUND, { buildings: null, cover: null })).toBe(GROUND);
  });

  it("refuses one clutter height beside buildings", () => {
    const ground = standOnPath(GROUND, WALL_ALONE);
    const request = { ...REQUEST, ground, model: findModel("p1812"), modelInputs: { clutterHeightM: 5 } };
    expect(() => computePath(request)).toThrow(expect.objectContaining({ code: "conflicting-inputs" }));
  });

  it("asks where the path lies", () => {
    const { ends, ...nowhere } = GROUND;
    expect(ends).toBeDefined();
    expect(() => standOnPath(nowhere, WALL_ALONE)).toThrow(expect.objectContaining({ code: "missing-position" }));
  });
});
