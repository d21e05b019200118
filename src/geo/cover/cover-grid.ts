import type { Grid, Lattice } from "../grid.ts";

/**
 * What stands on the ground, buildings and trees, as heights above it in metres: 0 for open ground and outside the grid. A cell
 * is an area about its post: heights are taken as they are, never interpolated, for a wall has no slope. `data` may lie in a
 * SharedArrayBuffer, as the elevation's does.
 */
export type CoverGrid = Grid<Float32Array>;

/** Turns columns and rows of an elevation grid into those of a cover grid: multiply by the scale, then add the offset. */
export interface CoverFrame {
  readonly columnScale: number;
  readonly columnOffset: number;
  readonly rowScale: number;
  readonly rowOffset: number;
}

/** The frame that leads from an elevation grid's columns and rows into the cover's. */
export function coverFrame(cover: Lattice, elevation: Lattice): CoverFrame {
  return {
    columnScale: elevation.lonStepDeg / cover.lonStepDeg,
    columnOffset: (elevation.westDeg - cover.westDeg) / cover.lonStepDeg,
    rowScale: elevation.latStepDeg / cover.latStepDeg,
    rowOffset: (cover.northDeg - elevation.northDeg) / cover.latStepDeg,
  };
}

/**
 * The highest cell on a straight stretch, m: looked up no further than a cell apart, so that no wall is too thin to be seen.
 *
 * @param x0 beginning and end of the stretch, in the cover's columns and rows
 */
export function highestCover(cover: CoverGrid, x0: number, y0: number, x1: number, y1: number): number {
  const { data, width, height } = cover;
  const steps = Math.max(1, Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0))));
  const dx = (x1 - x0) / steps;
  const dy = (y1 - y0) / steps;
  let highestM = 0;
  for (let i = 0; i <= steps; i++) {
    const column = Math.round(x0 + i * dx);
    const row = Math.round(y0 + i * dy);
    if (column < 0 || row < 0 || column >= width || row >= height) continue;
    const h = data[row * width + column];
    if (h > highestM) highestM = h;
  }
  return highestM;
}
