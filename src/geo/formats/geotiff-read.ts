import { fromArrayBuffer, type GeoTIFFImage } from "geotiff";
import { InputError } from "../../math/errors.ts";
import type { ElevationFile, ElevationTile } from "../elevation-tile.ts";
import { clipLattice, type LatticePart } from "../lattice.ts";
import { damagedTiff, type RasterLayout, readRasterLayout, requireTiffSize } from "./geotiff-layout.ts";
import { geoTiffLattice } from "./geotiff-reference.ts";
import { decodeTiffBlock } from "./tiff-block.ts";

/**
 * Reads elevations from a GeoTIFF (or COG: its full-resolution image) in longitude and latitude: one band of integers or
 * floats, in strips or tiles, plain or with LZW or Deflate and any predictor. The declared "no data" value, NaN, −32768 in
 * 16-bit integers and what can be no elevation become NaN. Only the blocks that the window touches are decoded.
 *
 * @returns the needed part; null when the raster lies outside the window
 * @throws {InputError} `damaged-file` when the file is cut off, damaged, or no TIFF; `unsupported-raster` when it is of another
 *   kind than said above; and those of {@link geoTiffLattice}
 */
export async function readElevationGeoTiff(file: ElevationFile): Promise<ElevationTile | null> {
  const { name, bytes } = file;
  try {
    const tiff = await fromArrayBuffer(bytes.slice().buffer);
    const image = await tiff.getImage(0);
    const tags = image.fileDirectory;
    const width = requireTiffSize(name, "width", image.getWidth());
    const height = requireTiffSize(name, "height", image.getHeight());
    const lattice = geoTiffLattice({
      name,
      width,
      height,
      pixelScale: tags.getValue("ModelPixelScale"),
      tiePoint: tags.getValue("ModelTiepoint"),
      transformation: tags.getValue("ModelTransformation"),
      geoKeys: image.getGeoKeys(),
    });
    const everything = { west: lattice.westDeg, east: lattice.westDeg + 360, south: -91, north: 91 };
    const part = clipLattice(lattice, file.window ?? everything);
    const layout = await readRasterLayout(name, image);
    await requireWhole(file, image);
    if (part === null) return null;
    return { ...part.lattice, data: await readPart(image, layout, part), name, format: "geotiff" };
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    // The library, the decoders and reads past the end of an array all throw plain errors: the file is to blame.
    throw damagedTiff(name, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

async function readPart(image: GeoTIFFImage, layout: RasterLayout, part: LatticePart): Promise<Float32Array> {
  const { blockWidth, blockHeight, bytesPerSample, read, isVoid } = layout;
  const decoder = {
    decode: async (block: ArrayBufferLike) => {
      const packed = { ...layout, bytes: new Uint8Array(block), width: blockWidth, rows: blockHeight };
      return decodeTiffBlock(packed).slice().buffer;
    },
  };
  const data = new Float32Array(part.width * part.height);
  const lastColumn = part.column + part.width - 1;
  const lastRow = part.row + part.height - 1;
  for (let y = Math.floor(part.row / blockHeight); y * blockHeight <= lastRow; y++) {
    for (let x = Math.floor(part.column / blockWidth); x * blockWidth <= lastColumn; x++) {
      const block = new DataView((await image.getTileOrStrip(x, y, 0, decoder)).data);
      const firstColumn = Math.max(part.column, x * blockWidth);
      const endColumn = Math.min(lastColumn + 1, (x + 1) * blockWidth);
      const endRow = Math.min(lastRow + 1, (y + 1) * blockHeight);
      for (let row = Math.max(part.row, y * blockHeight); row < endRow; row++) {
        let offset = ((row - y * blockHeight) * blockWidth + firstColumn - x * blockWidth) * bytesPerSample;
        let i = (row - part.row) * part.width + firstColumn - part.column;
        for (let column = firstColumn; column < endColumn; column++, i++, offset += bytesPerSample) {
          const value = read(block, offset);
          data[i] = isVoid(value) ? Number.NaN : value;
        }
      }
    }
  }
  return data;
}

/** A file that was cut off still has its header: every block must lie within it. */
async function requireWhole({ name, bytes }: ElevationFile, image: GeoTIFFImage): Promise<void> {
  const tags = image.fileDirectory;
  const offsets = (await tags.loadValue(image.isTiled ? "TileOffsets" : "StripOffsets")) ?? [];
  const counts = (await tags.loadValue(image.isTiled ? "TileByteCounts" : "StripByteCounts")) ?? [];
  const across = Math.ceil(image.getWidth() / image.getTileWidth());
  const blocks = across * Math.ceil(image.getHeight() / image.getTileHeight());
  if (offsets.length < blocks || counts.length < blocks) throw damagedTiff(name, "its list of blocks is too short");
  for (let i = 0; i < blocks; i++) {
    const end = Number(offsets[i]) + Number(counts[i]);
    if (end > bytes.length) throw damagedTiff(name, `expected at least ${end} bytes, got ${bytes.length}`);
  }
}
