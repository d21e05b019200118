import { expect, test } from "vitest";
import type { Grid } from "../../src/geo/grid.ts";
import { thinGrid } from "../../src/report/thin-grid.ts";

const grid: Grid = {
  width: 4,
  height: 3,
  westDeg: 8,
  northDeg: 45,
  lonStepDeg: 0.1,
  latStepDeg: 0.2,
  data: Float32Array.of(1, 3, Number.NaN, Number.NaN, 5, 7, Number.NaN, Number.NaN, 2, 4, 6, Number.NaN),
};

test("blocks become their mean, at their middle", () => {
  const thin = thinGrid(grid, 2);
  // By hand: (1+3+5+7)/4, nothing, (2+4)/2, 6.
  expect(Array.from(thin.data)).toEqual([4, Number.NaN, 3, 6]);
  expect([thin.width, thin.height]).toEqual([2, 2]);
  expect(thin.westDeg).toBeCloseTo(8.05, 12);
  expect(thin.northDeg).toBeCloseTo(44.9, 12);
  expect(thin.lonStepDeg).toBeCloseTo(0.2, 12);
});

test("what is small enough stays as it is", () => {
  expect(thinGrid(grid, 4)).toBe(grid);
});
