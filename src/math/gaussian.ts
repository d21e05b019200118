import { KERNEL_BASE64 } from "./gaussian-kernel.generated.ts";
import { seededRandom } from "./random.ts";
import { WasmKernel } from "./wasm-kernel.ts";

/** Standard normal deviates in quantity: for noise on samples. */
export interface Gaussian {
  /** The next deviate: mean 0, standard deviation 1. */
  next(): number;
  /** Adds to each number a deviate of its own, times `sigma`. */
  addTo(samples: Float32Array, sigma: number): void;
}

/** Numbers that are handed to the compiled loops at a time, so that they stay in the processor's nearest cache. */
const BLOCK = 2048;
/** The loops make so many deviates at once. */
const BATCH = 8;
/** Four generators of four words each. */
const STATE_WORDS = 16;

interface GaussianFunctions {
  addDeviates(state: number, to: number, count: number, sigma: number): void;
}

/**
 * Normal deviates by the method of Box and Muller from the generator xoshiro128++, in compiled loops.
 *
 * They come in one order, however the calls cut it, and are the same on every machine: WebAssembly's arithmetic is exact. None is
 * larger than 6.7: of as large a one there are two in 10¹¹.
 *
 * @param seed a whole number, taken modulo 2³²
 * @see G. Box and M. Muller, "A note on the generation of random normal deviates", Ann. Math. Stat. 29, 1958
 * @see D. Blackman and S. Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47(4), 2021
 */
export function createGaussian(seed: number): Gaussian {
  const random = seededRandom(seed);
  const state = Int32Array.from({ length: STATE_WORDS }, () => random() * 2 ** 32);
  /** Deviates that a call made and did not use, to the end. */
  const spare = new Float32Array(BATCH);
  let used = BATCH;
  const next = (): number => {
    if (used === BATCH) {
      spare.fill(0);
      addBatches(state, spare, 0, BATCH, 1);
      used = 0;
    }
    return spare[used++];
  };
  return {
    next,
    addTo(samples, sigma) {
      // Single numbers are rounded where the compiled loops round theirs
      const scale = Math.fround(sigma);
      const addNext = (at: number) => {
        samples[at] += Math.fround(scale * next());
      };
      let at = 0;
      for (; used < BATCH && at < samples.length; at++) addNext(at);
      const whole = samples.length - ((samples.length - at) % BATCH);
      for (; at < whole; at += BLOCK) addBatches(state, samples, at, Math.min(at + BLOCK, whole), sigma);
      for (at = whole; at < samples.length; at++) addNext(at);
    },
  };
}

let shared: ReturnType<typeof makeLoops> | null = null;

function makeLoops() {
  const kernel = new WasmKernel<GaussianFunctions>(KERNEL_BASE64, [STATE_WORDS, BLOCK]);
  const words = kernel.allocate(STATE_WORDS);
  return {
    run: kernel.run,
    words: new Int32Array(words.buffer, words.byteOffset, STATE_WORDS),
    block: kernel.allocate(BLOCK),
  };
}

/** Adds to numbers `from` to `to`, whole batches of them. One memory serves all generators in turn: each keeps its own state. */
function addBatches(state: Int32Array, samples: Float32Array, from: number, to: number, sigma: number): void {
  shared ??= makeLoops();
  const { run, words, block } = shared;
  const part = samples.subarray(from, to);
  words.set(state);
  block.set(part);
  run.addDeviates(words.byteOffset, block.byteOffset, part.length, sigma);
  part.set(part.length === BLOCK ? block : block.subarray(0, part.length));
  state.set(words);
}
