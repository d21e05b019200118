import { requireWhole } from "../../lora/checks.ts";
import { MAX_LORA_PAYLOAD_BYTES } from "../../lora/lora-packet.ts";
import { InputError } from "../../math/errors.ts";
import type { FrameSettings } from "../frame-settings.ts";
import { decodeHardBlock } from "./block-decoder.ts";
import { firstBlock, frameBlocks, frameSymbolCount, HEADER_NIBBLES, requireHeaderFits } from "./frame-layout.ts";
import { type FrameHeader, readHeader } from "./header.ts";
import { type ReadPayload, readPayload } from "./payload-nibbles.ts";
import { labelOfSymbol } from "./symbol-label.ts";

/** What was found in a frame's symbols. */
export interface DecodedSymbols extends ReadPayload {
  /** Null where the frame has none. */
  readonly header: FrameHeader | null;
  /** Code-word bits that the decoder changed. */
  readonly correctedBits: number;
  /** Symbols that the frame has; more than these were not looked at. */
  readonly symbolCount: number;
}

/**
 * Decodes a frame's symbols with hard decisions.
 *
 * @param settings of a frame with a header, the coding rate and the CRC are taken from the header
 * @param symbols after the start-of-frame delimiter, whole numbers from 0 to 2^SF − 1
 * @param payloadBytes needed where there is no header; where there is one, it must say the same
 * @throws {InputError} `out-of-range`, `too-few-symbols`, `bad-header`, `missing-input` or `conflicting-inputs`
 */
export function decodeFrame(
  settings: FrameSettings,
  symbols: ArrayLike<number>,
  payloadBytes?: number,
): DecodedSymbols {
  requireHeaderFits(settings);
  const labels = frameLabels(settings, symbols);
  if (payloadBytes !== undefined) requireWhole("payloadBytes", payloadBytes, 0, MAX_LORA_PAYLOAD_BYTES);
  const header = settings.implicitHeader ? null : decodeHeader(settings, labels);
  const bytes = settleLength(header, payloadBytes);
  const frame = header === null ? settings : { ...settings, codingRate: header.codingRate, crc: header.crc };
  const symbolCount = frameSymbolCount(frame, bytes);
  requireCount(labels, symbolCount, `${bytes} bytes at SF${frame.sf} and ${frame.codingRate}`);

  const blocks = frameBlocks(frame, bytes);
  const last = blocks.at(-1)!;
  const nibbles = new Uint8Array(last.nibble + last.shape.rows);
  let correctedBits = 0;
  for (const { shape, nibble, symbol } of blocks) {
    correctedBits += decodeHardBlock(labels, symbol, shape, nibbles, nibble);
  }
  return {
    ...readPayload(nibbles, header === null ? 0 : HEADER_NIBBLES, frame, bytes),
    header,
    correctedBits,
    symbolCount,
  };
}

/** The bits of all symbols: those of the first block are reduced by its own rule. */
function frameLabels(settings: FrameSettings, symbols: ArrayLike<number>): Uint16Array {
  const { sf, lowDataRate } = settings;
  const first = firstBlock(settings);
  const labels = new Uint16Array(symbols.length);
  for (let i = 0; i < symbols.length; i++) {
    requireWhole(`symbols[${i}]`, symbols[i], 0, 2 ** sf - 1);
    labels[i] = labelOfSymbol(symbols[i], sf, i < first.symbols ? first.reduced : lowDataRate);
  }
  requireCount(labels, first.symbols, "the first block");
  return labels;
}

function decodeHeader(settings: FrameSettings, labels: Uint16Array): FrameHeader {
  const shape = firstBlock(settings);
  const nibbles = new Uint8Array(shape.rows);
  decodeHardBlock(labels, 0, shape, nibbles, 0);
  const header = readHeader(nibbles);
  if (header !== null) return header;
  const digits = Array.from(nibbles.subarray(0, HEADER_NIBBLES), (nibble) => nibble.toString(16)).join(" ");
  throw new InputError({
    code: "bad-header",
    where: "symbols",
    message: `the header's checksum is wrong (nibbles ${digits})`,
    hint: "wrong spreading factor or chip, symbols counted from another start, or a frame with an implicit header",
  });
}

function settleLength(header: FrameHeader | null, payloadBytes: number | undefined): number {
  if (header === null) {
    if (payloadBytes !== undefined) return payloadBytes;
    const message = "missing: an implicit header does not say how many bytes follow";
    throw new InputError({ code: "missing-input", where: "payloadBytes", message });
  }
  if (payloadBytes === undefined || payloadBytes === header.payloadBytes) return header.payloadBytes;
  throw new InputError({
    code: "conflicting-inputs",
    where: "payloadBytes",
    message: `the header says ${header.payloadBytes} bytes, got ${payloadBytes}`,
    hint: "leave it out where there is a header",
  });
}

/** @param purpose what they are for, in words */
function requireCount({ length }: Uint16Array, needed: number, purpose: string): void {
  if (length >= needed) return;
  const message = `expected at least ${needed} symbols for ${purpose}, got ${length}`;
  throw new InputError({ code: "too-few-symbols", where: "symbols", message });
}
