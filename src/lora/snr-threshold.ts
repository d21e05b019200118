import type { SpreadingFactor } from "./parameters.ts";

/**
 * Signal-to-noise ratio in the signal's bandwidth at which a LoRa demodulator still works, dB.
 *
 * @see Semtech SX1276/77/78/79 datasheet rev. 7, table 13, "LoRa Demodulator SNR" (SF6–SF12); SF5: SX1261/2 datasheet rev. 2.1,
 *   table 6-1, which gives the same values for SF6–SF12
 */
export const REQUIRED_SNR_DB: Readonly<Record<SpreadingFactor, number>> = {
  5: -2.5,
  6: -5,
  7: -7.5,
  8: -10,
  9: -12.5,
  10: -15,
  11: -17.5,
  12: -20,
};
