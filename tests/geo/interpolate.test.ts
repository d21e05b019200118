import { describe, expect, it } from "vitest";
import type { Grid } from "../../src/geo/grid.ts";
import { elevationAt } from "../../src/geo/interpolate.ts";

const lattice = { westDeg: 10, northDeg: 50, lonStepDeg: 0.5, latStepDeg: 0.25 };
const grid: Grid = { ...lattice, width: 3, height: 3, data: Float32Array.of(0, 10, 20, 100, 110, 150, 200, NaN, 240) };

describe("elevationAt", () => {
  it("gives each post its own value", () => {
    for (let row = 0; row < 3; row++) {
      for (let column = 0; column < 3; column++) {
        const value = elevationAt(grid, 10 + column * 0.5, 50 - row * 0.25);
        expect(value).toBe(grid.data[row * 3 + column]);
      }
    }
  });

  it("weighs the four posts about a place", () => {
    // North-east cell, a quarter of the way east and half way south: 10 + 2.5 = 12.5 above, 110 + 10 = 120 below.
    expect(elevationAt(grid, 10.5 + 0.125, 50 - 0.125)).toBeCloseTo((12.5 + 120) / 2, 9);
    // On an edge between two posts only those two count, though a neighbouring post is a gap.
    expect(elevationAt(grid, 10.25, 49.75)).toBeCloseTo(105, 9);
    expect(elevationAt(grid, 11, 49.625)).toBeCloseTo(195, 9);
  });

  it("is not a number outside, or where a gap has weight", () => {
    expect(elevationAt(grid, 9.99, 49.9)).toBeNaN();
    expect(elevationAt(grid, 11.01, 49.9)).toBeNaN();
    expect(elevationAt(grid, 10.5, 50.01)).toBeNaN();
    expect(elevationAt(grid, 10.5, 49.49)).toBeNaN();
    expect(elevationAt(grid, 10.25, 49.6)).toBeNaN();
    expect(elevationAt(grid, NaN, 49.6)).toBeNaN();
  });

  it("forgives a post's coordinates their last decimal", () => {
    expect(elevationAt(grid, 10 - 1e-9, 50 + 1e-9)).toBeCloseTo(0, 5);
    expect(elevationAt(grid, 11 + 1e-9, 49.5 - 1e-9)).toBeCloseTo(240, 5);
    expect(elevationAt(grid, 10 + 1e-9, 49.5)).toBeCloseTo(200, 5);
  });

  it("reads a grid across the antimeridian from both sides", () => {
    const across: Grid = { ...lattice, westDeg: 179.5, width: 3, height: 1, data: Float32Array.of(1, 2, 3) };
    expect(elevationAt(across, 179.75, 50)).toBe(1.5);
    expect(elevationAt(across, -179.75, 50)).toBe(2.5);
    expect(elevationAt(across, 180, 50)).toBe(2);
    expect(elevationAt(across, -180, 50)).toBe(2);
    const western: Grid = { ...across, westDeg: -180.5 };
    expect(elevationAt(western, 179.75, 50)).toBe(1.5);
  });
});
