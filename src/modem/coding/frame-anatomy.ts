import type { FrameSettings } from "../frame-settings.ts";
import { blockLabels } from "./block-encoder.ts";
import { frameNibbles } from "./encode-frame.ts";
import { type BlockShape, frameBlocks, frameNibbleCount, HEADER_NIBBLES, type PlacedBlock } from "./frame-layout.ts";
import { CODE_WORDS } from "./hamming.ts";
import { symbolOfLabel } from "./symbol-label.ts";

/** Every step from a payload to its symbols, to be looked at. */
export interface FrameAnatomy {
  readonly blocks: readonly BlockAnatomy[];
  readonly symbols: readonly number[];
}

export interface BlockAnatomy {
  readonly shape: BlockShape;
  readonly words: readonly WordAnatomy[];
  readonly symbols: readonly SymbolAnatomy[];
}

export interface WordAnatomy {
  /** What the nibble is part of. */
  readonly part: "length" | "rate and CRC flag" | "checksum" | "payload" | "CRC" | "padding";
  /** Number of the payload's byte; null elsewhere. */
  readonly byte: number | null;
  /** As sent: the payload's are whitened. */
  readonly nibble: number;
  /** The code word, `0` and `1`: character k goes into symbol k. */
  readonly bits: string;
}

export interface SymbolAnatomy {
  /** What the interleaver gathered, one bit from each code word. */
  readonly bits: string;
  /** After Gray mapping: the chirp's start offset. */
  readonly symbol: number;
}

/**
 * A frame taken apart: its blocks with their code words and symbols.
 *
 * @throws {InputError} as `encodeFrame` does
 */
export function dissectFrame(settings: FrameSettings, payload: Uint8Array): FrameAnatomy {
  const nibbles = frameNibbles(settings, payload);
  const blocks = frameBlocks(settings, payload.length).map((block) => {
    const { shape } = block;
    return {
      shape,
      words: dissectWords(block, nibbles, settings, payload.length),
      symbols: Array.from(blockLabels(block, nibbles), (label) => ({
        bits: label.toString(2).padStart(shape.rows, "0"),
        symbol: symbolOfLabel(label, settings.sf, shape.reduced),
      })),
    };
  });
  return { blocks, symbols: blocks.flatMap((block) => block.symbols.map(({ symbol }) => symbol)) };
}

function dissectWords(
  { shape, nibble: first }: PlacedBlock,
  nibbles: Uint8Array,
  settings: FrameSettings,
  payloadBytes: number,
): WordAnatomy[] {
  return Array.from(nibbles.subarray(first, first + shape.rows), (nibble, row) => ({
    ...partOf(first + row, settings, payloadBytes),
    nibble,
    bits: bitsOf(CODE_WORDS[shape.codeBits][nibble], shape.codeBits),
  }));
}

const HEADER_PARTS = ["length", "length", "rate and CRC flag", "checksum", "checksum"] as const;

function partOf(at: number, settings: FrameSettings, payloadBytes: number): Pick<WordAnatomy, "part" | "byte"> {
  const header = settings.implicitHeader ? 0 : HEADER_NIBBLES;
  if (at < header) return { part: HEADER_PARTS[at], byte: null };
  const byte = (at - header) >> 1;
  if (byte < payloadBytes) return { part: "payload", byte };
  return { part: at < frameNibbleCount(settings, payloadBytes) ? "CRC" : "padding", byte: null };
}

/** The bits in the order in which the interleaver takes them, the lowest first. */
function bitsOf(word: number, count: number): string {
  return Array.from({ length: count }, (_, k) => (word >> k) & 1).join("");
}
