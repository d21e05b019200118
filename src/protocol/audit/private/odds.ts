const DAY_S = 86_400;
const YEAR_S = 365.25 * DAY_S;

/**
 * Chance that somebody who only guesses tags gets one frame accepted.
 *
 * @param tagBits length of the tag
 * @param triesPerS frames that one can send; each try needs one
 * @param durationS how long one tries
 * @returns 1 − (1 − 2^−tagBits)^tries
 */
export function forgeryOdds(tagBits: number, triesPerS: number, durationS = YEAR_S): number {
  // For small chances 1 − x loses all digits: the logarithm keeps them
  return -Math.expm1(triesPerS * durationS * Math.log1p(-(2 ** -tagBits)));
}

/** Time until half of those who guess have had one frame accepted, s. */
export function forgeryHalfTimeS(tagBits: number, triesPerS: number): number {
  return Math.log(2) / (-Math.log1p(-(2 ** -tagBits)) * triesPerS);
}

/**
 * Chance that random nonces repeat under one key: the birthday bound.
 *
 * @param nonceBits random bits of each nonce
 * @param frames under one key
 * @see NIST SP 800-38D §8.3
 */
export function nonceRepeatOdds(nonceBits: number, frames: number): number {
  return -Math.expm1((-frames * (frames - 1)) / 2 ** (nonceBits + 1));
}

/** `1.8 hours`, `14 years`. */
export function durationText(durationS: number): string {
  const units: readonly (readonly [number, string])[] = [
    [YEAR_S, "years"],
    [DAY_S, "days"],
    [3600, "hours"],
    [60, "minutes"],
  ];
  const [sizeS, unit] = units.find(([size]) => durationS >= size) ?? [1, "seconds"];
  const amount = durationS / sizeS;
  return `${amount >= 1e6 ? amount.toExponential(0) : Number(amount.toPrecision(2))} ${unit}`;
}

/** `7.1 %`, `1 in 4 billion`. */
export function oddsText(odds: number): string {
  if (odds >= 0.995) return "almost certain";
  if (odds >= 0.001) return `${Number((100 * odds).toPrecision(2))} %`;
  return odds <= 0 ? "none" : `1 in ${(1 / odds).toExponential(0)}`;
}
