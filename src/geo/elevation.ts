import { InputError } from "../math/errors.ts";
import { degreeCellAt, degreeCellName, describeBounds } from "./degree-cell.ts";
import { type Disc, discsBounds, forEachRowOfDisc } from "./discs.ts";
import type { ElevationTile } from "./elevation-tile.ts";
import { fillVoids, VOID_REACH_M } from "./fill-voids.ts";
import type { DegreeBounds } from "./geodesy.ts";
import type { ElevationGrid, ElevationSourceInfo, Grid } from "./grid.ts";
import { byFineness, layTile, mosaicLattice } from "./mosaic.ts";

export interface MosaicRequest {
  /** What the files gave; parts of tiles will do. Finer tiles count before coarser ones, then earlier before later ones. */
  readonly tiles: readonly ElevationTile[];
  /** Where terrain is needed; elsewhere it may be NaN. */
  readonly discs: readonly Disc[];
  /** Take missing terrain as flat at sea level. */
  readonly flatMissing: boolean;
  /** Memory for the posts; a runtime may give shared memory. */
  readonly allocate?: (length: number) => Float32Array;
}

export interface TerrainWarning {
  readonly code: "flat-terrain" | "resampled-terrain" | "voids-filled" | "unused-terrain";
  readonly message: string;
}

export interface Terrain {
  readonly grid: ElevationGrid;
  readonly warnings: readonly TerrainWarning[];
}

/**
 * Joins tiles to one elevation grid that spans all discs, on the posts of the finest tile. Voids are filled from their
 * neighbours (see `fillVoids`); a tile without any value counts as absent.
 *
 * @throws {InputError} `missing-terrain` when a post within a disc has no elevation and `flatMissing` is not set: one issue for
 *   each degree cell, with the part of it that is needed; `too-large` when the discs span too many posts
 */
export function mosaic({ tiles, discs, flatMissing, allocate }: MosaicRequest): Terrain {
  const window = discsBounds(discs);
  const useful = byFineness(tiles.filter((tile) => tile.data.some((elevation) => !Number.isNaN(elevation))));
  const lattice = mosaicLattice(useful, window);
  const data = allocate?.(lattice.width * lattice.height) ?? new Float32Array(lattice.width * lattice.height);
  const grid = { ...lattice, data: data.fill(Number.NaN) };
  const isCovered = new Uint8Array(data.length);
  const sources: ElevationSourceInfo[] = [];
  const resampled: string[] = [];
  for (const tile of useful) {
    const wasResampled = layTile(tile, grid, isCovered);
    if (wasResampled === null) continue;
    sources.push({ name: tile.name, format: tile.format, stepArcSeconds: roundStep(tile.latStepDeg * 3600) });
    if (wasResampled) resampled.push(tile.name);
  }
  const filledVoids = fillVoids(grid, isCovered);
  const missing = findMissing(grid, discs);
  if (missing.size > 0 && !flatMissing) throw missingTerrain(missing);
  const assumedFlat = missing.size > 0 ? flatten(grid) : null;
  if (assumedFlat !== null) {
    sources.push({ name: "flat at sea level", format: "flat", stepArcSeconds: roundStep(lattice.latStepDeg * 3600) });
  }
  return {
    grid: { ...grid, sources, filledVoids, assumedFlat },
    warnings: describeDoubts({ filledVoids, resampled, missing, stepDeg: lattice.latStepDeg }),
  };
}

/** Steps are shown to people: 3, not 3.0000000000000004. */
function roundStep(arcSeconds: number): number {
  return Math.round(arcSeconds * 1e6) / 1e6;
}

/** Degree cells in which a post within a disc has no elevation, and the rectangle of those posts. */
function findMissing(grid: Grid<Float32Array>, discs: readonly Disc[]): Map<string, DegreeBounds> {
  const missing = new Map<string, DegreeBounds>();
  for (const disc of discs) {
    forEachRowOfDisc(grid, disc, (row, firstColumn, lastColumn) => {
      const latDeg = grid.northDeg - row * grid.latStepDeg;
      for (let column = firstColumn; column <= lastColumn; column++) {
        if (!Number.isNaN(grid.data[row * grid.width + column])) continue;
        const lonDeg = grid.westDeg + column * grid.lonStepDeg;
        const name = degreeCellName(degreeCellAt(lonDeg, latDeg));
        const known = missing.get(name) ?? { west: lonDeg, east: lonDeg, south: latDeg, north: latDeg };
        missing.set(name, {
          west: Math.min(known.west, lonDeg),
          east: Math.max(known.east, lonDeg),
          south: Math.min(known.south, latDeg),
          north: Math.max(known.north, latDeg),
        });
      }
    });
  }
  return missing;
}

function missingTerrain(missing: ReadonlyMap<string, DegreeBounds>): InputError {
  return new InputError(
    [...missing].map(([name, part]) => ({
      code: "missing-terrain",
      where: name,
      message: `expected elevations for ${describeBounds(part)}, got none`,
      hint: `add a file that covers ${name} to the scenario's elevations, or take it as flat with --flat-terrain`,
    })),
  );
}

/** Everything without an elevation becomes sea level: not only within the discs, so that a profile's last step has posts too. */
function flatten({ data }: Grid<Float32Array>): Uint8Array {
  const assumedFlat = new Uint8Array(data.length);
  for (let post = 0; post < data.length; post++) {
    if (!Number.isNaN(data[post])) continue;
    data[post] = 0;
    assumedFlat[post] = 1;
  }
  return assumedFlat;
}

function describeDoubts(found: {
  readonly filledVoids: number;
  readonly resampled: readonly string[];
  readonly missing: ReadonlyMap<string, DegreeBounds>;
  readonly stepDeg: number;
}): TerrainWarning[] {
  const warnings: TerrainWarning[] = [];
  if (found.resampled.length > 0) {
    const step = `${roundStep(found.stepDeg * 3600)}″`;
    const message = `resampled to the finest lattice (${step}): ${found.resampled.join(", ")}`;
    warnings.push({ code: "resampled-terrain", message });
  }
  if (found.filledVoids > 0) {
    const message = `${found.filledVoids} posts without an elevation were filled from neighbours within ${VOID_REACH_M / 1000} km`;
    warnings.push({ code: "voids-filled", message });
  }
  if (found.missing.size > 0) {
    const message = `no elevations, taken as flat at sea level: ${[...found.missing.keys()].join(", ")}`;
    warnings.push({ code: "flat-terrain", message });
  }
  return warnings;
}
