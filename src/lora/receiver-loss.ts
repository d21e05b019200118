import type { SpreadingFactor } from "./parameters.ts";
import { RECEIVER_LOSS } from "./receiver-loss.generated.ts";

/**
 * What the modem's receiver loses against ideal synchronisation, because it must find the frame, its carrier and its clock: so much
 * more SNR it needs for the same packet error rate.
 *
 * Measured at two SNRs (see `RECEIVER_LOSS`); a straight line between them, and their values beyond.
 *
 * @param snrDb in the signal's bandwidth
 * @returns dB, not negative
 */
export function receiverLossDb(sf: SpreadingFactor, snrDb: number): number {
  const [[lowDb, lossAtLowDb], [highDb, lossAtHighDb]] = RECEIVER_LOSS[sf];
  const share = Math.min(Math.max((snrDb - lowDb) / (highDb - lowDb), 0), 1);
  return lossAtLowDb + share * (lossAtHighDb - lossAtLowDb);
}
