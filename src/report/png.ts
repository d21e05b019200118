import { zlibSync } from "fflate";
import { InputError } from "../math/errors.ts";

/** A picture: four bytes (red, green, blue, opacity) a pixel, row-major from the upper left. */
export interface RgbaImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Deflate level: the highest takes five times as long for a few percent. */
const PACKING = 6;
const COLOUR_TYPE = { rgb: 2, palette: 3, rgba: 6 } as const;

/**
 * A picture as a PNG file: with a palette when it has at most 256 colours, which makes maps a fraction of the size.
 *
 * @throws {InputError} `out-of-range` when the data do not fill the picture
 * @see W3C, Portable Network Graphics (PNG) Specification, third edition, clauses 5, 9, 11
 */
export function encodePng(image: RgbaImage): Uint8Array {
  const { width, height, data } = image;
  if (!(width > 0 && height > 0 && data.length === 4 * width * height)) {
    throw new InputError({
      code: "out-of-range",
      where: "image",
      message: `expected ${4 * width * height} bytes for ${width} × ${height} pixels, got ${data.length}`,
    });
  }
  const indexed = indexColours(data);
  if (indexed) {
    const rows = withFilterBytes(indexed.pixels, width, 0);
    return assemble(width, height, COLOUR_TYPE.palette, [
      chunk("PLTE", indexed.palette),
      chunk("tRNS", indexed.opacity),
      chunk("IDAT", zlibSync(rows, { level: PACKING })),
    ]);
  }
  const opaque = data.every((byte, i) => i % 4 !== 3 || byte === 255);
  const rows = withFilterBytes(opaque ? dropOpacity(data) : data, width * (opaque ? 3 : 4), opaque ? 3 : 4);
  return assemble(width, height, opaque ? COLOUR_TYPE.rgb : COLOUR_TYPE.rgba, [
    chunk("IDAT", zlibSync(rows, { level: PACKING })),
  ]);
}

function assemble(width: number, height: number, colourType: number, chunks: readonly Uint8Array[]): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, colourType], 8);
  return concatenate([Uint8Array.from(SIGNATURE), chunk("IHDR", header), ...chunks, chunk("IEND", new Uint8Array(0))]);
}

/** Null when there are more than 256 colours. */
function indexColours(data: Uint8ClampedArray) {
  const indexOf = new Map<number, number>();
  const pixels = new Uint8Array(data.length / 4);
  for (let i = 0; i < pixels.length; i++) {
    const colour = ((data[4 * i] << 24) | (data[4 * i + 1] << 16) | (data[4 * i + 2] << 8) | data[4 * i + 3]) >>> 0;
    let index = indexOf.get(colour);
    if (index === undefined) {
      if (indexOf.size === 256) return null;
      index = indexOf.size;
      indexOf.set(colour, index);
    }
    pixels[i] = index;
  }
  const colours = [...indexOf.keys()];
  const palette = Uint8Array.from(
    colours.flatMap((colour) => [colour >>> 24, (colour >>> 16) & 255, (colour >>> 8) & 255]),
  );
  return { pixels, palette, opacity: Uint8Array.from(colours, (colour) => colour & 255) };
}

function dropOpacity(data: Uint8ClampedArray): Uint8Array {
  const rgb = new Uint8Array((data.length / 4) * 3);
  for (let i = 0, j = 0; i < data.length; i += 4, j += 3) {
    rgb[j] = data[i];
    rgb[j + 1] = data[i + 1];
    rgb[j + 2] = data[i + 2];
  }
  return rgb;
}

/**
 * Each row behind its filter byte: none for palette indices (`pixelBytes` 0), else the difference to the pixel on the left,
 * which packs smooth pictures much better.
 */
function withFilterBytes(data: Uint8Array | Uint8ClampedArray, rowBytes: number, pixelBytes: number): Uint8Array {
  const rows = data.length / rowBytes;
  const filtered = new Uint8Array(rows * (rowBytes + 1));
  for (let row = 0; row < rows; row++) {
    const from = row * rowBytes;
    const to = row * (rowBytes + 1);
    filtered[to] = pixelBytes === 0 ? 0 : 1;
    for (let i = 0; i < rowBytes; i++) {
      const left = pixelBytes === 0 || i < pixelBytes ? 0 : data[from + i - pixelBytes];
      filtered[to + 1 + i] = data[from + i] - left;
    }
  }
  return filtered;
}

function chunk(type: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(content.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  bytes.set(content, 8);
  view.setUint32(8 + content.length, crc32(bytes.subarray(4, 8 + content.length)));
  return bytes;
}

/** Remainders of each byte for the reversed polynomial of ISO 3309. */
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  return remainder;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 255] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
