import type { Doubts } from "../../coding/block-decoder.ts";

/** Nibbles that are doubted: subsets of more of them are never among the likeliest. */
const DOUBTED = 6;

/**
 * Turns the least certain nibbles over, the likeliest combinations first, until a check is content.
 *
 * A frame at the sensitivity limit mostly fails by one code word, whose second choice is then the right one. Each try that a CRC of 16
 * bits judges has a chance of 1 in 65536 to be content with something wrong: so few tries are made.
 *
 * @param nibbles are changed, and left so when the check is content
 * @param from and to: the nibbles that may be changed
 * @param tries at most so many
 * @returns how many tries it took; 0 when none was right
 */
export function guessNibbles(
  nibbles: Uint8Array,
  doubts: Doubts,
  { from, to, tries }: { readonly from: number; readonly to: number; readonly tries: number },
  isRight: () => boolean,
): number {
  const places = Array.from({ length: to - from }, (_, i) => from + i)
    .sort((a, b) => doubts.margins[a]! - doubts.margins[b]!)
    .slice(0, DOUBTED);
  const subsets = Array.from({ length: 2 ** places.length - 1 }, (_, i) => {
    const chosen = places.filter((_place, bit) => ((i + 1) >> bit) & 1);
    return { chosen, margin: chosen.reduce((sum, place) => sum + doubts.margins[place]!, 0) };
  }).sort((a, b) => a.margin - b.margin);
  for (const [index, { chosen }] of subsets.slice(0, tries).entries()) {
    swap(nibbles, doubts.nibbles, chosen);
    if (isRight()) return index + 1;
    swap(nibbles, doubts.nibbles, chosen);
  }
  return 0;
}

function swap(a: Uint8Array, b: Uint8Array, places: readonly number[]): void {
  for (const place of places) {
    const held = a[place]!;
    a[place] = b[place]!;
    b[place] = held;
  }
}
