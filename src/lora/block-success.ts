import { BLOCK_ERRORS } from "./block-errors.generated.ts";
import { orthogonalErrorRate } from "./error-rate.ts";

/** Code words that are interleaved together: each of the block's symbols carries one bit of every word. */
export interface Block {
  /** Code words in the block, which are the bits of a symbol: 3 to 12. */
  readonly rows: number;
  /** How many of them carry something: errors in the others do no harm. */
  readonly used: number;
  /** Bits of a code word, which are the symbols of the block. */
  readonly codeBits: 5 | 6 | 7 | 8;
  /** Energy of a symbol over the noise's density: 2^SF · SNR, a ratio. */
  readonly symbolSnr: number;
}

const DATA_BITS = 4;

/**
 * Probability that a block arrives, its symbols being decided one by one: the exact symbol error rate carried through interleaving
 * and coding.
 *
 * A wrong symbol flips each of its bits with probability ½ (exact for orthogonal signals). 4/5 and 4/6 only detect: every data bit
 * must be right. 4/7 and 4/8 mend one bit of a code word.
 */
export function hardBlockSuccess({ rows, used, codeBits, symbolSnr }: Block): number {
  if (used === 0) return 1;
  const symbolError = orthogonalErrorRate(rows, symbolSnr);
  if (codeBits < 7) {
    // A wrong symbol has at least one wrong bit: the chance that all of them are in idle code words.
    const harmless = (2 ** (rows - used) - 1) / (2 ** rows - 1);
    return (1 - symbolError * (1 - harmless)) ** DATA_BITS;
  }
  let success = 0;
  let ways = 1;
  for (let wrong = 0; wrong <= codeBits; wrong++) {
    const probability = ways * symbolError ** wrong * (1 - symbolError) ** (codeBits - wrong);
    // At most one of a code word's bits in the wrong symbols may be flipped.
    const codeWord = (1 + wrong) / 2 ** wrong;
    success += probability * codeWord ** used;
    ways *= (codeBits - wrong) / (wrong + 1);
  }
  return success;
}

/** Least number of bits in which two code words differ. */
const DISTANCE = { 5: 2, 6: 2, 7: 3, 8: 4 } as const;
/** The table's polynomials are in the amplitude less this. */
const MIDDLE = 3.25;

/**
 * Probability that a block arrives, each bit being weighed by its certainty: by simulation with the modem (see `BLOCK_ERRORS`).
 *
 * Above the simulated range, where fewer than one block in some thousand is lost, the log-odds go on as they must: the likeliest way
 * to lose a block is that in as many symbols as two code words differ in, noise takes half of the signal's amplitude and gives it
 * to the wrong bin; its probability falls as exp(−d·Es/2N0). Below it they go on in a straight line.
 */
export function softBlockSuccess({ rows, used, codeBits, symbolSnr }: Block): number {
  if (used === 0) return 1;
  const [from, to, sharing, ...logOdds] = BLOCK_ERRORS[codeBits][rows];
  const amplitude = Math.sqrt(symbolSnr);
  const inside = Math.min(Math.max(amplitude, from), to);
  const x = inside - MIDDLE;
  let value = 0;
  let slope = 0;
  for (let i = logOdds.length - 1; i >= 0; i--) {
    slope = slope * x + value;
    value = value * x + logOdds[i];
  }
  const beyond = amplitude - inside;
  value += slope * beyond - (beyond > 0 ? (DISTANCE[codeBits] / 2) * beyond * beyond : 0);
  // 1 − P of the whole block is 1 / (1 + e^value). The code words share their errors: what the first of them add gets less and less.
  const share = used === rows ? 1 : (1 - sharing ** used) / (1 - sharing ** rows);
  return Math.exp(-share * softPlus(value));
}

/** ln(1 + e^x) without losing digits or overflowing. */
function softPlus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
