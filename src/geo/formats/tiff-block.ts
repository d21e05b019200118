import { unzlibSync } from "fflate";
import { decodeLzw } from "./lzw.ts";

/** A strip or tile as it stands in a TIFF file, with one sample a pixel. */
export interface TiffBlock {
  readonly bytes: Uint8Array;
  /** The values of the TIFF tags. */
  readonly compression: number;
  readonly predictor: number;
  /** Pixels in a row of the block. */
  readonly width: number;
  /** Rows of a whole block; the last strip of an image may hold fewer. */
  readonly rows: number;
  readonly bytesPerSample: number;
  readonly littleEndian: boolean;
}

/** By the Compression tag's value. @see TIFF Revision 6.0, section 8; Adobe Photoshop TIFF Technical Notes (2002) */
export const TIFF_COMPRESSIONS = { 1: "none", 5: "LZW", 8: "Deflate", 32946: "Deflate" } as const;

/**
 * Undoes compression and predictor of a block. It never makes more than the block can hold, whatever the bytes say.
 *
 * The tiff library could do this too, but with no bound on memory or time for damaged data, and wrongly for predictors in
 * big-endian files.
 *
 * @returns the samples in the file's byte order
 * @throws {Error} when the bytes are damaged or the compression is none of {@link TIFF_COMPRESSIONS}
 */
export function decodeTiffBlock(block: TiffBlock): Uint8Array {
  const samples = decompress(block);
  const rowBytes = block.width * block.bytesPerSample;
  const rows = Math.floor(samples.length / rowBytes);
  for (let row = 0; row < rows; row++) {
    const rowSamples = samples.subarray(row * rowBytes, (row + 1) * rowBytes);
    if (block.predictor === 2) undoDifferences(rowSamples, block);
    else if (block.predictor === 3) undoFloatingPoint(rowSamples, block);
    else if (block.predictor !== 1) throw new Error(`unknown predictor ${block.predictor}`);
  }
  return samples;
}

function decompress({ bytes, compression, width, rows, bytesPerSample }: TiffBlock): Uint8Array {
  const maxBytes = width * rows * bytesPerSample;
  switch (compression) {
    case 1:
      return bytes.slice(0, maxBytes);
    case 5: {
      const out = new Uint8Array(maxBytes);
      return out.subarray(0, decodeLzw(bytes, out));
    }
    case 8:
    case 32946: {
      const samples = unzlibSync(bytes, { out: new Uint8Array(maxBytes) });
      const end = bytes.length;
      const stated = ((bytes[end - 4] << 24) | (bytes[end - 3] << 16) | (bytes[end - 2] << 8) | bytes[end - 1]) >>> 0;
      if (adler32(samples) !== stated) throw new Error("the checksum of the compressed data does not match");
      return samples;
    }
    default:
      throw new Error(`unknown compression ${compression}`);
  }
}

/** The checksum at the end of a zlib stream, which fflate leaves unread. @see RFC 1950, section 8.2 */
function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let start = 0; start < bytes.length; start += 3800) {
    const end = Math.min(start + 3800, bytes.length); // as many as fit below 2³² without a remainder
    for (let i = start; i < end; i++) {
      a += bytes[i];
      b += a;
    }
    a %= 65521;
    b %= 65521;
  }
  return ((b << 16) | a) >>> 0;
}

/** Each sample is stored as its difference from the one before. @see TIFF Revision 6.0, section 14 */
function undoDifferences(row: Uint8Array, { bytesPerSample, littleEndian }: TiffBlock): void {
  const view = new DataView(row.buffer, row.byteOffset, row.byteLength);
  for (let i = bytesPerSample; i < row.length; i += bytesPerSample) {
    const before = i - bytesPerSample;
    if (bytesPerSample === 1) {
      row[i] += row[before];
    } else if (bytesPerSample === 2) {
      view.setUint16(i, view.getUint16(i, littleEndian) + view.getUint16(before, littleEndian), littleEndian);
    } else if (bytesPerSample === 4) {
      view.setUint32(i, view.getUint32(i, littleEndian) + view.getUint32(before, littleEndian), littleEndian);
    } else {
      throw new Error(`predictor 2 on samples of ${bytesPerSample} bytes`);
    }
  }
}

/**
 * The bytes of a row's floating-point numbers are stored by significance, all highest bytes first, and then as differences.
 *
 * @see Adobe Photoshop TIFF Technical Note 3 (2005)
 */
function undoFloatingPoint(row: Uint8Array, { bytesPerSample, littleEndian }: TiffBlock): void {
  for (let i = 1; i < row.length; i++) row[i] += row[i - 1];
  const bySignificance = row.slice();
  const width = row.length / bytesPerSample;
  for (let i = 0; i < width; i++) {
    for (let b = 0; b < bytesPerSample; b++) {
      const place = littleEndian ? bytesPerSample - 1 - b : b;
      row[i * bytesPerSample + place] = bySignificance[b * width + i];
    }
  }
}
