import type { SpreadingFactor } from "../../lora/parameters.ts";
import type { PlacedBlock } from "./frame-layout.ts";
import { CODE_WORDS } from "./hamming.ts";
import { bitInSymbol } from "./interleaver.ts";
import { symbolOfLabel } from "./symbol-label.ts";

/**
 * The labels of a block's symbols: each nibble's code word, interleaved.
 *
 * @param nibbles of the frame
 */
export function blockLabels({ shape, nibble }: PlacedBlock, nibbles: Uint8Array): Uint16Array {
  const { rows, codeBits } = shape;
  const labels = new Uint16Array(codeBits);
  for (let row = 0; row < rows; row++) {
    const word = CODE_WORDS[codeBits][nibbles[nibble + row]];
    for (let i = 0; i < codeBits; i++) labels[i] |= ((word >> i) & 1) << (rows - 1 - bitInSymbol(row, i, rows));
  }
  return labels;
}

/** Writes a block's symbols to their place in the frame. */
export function encodeBlock(block: PlacedBlock, nibbles: Uint8Array, sf: SpreadingFactor, symbols: Uint16Array): void {
  const labels = blockLabels(block, nibbles);
  for (let i = 0; i < labels.length; i++) symbols[block.symbol + i] = symbolOfLabel(labels[i], sf, block.shape.reduced);
}
