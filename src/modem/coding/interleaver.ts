/**
 * Where the diagonal interleaver puts a code word's bit: symbol i takes bit i of every code word, each to another place, so that a lost
 * symbol costs each code word one bit, and a symbol's weak bits fall on different code words.
 *
 * @param row number of the code word in its block
 * @param i number of its bit, which is the number of the symbol
 * @param rows code words of the block, which are a symbol's bits
 * @returns number of the bit in the symbol, the most significant one first
 * @see J. Tapparel et al., SPAWC 2020
 */
export function bitInSymbol(row: number, i: number, rows: number): number {
  // With the rows added it is not negative
  return (i - row - 1 + rows) % rows;
}
