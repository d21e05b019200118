import { InputError } from "../math/errors.ts";
import type { ElevationTile } from "./elevation-tile.ts";
import type { DegreeBounds } from "./geodesy.ts";
import type { Grid, Lattice } from "./grid.ts";
import { bilinear } from "./interpolate.ts";
import { areAligned, clipLattice, postAfter, postBefore, snapLattice } from "./lattice.ts";

/** Posts of one elevation grid at most: a gigabyte of 32-bit floats. */
const MAX_POSTS = 2 ** 28;

/** The lattice of a flat earth without any file: that of SRTM, 3″. */
const FLAT_STEP_DEG = 1 / 1200;

/** The finest first; among equals the order in which they were given stands. */
export function byFineness(tiles: readonly ElevationTile[]): ElevationTile[] {
  return [...tiles].sort((a, b) => a.lonStepDeg * a.latStepDeg - b.lonStepDeg * b.latStepDeg);
}

/**
 * The lattice of a mosaic: the posts of the finest tile, carried on over the whole window.
 *
 * @throws {InputError} `too-large` beyond 2²⁸ posts
 */
export function mosaicLattice(tiles: readonly ElevationTile[], window: DegreeBounds): Lattice {
  const origin = byFineness(tiles)[0] ?? { westDeg: 0, northDeg: 0 };
  const lonStepDeg = Math.min(...tiles.map((tile) => tile.lonStepDeg), tiles.length === 0 ? FLAT_STEP_DEG : 1);
  const latStepDeg = Math.min(...tiles.map((tile) => tile.latStepDeg), tiles.length === 0 ? FLAT_STEP_DEG : 1);
  const first = postBefore((window.west - origin.westDeg) / lonStepDeg);
  const last = postAfter((window.east - origin.westDeg) / lonStepDeg);
  const top = postBefore((origin.northDeg - window.north) / latStepDeg);
  const bottom = postAfter((origin.northDeg - window.south) / latStepDeg);
  const width = last - first + 1;
  const height = bottom - top + 1;
  if (!(width * height <= MAX_POSTS)) {
    throw new InputError({
      code: "too-large",
      where: "terrain",
      message: `expected an area of at most ${MAX_POSTS} elevation posts, got ${width} × ${height}`,
      hint: "plan places that lie far apart on their own, take a smaller radius, or coarser elevations",
    });
  }
  return snapLattice({
    width,
    height,
    westDeg: origin.westDeg + first * lonStepDeg,
    northDeg: origin.northDeg - top * latStepDeg,
    lonStepDeg,
    latStepDeg,
  });
}

/**
 * Lays a tile into a mosaic wherever that has no value yet. Aligned tiles are copied post by post, others interpolated
 * bilinearly; those reach half of their own step beyond their outermost posts, so that pixels side by side leave no seam.
 *
 * @param isCovered set to 1 wherever the tile lies, with or without a value
 * @returns whether the tile had to be resampled, or null when it lies outside the mosaic
 */
export function layTile(tile: ElevationTile, mosaic: Grid<Float32Array>, isCovered: Uint8Array): boolean | null {
  const east = mosaic.westDeg + (mosaic.width - 1) * mosaic.lonStepDeg;
  const south = mosaic.northDeg - (mosaic.height - 1) * mosaic.latStepDeg;
  const part = clipLattice(tile, { west: mosaic.westDeg, east, south, north: mosaic.northDeg });
  if (part === null) return null;
  const isAligned = areAligned(tile, mosaic);
  // The tile's own first post, at the turn of longitude at which it meets the mosaic.
  const tileWestDeg = part.lattice.westDeg - part.column * tile.lonStepDeg;
  const columnsPerColumn = mosaic.lonStepDeg / tile.lonStepDeg;
  const rowsPerRow = mosaic.latStepDeg / tile.latStepDeg;
  const column0 = (mosaic.westDeg - tileWestDeg) / tile.lonStepDeg;
  const row0 = (tile.northDeg - mosaic.northDeg) / tile.latStepDeg;
  for (let row = 0; row < mosaic.height; row++) {
    const y = nearestOn(tile.height, row0 + row * rowsPerRow, isAligned);
    if (Number.isNaN(y)) continue;
    for (let column = 0; column < mosaic.width; column++) {
      const x = nearestOn(tile.width, column0 + column * columnsPerColumn, isAligned);
      if (Number.isNaN(x)) continue;
      const post = row * mosaic.width + column;
      isCovered[post] = 1;
      if (!Number.isNaN(mosaic.data[post])) continue;
      mosaic.data[post] = isAligned
        ? tile.data[y * tile.width + x]
        : bilinear(tile.data, tile.width, tile.height, x, y);
    }
  }
  return !isAligned;
}

/** A position among `count` posts: the post itself when aligned, held at the edges otherwise; NaN when it lies outside. */
function nearestOn(count: number, position: number, isAligned: boolean): number {
  const slack = 0.5 + 1e-6;
  if (!(position >= -slack && position <= count - 1 + slack)) return Number.NaN;
  if (!isAligned) return Math.min(count - 1, Math.max(0, position));
  const post = Math.round(position);
  return post >= 0 && post < count ? post : Number.NaN;
}
