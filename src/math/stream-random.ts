import type { Random } from "./random.ts";

/** The golden ratio's fraction in 32 bits: adding it again and again visits all numbers, far apart. */
const GOLDEN = 0x9e3779b9;

/**
 * Uniform random numbers for long simulations, in streams that do not meet.
 *
 * @param seed a whole number, taken modulo 2³²
 * @param path whole numbers that tell this stream from its neighbours: which point, which batch
 * @returns numbers from 0 up to, but not including, 1, in steps of 2⁻³²
 */
export function streamRandom(seed: number, ...path: readonly number[]): Random {
  let a = mix(seed + GOLDEN);
  let b = mix(a + GOLDEN);
  for (const step of path) {
    a = mix(a ^ mix(step + GOLDEN));
    b = mix(b + a);
  }
  const c = mix(b + GOLDEN);
  // A state of four zeros would stay so
  return xoshiro128([a, b, c, mix(c + GOLDEN) | 1]);
}

/**
 * The generator "xoshiro128++": a period of 2¹²⁸ − 1, where `seededRandom` has 2³².
 *
 * @param state four words of 32 bits, not all zero
 * @see D. Blackman and S. Vigna, "Scrambled linear pseudorandom number generators", 2021
 */
export function xoshiro128(state: readonly [number, number, number, number]): Random {
  let [a, b, c, d] = state;
  return () => {
    const sum = (a + d) | 0;
    const value = (((sum << 7) | (sum >>> 25)) + a) | 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return (value >>> 0) * 2 ** -32;
  };
}

/** Spreads a word over all of its bits. @see A. Appleby, MurmurHash3 (public domain), the finaliser for 32 bits */
function mix(word: number): number {
  let mixed = word | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
