import { kaiserWindow } from "../../../math/kaiser.ts";

/** Taps of the interpolator between channel samples. */
export const INTERPOLATOR_TAPS = 8;
/** Places between two samples at which it is kept: a sixty-fourth of a half-chip is far below what can be measured. */
const PHASES = 64;
/** Kaiser's shape: the signal fills half of the band only, so that a short filter is true to 1e-3 there. */
const KAISER_BETA = 5;

/** Where to read, and with which taps, for a value at a place between samples. */
export interface Delay {
  /** Whole place of the first tap. */
  first: number;
  /** Index of the first tap in `interpolatorTaps`. */
  tapsAt: number;
}

export const interpolatorTaps: Float64Array = designTaps();

/** Writes into `delay` how to interpolate at `place`. */
export function delayAt(place: number, delay: Delay): void {
  const whole = Math.floor(place);
  const phase = Math.round((place - whole) * PHASES);
  delay.first = whole - (INTERPOLATOR_TAPS / 2 - 1);
  delay.tapsAt = phase * INTERPOLATOR_TAPS;
}

function designTaps(): Float64Array {
  const taps = new Float64Array((PHASES + 1) * INTERPOLATOR_TAPS);
  const half = INTERPOLATOR_TAPS / 2;
  for (let phase = 0; phase <= PHASES; phase++) {
    let sum = 0;
    for (let k = 0; k < INTERPOLATOR_TAPS; k++) {
      const distance = k - (half - 1) - phase / PHASES;
      const window = kaiserWindow(distance / half, KAISER_BETA);
      const sinc = distance === 0 ? 1 : Math.sin(Math.PI * distance) / (Math.PI * distance);
      taps[phase * INTERPOLATOR_TAPS + k] = sinc * window;
      sum += sinc * window;
    }
    for (let k = 0; k < INTERPOLATOR_TAPS; k++) taps[phase * INTERPOLATOR_TAPS + k]! /= sum;
  }
  return taps;
}
