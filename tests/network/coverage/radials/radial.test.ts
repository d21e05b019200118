import { describe, expect, it } from "vitest";
import { elevationAt } from "../../../../src/geo/interpolate.ts";
import { createRadial, sampleRadial } from "../../../../src/network/coverage/radials/radial.ts";
import { madeTerrain, placeAt } from "../../../support/made-task.ts";

const elevation = madeTerrain((eastM, northM) => 100 + 50 * Math.sin(eastM / 400) + northM / 30, 4000);
const middle = (elevation.width - 1) / 2;
// 63 m a step to the north-east: 0.7 and 0.7 · 90 m
const line = { column: middle, row: middle, columnStep: 0.5, rowStep: -0.5 };

describe("sampleRadial", () => {
  it("reads the terrain along the line", () => {
    const radial = createRadial(60);
    expect(sampleRadial(radial, elevation, line, 50)).toBe(51);
    for (let k = 0; k <= 50; k++) {
      const { longitudeDeg, latitudeDeg } = placeAt(45 * k, 45 * k);
      expect(radial.elevationM[k]).toBeCloseTo(elevationAt(elevation, longitudeDeg, latitudeDeg), 4);
    }
  });

  it("carries the last height past the edge, which is no gap, and across a gap, which is", () => {
    const radial = createRadial(300);
    expect(sampleRadial(radial, elevation, line, 200)).toBe(201);
    // The north-eastern corner is 45 posts, 90 steps away
    expect(radial.elevationM[200]).toBe(radial.elevationM[90]);
    const data = elevation.data.slice();
    data.fill(Number.NaN, 20 * elevation.width, 21 * elevation.width);
    const gap = sampleRadial(radial, { ...elevation, data }, line, 80);
    // The row without data is 25 posts north: the first sample beside it lies within a post before
    expect(gap).toBe(49);
    expect(radial.elevationM[50]).toBe(radial.elevationM[48]);
    expect(radial.elevationM[60]).toBeGreaterThan(0);
  });

  it("has a gap from the start when the site lies beside the terrain", () => {
    const outside = { ...line, column: -5 };
    expect(sampleRadial(createRadial(20), elevation, outside, 10)).toBe(0);
  });
});
