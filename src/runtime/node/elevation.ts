import { readFile } from "node:fs/promises";
import type { Disc } from "../../geo/discs.ts";
import { discsBounds } from "../../geo/discs.ts";
import { mosaic, type Terrain, type TerrainWarning } from "../../geo/elevation.ts";
import type { ElevationFile, ElevationTile } from "../../geo/elevation-tile.ts";
import { readElevationGeoTiff } from "../../geo/formats/geotiff-read.ts";
import { decodeHgt } from "../../geo/formats/hgt.ts";
import { InputError, InterruptedError } from "../../math/errors.ts";
import type { GroundFile } from "./scenario-files.ts";

export interface LoadElevationOptions {
  /** Take missing terrain as flat at sea level. */
  readonly flatTerrain?: boolean;
  readonly signal?: AbortSignal;
  /** Called before each file, with how many of them are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Reads the files of a scenario's terrain and joins them to one grid in shared memory, so that workers read it without a copy.
 * Files are decoded one after the other and cut to what the discs need, so that memory holds one whole tile at a time.
 *
 * @throws {InputError} `missing-file`, `unreadable-file`, `unknown-format` naming the file; and those of the formats and of
 *   `mosaic`
 * @throws {InterruptedError} when the signal says so
 */
export async function loadElevation(
  files: readonly GroundFile[],
  discs: readonly Disc[],
  { flatTerrain = false, signal, onProgress }: LoadElevationOptions = {},
): Promise<Terrain> {
  const window = discsBounds(discs);
  const tiles: ElevationTile[] = [];
  const unused: TerrainWarning[] = [];
  for (const [done, { path, name }] of files.entries()) {
    onProgress?.(done, files.length);
    const tile = await decodeElevation({
      name,
      bytes: await readFileBytes({ path, name }, "elevations", signal),
      window,
    });
    if (tile !== null) tiles.push(tile);
    else unused.push({ code: "unused-terrain", message: `${name} lies outside the area that is planned` });
  }
  if (signal?.aborted) throw new InterruptedError();
  onProgress?.(files.length, files.length);
  const { grid, warnings } = mosaic({ tiles, discs, flatMissing: flatTerrain, allocate: allocateShared });
  return { grid, warnings: [...unused, ...warnings] };
}

/**
 * Reads elevations, or heights of a surface, in any of the known formats.
 *
 * @returns the needed part; null when the file lies outside the window
 * @throws {InputError} `unknown-format`, and those of the formats
 */
export async function decodeElevation(file: ElevationFile): Promise<ElevationTile | null> {
  if (/\.hgt(\.gz|\.zip)?$|\.zip$/i.test(file.name)) return decodeHgt(file);
  if (/\.tiff?$/i.test(file.name)) return readElevationGeoTiff(file);
  throw new InputError({
    code: "unknown-format",
    where: file.name,
    message: "expected elevations as .hgt, .hgt.gz, .hgt.zip, .zip, .tif or .tiff",
  });
}

/**
 * @param content what the file should hold, for the message
 * @throws {InputError} `missing-file`, `unreadable-file`
 * @throws {InterruptedError} when the signal says so
 */
export async function readFileBytes(
  { path, name }: GroundFile,
  content: string,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  try {
    return await readFile(path, { signal });
  } catch (cause) {
    if (signal?.aborted) throw new InterruptedError();
    const isMissing = cause instanceof Error && "code" in cause && cause.code === "ENOENT";
    const message = isMissing
      ? `expected a file of ${content}, got none of this name`
      : `expected a readable file of ${content} (${cause instanceof Error ? cause.message : cause})`;
    throw new InputError({ code: isMissing ? "missing-file" : "unreadable-file", where: name, message }, { cause });
  }
}

/** Memory that workers read without a copy. */
export function allocateShared(length: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(length * Float32Array.BYTES_PER_ELEMENT));
}
