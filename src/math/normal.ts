import { requireRange } from "./errors.ts";

// Abramowitz & Stegun, Handbook of Mathematical Functions (1964), formula 26.2.23. Its first coefficient is 2.515517;
// the reference algorithm of the Irregular Terrain Model has 2.515516, which is followed here so that both agree to the
// last printed digit. The difference is a hundredth of the approximation's own error.
const NUMERATOR = [2.515516, 0.802853, 0.010328] as const;
const DENOMINATOR = [1, 1.432788, 0.189269, 0.001308] as const;

/**
 * The standard normal deviate that is exceeded with probability `q`, by a rational approximation with an error below 4.5e-4.
 *
 * @param q probability, 0 < q < 1
 * @returns the deviate: positive for q < 0.5, negative for q > 0.5
 * @throws {InputError} when q is outside 0–1
 * @see Abramowitz & Stegun 26.2.23
 */
export function inverseComplementaryNormal(q: number): number {
  requireRange("q", q, Number.MIN_VALUE, 1 - Number.EPSILON / 2);
  const tail = q > 0.5 ? 1 - q : q;
  const t = Math.sqrt(-2 * Math.log(tail));
  const [c0, c1, c2] = NUMERATOR;
  const [d0, d1, d2, d3] = DENOMINATOR;
  const deviate = t - ((c2 * t + c1) * t + c0) / (((d3 * t + d2) * t + d1) * t + d0);
  return q > 0.5 ? -deviate : deviate;
}

/** Below it the series is short, beyond it the continued fraction is: both then give 15 digits. */
const SERIES_LIMIT = 3;
const FRACTION_TERMS = 60;

/**
 * Probability that a standard normal deviate is at most `z`.
 *
 * @see Abramowitz & Stegun 26.2.11 (series near zero) and 26.2.14 (Laplace's continued fraction in the tails)
 */
export function normalProbability(z: number): number {
  const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
  const x = Math.abs(z);
  if (x < SERIES_LIMIT) {
    let term = z;
    let sum = z;
    for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
      term *= (z * z) / odd;
      sum += term;
    }
    return 0.5 + density * sum;
  }
  let fraction = 0;
  for (let k = FRACTION_TERMS; k > 0; k--) fraction = k / (x + fraction);
  const tail = density / (x + fraction);
  return z > 0 ? 1 - tail : tail;
}

/** Each step of Halley's method makes the error about its cube: 4.5e-4 becomes 1e-10, and then nothing. */
const QUANTILE_STEPS = 2;

/**
 * The standard normal deviate that is not exceeded with probability `p`, to about 1e-14.
 *
 * @param p probability, 0 < p < 1
 * @throws {InputError} when p is outside 0–1
 */
export function normalQuantile(p: number): number {
  requireRange("p", p, Number.MIN_VALUE, 1 - Number.EPSILON / 2);
  if (p === 0.5) return 0;
  // In the lower tail, where the probability keeps all its digits
  const tail = p < 0.5 ? p : 1 - p;
  let z = -inverseComplementaryNormal(tail);
  for (let i = 0; i < QUANTILE_STEPS; i++) {
    const step = (normalProbability(z) - tail) * Math.sqrt(2 * Math.PI) * Math.exp(0.5 * z * z);
    z -= step / (1 + 0.5 * z * step);
  }
  return p < 0.5 ? z : -z;
}
