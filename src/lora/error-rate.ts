import { dbToRatio } from "../math/db.ts";
import { requireRange } from "../math/errors.ts";
import type { SpreadingFactor } from "./parameters.ts";

/** Step of the integral over the envelope, in units of √N0: a smooth bell summed so finely is exact to 1e-8. */
const STEP = 0.1;
/** How far below and above its middle the bell is followed; what is left out is below 1e-15. */
const REACH_BELOW = 8;
const REACH_ABOVE = 6;
/** The strongest of the other bins is above √(ln M + this) with a probability below 1e-17. */
const TAIL = 40;
/** Rates that the union bound puts below it are taken as zero. */
const NEGLIGIBLE_RATE = 1e-18;

/**
 * Probability that a symbol is taken for another one: non-coherent detection of 2^SF orthogonal signals in white noise, with
 * perfect synchronisation.
 *
 * @param snrDb signal-to-noise ratio in the signal's bandwidth
 * @returns 0 to (2^SF − 1) / 2^SF
 * @throws {InputError} when the ratio is not a number
 * @see J. Proakis, "Digital Communications", 5th ed., §4.5, equation 4.5-42, with E_s/N_0 = 2^SF · SNR
 */
export function symbolErrorRate(sf: SpreadingFactor, snrDb: number): number {
  requireRange("snrDb", snrDb, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  return orthogonalErrorRate(sf, 2 ** sf * dbToRatio(snrDb));
}

/**
 * The same for any number of signals: at the reduced rate only a quarter of the 2^SF can be sent.
 *
 * The wanted bin's envelope has Rice's density, the other ones Rayleigh's: the chance that all of those stay below is integrated
 * over the envelope. The alternating sum of the textbooks loses all its digits beyond SF6.
 *
 * @param bits the logarithm of their number
 * @param symbolSnr energy of a symbol over the noise's density, a ratio
 */
export function orthogonalErrorRate(bits: number, symbolSnr: number): number {
  const others = 2 ** bits - 1;
  if (0.5 * others * Math.exp(-0.5 * symbolSnr) < NEGLIGIBLE_RATE) return 0;
  const middle = Math.sqrt(symbolSnr);
  const first = Math.max(0, Math.floor((middle - REACH_BELOW) / STEP));
  const last = Math.ceil(Math.min(middle + REACH_ABOVE, Math.sqrt(Math.log(others) + TAIL)) / STEP);
  let sum = 0;
  for (let i = Math.max(first, 1); i <= last; i++) {
    const x = i * STEP;
    const density = 2 * x * Math.exp(-((x - middle) ** 2)) * scaledBesselI0(2 * x * middle);
    sum += density * -Math.expm1(others * Math.log1p(-Math.exp(-x * x)));
  }
  // Euler–Maclaurin: near zero the integrand is 2x·(1 + (γ − 1)·x²)·e^−γ.
  const edge = (STEP ** 2 / 6 + (STEP ** 4 * (1 - symbolSnr)) / 60) * Math.exp(-symbolSnr);
  return Math.min(STEP * sum + (first === 0 ? edge : 0), others / (others + 1));
}

/** Below it the power series of I0 is used, above it the asymptotic one. */
const SERIES_LIMIT = 15;

/** e^−x · I0(x), x ≥ 0. @see Abramowitz & Stegun 9.6.10 (series) and 9.7.1 (asymptotic expansion) */
function scaledBesselI0(x: number): number {
  let term = 1;
  let sum = 1;
  if (x < SERIES_LIMIT) {
    const quarter = (x * x) / 4;
    for (let k = 1; term > 1e-16 * sum; k++) {
      term *= quarter / (k * k);
      sum += term;
    }
    return sum * Math.exp(-x);
  }
  for (let k = 1; k <= 12 && term > 1e-16; k++) {
    term *= (2 * k - 1) ** 2 / (8 * k * x);
    sum += term;
  }
  return sum / Math.sqrt(2 * Math.PI * x);
}
