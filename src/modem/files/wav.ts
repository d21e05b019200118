import { InputError } from "../../math/errors.ts";
import type { SampleFormat } from "./sample-format.ts";

/** Where the samples of a WAV file lie, and what its header says of them. */
export interface WavLayout {
  readonly format: SampleFormat;
  readonly sampleRateHz: number;
  /** Middle of the recorded band where the program noted it (chunk `auxi`); else null. */
  readonly centreHz: number | null;
  /** First byte of the samples. */
  readonly start: number;
  /** Length of the samples, bytes; null: up to the end of the file, as a program that was stopped leaves it. */
  readonly length: number | null;
}

/** More than this is never needed to find the samples. */
export const MAX_WAV_HEADER_BYTES = 64 * 1024;

const PCM = 1;
const FLOAT = 3;
const EXTENSIBLE = 0xfffe;
const UNKNOWN_LENGTH = 0xffffffff;

/**
 * Reads the header of a two-channel WAV file, as SDR programs write recordings: I on the left, Q on the right.
 *
 * @param bytes the file's first ones, {@link MAX_WAV_HEADER_BYTES} of them or all
 * @param file its name, for errors
 * @throws {InputError} `not-wav` or `unsupported`
 * @see IBM and Microsoft, "Multimedia Programming Interface and Data Specifications 1.0", chapter 3 (RIFF, WAVE); EBU Tech 3306
 *   for RF64, files above 4 GiB
 */
export function parseWavHeader(bytes: Uint8Array, file: string): WavLayout {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fault = (code: string, message: string) => new InputError({ code, where: file, message });
  const container = bytes.length >= 12 ? name(0) : "";
  if (!(container === "RIFF" || container === "RF64") || name(8) !== "WAVE") {
    throw fault("not-wav", "expected a WAV file (RIFF or RF64)");
  }
  let fmt: number | null = null;
  let centreHz: number | null = null;
  let longLength: number | null = null;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const id = name(at);
    const length = view.getUint32(at + 4, true);
    const body = at + 8;
    if (id === "data") {
      if (fmt === null) break;
      const { format, sampleRateHz } = readFormat(fmt);
      const isOpen = length === 0 || length === UNKNOWN_LENGTH;
      return { format, sampleRateHz, centreHz, start: body, length: isOpen ? longLength : length };
    }
    if (id === "fmt " && length >= 16 && body + length <= bytes.length) fmt = body;
    if (id === "auxi" && length >= 36 && body + 36 <= bytes.length) centreHz = view.getUint32(body + 32, true) || null;
    if (id === "ds64" && length >= 16 && body + 16 <= bytes.length)
      longLength = Number(view.getBigUint64(body + 8, true));
    // Chunks start at even places
    at = body + length + (length % 2);
  }
  throw fault("not-wav", `expected samples after the header, found none in the first ${bytes.length} bytes`);

  function readFormat(at: number): { format: SampleFormat; sampleRateHz: number } {
    const tag = view.getUint16(at, true);
    // Of the extensible form, the real tag opens the GUID
    const kind = tag === EXTENSIBLE && at + 26 <= bytes.length ? view.getUint16(at + 24, true) : tag;
    const channels = view.getUint16(at + 2, true);
    const bits = view.getUint16(at + 14, true);
    const sampleRateHz = view.getUint32(at + 4, true);
    const format = WAV_FORMATS[`${kind}/${bits}`];
    if (channels !== 2) throw fault("unsupported", `expected two channels (I and Q), got ${channels}`);
    if (format === undefined) {
      const known = kind === PCM || kind === FLOAT ? `${bits} bits` : `encoding ${kind}`;
      throw fault("unsupported", `expected 8 or 16 bits, or floating point, got ${known}`);
    }
    if (sampleRateHz === 0) throw fault("not-wav", "its sample rate is 0");
    return { format, sampleRateHz };
  }

  function name(at: number): string {
    return String.fromCharCode(...bytes.subarray(at, at + 4));
  }
}

/** By encoding and bits. WAV's bytes are unsigned; that they stand about 128 and not 127.5 is a constant that does no harm. */
const WAV_FORMATS: Readonly<Record<string, SampleFormat>> = {
  [`${PCM}/8`]: "cu8",
  [`${PCM}/16`]: "ci16",
  [`${FLOAT}/32`]: "cf32",
  [`${FLOAT}/64`]: "cf64",
};
