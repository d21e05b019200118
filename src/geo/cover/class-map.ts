import { outlineBounds } from "../buildings/outline.ts";
import type { Grid, Lattice } from "../grid.ts";
import type { LandCoverClass } from "../land-cover/classes.ts";
import { type LandCoverGrid, landCoverAt } from "../land-cover/grid.ts";
import { isInMultiPolygon } from "../polygon.ts";
import { fillOutline } from "./rasterize.ts";
import type { CoverSources } from "./sources.ts";

/** What tells the class of a place. */
export type ClassSources = Pick<CoverSources, "landCover" | "classes" | "areas">;

/** The class at each post of a lattice. */
export interface ClassMap {
  /** Numbers of `classes`, from 1; 0 where no class is known. Row by row. */
  readonly numbers: Uint32Array;
  readonly classes: readonly LandCoverClass[];
}

/** The class at each post, by the same order of sources as the heights. */
export function classMap(lattice: Lattice, { landCover, classes: table, areas }: ClassSources): ClassMap {
  const classes: LandCoverClass[] = [];
  const numberOf = new Map<LandCoverClass, number>();
  const register = (item: LandCoverClass) => {
    const known = numberOf.get(item) ?? classes.push(item);
    numberOf.set(item, known);
    return known;
  };
  const numbers = new Uint32Array(lattice.width * lattice.height);
  const codes = new Map(Object.entries(table).map(([code, item]) => [Number(code), register(item)]));
  for (const grid of byFineness(landCover).reverse()) layCodes({ ...lattice, numbers }, grid, codes);
  for (const area of areas) {
    const number = register(area.class);
    fillOutline(lattice, area.polygons, (row, first, last) => {
      numbers.fill(number, row * lattice.width + first, row * lattice.width + last + 1);
    });
  }
  return { numbers, classes };
}

function layCodes(
  map: Lattice & { readonly numbers: Uint32Array },
  grid: LandCoverGrid,
  codes: ReadonlyMap<number, number>,
): void {
  for (let row = 0, i = 0; row < map.height; row++) {
    const latDeg = map.northDeg - row * map.latStepDeg;
    for (let column = 0; column < map.width; column++, i++) {
      const code = landCoverAt(grid, map.westDeg + column * map.lonStepDeg, latDeg);
      if (!Number.isNaN(code)) map.numbers[i] = codes.get(code) ?? 0;
    }
  }
}

/**
 * Asks for the class of single places: of the last area that a place lies in, else of the finest raster that tells one; null
 * where none does.
 */
export function classLookup({ landCover, classes, areas }: ClassSources) {
  const grids = byFineness(landCover);
  const boxes = areas.map((area) => ({ area, box: outlineBounds(area.polygons) })).reverse();
  return (lonDeg: number, latDeg: number): LandCoverClass | null => {
    for (const { area, box } of boxes) {
      if (lonDeg < box.west || lonDeg > box.east || latDeg < box.south || latDeg > box.north) continue;
      if (isInMultiPolygon(area.polygons, lonDeg, latDeg)) return area.class;
    }
    for (const grid of grids) {
      const code = landCoverAt(grid, lonDeg, latDeg);
      if (!Number.isNaN(code)) return classes[code] ?? null;
    }
    return null;
  };
}

function byFineness<G extends Grid<Float32Array>>(grids: readonly G[]): G[] {
  return [...grids].sort((a, b) => a.lonStepDeg * a.latStepDeg - b.lonStepDeg * b.latStepDeg);
}
