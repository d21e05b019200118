import type { BlockShape } from "./frame-layout.ts";
import { CODE_WORDS, countOnes, NEAREST_NIBBLES } from "./hamming.ts";
import { bitInSymbol } from "./interleaver.ts";

/** One code word's log-likelihood ratios: shared, for one thread decodes one code word at a time. */
const ratios = new Float64Array(8);

/** The second likeliest nibble of each code word, and how much less likely it is: log-likelihood ratio. */
export interface Doubts {
  readonly nibbles: Uint8Array;
  readonly margins: Float64Array;
}

/**
 * Soft decision, maximum likelihood: the code word of each row that agrees best with the received bits, each weighed by its certainty.
 *
 * @param soft log-likelihood ratios, positive for 1: bit j (most significant first) of the label of symbol i at
 *   `offset + i·rows + j`; any scale will do
 * @param nibbles takes `rows` nibbles from `at` on
 * @param doubts take what else they may have been, at the same places
 * @returns how many bits of code words differ from the sign that was received
 */
export function decodeSoftBlock(
  soft: Float64Array,
  offset: number,
  shape: BlockShape,
  nibbles: Uint8Array,
  at: number,
  doubts: Doubts | null = null,
): number {
  const { rows, codeBits } = shape;
  const words = CODE_WORDS[codeBits];
  let changed = 0;
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < codeBits; i++) ratios[i] = soft[offset + i * rows + bitInSymbol(row, i, rows)]!;
    const nibble = likeliestNibble(words, codeBits);
    nibbles[at + row] = nibble;
    if (doubts !== null) doubt(words, codeBits, nibble, doubts, at + row);
    changed += countContradictions(words[nibble]!, codeBits);
  }
  return changed;
}

function likeliestNibble(words: Uint8Array, codeBits: number): number {
  let best = 0;
  let bestSum = 0;
  for (let nibble = 1; nibble < 16; nibble++) {
    const sum = agreement(words[nibble]!, codeBits);
    if (sum <= bestSum) continue;
    bestSum = sum;
    best = nibble;
  }
  return best;
}

/** Finds the second likeliest nibble. */
function doubt(words: Uint8Array, codeBits: number, nibble: number, { nibbles, margins }: Doubts, at: number): void {
  const best = agreement(words[nibble]!, codeBits);
  let second = Number.NEGATIVE_INFINITY;
  for (let other = 0; other < 16; other++) {
    const sum = other === nibble ? Number.NEGATIVE_INFINITY : agreement(words[other]!, codeBits);
    if (sum <= second) continue;
    second = sum;
    nibbles[at] = other;
  }
  margins[at] = best - second;
}

/** Log-likelihood of a word up to a constant: the sum of the ratios of its ones. */
function agreement(word: number, codeBits: number): number {
  let sum = 0;
  for (let i = 0; i < codeBits; i++) if ((word >> i) & 1) sum += ratios[i]!;
  return sum;
}

function countContradictions(word: number, codeBits: number): number {
  let count = 0;
  for (let i = 0; i < codeBits; i++) {
    const ratio = ratios[i]!;
    if ((word >> i) & 1 ? ratio < 0 : ratio > 0) count++;
  }
  return count;
}

/**
 * Hard decision: the nearest code word of each row. 4/7 and 4/8 mend one wrong bit a code word; 4/5 has nothing to mend by and keeps
 * the data bits, 4/6 where no other word is nearer.
 *
 * @param labels of the block's symbols, from `offset` on
 * @param nibbles takes `rows` nibbles from `at` on
 * @returns how many bits of code words were changed
 */
export function decodeHardBlock(
  labels: Uint16Array,
  offset: number,
  shape: BlockShape,
  nibbles: Uint8Array,
  at: number,
): number {
  const { rows, codeBits } = shape;
  const words = CODE_WORDS[codeBits];
  const nearest = NEAREST_NIBBLES[codeBits];
  let changed = 0;
  for (let row = 0; row < rows; row++) {
    let received = 0;
    for (let i = 0; i < codeBits; i++) {
      received |= ((labels[offset + i]! >> (rows - 1 - bitInSymbol(row, i, rows))) & 1) << i;
    }
    const nibble = nearest[received]!;
    nibbles[at + row] = nibble;
    changed += countOnes(words[nibble]! ^ received);
  }
  return changed;
}
