import type { Grid } from "../geo/grid.ts";

/**
 * A grid with at most so many posts across and down: blocks of k × k posts become one, at their middle, with the mean of the
 * values that exist (NaN where none does). A grid that is small enough is returned as it is.
 */
export function thinGrid(grid: Grid, maxPosts: number): Grid {
  const step = Math.ceil(Math.max(grid.width, grid.height) / maxPosts);
  if (step <= 1) return grid;
  const width = Math.ceil(grid.width / step);
  const height = Math.ceil(grid.height / step);
  const data = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      data[row * width + column] = blockMean(grid, { column: column * step, row: row * step, step });
    }
  }
  const middle = (step - 1) / 2;
  return {
    width,
    height,
    westDeg: grid.westDeg + middle * grid.lonStepDeg,
    northDeg: grid.northDeg - middle * grid.latStepDeg,
    lonStepDeg: grid.lonStepDeg * step,
    latStepDeg: grid.latStepDeg * step,
    data,
  };
}

function blockMean(grid: Grid, { column, row, step }: { column: number; row: number; step: number }): number {
  let sum = 0;
  let count = 0;
  for (let r = row; r < Math.min(grid.height, row + step); r++) {
    for (let c = column; c < Math.min(grid.width, column + step); c++) {
      const value = grid.data[r * grid.width + c];
      if (Number.isNaN(value)) continue;
      sum += value;
      count++;
    }
  }
  return count === 0 ? Number.NaN : sum / count;
}
