import { InputError } from "../../math/errors.ts";
import { parseDegreeCell } from "../degree-cell.ts";
import type { ElevationFile, ElevationTile } from "../elevation-tile.ts";
import type { Lattice } from "../grid.ts";
import { clipLattice } from "../lattice.ts";
import { baseName, gunzipFile, unzipFile } from "./unpack.ts";

/** Marks a post without a value. */
const VOID = -32_768;

/** Posts along a side of the two resolutions in which SRTM is published: 3″ and 1″. */
const USUAL_SIDES = [1201, 3601];
const MAX_BYTES = 3601 * 3601 * 2;
/** 30″: anything coarser is taken for the remains of a finer tile. */
const MIN_SIDE = 121;

/**
 * Decodes an SRTM tile: a degree square of big-endian 16-bit elevations, rows from the north, that shares its outermost posts
 * with its neighbours. Plain, gzipped (`.gz`) or zipped (`.zip`). The corner comes from the file's name, or for a zip archive
 * from the name inside. Any number of posts that divides the degree into whole arc-seconds will do.
 *
 * @returns the needed part; null when the tile lies outside the window
 * @throws {InputError} `unknown-tile` when the name gives no corner; `truncated-tile` when the size is not that of a tile;
 *   and those of unpacking
 * @see "SRTM Topography", USGS documentation of version 2.1, section 2.0
 */
export function decodeHgt(file: ElevationFile): ElevationTile | null {
  const { name, bytes } = unpackHgt(file);
  const cell = parseDegreeCell(name);
  if (cell === null) {
    throw new InputError({
      code: "unknown-tile",
      where: file.name,
      message: `expected a name that begins with the tile's south-west corner, got ${name}`,
      hint: "rename it to the pattern N36W122.hgt",
    });
  }
  const side = tileSide(file.name, bytes.length);
  const lattice: Lattice = {
    width: side,
    height: side,
    westDeg: cell.westDeg,
    northDeg: cell.southDeg + 1,
    lonStepDeg: 1 / (side - 1),
    latStepDeg: 1 / (side - 1),
  };
  const everything = { west: cell.westDeg, east: cell.westDeg + 1, south: cell.southDeg, north: cell.southDeg + 1 };
  const part = clipLattice(lattice, file.window ?? everything);
  if (part === null) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data = new Float32Array(part.width * part.height);
  for (let row = 0, i = 0; row < part.height; row++) {
    let offset = 2 * ((part.row + row) * side + part.column);
    for (let column = 0; column < part.width; column++, i++, offset += 2) {
      const elevation = view.getInt16(offset, false);
      data[i] = elevation === VOID ? Number.NaN : elevation;
    }
  }
  return { ...part.lattice, data, name: file.name, format: "hgt" };
}

function unpackHgt({ name, bytes }: ElevationFile): { name: string; bytes: Uint8Array } {
  const packed = { name, bytes, maxBytes: MAX_BYTES };
  if (/\.zip$/i.test(name)) {
    const inside = unzipFile(packed, ".hgt");
    return { name: inside.name ?? baseName(name), bytes: inside.bytes };
  }
  return { name: baseName(name), bytes: /\.gz$/i.test(name) ? gunzipFile(packed).bytes : bytes };
}

function tileSide(name: string, byteLength: number): number {
  const side = Math.sqrt(byteLength / 2);
  if (side >= MIN_SIDE && Number.isInteger(side) && 3600 % (side - 1) === 0) return side;
  const usual = USUAL_SIDES.map((n) => `${n * n * 2} bytes (${n} × ${n} posts)`).join(" or ");
  throw new InputError({
    code: "truncated-tile",
    where: name,
    message: `expected ${usual}, got ${byteLength} bytes`,
    hint: "the download may have been cut off: fetch the tile again",
  });
}
