import { inflateSync } from "node:zlib";
import { crc32OfBytes } from "./crc32.ts";

/** A plain reader for 8-bit PNG files (palette, RGB, RGBA; filters 0 to 4), by the W3C's specification, clauses 5, 9 and 11. */
export function decodePng(file: Uint8Array): { width: number; height: number; colourType: number; rgba: Uint8Array } {
  const bytes = Buffer.from(file);
  if (bytes.toString("latin1", 1, 4) !== "PNG") throw new Error("no PNG signature");
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString("latin1", at + 4, at + 8);
    const content = bytes.subarray(at + 8, at + 8 + length);
    const crc = bytes.readUInt32BE(at + 8 + length);
    if (crc !== crc32OfBytes(bytes.subarray(at + 4, at + 8 + length))) throw new Error(`bad checksum of ${type}`);
    chunks.set(type, Buffer.concat([chunks.get(type) ?? Buffer.alloc(0), content]));
    at += 12 + length;
  }
  const header = chunks.get("IHDR");
  if (!header || !chunks.has("IEND")) throw new Error("a chunk is missing");
  const [width, height, depth, colourType] = [header.readUInt32BE(0), header.readUInt32BE(4), header[8], header[9]];
  if (depth !== 8) throw new Error(`depth ${depth}`);
  const channels = { 2: 3, 3: 1, 6: 4 }[colourType as 2 | 3 | 6];
  const samples = unfilter(inflateSync(chunks.get("IDAT") ?? Buffer.alloc(0)), width * channels, height, channels);
  const rgba = new Uint8Array(width * height * 4);
  for (let i = 0; i < width * height; i++) rgba.set(pixelAt(samples, i, colourType, chunks), 4 * i);
  return { width, height, colourType, rgba };
}

function pixelAt(samples: Uint8Array, i: number, colourType: number, chunks: Map<string, Buffer>): number[] {
  if (colourType === 6) return [...samples.subarray(4 * i, 4 * i + 4)];
  if (colourType === 2) return [...samples.subarray(3 * i, 3 * i + 3), 255];
  const index = samples[i];
  const palette = chunks.get("PLTE") as Buffer;
  return [...palette.subarray(3 * index, 3 * index + 3), chunks.get("tRNS")?.[index] ?? 255];
}

function unfilter(data: Buffer, rowBytes: number, rows: number, pixelBytes: number): Uint8Array {
  const out = new Uint8Array(rowBytes * rows);
  for (let row = 0; row < rows; row++) {
    const filter = data[row * (rowBytes + 1)];
    for (let i = 0; i < rowBytes; i++) {
      const at = row * rowBytes + i;
      const left = i < pixelBytes ? 0 : out[at - pixelBytes];
      const up = row === 0 ? 0 : out[at - rowBytes];
      const corner = row === 0 || i < pixelBytes ? 0 : out[at - rowBytes - pixelBytes];
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      out[at] = data[row * (rowBytes + 1) + 1 + i] + guess;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [byLeft, byUp, byCorner] = [left, up, corner].map((value) => Math.abs(guess - value));
  return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner;
}
