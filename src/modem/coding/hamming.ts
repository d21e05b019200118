/** Length of a code word in bits: four of data and one to four of parity. */
export type CodeBits = 5 | 6 | 7 | 8;

/**
 * Code words by their length and the nibble that they carry: bit k of a word is the k-th that the interleaver takes, so the four data
 * bits, the least significant first, stand in the low nibble.
 *
 * 4/6 to 4/8 are the Hamming code (8, 4), cut: 4/8 has distance 4, 4/7 distance 3, 4/6 and 4/5 distance 2. 4/5 has one parity of all.
 *
 * @see J. Tapparel et al., SPAWC 2020
 */
export const CODE_WORDS: Readonly<Record<CodeBits, Uint8Array>> = {
  5: codeWords(5),
  6: codeWords(6),
  7: codeWords(7),
  8: codeWords(8),
};

function codeWords(codeBits: CodeBits): Uint8Array {
  return Uint8Array.from({ length: 16 }, (_, nibble) => {
    const [d0, d1, d2, d3] = [0, 1, 2, 3].map((k) => (nibble >> k) & 1);
    if (codeBits === 5) return nibble | ((d0 ^ d1 ^ d2 ^ d3) << 4);
    const parity = (d0 ^ d1 ^ d2) | ((d1 ^ d2 ^ d3) << 1) | ((d0 ^ d1 ^ d3) << 2) | ((d0 ^ d2 ^ d3) << 3);
    return (nibble | (parity << 4)) & ((1 << codeBits) - 1);
  });
}

/**
 * Nibble of the code word that is nearest to a received word, by length and received word.
 *
 * Of several that are equally near, the one whose data bits were received counts; where that is farther (4/6), the lowest.
 */
export const NEAREST_NIBBLES: Readonly<Record<CodeBits, Uint8Array>> = {
  5: nearestNibbles(5),
  6: nearestNibbles(6),
  7: nearestNibbles(7),
  8: nearestNibbles(8),
};

function nearestNibbles(codeBits: CodeBits): Uint8Array {
  return Uint8Array.from({ length: 1 << codeBits }, (_, received) => {
    const distances = Array.from(CODE_WORDS[codeBits], (word) => countOnes(word ^ received));
    const least = Math.min(...distances);
    const asReceived = received & 0xf;
    return distances[asReceived] === least ? asReceived : distances.indexOf(least);
  });
}

/** @param word of eight bits */
export function countOnes(word: number): number {
  let ones = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) ones++;
  return ones;
}
