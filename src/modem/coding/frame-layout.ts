import { InputError } from "../../math/errors.ts";
import type { FrameSettings, ModemCodingRate } from "../frame-settings.ts";
import type { CodeBits } from "./hamming.ts";

/** Code words that are interleaved together. */
export interface BlockShape {
  /** Code words; as many bits has each symbol. */
  readonly rows: number;
  /** As many as a code word has bits. */
  readonly symbols: CodeBits;
  readonly codeBits: CodeBits;
  /** Whether the two low bits of each symbol are unused. */
  readonly reduced: boolean;
}

/** Length, coding rate and CRC flag, checksum: {@link readHeader}. */
export const HEADER_NIBBLES = 5;
export const CRC_NIBBLES = 4;

const CODE_BITS = { "4/5": 5, "4/6": 6, "4/7": 7, "4/8": 8 } as const satisfies Record<ModemCodingRate, CodeBits>;

type BlockSettings = Pick<FrameSettings, "sf" | "chip" | "lowDataRate" | "codingRate">;

/**
 * The first block: the header, if any, and the payload's first nibbles, at 4/8. Its two low bits are unused, for the header must be
 * readable before anything is known; only the SX126x at SF5 and SF6 sends it at full rate, whatever the low-data-rate optimisation.
 *
 * @see SX1276 datasheet rev. 7, section 4.1.1.7; SX1261/2 datasheet rev. 2.1, section 6.1.4: the symbols that their formulas count
 */
export function firstBlock({ sf, chip }: Pick<BlockSettings, "sf" | "chip">): BlockShape {
  const reduced = sf > 6 || chip === "sx127x";
  return { rows: reduced ? sf - 2 : sf, symbols: 8, codeBits: 8, reduced };
}

/** Each block after the first: at the payload's coding rate. */
export function payloadBlock({ sf, lowDataRate, codingRate }: Omit<BlockSettings, "chip">): BlockShape {
  const codeBits = CODE_BITS[codingRate];
  return { rows: lowDataRate ? sf - 2 : sf, symbols: codeBits, codeBits, reduced: lowDataRate };
}

/** Nibbles of header, payload and CRC. */
export function frameNibbleCount({ implicitHeader, crc }: FrameSettings, payloadBytes: number): number {
  return (implicitHeader ? 0 : HEADER_NIBBLES) + 2 * payloadBytes + (crc ? CRC_NIBBLES : 0);
}

/** A block in its frame. */
export interface PlacedBlock {
  readonly shape: BlockShape;
  /** Number of its first code word, which carries the frame's nibble of that number. */
  readonly nibble: number;
  /** Number of its first symbol. */
  readonly symbol: number;
}

/** All blocks of a frame; the last one's code words beyond the frame's nibbles are padding. */
export function frameBlocks(settings: FrameSettings, payloadBytes: number): PlacedBlock[] {
  const first = firstBlock(settings);
  const other = payloadBlock(settings);
  const blocks = [{ shape: first, nibble: 0, symbol: 0 }];
  for (let n = 0; n < payloadBlockCount(settings, payloadBytes); n++) {
    blocks.push({ shape: other, nibble: first.rows + n * other.rows, symbol: first.symbols + n * other.symbols });
  }
  return blocks;
}

/** Blocks after the first. */
function payloadBlockCount(settings: FrameSettings, payloadBytes: number): number {
  const rest = frameNibbleCount(settings, payloadBytes) - firstBlock(settings).rows;
  return Math.max(0, Math.ceil(rest / payloadBlock(settings).rows));
}

/**
 * Symbols after the start-of-frame delimiter.
 *
 * @param payloadBytes 0 to 255
 * @example frameSymbolCount(frameSettings({ sf: 7 }), 16) // 38
 */
export function frameSymbolCount(settings: FrameSettings, payloadBytes: number): number {
  return firstBlock(settings).symbols + payloadBlockCount(settings, payloadBytes) * payloadBlock(settings).symbols;
}

/**
 * At SF5 and SF6 the SX127x's first block has three or four code words, and a header needs five.
 *
 * @throws {InputError} `not-on-chip`
 * @see SX1276 datasheet rev. 7, section 4.1.1.2: SF6 with an implicit header only
 */
export function requireHeaderFits(settings: FrameSettings): void {
  if (settings.implicitHeader || firstBlock(settings).rows >= HEADER_NIBBLES) return;
  throw new InputError({
    code: "not-on-chip",
    where: "implicitHeader",
    message: `the SX127x sends SF${settings.sf} only with an implicit header`,
    hint: "expected true, or the SX126x",
  });
}
