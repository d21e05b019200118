import { InputError } from "../../math/errors.ts";
import type { ElevationFile } from "../elevation-tile.ts";
import { readElevationGeoTiff } from "../formats/geotiff-read.ts";
import type { Grid } from "../grid.ts";
import { longitudeInGrid } from "../interpolate.ts";
import type { LandCoverTable } from "./classes.ts";

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

/** How many pixels there are of each class. */
export function countClasses({ data }: LandCoverGrid): Map<number, number> {
  const counts = new Map<number, number>();
  let last = Number.NaN;
  let run = 0;
  // Neighbours are mostly alike: the map is asked once a run of them
  for (let i = 0; i <= data.length; i++) {
    const code = i < data.length ? data[i] : Number.NaN;
    if (code === last) {
      run++;
      continue;
    }
    if (run > 0) counts.set(last, (counts.get(last) ?? 0) + run);
    last = code;
    run = Number.isNaN(code) ? 0 : 1;
  }
  return counts;
}

/**
 * @throws {InputError} `unknown-class` for each class of a raster that the table has no height for
 */
export function requireKnownClasses(grids: readonly LandCoverGrid[], table: LandCoverTable): void {
  const issues = grids.flatMap((grid) =>
    [...countClasses(grid)]
      .filter(([code]) => !Object.hasOwn(table, code))
      .map(([code, pixels]) => ({
        code: "unknown-class",
        where: grid.name,
        message: `land cover class ${code} has no height: ${pixels} ${pixels === 1 ? "pixel" : "pixels"} of it`,
        hint: `say it in the scenario: "terrain": {"landCoverClasses": {"${code}": {"heightM": …}}}; known are ${Object.keys(table).join(", ")}`,
      })),
  );
  if (issues.length > 0) throw new InputError(issues);
}
