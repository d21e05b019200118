import { type ElevationGrid, latticeBounds } from "../grid.ts";
import { requireKnownClasses } from "../land-cover/grid.ts";
import type { CoverGrid } from "./cover-grid.ts";
import { coverLattice, MAX_COVER_CELLS } from "./cover-lattice.ts";
import { layLandCover, laySurface, SURFACE_SLACK_M, type SunkSurface } from "./raster-heights.ts";
import { fillOutline, type VisitCells } from "./rasterize.ts";
import { type CoverSources, sourcesBounds, wantedCellM } from "./sources.ts";

export interface CoverRequest {
  /** The ground of the area that is planned; nothing beyond it is looked at. */
  readonly elevation: ElevationGrid;
  readonly sources: CoverSources;
  /** Memory for the cells, filled with zeros; a runtime may give shared memory. */
  readonly allocate?: (length: number) => Float32Array;
  /** Cells at most. */
  readonly maxCells?: number;
}

export interface CoverWarning {
  readonly code: "coarse-cover" | "surface-below-ground" | "unused-cover";
  readonly message: string;
}

export interface BuiltCover {
  /** Null when nothing stands in the area. */
  readonly cover: CoverGrid | null;
  /** Size of a cell from south to north, m; 0 without cells. */
  readonly cellM: number;
  readonly warnings: readonly CoverWarning[];
}

/**
 * Puts all that stands on the ground into one grid of heights above it.
 *
 * @throws {InputError} `unknown-class` for classes of land cover without a height
 */
export function buildCover(request: CoverRequest): BuiltCover {
  const { elevation, sources, maxCells = MAX_COVER_CELLS, allocate = (length) => new Float32Array(length) } = request;
  requireKnownClasses(sources.landCover, sources.classes);
  const { buildings, surface, landCover, areas } = sources;
  if (buildings.length + surface.length + landCover.length + areas.length === 0) {
    return { cover: null, cellM: 0, warnings: [] };
  }
  const bounds = sourcesBounds(sources, latticeBounds(elevation));
  const wantedM = wantedCellM(sources);
  const cut = bounds && coverLattice(elevation, bounds, wantedM, maxCells);
  if (cut === null) return { cover: null, cellM: 0, warnings: [unused()] };
  const { lattice, cellM, isCoarser } = cut;
  const warnings: CoverWarning[] = isCoarser ? [coarser(cellM, wantedM, maxCells)] : [];
  const cover = { ...lattice, data: allocate(lattice.width * lattice.height) };
  // The finest last, so that it is what stays
  for (const grid of byCoarseness(sources.landCover)) layLandCover(cover, grid, sources.classes);
  for (const tile of byCoarseness(sources.surface)) {
    const sunk = laySurface(cover, tile, elevation);
    if (sunk.sunkCells > 0) warnings.push(sunkSurface(tile.name, sunk));
  }
  layOutlines(cover, sources);
  return { cover, cellM, warnings };
}

function layOutlines(cover: CoverGrid, { areas, buildings }: CoverSources): void {
  const { data, width } = cover;
  let heightM = 0;
  const lay: VisitCells = (row, first, last) => {
    data.fill(heightM, row * width + first, row * width + last + 1);
  };
  for (const area of areas) {
    heightM = area.class.heightM;
    fillOutline(cover, area.polygons, lay);
  }
  const raise: VisitCells = (row, first, last) => {
    for (let cell = row * width + first; cell <= row * width + last; cell++) {
      if (data[cell] < heightM) data[cell] = heightM;
    }
  };
  for (const building of buildings) {
    heightM = building.heightM;
    fillOutline(cover, building.polygons, raise);
  }
}

/** The coarsest first; of two alike the later one first. */
function byCoarseness<G extends { readonly lonStepDeg: number; readonly latStepDeg: number }>(
  grids: readonly G[],
): G[] {
  return grids.toReversed().sort((a, b) => b.lonStepDeg * b.latStepDeg - a.lonStepDeg * a.latStepDeg);
}

function unused(): CoverWarning {
  return { code: "unused-cover", message: "buildings, trees and surfaces all lie outside the area that is planned" };
}

function coarser(cellM: number, wantedM: number, maxCells: number): CoverWarning {
  const most = `${Math.round(maxCells / 1e6)} million`;
  const message = `what stands on the ground is kept in cells of ${cellM.toFixed(1)} m, not ${wantedM.toFixed(1)} m: there would be more than ${most}`;
  return { code: "coarse-cover", message };
}

function sunkSurface(name: string, { cells, sunkCells, deepestM }: SunkSurface): CoverWarning {
  const share = `${sunkCells} of ${cells} cells`;
  const datum = 2 * sunkCells > cells ? "; do both heights count from the same datum?" : "";
  const message = `${name} lies more than ${SURFACE_SLACK_M} m below the ground at ${share}, by up to ${deepestM.toFixed(0)} m: taken as the ground${datum}`;
  return { code: "surface-below-ground", message };
}
