import type { SpreadingFactor } from "../../lora/parameters.ts";

/**
 * The bits that a symbol carries: a Gray code, so that the neighbouring symbol, the likeliest mistake, has one bit wrong.
 *
 * @param symbol start offset of the chirp, 0 to 2^SF − 1
 * @param reduced whether its two low bits are unused (header, low-data-rate optimisation): such symbols are 1 above a multiple of
 *   four, and one that is not counts as its nearest
 * @returns SF bits, reduced SF − 2; the most significant one is the interleaver's first
 * @see J. Tapparel et al., SPAWC 2020
 */
export function labelOfSymbol(symbol: number, sf: SpreadingFactor, reduced: boolean): number {
  // 4v + 1 is v, and so are its neighbours 4v and 4v + 2
  const value = reduced ? symbol >> 2 : (symbol - 1) & ((1 << sf) - 1);
  return value ^ (value >> 1);
}

/** The symbol that carries the bits: the inverse of {@link labelOfSymbol}. */
export function symbolOfLabel(label: number, sf: SpreadingFactor, reduced: boolean): number {
  let value = label;
  for (let shift = 1; shift < sf; shift <<= 1) value ^= value >> shift;
  return reduced ? 4 * value + 1 : (value + 1) & ((1 << sf) - 1);
}
