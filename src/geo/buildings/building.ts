import type { DegreeBounds } from "../geodesy.ts";
import type { PolygonRings } from "../polygon.ts";

/** Where a building's height comes from: said in metres or feet, counted in storeys, or taken by default. */
export type HeightSource = "height" | "levels" | "default";

/** A footprint with a flat top. It counts as solid from the ground up, whatever its `minHeightM`. */
export interface Building {
  /** To name it: `way 31343078` in OpenStreetMap extracts, else `feature 3`. */
  readonly name: string;
  /** Outer ring and holes, or several such; inside is where the rings are crossed an odd number of times. */
  readonly polygons: readonly PolygonRings[];
  readonly bounds: DegreeBounds;
  /** Top above ground, m. */
  readonly heightM: number;
  /** Lower side above ground (a bridge between houses), m. */
  readonly minHeightM: number;
  readonly heightSource: HeightSource;
}

/** A storey from floor to floor, m: what OpenStreetMap's renderers of "Simple 3D Buildings" take. */
export const STOREY_HEIGHT_M = 3;

/** What a roof adds to the storeys if nothing is said of it, m: the parapet of a flat roof; a pitched one adds more. */
export const DEFAULT_ROOF_HEIGHT_M = 1;

/** Height of a building that says nothing, m: two storeys without a roof, the common house of towns. */
export const DEFAULT_BUILDING_HEIGHT_M = 6;
