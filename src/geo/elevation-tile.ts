import type { DegreeBounds } from "./geodesy.ts";
import type { Grid } from "./grid.ts";

/** The elevations of one file, or of the part of it that is needed: metres above mean sea level, NaN where the file has none. */
export interface ElevationTile extends Grid<Float32Array> {
  /** The file's name as the user gave it. */
  readonly name: string;
  readonly format: "hgt" | "geotiff";
}

/** A file to be decoded. */
export interface ElevationFile {
  /** The file's name as the user gave it; it may hold folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The part that is needed; all of it when absent. */
  readonly window?: DegreeBounds;
}

/**
 * What can be an elevation on earth, m, with room to spare below the deepest trench and above the highest mountain. Anything
 * else in a file is a marker for "no data" that the file does not declare.
 */
export const ELEVATION_RANGE_M = { min: -12_000, max: 9_500 } as const;
