import type { ElevationTile } from "../elevation-tile.ts";
import type { ElevationGrid, Lattice } from "../grid.ts";
import { bilinear } from "../interpolate.ts";
import type { LandCoverTable } from "../land-cover/classes.ts";
import type { LandCoverGrid } from "../land-cover/grid.ts";
import type { CoverGrid } from "./cover-grid.ts";

/** Below the ground by less than this a surface is taken as the ground itself without a word, m: both are measured so. */
export const SURFACE_SLACK_M = 5;

/** Cells at which a surface lies below the ground, by more than its slack. */
export interface SunkSurface {
  /** Cells that the surface has a height for. */
  readonly cells: number;
  readonly sunkCells: number;
  /** The most, m. */
  readonly deepestM: number;
}

/** Gives each cell the height of the class in whose pixel its centre lies; cells without a class keep theirs. */
export function layLandCover(cover: CoverGrid, grid: LandCoverGrid, table: LandCoverTable): void {
  const columns = pixelsAcross(cover, grid);
  const heights = new Map(Object.entries(table).map(([code, { heightM }]) => [Number(code), heightM]));
  let lastCode = Number.NaN;
  let lastM = 0;
  for (let row = 0; row < cover.height; row++) {
    const pixelRow = nearestRow(cover, grid, row);
    if (pixelRow < 0) continue;
    for (let column = 0; column < cover.width; column++) {
      if (columns[column] < 0) continue;
      const code = grid.data[pixelRow * grid.width + columns[column]];
      if (code !== lastCode) {
        if (Number.isNaN(code)) continue;
        lastCode = code;
        lastM = heights.get(code) ?? 0;
      }
      cover.data[row * cover.width + column] = lastM;
    }
  }
}

/**
 * Gives each cell what a surface rises above the ground there: the surface at the nearest post, or the highest of the posts
 * within the cell, less the elevation at the cell's centre. Cells without a surface keep theirs; below the ground counts as 0.
 */
export function laySurface(cover: CoverGrid, surface: ElevationTile, elevation: ElevationGrid): SunkSurface {
  const columns = postsAcross(cover, surface);
  const columnsPerCell = cover.lonStepDeg / elevation.lonStepDeg;
  const column0 = (cover.westDeg - elevation.westDeg) / elevation.lonStepDeg;
  let cells = 0;
  let sunkCells = 0;
  let deepestM = 0;
  for (let row = 0; row < cover.height; row++) {
    const [top, bottom] = postsWithin(
      rowOf(cover, surface, row),
      cover.latStepDeg / surface.latStepDeg,
      surface.height,
    );
    if (top > bottom) continue;
    const y = (elevation.northDeg - cover.northDeg + row * cover.latStepDeg) / elevation.latStepDeg;
    for (let column = 0; column < cover.width; column++) {
      let topM = Number.NEGATIVE_INFINITY;
      for (let i = top; i <= bottom; i++) {
        for (let k = columns[2 * column]; k <= columns[2 * column + 1]; k++) {
          const z = surface.data[i * surface.width + k];
          if (z > topM) topM = z;
        }
      }
      const x = column0 + column * columnsPerCell;
      const heightM = topM - bilinear(elevation.data, elevation.width, elevation.height, x, y);
      if (!Number.isFinite(heightM)) continue;
      cells++;
      if (heightM < -SURFACE_SLACK_M) sunkCells++;
      if (heightM < -deepestM) deepestM = -heightM;
      cover.data[row * cover.width + column] = Math.max(0, heightM);
    }
  }
  return { cells, sunkCells, deepestM };
}

/** A cover row's centre in the rows of another grid. */
function rowOf(cover: Lattice, grid: Lattice, row: number): number {
  return (grid.northDeg - cover.northDeg + row * cover.latStepDeg) / grid.latStepDeg;
}

function columnOf(cover: Lattice, grid: Lattice, column: number): number {
  return (cover.westDeg - grid.westDeg + column * cover.lonStepDeg) / grid.lonStepDeg;
}

function nearestRow(cover: Lattice, grid: Lattice, row: number): number {
  const nearest = Math.round(rowOf(cover, grid, row));
  return nearest >= 0 && nearest < grid.height ? nearest : -1;
}

/** The pixel column of each cover column; −1 outside. */
function pixelsAcross(cover: Lattice, grid: Lattice): Int32Array {
  return Int32Array.from({ length: cover.width }, (_, column) => {
    const nearest = Math.round(columnOf(cover, grid, column));
    return nearest >= 0 && nearest < grid.width ? nearest : -1;
  });
}

/** First and last post column of each cover column; the first above the last where there is none. */
function postsAcross(cover: Lattice, grid: Lattice): Int32Array {
  const range = new Int32Array(2 * cover.width);
  for (let column = 0; column < cover.width; column++) {
    range.set(postsWithin(columnOf(cover, grid, column), cover.lonStepDeg / grid.lonStepDeg, grid.width), 2 * column);
  }
  return range;
}

/** The posts within a cell about a position, or the nearest one: first and last; the first above the last outside. */
function postsWithin(position: number, cellSize: number, count: number): readonly [first: number, last: number] {
  const nearest = Math.round(position);
  if (nearest < 0 || nearest >= count) return [0, -1];
  const first = Math.max(0, Math.ceil(position - cellSize / 2));
  const last = Math.min(count - 1, Math.floor(position + cellSize / 2));
  return first > last ? [nearest, nearest] : [first, last];
}
