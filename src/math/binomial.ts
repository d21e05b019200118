import { InputError } from "./errors.ts";

/** A normal deviate lies within ± this with probability 95 %. */
const Z_95 = 1.959963984540054;

/**
 * The 95 % confidence interval of a probability after so many successes in independent trials, by Wilson's score: it holds near 0
 * and 1 too, where the usual ± interval collapses.
 *
 * @param successes whole, 0 to `trials`
 * @param trials whole, > 0
 * @returns lower and upper end, within 0 to 1
 * @throws {InputError} when the counts do not fit
 * @see E. Wilson, "Probable inference, the law of succession, and statistical inference", 1927
 */
export function binomialInterval95(successes: number, trials: number): readonly [lower: number, upper: number] {
  if (!(trials > 0 && successes >= 0 && successes <= trials)) {
    const message = `expected 0 to ${trials} successes in a positive number of trials, got ${successes}`;
    throw new InputError({ code: "out-of-range", where: "successes", message });
  }
  const share = successes / trials;
  const spread = Z_95 ** 2 / trials;
  const middle = (share + spread / 2) / (1 + spread);
  const half = Math.sqrt(share * (1 - share) * spread + spread ** 2 / 4) / (1 + spread);
  // At the ends the exact values are 0 and 1, which rounding would miss.
  return [successes === 0 ? 0 : middle - half, successes === trials ? 1 : middle + half];
}
