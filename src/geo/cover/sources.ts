import type { Building } from "../buildings/building.ts";
import { outlineBounds } from "../buildings/outline.ts";
import type { ElevationTile } from "../elevation-tile.ts";
import { type DegreeBounds, METRES_PER_DEGREE } from "../geodesy.ts";
import { type Lattice, latticeBounds } from "../grid.ts";
import type { LandCoverClass, LandCoverTable } from "../land-cover/classes.ts";
import type { LandCoverGrid } from "../land-cover/grid.ts";
import type { MultiPolygonRings } from "../polygon.ts";

/** A polygon of one class. */
export interface ClutterArea {
  readonly name: string;
  readonly polygons: MultiPolygonRings;
  readonly class: LandCoverClass;
}

/**
 * What is known of what stands on the ground. Where several tell of one place: a surface goes before land cover, an area before
 * both, a later area before an earlier one, finer rasters before coarser ones; and a building is never lower than it is.
 */
export interface CoverSources {
  readonly buildings: readonly Building[];
  /** Heights of the surface above sea level, as elevations are; their difference to the ground is what stands there. */
  readonly surface: readonly ElevationTile[];
  readonly landCover: readonly LandCoverGrid[];
  /** The classes of the rasters. */
  readonly classes: LandCoverTable;
  readonly areas: readonly ClutterArea[];
}

/** Size of a cell for footprints, m: a street between two houses stays open. */
const BUILDING_CELL_M = 5;
/** For areas: a wood's edge is not known better. Rasters are taken at their own step, but no finer than footprints. */
const AREA_CELL_M = 10;

/** The cells that do justice to all sources, m. */
export function wantedCellM({ buildings, surface, landCover, areas }: CoverSources): number {
  return Math.min(
    ...(buildings.length > 0 ? [BUILDING_CELL_M] : []),
    ...(areas.length > 0 ? [AREA_CELL_M] : []),
    ...[...surface, ...landCover].map((grid) => Math.max(BUILDING_CELL_M, grid.latStepDeg * METRES_PER_DEGREE)),
  );
}

/** The rectangle about everything that stands in an area; null when nothing does. */
export function sourcesBounds(
  { buildings, surface, landCover, areas }: CoverSources,
  area: DegreeBounds,
): DegreeBounds | null {
  const all = [
    ...buildings.map(({ bounds }) => bounds),
    ...areas.map(({ polygons }) => outlineBounds(polygons)),
    ...[...surface, ...landCover].map(pixelBounds),
  ].flatMap((bounds) => boundsWithin(bounds, area) ?? []);
  if (all.length === 0) return null;
  return all.reduce((a, b) => ({
    west: Math.min(a.west, b.west),
    east: Math.max(a.east, b.east),
    south: Math.min(a.south, b.south),
    north: Math.max(a.north, b.north),
  }));
}

/** Bounds at the turn of longitude (±360°) at which they meet an area; null when they do at none. */
export function boundsWithin(bounds: DegreeBounds, area: DegreeBounds): DegreeBounds | null {
  if (bounds.south > area.north || bounds.north < area.south) return null;
  const turnDeg = [0, 360, -360].find((turn) => bounds.west + turn <= area.east && bounds.east + turn >= area.west);
  return turnDeg === undefined ? null : { ...bounds, west: bounds.west + turnDeg, east: bounds.east + turnDeg };
}

/** A raster with the half pixels that lie about its outermost posts. */
function pixelBounds(lattice: Lattice): DegreeBounds {
  const { west, east, south, north } = latticeBounds(lattice);
  const { lonStepDeg, latStepDeg } = lattice;
  return {
    west: west - lonStepDeg / 2,
    east: east + lonStepDeg / 2,
    south: south - latStepDeg / 2,
    north: north + latStepDeg / 2,
  };
}
