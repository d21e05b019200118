import { describe, expect, it } from "vitest";
import { demandPoints } from "../../src/network/demand.ts";
import { isUncovered, uncoveredWeight } from "../../src/network/uncovered.ts";
import { madeScenario } from "../support/made-scenario.ts";
import { placeAt } from "../support/made-task.ts";

const scenario = madeScenario({
  stations: [{ at: [0, 0] }],
  areas: [{ box: [-3000, -3000, 3000, 3000], weight: 7, gridM: 500 }],
  devices: [
    { at: [8000, 0], weight: 5 },
    { at: [8000, 3000], weight: 5 },
  ],
});
const demand = demandPoints(scenario);
const corner = placeAt(-6000, 6000);
const STEP_DEG = 0.001;
const lattice = {
  width: 240,
  height: 120,
  westDeg: corner.longitudeDeg,
  northDeg: corner.latitudeDeg,
  lonStepDeg: STEP_DEG,
  latStepDeg: STEP_DEG,
};

/** Covered are the points in the west of the area, and the second device. */
const heardCount = Uint16Array.from({ length: demand.count }, (_, i) => {
  const inWest = i < demand.devicesFrom && demand.longitudeDeg[i] < placeAt(0, 0).longitudeDeg;
  return inWest || i === demand.count - 1 ? 1 : 0;
});
const reach = {
  heardCount,
  marginDb: new Float32Array(demand.count),
  probability: new Float32Array(demand.count),
};

describe("uncoveredWeight", () => {
  const grid = uncoveredWeight(scenario, demand, reach, lattice);
  const at = (eastM: number, northM: number) => {
    const { longitudeDeg, latitudeDeg } = placeAt(eastM, northM);
    const column = Math.round((longitudeDeg - grid.westDeg) / grid.lonStepDeg);
    return grid.data[Math.round((grid.northDeg - latitudeDeg) / grid.latStepDeg) * grid.width + column];
  };

  it("is an area's weight where none of it is covered, nothing where all is, and unknown where nobody is", () => {
    for (const northM of [-2000, 0, 2000]) {
      expect(at(2000, northM)).toBe(7);
      expect(at(-2000, northM)).toBe(0);
      expect(at(5500, northM)).toBeNaN();
    }
  });

  it("spreads a device over its cell", () => {
    expect(at(8000, 3000)).toBe(0);
    const cellM = (stepDeg: number) => stepDeg * 111_195;
    const km2 = (cellM(grid.lonStepDeg) * Math.cos((grid.northDeg * Math.PI) / 180) * cellM(grid.latStepDeg)) / 1e6;
    expect(at(8000, 0)).toBeCloseTo(5 / km2, 0);
  });

  it("has cells wider than the grid of the areas", () => {
    expect(grid.latStepDeg * 111_195).toBeGreaterThan(750);
    expect(grid.latStepDeg * 111_195).toBeLessThan(1000);
  });
});

it("tells what fewer gateways hear than are asked for", () => {
  expect(isUncovered(reach, 0, 1)).toBe(heardCount[0] < 1);
  expect(isUncovered(reach, demand.count - 1, 1)).toBe(false);
  expect(isUncovered(reach, demand.count - 1, 2)).toBe(true);
});
