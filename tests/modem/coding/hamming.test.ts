import { describe, expect, it } from "vitest";
import { CODE_WORDS, type CodeBits, countOnes, NEAREST_NIBBLES } from "../../../src/modem/coding/hamming.ts";

const NIBBLES = Array.from({ length: 16 }, (_, nibble) => nibble);

function leastDistance(codeBits: CodeBits): number {
  const words = Array.from(CODE_WORDS[codeBits]);
  return Math.min(...words.flatMap((a, i) => words.slice(i + 1).map((b) => countOnes(a ^ b))));
}

describe("the code", () => {
  it.each([
    [5, 2],
    [6, 2],
    [7, 3],
    [8, 4],
  ] as const)("of %d bits has distance %d", (codeBits, distance) => {
    expect(leastDistance(codeBits)).toBe(distance);
  });

  it.each([7, 8] as const)("of %d bits mends any single bit of any word", (codeBits) => {
    for (const nibble of NIBBLES) {
      expect(NEAREST_NIBBLES[codeBits][CODE_WORDS[codeBits][nibble]]).toBe(nibble);
      for (let bit = 0; bit < codeBits; bit++) {
        expect(NEAREST_NIBBLES[codeBits][CODE_WORDS[codeBits][nibble] ^ (1 << bit)]).toBe(nibble);
      }
    }
  });

  it("of 8 bits keeps the data bits of a word with two wrong ones", () => {
    for (let received = 0; received < 256; received++) {
      const distances = Array.from(CODE_WORDS[8], (word) => countOnes(word ^ received));
      if (Math.min(...distances) < 2 || distances[received & 0xf] > 2) continue;
      expect(NEAREST_NIBBLES[8][received]).toBe(received & 0xf);
    }
  });

  it.each([5, 6] as const)("of %d bits has no word nearer than the one it takes", (codeBits) => {
    for (let received = 0; received < 1 << codeBits; received++) {
      const distances = Array.from(CODE_WORDS[codeBits], (word) => countOnes(word ^ received));
      const taken = NEAREST_NIBBLES[codeBits][received];
      expect(distances[taken]).toBe(Math.min(...distances));
      if (distances[received & 0xf] === distances[taken]) expect(taken).toBe(received & 0xf);
    }
  });
});
