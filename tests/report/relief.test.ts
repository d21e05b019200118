import { expect, test } from "vitest";
import type { Grid } from "../../src/geo/grid.ts";
import { hillshade, paintRelief } from "../../src/report/relief.ts";

/** 9 × 9 posts whose height depends on the column and the row. */
function ground(heightM: (column: number, row: number) => number): Grid {
  const data = Float32Array.from({ length: 81 }, (_, i) => heightM(i % 9, Math.floor(i / 9)));
  return { width: 9, height: 9, westDeg: 8, northDeg: 45, lonStepDeg: 0.001, latStepDeg: 0.001, data };
}
const middle = 4 * 9 + 4;

test("a slope towards the north-west is lit, one towards the south-east lies in shade", () => {
  const level = hillshade(ground(() => 100))[middle];
  const toNorthWest = hillshade(ground((column, row) => 20 * (column + row)))[middle];
  const toSouthEast = hillshade(ground((column, row) => -20 * (column + row)))[middle];
  expect(level).toBeCloseTo(Math.SQRT1_2, 6);
  expect(toNorthWest).toBeGreaterThan(level);
  expect(toSouthEast).toBeLessThan(level);
});

test("missing posts are unknown, and do not spoil their neighbours", () => {
  const holed = ground((column, row) => (column === 4 && row === 4 ? Number.NaN : 100));
  const shade = hillshade(holed);
  expect(shade[middle]).toBeNaN();
  expect(shade[middle + 1]).toBeCloseTo(Math.SQRT1_2, 6);
});

test("sea, land, missing terrain and what lies outside are told apart", () => {
  const coast = ground((column) => (column < 3 ? 0 : column < 6 ? 200 : Number.NaN));
  const rgb = paintRelief(coast, { ...coast, width: 12 });
  const colourOf = (column: number) => [...rgb.subarray(3 * (4 * 12 + column), 3 * (4 * 12 + column) + 3)].join();
  expect(new Set([colourOf(1), colourOf(4), colourOf(7)]).size).toBe(3);
  expect(colourOf(10)).toBe(colourOf(7));
});

test("a layer hides the ground's colour but not its shading", () => {
  const slope = ground((column, row) => (column < 4 ? 20 * (column + row) : -20 * (column + row)));
  const red = paintRelief(slope, slope, () => [255, 0, 0]);
  const at = (column: number) => red[3 * (4 * 9 + column)];
  expect(at(2)).toBeGreaterThan(at(7));
  expect(red[3 * (4 * 9 + 7)]).toBeGreaterThan(2 * red[3 * (4 * 9 + 7) + 2]);
});
