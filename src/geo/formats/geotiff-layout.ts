import type { GeoTIFFImage } from "geotiff";
import { InputError } from "../../math/errors.ts";
import { ELEVATION_RANGE_M } from "../elevation-tile.ts";
import { TIFF_COMPRESSIONS } from "./tiff-block.ts";

/** Sizes beyond which a header is taken for a damaged one. */
const MAX_SIDE = 1_000_000;
const MAX_BLOCK_BYTES = 2 ** 28;

/** How the samples of a raster are stored. */
export interface RasterLayout {
  readonly blockWidth: number;
  readonly blockHeight: number;
  readonly compression: number;
  readonly predictor: number;
  readonly bytesPerSample: number;
  readonly littleEndian: boolean;
  readonly read: (view: DataView, offset: number) => number;
  readonly isVoid: (value: number) => boolean;
}

/**
 * Reads from a TIFF's tags how its samples are stored.
 *
 * @param name of the file, for errors
 * @throws {InputError} `unsupported-raster` unless it is one band of integers or floats in a known compression;
 *   `damaged-file` when a size makes no sense
 */
export async function readRasterLayout(name: string, image: GeoTIFFImage): Promise<RasterLayout> {
  const tags = image.fileDirectory;
  const bands = image.getSamplesPerPixel();
  if (bands !== 1) throw unsupported(name, "one band of elevations", `${bands} bands`);
  const compression: number = tags.getValue("Compression") ?? 1;
  if (!(compression in TIFF_COMPRESSIONS)) {
    const known = [...new Set(Object.values(TIFF_COMPRESSIONS))].join(", ");
    throw unsupported(name, `a TIFF compression among ${known}`, `number ${compression}`);
  }
  const bits = image.getBitsPerSample();
  const { littleEndian } = image;
  const read = sampleReader(image.getSampleFormat(), bits, littleEndian);
  if (read === null) {
    throw unsupported(name, "integers or floats", `${bits}-bit samples of TIFF format ${image.getSampleFormat()}`);
  }
  const blockWidth = requireTiffSize(name, "block width", image.getTileWidth());
  const blockHeight = requireTiffSize(name, "block height", image.getTileHeight());
  const bytesPerSample = bits / 8;
  requireTiffSize(name, "block size in bytes", blockWidth * blockHeight * bytesPerSample, MAX_BLOCK_BYTES);
  // The standard has tiles in multiples of 16; smaller ones would mean millions of blocks.
  if (image.isTiled && (blockWidth < 16 || blockHeight < 16)) throw damagedTiff(name, "tiles below 16 pixels");
  const isVoid = voidTest(tags.getValue("GDAL_NODATA"), image.getSampleFormat(), bits);
  const predictor: number = (await tags.loadValue("Predictor")) ?? 1;
  return { blockWidth, blockHeight, compression, predictor, bytesPerSample, littleEndian, read, isVoid };
}

function sampleReader(format: number, bits: number, littleEndian: boolean): RasterLayout["read"] | null {
  switch (`${["", "uint", "int", "float"][format]}${bits}`) {
    case "uint8":
      return (view, offset) => view.getUint8(offset);
    case "int8":
      return (view, offset) => view.getInt8(offset);
    case "uint16":
      return (view, offset) => view.getUint16(offset, littleEndian);
    case "int16":
      return (view, offset) => view.getInt16(offset, littleEndian);
    case "uint32":
      return (view, offset) => view.getUint32(offset, littleEndian);
    case "int32":
      return (view, offset) => view.getInt32(offset, littleEndian);
    case "float32":
      return (view, offset) => view.getFloat32(offset, littleEndian);
    case "float64":
      return (view, offset) => view.getFloat64(offset, littleEndian);
    default:
      return null;
  }
}

function voidTest(noDataTag: unknown, format: number, bits: number): RasterLayout["isVoid"] {
  const text = typeof noDataTag === "string" ? noDataTag.replaceAll("\0", "").trim() : "";
  const stated = text === "" ? Number.NaN : Number(text);
  const noData = format === 3 && bits === 32 ? Math.fround(stated) : stated;
  const hasSrtmVoids = format === 2 && bits === 16;
  const { min, max } = ELEVATION_RANGE_M;
  return (value) => value === noData || !(value >= min && value <= max) || (hasSrtmVoids && value === -32_768);
}

/** @throws {InputError} `damaged-file` unless a size from a header is a whole number from 1 to `max` */
export function requireTiffSize(name: string, what: string, size: number, max = MAX_SIDE): number {
  if (Number.isInteger(size) && size >= 1 && size <= max) return size;
  throw damagedTiff(name, `${what}: expected 1 to ${max}, got ${size}`);
}

/** The one error for whatever cannot be read to its end. */
export function damagedTiff(name: string, why: string, cause?: unknown): InputError {
  const message = `expected a whole GeoTIFF file, got a damaged or cut-off one (${why})`;
  return new InputError({ code: "damaged-file", where: name, message }, { cause });
}

function unsupported(name: string, expected: string, got: string): InputError {
  return new InputError({
    code: "unsupported-raster",
    where: name,
    message: `expected ${expected}, got ${got}`,
    hint: `convert it with: gdal_translate -b 1 -co COMPRESS=DEFLATE ${name} plain.tif`,
  });
}
