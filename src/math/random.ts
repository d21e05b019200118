/** A source of numbers from 0 up to, but not including, 1: each call gives the next. */
export type Random = () => number;

/**
 * Uniform random numbers that are the same in every run, on every machine: the generator "mulberry32" (T. Ettinger, public domain).
 *
 * Its state has 32 bits: ample for choices and for millions of draws, too small for cryptography or for billions.
 *
 * @param seed a whole number, taken modulo 2³²
 * @returns a generator of its own; two with the same seed give the same numbers
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Standard normal deviates (mean 0, standard deviation 1) from uniform numbers, two from every two.
 *
 * @returns draws from `random` when it is called, not before
 * @see G. Box and M. Muller, "A note on the generation of random normal deviates", 1958
 */
export function normalDeviates(random: Random): () => number {
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const deviate = spare;
      spare = null;
      return deviate;
    }
    // 1 − u is never zero, so that the logarithm is finite.
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    const angleRad = 2 * Math.PI * random();
    spare = radius * Math.sin(angleRad);
    return radius * Math.cos(angleRad);
  };
}
