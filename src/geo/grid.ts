/**
 * A regular lattice of posts in degrees (WGS 84). A value sits *at* its post, as in SRTM tiles and as a pixel's centre in a
 * raster. Row 0 is the northern edge, column 0 the western one.
 */
export interface Lattice {
  readonly width: number;
  readonly height: number;
  /** Longitude of column 0. */
  readonly westDeg: number;
  /** Latitude of row 0. */
  readonly northDeg: number;
  /** Spacing of columns, > 0. */
  readonly lonStepDeg: number;
  /** Spacing of rows, > 0 (row r is at northDeg − r·latStepDeg). */
  readonly latStepDeg: number;
}

/** A lattice with a value at each post, row-major. */
export interface Grid<A extends Float32Array | Int16Array | Uint8Array = Float32Array> extends Lattice {
  readonly data: A;
}

/**
 * Ground elevation in metres above mean sea level; NaN where there is no terrain. `data` may lie in a SharedArrayBuffer, so that
 * workers read it without a copy.
 */
export interface ElevationGrid extends Grid<Float32Array> {
  /** Where it came from, for the report. */
  readonly sources: readonly ElevationSourceInfo[];
  /** How many posts were void in the source and have been filled from their neighbours. */
  readonly filledVoids: number;
  /** 1 where a missing tile was taken as flat at sea level (`--flat-terrain`); null when there is none such. */
  readonly assumedFlat: Uint8Array | null;
}

export interface ElevationSourceInfo {
  /** File name as the scenario gives it. */
  readonly name: string;
  readonly format: "hgt" | "geotiff" | "flat";
  /** Size of a step on the ground, arc-seconds, for people. */
  readonly stepArcSeconds: number;
}

/** Longitude and latitude of the lattice's outermost posts. */
export function latticeBounds(lattice: Lattice): { west: number; south: number; east: number; north: number } {
  return {
    west: lattice.westDeg,
    north: lattice.northDeg,
    east: lattice.westDeg + (lattice.width - 1) * lattice.lonStepDeg,
    south: lattice.northDeg - (lattice.height - 1) * lattice.latStepDeg,
  };
}
