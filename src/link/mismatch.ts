import { requireRange } from "../math/errors.ts";

/** Beyond it hardly any power passes: such a number is a slip, not an antenna. */
const MAX_VSWR = 1000;

/**
 * Power that a mismatched antenna turns back: −10·log10(1 − |Γ|²) with |Γ| = (s − 1)/(s + 1), without what a second reflection
 * at the transmitter would return.
 *
 * @param vswr voltage standing-wave ratio, 1 (perfect) to 1000
 * @returns loss in dB, positive
 * @throws {InputError} when the ratio is out of range
 * @see D. Pozar, "Microwave Engineering", §2.3, return loss and mismatch
 */
export function mismatchLossDb(vswr: number): number {
  requireRange("vswr", vswr, 1, MAX_VSWR);
  const reflection = (vswr - 1) / (vswr + 1);
  return -10 * Math.log10(1 - reflection ** 2);
}
