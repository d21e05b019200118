// biome-ignore-all format: made by scripts/measure-receiver-loss.js, not to be edited
import type { SpreadingFactor } from "./parameters.ts";

/**
 * What the modem's receiver loses against ideal synchronisation, by spreading factor: SNR and loss in dB at two points.
 *
 * Frames of 16 bytes at 4/8 and 4/5 with eight preamble symbols, carrier up to 8680 Hz and clock up to 10 ppm off, at 125 kHz and
 * one sample per chip, where ideal synchronisation loses 3 %. Version 0.1.0, seed 1, up to 8000 frames a point.
 */
export const RECEIVER_LOSS: Readonly<Record<SpreadingFactor, readonly (readonly [snrDb: number, lossDb: number])[]>> = {
  5: [[-5.25, 0.99], [-3.73, 0.54]],
  6: [[-7.88, 0.59], [-6.46, 0.34]],
  7: [[-10.56, 0.4], [-9.18, 0.32]],
  8: [[-13.26, 0.43], [-11.94, 0.32]],
  9: [[-15.98, 0.45], [-14.73, 0.33]],
  10: [[-18.71, 0.43], [-17.51, 0.32]],
  11: [[-21.95, 0.59], [-20.76, 0.39]],
  12: [[-24.69, 0.61], [-23.57, 0.42]],
};
