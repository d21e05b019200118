import type { Grid } from "./grid.ts";
import { ON_POST } from "./lattice.ts";

/** A grid whose values may be interpolated. */
export type ScalarGrid = Grid<Float32Array> | Grid<Int16Array>;

/**
 * Elevation at a place, bilinear between the four posts about it.
 *
 * @param lonDeg longitude; any of its ±360° turns will do
 * @param latDeg latitude
 * @returns the grid's unit; NaN outside the grid, and where a post with any weight has no value
 */
export function elevationAt(grid: ScalarGrid, lonDeg: number, latDeg: number): number {
  const x = (longitudeInGrid(grid, lonDeg) - grid.westDeg) / grid.lonStepDeg;
  const y = (grid.northDeg - latDeg) / grid.latStepDeg;
  return bilinear(grid.data, grid.width, grid.height, x, y);
}

/** The turn of a longitude at which it falls into the grid, if it does: a grid across the antimeridian runs past ±180. */
export function longitudeInGrid(grid: ScalarGrid, lonDeg: number): number {
  const east = grid.westDeg + (grid.width - 1) * grid.lonStepDeg;
  const slackDeg = ON_POST * grid.lonStepDeg;
  if (lonDeg < grid.westDeg - slackDeg && lonDeg + 360 <= east + slackDeg) return lonDeg + 360;
  if (lonDeg > east + slackDeg && lonDeg - 360 >= grid.westDeg - slackDeg) return lonDeg - 360;
  return lonDeg;
}

/**
 * Bilinear interpolation at a fractional column and row. Called once per sample of every profile: it allocates nothing, and
 * tests for edges and gaps only where the plain sum has failed.
 *
 * @param x columns east of the western edge
 * @param y rows south of the northern edge
 */
export function bilinear(data: Float32Array | Int16Array, width: number, height: number, x: number, y: number): number {
  if (x >= 0 && y >= 0 && x < width - 1 && y < height - 1) {
    // Truncation is one instruction; for numbers above zero it is floor.
    const column = x | 0;
    const row = y | 0;
    const i = row * width + column;
    const fx = x - column;
    const fy = y - row;
    const north = data[i] + fx * (data[i + 1] - data[i]);
    const south = data[i + width] + fx * (data[i + width + 1] - data[i + width]);
    const value = north + fy * (south - north);
    if (!Number.isNaN(value)) return value;
  }
  return bilinearWithGaps(data, width, height, x, y);
}

/** The same sum over those posts alone that have a weight: right on the edges and beside gaps. */
function bilinearWithGaps(
  data: Float32Array | Int16Array,
  width: number,
  height: number,
  x: number,
  y: number,
): number {
  if (!(x >= -ON_POST && y >= -ON_POST && x <= width - 1 + ON_POST && y <= height - 1 + ON_POST)) return Number.NaN;
  const column = Math.floor(x + ON_POST);
  const row = Math.floor(y + ON_POST);
  const fx = x - column > ON_POST ? x - column : 0;
  const fy = y - row > ON_POST ? y - row : 0;
  const i = row * width + column;
  const north = fx === 0 ? data[i] : data[i] + fx * (data[i + 1] - data[i]);
  if (fy === 0) return north;
  const j = i + width;
  const south = fx === 0 ? data[j] : data[j] + fx * (data[j + 1] - data[j]);
  return north + fy * (south - north);
}
