import type { ElevationFile } from "../elevation-tile.ts";
import { readElevationGeoTiff } from "../formats/geotiff-read.ts";
import type { Grid } from "../grid.ts";
import { longitudeInGrid } from "../interpolate.ts";

/** Classes of land cover; NaN where the file has none. A class is a name: it must not be interpolated. */
export interface LandCoverGrid extends Grid<Float32Array> {
  /** The file's name as the user gave it. */
  readonly name: string;
}

/**
 * Reads a GeoTIFF of classes, by the same decoder and with the same errors as elevations.
 *
 * @returns the needed part; null when the raster lies outside the window
 */
export async function readLandCover(file: ElevationFile): Promise<LandCoverGrid | null> {
  return readElevationGeoTiff(file);
}

/**
 * The class of the pixel in which a place lies, that is of the nearest post.
 *
 * @returns NaN outside the grid, and where it holds no class
 */
export function landCoverAt(grid: LandCoverGrid, lonDeg: number, latDeg: number): number {
  const column = Math.round((longitudeInGrid(grid, lonDeg) - grid.westDeg) / grid.lonStepDeg);
  const row = Math.round((grid.northDeg - latDeg) / grid.latStepDeg);
  const isInside = column >= 0 && column < grid.width && row >= 0 && row < grid.height;
  return isInside ? grid.data[row * grid.width + column] : Number.NaN;
}
