import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildingHeightsAlong } from "../../../src/geo/buildings/along-line.ts";
import { parseBuildings } from "../../../src/geo/buildings/parse.ts";
import { indexBuildings } from "../../../src/geo/buildings/spatial-index.ts";
import { METRES_PER_DEGREE } from "../../../src/geo/geodesy.ts";
import { isInMultiPolygon } from "../../../src/geo/polygon.ts";

/** On the equator metres are the same eastward and northward. */
const deg = (metres: number) => metres / METRES_PER_DEGREE;

/** A box in metres east and north of 0, 0. */
function ring(west: number, south: number, east: number, north: number): number[][] {
  const corners = [west, south, east, south, east, north, west, north, west, south];
  return Array.from({ length: 5 }, (_, i) => [deg(corners[2 * i]), deg(corners[2 * i + 1])]);
}

function town(...houses: { height: number; rings: number[][][] }[]) {
  const features = houses.map(({ height, rings }) => ({
    type: "Feature",
    properties: { building: "yes", height },
    geometry: { type: "Polygon", coordinates: rings },
  }));
  return indexBuildings(parseBuildings({ type: "FeatureCollection", features }, "town").buildings);
}

const place = (east: number, north: number) => ({ longitudeDeg: deg(east), latitudeDeg: deg(north) });
const EASTWARD = { from: place(0, 0), to: place(1000, 0), distanceM: 1000, steps: 100 };

describe("buildingHeightsAlong", () => {
  it("finds entry and exit of a house and its height at the points inside", () => {
    const { crossings, heightM } = buildingHeightsAlong(town({ height: 9, rings: [ring(205, -5, 235, 5)] }), EASTWARD);
    expect(crossings).toHaveLength(1);
    expect(crossings[0].entryM).toBeCloseTo(205, 4);
    expect(crossings[0].exitM).toBeCloseTo(235, 4);
    expect([...heightM.slice(20, 25)]).toEqual([0, 9, 9, 9, 0]);
  });

  it("passes through a courtyard", () => {
    const rings = [ring(200, -50, 300, 50), ring(220, -20, 280, 20)];
    const { crossings } = buildingHeightsAlong(town({ height: 9, rings }), EASTWARD);
    expect(crossings.map(({ entryM, exitM }) => [Math.round(entryM), Math.round(exitM)])).toEqual([
      [200, 220],
      [280, 300],
    ]);
  });

  it("sees a wall between two points of the profile", () => {
    const { heightM } = buildingHeightsAlong(town({ height: 30, rings: [ring(502, -50, 502.3, 50)] }), EASTWARD);
    expect(heightM[50]).toBe(30);
    expect(heightM.filter((height) => height > 0)).toHaveLength(1);
  });

  it("takes the higher of two that overlap, clips at the ends, leaves out what lies beside or behind", () => {
    const { crossings, heightM } = buildingHeightsAlong(
      town(
        { height: 5, rings: [ring(-20, -5, 20, 5)] },
        { height: 8, rings: [ring(10, -5, 40, 5)] },
        { height: 50, rings: [ring(100, 10, 200, 20)] },
        { height: 60, rings: [ring(-200, -5, -100, 5)] },
        { height: 7, rings: [ring(990, -5, 1010, 5)] },
      ),
      EASTWARD,
    );
    expect(crossings.map(({ entryM }) => Math.round(entryM))).toEqual([0, 10, 990]);
    expect([...heightM.slice(0, 6)]).toEqual([5, 8, 8, 8, 8, 0]);
    expect(heightM[100]).toBe(7);
  });

  it("agrees with a test of every point in every outline", () => {
    const coordinate = fc.integer({ min: -500, max: 500 });
    const house = fc.tuple(coordinate, coordinate, fc.integer({ min: 60, max: 200 })).map(([x, y, size]) => ({
      height: size,
      rings: [ring(x + 0.37, y + 0.41, x + size + 0.37, y + size + 0.41)],
    }));
    fc.assert(
      fc.property(fc.array(house, { minLength: 1, maxLength: 40 }), coordinate, coordinate, (houses, a, b) => {
        const index = town(...houses);
        const steps = 97;
        const from = place(-600, a);
        const to = place(650, b);
        const { crossings } = buildingHeightsAlong(index, { from, to, distanceM: 1, steps });
        for (let i = 0; i <= steps; i++) {
          const at = i / steps;
          const east = deg(-600 + 1250 * at);
          const north = deg(a + (b - a) * at);
          for (const building of index.buildings) {
            const passes = crossings.filter((one) => one.building === building);
            // So near to an outline either answer is right
            if (passes.some(({ entryM, exitM }) => Math.min(Math.abs(at - entryM), Math.abs(at - exitM)) < 1e-6))
              continue;
            const inside = passes.some(({ entryM, exitM }) => at > entryM && at < exitM);
            expect(inside).toBe(isInMultiPolygon(building.polygons, east, north));
          }
        }
      }),
      { numRuns: 30, seed: 7 },
    );
  });

  it("gives zeros without buildings", () => {
    const { heightM, crossings } = buildingHeightsAlong(indexBuildings([]), EASTWARD);
    expect(crossings).toEqual([]);
    expect(heightM).toEqual(new Float64Array(101));
  });
});
