// biome-ignore-all format: made by scripts/measure-receiver-loss.js, not to be edited
import type { SpreadingFactor } from "./parameters.ts";

/**
 * What the modem's receiver loses against ideal synchronisation, by spreading factor: SNR and loss in dB at two points.
 *
 * Frames of 16 bytes at 4/8 and 4/5 with eight preamble symbols, carrier up to 8680 Hz and clock up to 10 ppm off, at 125 kHz and
 * one sample per chip, where ideal synchronisation loses 3 %. Version 0.1.0, seed 1, up to 8000 frames a point.
 */
export const RECEIVER_LOSS: Readonly<Record<SpreadingFactor, readonly (readonly [snrDb: number, lossDb: number])[]>> = {
  5: [[-5.25, 0.91], [-3.73, 0.5]],
  6: [[-7.88, 0.4], [-6.46, 0.27]],
  7: [[-10.56, 0.3], [-9.18, 0.26]],
  8: [[-13.26, 0.3], [-11.94, 0.28]],
  9: [[-15.98, 0.35], [-14.73, 0.29]],
  10: [[-18.71, 0.3], [-17.51, 0.26]],
  11: [[-21.95, 0.38], [-20.76, 0.28]],
  12: [[-24.69, 0.41], [-23.57, 0.3]],
};
