import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeHardBlock, decodeSoftBlock } from "../../../src/modem/coding/block-decoder.ts";
import { blockLabels } from "../../../src/modem/coding/block-encoder.ts";
import type { BlockShape } from "../../../src/modem/coding/frame-layout.ts";
import type { CodeBits } from "../../../src/modem/coding/hamming.ts";

const anyShape: fc.Arbitrary<BlockShape> = fc
  .record({ rows: fc.integer({ min: 3, max: 12 }), codeBits: fc.constantFrom<CodeBits>(5, 6, 7, 8) })
  .map(({ rows, codeBits }) => ({ rows, codeBits, symbols: codeBits, reduced: false }));

const anyBlock = anyShape.chain((shape) =>
  fc.record({
    shape: fc.constant(shape),
    nibbles: fc.uint8Array({ minLength: shape.rows, maxLength: shape.rows, max: 15 }),
  }),
);

const anySoftBlock = anyShape.chain((shape) => {
  const length = shape.rows * shape.codeBits;
  const ratios = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: length, maxLength: length });
  return fc.record({ shape: fc.constant(shape), soft: ratios.map((values) => Float64Array.from(values)) });
});

/** Bits of a code word, by the equations of the code (tests/reference/modem/SOURCE.md). */
function wordBits(nibble: number, codeBits: number): number[] {
  const [d0, d1, d2, d3] = [0, 1, 2, 3].map((k) => (nibble >> k) & 1);
  if (codeBits === 5) return [d0, d1, d2, d3, d0 ^ d1 ^ d2 ^ d3];
  return [d0, d1, d2, d3, d0 ^ d1 ^ d2, d1 ^ d2 ^ d3, d0 ^ d1 ^ d3, d0 ^ d2 ^ d3].slice(0, codeBits);
}

/** Ratios of each code word: bit i of code word (i − j − 1) mod rows is bit j of symbol i. */
function ratiosByWord(soft: Float64Array, { rows, codeBits }: BlockShape): number[][] {
  const words = Array.from({ length: rows }, () => new Array<number>(codeBits).fill(0));
  for (let i = 0; i < codeBits; i++) {
    for (let j = 0; j < rows; j++) words[(((i - j - 1) % rows) + rows) % rows][i] = soft[i * rows + j];
  }
  return words;
}

/** How well a nibble's code word agrees: the correlation of its signs with the ratios. */
function agreement(nibble: number, ratios: readonly number[]): number {
  return wordBits(nibble, ratios.length).reduce((sum, bit, i) => sum + (bit === 1 ? ratios[i] : -ratios[i]), 0);
}

/** What a receiver without noise would say of the labels, with a certainty of 1. */
function ratiosOf(labels: Uint16Array, { rows, codeBits }: BlockShape): Float64Array {
  return Float64Array.from({ length: rows * codeBits }, (_, at) => {
    const bit = (labels[Math.floor(at / rows)] >> (rows - 1 - (at % rows))) & 1;
    return bit === 1 ? 1 : -1;
  });
}

describe("decodeSoftBlock", () => {
  it("finds the likeliest code words of all, as trying each one does", () => {
    fc.assert(
      fc.property(anySoftBlock, ({ shape, soft }) => {
        const nibbles = new Uint8Array(shape.rows);
        const changed = decodeSoftBlock(soft, 0, shape, nibbles, 0);
        let contradictions = 0;
        ratiosByWord(soft, shape).forEach((ratios, row) => {
          const best = Math.max(...Array.from({ length: 16 }, (_, nibble) => agreement(nibble, ratios)));
          expect(agreement(nibbles[row], ratios)).toBeCloseTo(best, 9);
          const bits = wordBits(nibbles[row], shape.codeBits);
          contradictions += bits.filter((bit, i) => (bit === 1 ? ratios[i] < 0 : ratios[i] > 0)).length;
        });
        expect(changed).toBe(contradictions);
      }),
    );
  });

  it("mends a strong code word's one weak wrong bit at every rate", () => {
    fc.assert(
      fc.property(anyBlock, fc.nat(), ({ shape, nibbles }, wrong) => {
        const soft = ratiosOf(blockLabels({ shape, nibble: 0, symbol: 0 }, nibbles), shape);
        soft[wrong % soft.length] *= -0.1;
        const decoded = new Uint8Array(shape.rows);
        expect(decodeSoftBlock(soft, 0, shape, decoded, 0)).toBe(1);
        expect(decoded).toEqual(nibbles);
      }),
    );
  });

  it("mends by signs alone what hard decisions mend", () => {
    fc.assert(
      fc.property(anyBlock, fc.nat(), ({ shape, nibbles }, wrong) => {
        fc.pre(shape.codeBits >= 7);
        const labels = blockLabels({ shape, nibble: 0, symbol: 0 }, nibbles);
        // A whole symbol: one bit of each code word
        labels[wrong % shape.symbols] ^= (1 << shape.rows) - 1;
        const soft = new Uint8Array(shape.rows);
        const hard = new Uint8Array(shape.rows);
        expect(decodeSoftBlock(ratiosOf(labels, shape), 0, shape, soft, 0)).toBe(shape.rows);
        expect(decodeHardBlock(labels, 0, shape, hard, 0)).toBe(shape.rows);
        expect(soft).toEqual(nibbles);
        expect(hard).toEqual(nibbles);
      }),
    );
  });

  it("reads and writes at the offsets, and nothing beside", () => {
    const shape: BlockShape = { rows: 5, codeBits: 8, symbols: 8, reduced: true };
    const sent = Uint8Array.of(1, 2, 3, 4, 5);
    const labels = blockLabels({ shape, nibble: 0, symbol: 0 }, sent);
    const soft = Float64Array.of(9, 9, 9, ...ratiosOf(labels, shape));
    const nibbles = new Uint8Array(8).fill(7);
    expect(decodeSoftBlock(soft, 3, shape, nibbles, 2)).toBe(0);
    expect(Array.from(nibbles)).toEqual([7, 7, 1, 2, 3, 4, 5, 7]);
    nibbles.fill(7);
    expect(decodeHardBlock(Uint16Array.of(9, ...labels), 1, shape, nibbles, 2)).toBe(0);
    expect(Array.from(nibbles)).toEqual([7, 7, 1, 2, 3, 4, 5, 7]);
  });
});

describe("decodeHardBlock", () => {
  it("keeps the data bits where the parity cannot say which bit is wrong", () => {
    for (const codeBits of [5, 6] as const) {
      const shape: BlockShape = { rows: 7, codeBits, symbols: codeBits, reduced: false };
      const sent = Uint8Array.of(0, 3, 5, 9, 12, 14, 15);
      const labels = blockLabels({ shape, nibble: 0, symbol: 0 }, sent);
      // The last symbol has the last parity bit of each code word
      labels[codeBits - 1] ^= 0x7f;
      const nibbles = new Uint8Array(7);
      expect(decodeHardBlock(labels, 0, shape, nibbles, 0)).toBe(7);
      expect(nibbles).toEqual(sent);
    }
  });
});
