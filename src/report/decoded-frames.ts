import { formatHex } from "../math/hex.ts";
import type { DecodedFrame } from "../modem/receiver/decoded-frame.ts";
import { finiteOrNull } from "./finite.ts";

/** A decoded frame as JSON shows it: bytes in hexadecimal, what does not exist is null. */
export function describeFrame(frame: DecodedFrame) {
  return {
    startS: frame.startS,
    endS: frame.endS,
    sf: frame.sf,
    bandwidthHz: frame.bandwidthHz,
    payloadHex: formatHex(frame.payload),
    payloadBytes: frame.payload.length,
    crcOk: frame.crcOk,
    codingRate: frame.codingRate,
    snrDb: finiteOrNull(frame.snrDb),
    rssiDb: finiteOrNull(frame.rssiDb),
    cfoHz: finiteOrNull(frame.cfoHz),
    clockPpm: finiteOrNull(frame.clockPpm),
    correctedBits: frame.correctedBits,
    crcGuesses: frame.crcGuesses,
    syncWord: byteText(frame.syncWord),
    implicitHeader: frame.implicitHeader,
    lowDataRate: frame.lowDataRate,
    chip: frame.chip,
    preambleSymbols: frame.preambleSymbols,
    startSample: frame.startSample,
    endSample: frame.endSample,
    afterCancellation: frame.afterCancellation,
    warnings: frame.warnings,
  };
}

interface FrameColumn {
  readonly title: string;
  readonly width: number;
  readonly text: (frame: DecodedFrame) => string;
}

const CRC_TEXTS = { true: "ok", false: "BAD", null: "none" } as const;

/** Of fixed width, so that a row can be printed before the next frame is there. */
const COLUMNS: readonly FrameColumn[] = [
  { title: "time s", width: 13, text: (frame) => numberText(frame.startS, 6) },
  { title: "SF", width: 3, text: (frame) => String(frame.sf) },
  { title: "CR", width: 5, text: (frame) => frame.codingRate },
  { title: "sync", width: 6, text: (frame) => byteText(frame.syncWord) },
  { title: "SNR dB", width: 8, text: (frame) => numberText(frame.snrDb, 1) },
  { title: "power dB", width: 10, text: (frame) => numberText(frame.rssiDb, 1) },
  { title: "CFO Hz", width: 9, text: (frame) => numberText(frame.cfoHz, 0) },
  { title: "clock ppm", width: 11, text: (frame) => numberText(frame.clockPpm, 1) },
  { title: "fixed", width: 7, text: (frame) => String(frame.correctedBits) },
  { title: "CRC", width: 6, text: (frame) => CRC_TEXTS[`${frame.crcOk}`] },
  { title: "bytes", width: 7, text: (frame) => String(frame.payload.length) },
];

/** The head over {@link frameRow}'s columns. */
export function frameHead(): string {
  return `${COLUMNS.map(({ title, width }) => title.padStart(width)).join("")}  payload`;
}

/** One decoded frame as a line of a table: the payload last, in hexadecimal and as text. */
export function frameRow(frame: DecodedFrame): string {
  const cells = COLUMNS.map(({ text, width }) => text(frame).padStart(width)).join("");
  const remarks = frame.warnings.length > 0 ? `  (${frame.warnings.join("; ")})` : "";
  return `${cells}  ${formatHex(frame.payload)}  |${printableText(frame.payload)}|${remarks}`;
}

/** Bytes as ASCII with a dot for what cannot be printed: whoever sent them must not steer a terminal. */
export function printableText(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".";
  return text;
}

function byteText(byte: number): string {
  return `0x${byte.toString(16).padStart(2, "0")}`;
}

function numberText(value: number, digits: number): string {
  if (!Number.isFinite(value)) return "–";
  const text = value.toFixed(digits);
  // What rounds to zero has no sign
  return Number(text) === 0 ? text.replace("-", "") : text;
}
