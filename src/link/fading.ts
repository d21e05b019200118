import { requireRange } from "../math/errors.ts";
import { inverseComplementaryNormal, normalProbability } from "../math/normal.ts";

/** A standard deviation beyond it is no shadowing: 3GPP's and ITU's models stay below 15 dB. */
const MAX_SHADOWING_DB = 50;
/** Availabilities are stated to five nines at most: beyond, the tail is not normal. */
const LEAST_OUTAGE = 1e-5;

/** Log-normal shadowing: losses in dB spread normally about what the model gives. */
export interface Shadowing {
  /** Standard deviation, dB, 0 to 50. */
  readonly shadowingDb: number;
  /** Share of the places (or times) in which the link must work, 0.00001 to 0.99999. */
  readonly availability: number;
}

/**
 * What shadowing takes from the budget so that a link works in a stated share of the places: z·σ, with z the normal deviate of
 * that share. Negative for a share below a half.
 *
 * @returns dB
 * @throws {InputError} when an argument is out of range
 * @see W. Jakes, "Microwave Mobile Communications", §2.5.3, coverage at the edge of a cell
 */
export function shadowingMarginDb({ shadowingDb, availability }: Shadowing): number {
  requireRange("shadowingDb", shadowingDb, 0, MAX_SHADOWING_DB);
  requireRange("availability", availability, LEAST_OUTAGE, 1 - LEAST_OUTAGE);
  // The rational approximation of the deviate is off by 4e-4 at a half, where the answer is exactly zero.
  if (shadowingDb === 0 || availability === 0.5) return 0;
  return shadowingDb * inverseComplementaryNormal(1 - availability);
}

/**
 * The share of the places in which a link works that has so much margin over its median.
 *
 * @param marginDb margin at the median loss
 * @param shadowingDb standard deviation, dB, > 0 to 50; at 0 it works everywhere or nowhere
 */
export function shadowingAvailability(marginDb: number, shadowingDb: number): number {
  requireRange("shadowingDb", shadowingDb, 0, MAX_SHADOWING_DB);
  if (shadowingDb === 0) return marginDb >= 0 ? 1 : 0;
  return normalProbability(marginDb / shadowingDb);
}
