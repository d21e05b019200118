import { describe, expect, it } from "vitest";
import { createItmOutput } from "../../../../src/link/propagation/itm/path.ts";
import { analyseTerrain } from "../../../../src/link/propagation/itm/terrain.ts";
import { createIrregularityTable } from "../../../../src/network/coverage/itm/irregularity-table.ts";
import { createRadial, sampleRadial } from "../../../../src/network/coverage/radials/radial.ts";
import { type GroundM, madeTerrain } from "../../../support/made-task.ts";

const hills: GroundM = (eastM, northM) =>
  100 + 60 * Math.sin(eastM / 900) * Math.cos(northM / 1100) + 20 * Math.sin(eastM / 230);
const elevation = madeTerrain(hills, 12_000);
const middle = (elevation.width - 1) / 2;
const setup = { samples: 121, stepM: 90, txHeightM: 20, rxHeightM: 1.5, earthRadiusM: 8.5e6 };
const east = { column: middle, row: middle, columnStep: 1, rowStep: 0 };
const north = { column: middle, row: middle, columnStep: 0, rowStep: -1 };

/** Δh as the plain model finds it for the path to sample k. */
function plainM(line: typeof east, k: number): number {
  const radial = createRadial(setup.samples);
  sampleRadial(radial, elevation, line, k);
  const path = createItmOutput();
  path.structuralHeightsM.set([setup.txHeightM, setup.rxHeightM]);
  path.effectiveEarthRadiusM = setup.earthRadiusM;
  analyseTerrain({ elevationM: radial.elevationM, steps: k, resolutionM: setup.stepM }, path);
  return path.terrainIrregularityM;
}

/** A table, and the two edges put into it. */
function tableOf(samples: number) {
  const radial = createRadial(samples);
  const { elevationM } = radial;
  const table = createIrregularityTable({ ...setup, samples, elevationM, alongM: new Float64Array(samples) });
  [east, north].forEach((line, edge) => {
    sampleRadial(radial, elevation, line, samples - 1);
    table.fillEdge(edge as 0 | 1);
  });
  return table;
}

describe("irregularity table", () => {
  const table = tableOf(setup.samples);

  it("is the plain model's on the edges at its own ranges", () => {
    // The first and the last of them, whatever lies between
    for (const k of [8, 120]) {
      table.interpolateTo(0, 120);
      expect(table.alongM[k]).toBeCloseTo(plainM(east, k), 9);
      table.interpolateTo(1, 120);
      expect(table.alongM[k]).toBeCloseTo(plainM(north, k), 9);
    }
  });

  it("is near the plain model's between its ranges", () => {
    table.interpolateTo(0, 120);
    for (let k = 20; k < 120; k += 7) expect(Math.abs(table.alongM[k] / plainM(east, k) - 1)).toBeLessThan(0.15);
  });

  it("lies between the edges in between, and stays flat nearer than its first range", () => {
    table.interpolateTo(0.25, 120);
    expect(table.alongM[120]).toBeCloseTo(0.75 * plainM(east, 120) + 0.25 * plainM(north, 120), 9);
    expect(table.alongM[0]).toBe(table.alongM[8]);
  });

  it("takes the second edge over as the next group's first", () => {
    table.shiftEdges();
    table.interpolateTo(0, 120);
    expect(table.alongM[120]).toBeCloseTo(plainM(north, 120), 9);
  });

  it("works for a radius of a few steps", () => {
    const short = tableOf(12);
    short.interpolateTo(0.5, 11);
    expect(short.alongM.every((deltaM) => deltaM >= 0)).toBe(true);
  });
});
