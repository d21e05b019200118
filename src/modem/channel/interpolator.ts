import { kaiserWindow } from "../../math/kaiser.ts";

/** Taps of the filter that reads between two samples. */
export const INTERPOLATOR_TAPS = 48;
export const INTERPOLATOR_REACH = INTERPOLATOR_TAPS / 2;
/**
 * Kaiser's shape: errors of −90 dB up to 0.43 of the sample rate from the middle. A signal that fills more of the band than that has to
 * be sampled faster, or be made where it is wanted, as `addWaveform` does.
 */
const KAISER_BETA = 9;

/**
 * The filter that reads a stream at a place between two samples: tap k weighs the sample k − 23 places after the one before.
 *
 * @param fraction 0 to 1: how far the place is from the sample before it
 * @param taps where to write it
 * @see T. Laakso et al., "Splitting the unit delay", IEEE Signal Processing Magazine 13(1), 1996: windowed sinc
 */
export function writeInterpolator(fraction: number, taps: Float64Array, at = 0): void {
  for (let k = 0; k < INTERPOLATOR_TAPS; k++) {
    const distance = k - (INTERPOLATOR_REACH - 1) - fraction;
    const sinc = distance === 0 ? 1 : Math.sin(Math.PI * distance) / (Math.PI * distance);
    taps[at + k] = sinc * kaiserWindow(distance / INTERPOLATOR_REACH, KAISER_BETA);
  }
}
