import { strToU8, zlibSync } from "fflate";
import { requirePositive, requireRange } from "../../math/errors.ts";
import type { Lattice } from "../grid.ts";
import { ASCII, DOUBLE, LONG, SHORT, type Tag, writeDirectory } from "./tiff-directory.ts";

export type RasterData = Float32Array | Int16Array | Uint8Array;

export interface GeoTiffOptions {
  /** Stands for "no data" and is declared as such; NaN in floats is written as this. */
  readonly noData?: number;
  /** What the values are, for people: the ImageDescription tag. */
  readonly description?: string;
}

/** Bytes of a strip before compression: large enough to compress well, small enough to read a part of the raster alone. */
const STRIP_BYTES = 1 << 17;

/**
 * Writes one band as a GeoTIFF: little-endian, in strips, Deflate with the predictor that suits the type, longitude and latitude
 * on WGS 84 (EPSG:4326). A pixel is an area whose centre is the lattice's post.
 *
 * @param data the lattice's values, row-major from the north-west; its type becomes the file's
 * @throws {InputError} `out-of-range` when the data do not fill the lattice, or a step is not above 0
 * @see TIFF Revision 6.0; OGC 19-008r4, "GeoTIFF Standard" 1.1; GDAL's "GTiff" driver for the GDAL_NODATA tag
 */
export function writeGeoTiff(lattice: Lattice, data: RasterData, options: GeoTiffOptions = {}): Uint8Array {
  requirePositive("width", lattice.width);
  requirePositive("height", lattice.height);
  requirePositive("lonStepDeg", lattice.lonStepDeg);
  requirePositive("latStepDeg", lattice.latStepDeg);
  requireRange("data.length", data.length, lattice.width * lattice.height, lattice.width * lattice.height);
  const rowsPerStrip = Math.max(1, Math.floor(STRIP_BYTES / (lattice.width * data.BYTES_PER_ELEMENT)));
  const strips: Uint8Array[] = [];
  for (let row = 0; row < lattice.height; row += rowsPerStrip) {
    const endRow = Math.min(lattice.height, row + rowsPerStrip);
    strips.push(packStrip(data.subarray(row * lattice.width, endRow * lattice.width), lattice.width, options.noData));
  }
  return assemble(describeRaster(lattice, data, options, rowsPerStrip), strips);
}

/** Everything but the places and sizes of the strips. */
function describeRaster(lattice: Lattice, data: RasterData, options: GeoTiffOptions, rowsPerStrip: number): Tag[] {
  const { width, height, westDeg, northDeg, lonStepDeg, latStepDeg } = lattice;
  const isFloat = data instanceof Float32Array;
  const sampleFormat = isFloat ? 3 : data instanceof Int16Array ? 2 : 1;
  const citation = "WGS 84|";
  const geoKeys = [
    [1, 1, 0, 4], // version, revision 1.0, four keys: id, tag that holds the value (0: it follows), count, value
    [1024, 0, 1, 2], // GTModelType: geographic
    [1025, 0, 1, 1], // GTRasterType: a pixel is an area
    [2048, 0, 1, 4326], // GeodeticCRS
    [2049, 34737, citation.length, 0], // GeodeticCitation, in the tag below
  ];
  const tags: Tag[] = [
    { id: 256, type: LONG, values: [width] },
    { id: 257, type: LONG, values: [height] },
    { id: 258, type: SHORT, values: [data.BYTES_PER_ELEMENT * 8] },
    { id: 259, type: SHORT, values: [8] }, // Compression: Deflate
    { id: 262, type: SHORT, values: [1] }, // PhotometricInterpretation: 0 is black
    { id: 277, type: SHORT, values: [1] }, // SamplesPerPixel
    { id: 278, type: LONG, values: [rowsPerStrip] },
    { id: 317, type: SHORT, values: [isFloat ? 3 : 2] }, // Predictor
    { id: 339, type: SHORT, values: [sampleFormat] },
    { id: 33550, type: DOUBLE, values: [lonStepDeg, latStepDeg, 0] }, // ModelPixelScale
    // ModelTiepoint: the first pixel's outer corner.
    { id: 33922, type: DOUBLE, values: [0, 0, 0, westDeg - lonStepDeg / 2, northDeg + latStepDeg / 2, 0] },
    { id: 34735, type: SHORT, values: geoKeys.flat() },
    { id: 34737, type: ASCII, values: text(citation) },
  ];
  if (options.description !== undefined) tags.push({ id: 270, type: ASCII, values: text(options.description) });
  if (options.noData !== undefined) tags.push({ id: 42113, type: ASCII, values: text(String(options.noData)) });
  return tags;
}

function text(value: string): Uint8Array {
  return strToU8(`${value.replaceAll("\0", "")}\0`);
}

/** The samples of some rows, as differences so that they compress, compressed. */
function packStrip(samples: RasterData, width: number, noData: number | undefined): Uint8Array {
  const bytes = new Uint8Array(samples.length * samples.BYTES_PER_ELEMENT);
  const view = new DataView(bytes.buffer);
  for (let start = 0; start < samples.length; start += width) {
    if (samples instanceof Float32Array) packFloats(samples, start, width, noData, view);
    else packIntegers(samples, start, width, view);
  }
  return zlibSync(bytes);
}

/** Predictor 2: a sample's difference from the one before. @see TIFF Revision 6.0, section 14 */
function packIntegers(samples: Int16Array | Uint8Array, start: number, width: number, view: DataView): void {
  let before = 0;
  for (let i = start; i < start + width; i++) {
    const difference = samples[i] - before;
    if (samples.BYTES_PER_ELEMENT === 1) view.setUint8(i, difference);
    else view.setInt16(2 * i, difference, true);
    before = samples[i];
  }
}

/** Predictor 3: bytes by significance, then differences of those. @see Adobe Photoshop TIFF Technical Note 3 (2005) */
function packFloats(samples: Float32Array, start: number, width: number, noData = Number.NaN, view: DataView): void {
  const sample = new DataView(new ArrayBuffer(4));
  for (let i = 0; i < width; i++) {
    const value = samples[start + i];
    sample.setFloat32(0, Number.isNaN(value) ? noData : value, false);
    for (let b = 0; b < 4; b++) view.setUint8(4 * start + b * width + i, sample.getUint8(b));
  }
  for (let i = 4 * (start + width) - 1; i > 4 * start; i--) {
    view.setUint8(i, view.getUint8(i) - view.getUint8(i - 1));
  }
}

/** Header, directory, strips. */
function assemble(raster: readonly Tag[], strips: readonly Uint8Array[]): Uint8Array {
  const sizes = strips.map((strip) => strip.length);
  const tagsWith = (offsets: readonly number[]): Tag[] => [
    ...raster,
    { id: 273, type: LONG, values: offsets }, // StripOffsets
    { id: 279, type: LONG, values: sizes }, // StripByteCounts
  ];
  // The directory's size does not depend on the offsets in it.
  let fileBytes = writeDirectory(tagsWith(sizes), null);
  const offsets: number[] = [];
  for (const size of sizes) {
    offsets.push(fileBytes);
    fileBytes += size;
  }
  requireRange("size of the GeoTIFF in bytes", fileBytes, 0, 2 ** 32 - 1);
  const file = new Uint8Array(fileBytes);
  writeDirectory(tagsWith(offsets), new DataView(file.buffer));
  strips.forEach((strip, i) => {
    file.set(strip, offsets[i]);
  });
  return file;
}
