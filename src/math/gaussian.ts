import { seededRandom } from "./random.ts";

/** Standard normal deviates in quantity: for noise on samples. */
export interface Gaussian {
  /** The next deviate: mean 0, standard deviation 1. */
  next(): number;
  /** Adds to each number a deviate of its own, times `sigma`. */
  addTo(samples: Float32Array, sigma: number): void;
}

/** Layers of equal area under the density, as many as one byte counts. */
const LAYERS = 256;
/** Where the lowest layer's rectangle ends and the tail begins, and the area of each layer (Marsaglia and Tsang, §3). */
const TAIL_START = 3.654152885361009;
const LAYER_AREA = 0.00492867323399;
/** Of 32 random bits eight choose the layer, one the sign, and the rest say where in the layer. */
const POSITIONS = 2 ** 23;
const LAYER_BITS = LAYERS - 1;
const LAYER_AND_SIGN_BITS = 2 * LAYERS - 1;

/** Of each layer: the width of a position, and again with the sign turned, so that no branch has to guess at the sign. */
const widths = new Float64Array(2 * LAYERS);
/** Positions that lie under the curve for certain, again twice. */
const certain = new Int32Array(2 * LAYERS);
/** The density at the outer edge, and of the top layer's inner edge. */
const density = new Float64Array(LAYERS + 1);

function makeTables(): void {
  const f = (x: number) => Math.exp(-0.5 * x * x);
  const edges = new Float64Array(LAYERS + 1);
  // The lowest layer is a rectangle and the tail beside it: as wide as a rectangle of the same area
  edges[0] = LAYER_AREA / f(TAIL_START);
  edges[1] = TAIL_START;
  for (let i = 2; i < LAYERS; i++) {
    edges[i] = Math.sqrt(-2 * Math.log(LAYER_AREA / edges[i - 1] + f(edges[i - 1])));
  }
  for (let i = 0; i < LAYERS; i++) {
    widths[i] = edges[i] / POSITIONS;
    widths[LAYERS + i] = -widths[i];
    certain[i] = Math.floor((edges[i + 1] / edges[i]) * POSITIONS);
    certain[LAYERS + i] = certain[i];
    density[i] = f(edges[i]);
  }
  density[LAYERS] = 1;
}
makeTables();

/**
 * Normal deviates by the ziggurat method from the generator xoshiro128**: 99 of 100 cost one 32-bit number and one comparison.
 *
 * The generator's period is 2^128 − 1. Layer, sign and position come from bits of their own, so that none tells of another (the
 * weakness of the method as first published).
 *
 * @param seed a whole number, taken modulo 2³²
 * @see G. Marsaglia and W. W. Tsang, "The ziggurat method for generating random variables", J. Stat. Software 5(8), 2000
 * @see J. A. Doornik, "An improved ziggurat method to generate normal random samples", 2005
 * @see D. Blackman and S. Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47(4), 2021
 */
export function createGaussian(seed: number): Gaussian {
  const random = seededRandom(seed);
  const state = Int32Array.from({ length: 4 }, () => random() * 2 ** 32);
  return {
    next: () => finish(nextBits(state), state),
    addTo: (samples, sigma) => addDeviates(samples, sigma, state),
  };
}

function addDeviates(samples: Float32Array, sigma: number, state: Int32Array): void {
  let s0 = state[0];
  let s1 = state[1];
  let s2 = state[2];
  let s3 = state[3];
  for (let i = 0; i < samples.length; i++) {
    // The steps of nextBits in locals: state in memory would cost more than the number
    const product = Math.imul(s1, 5);
    const bits = Math.imul((product << 7) | (product >>> 25), 9);
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = (s3 << 11) | (s3 >>> 21);

    const layer = bits & LAYER_AND_SIGN_BITS;
    const position = bits >>> 9;
    if (position < certain[layer]) {
      samples[i] += sigma * ((position + 0.5) * widths[layer]);
    } else {
      state[0] = s0;
      state[1] = s1;
      state[2] = s2;
      state[3] = s3;
      samples[i] += sigma * finish(bits, state);
      s0 = state[0];
      s1 = state[1];
      s2 = state[2];
      s3 = state[3];
    }
  }
  state[0] = s0;
  state[1] = s1;
  state[2] = s2;
  state[3] = s3;
}

/** The deviate that these bits begin; at a layer's edge it takes more of them, and may have to begin again. */
function finish(firstBits: number, state: Int32Array): number {
  for (let bits = firstBits; ; bits = nextBits(state)) {
    const position = bits >>> 9;
    const deviate = (position + 0.5) * widths[bits & LAYER_AND_SIGN_BITS];
    const layer = bits & LAYER_BITS;
    if (position < certain[layer]) return deviate;
    if (layer === 0) return Math.sign(deviate) * drawTail(state);
    const height = density[layer] + uniform(state) * (density[layer + 1] - density[layer]);
    if (height < Math.exp(-0.5 * deviate * deviate)) return deviate;
  }
}

/** @see G. Marsaglia, "Generating a variable from the tail of the normal distribution", Technometrics 6, 1964 */
function drawTail(state: Int32Array): number {
  for (;;) {
    const x = -Math.log(uniform(state)) / TAIL_START;
    const y = -Math.log(uniform(state));
    if (2 * y > x * x) return TAIL_START + x;
  }
}

/** Between 0 and 1, neither of which it reaches. */
function uniform(state: Int32Array): number {
  return ((nextBits(state) >>> 0) + 0.5) / 2 ** 32;
}

/** The next 32 bits of xoshiro128**. */
function nextBits(state: Int32Array): number {
  const product = Math.imul(state[1], 5);
  const bits = Math.imul((product << 7) | (product >>> 25), 9);
  const shifted = state[1] << 9;
  state[2] ^= state[0];
  state[3] ^= state[1];
  state[1] ^= state[2];
  state[0] ^= state[3];
  state[2] ^= shifted;
  state[3] = (state[3] << 11) | (state[3] >>> 21);
  return bits;
}
