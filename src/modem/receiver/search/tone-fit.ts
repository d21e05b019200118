import { STRETCHES } from "../samples/symbol-window.ts";
import { sumTone } from "./tone-sums.ts";

/** Tones are sought within so many bins of where they should be, in such steps. */
export const FINE_REACH = 1.5;
export const FINE_STEP = 1 / 8;
/** Tones of a row: power at each place. */
export const FINE_COUNT = 2 * (FINE_REACH / FINE_STEP) + 1;
/** The parabola through the best tone and those so far from it, bins, has its vertex where the power has its peak within 0.002. */
const REFINE_STEP = 0.2;
/** Crystals are within so many parts of a million, and nearer to none in most cases. */
const MAX_CLOCK = 100e-6;
const USUAL_CLOCK = 20e-6;
/** Clock slopes are tried in steps that shift the preamble's ends by this part of a bin. */
const SLOPE_STEP_BINS = 0.02;

export interface ToneFit {
  /** At the middle of the windows. */
  readonly bins: number;
  /** Bins from one window to the next. */
  readonly slope: number;
}

/** Some windows one after the other. */
export interface Rows {
  /** For each window the power of `FINE_COUNT` tones about the expected one. */
  readonly rows: Float64Array;
  /** For each window the sums of its stretches, from which the power came. */
  readonly sums: Float32Array;
  readonly first: number;
  readonly count: number;
}

/** Power of the strongest tone in a window's row. */
export function strongestIn(rows: Float64Array, index: number): number {
  let best = 0;
  for (let f = 0; f < FINE_COUNT; f++) best = Math.max(best, rows[FINE_COUNT * index + f]!);
  return best;
}

/** What is known of the slope of tones before they are fitted. */
export interface SlopePrior {
  readonly chips: number;
  /** Slope where clock and carrier come from one crystal. */
  readonly expected: number;
  /** Mean power of a window's tones. */
  readonly noise: number;
}

/**
 * The straight line of tones with the most power; a slope far from the expected one must be better by more.
 *
 * @param prior null for tones that do not move
 */
export function fitTones(windows: Rows, prior: SlopePrior | null): ToneFit {
  const { rows, first, count } = windows;
  const step = SLOPE_STEP_BINS * (10 / Math.max(count, 2));
  const most = prior === null ? 0 : Math.floor((MAX_CLOCK * prior.chips) / step);
  let best = Number.NEGATIVE_INFINITY;
  let fit: ToneFit = { bins: 0, slope: 0 };
  for (let s = -most; s <= most; s++) {
    const slope = (prior?.expected ?? 0) + s * step;
    // Power over noise is a log-likelihood, and so is half the square of an improbable slope.
    const penalty = prior === null ? 0 : 0.5 * ((s * step) / (USUAL_CLOCK * prior.chips)) ** 2 * prior.noise;
    for (let f = 0; f < FINE_COUNT; f++) {
      const power = lineSum(rows, first, count, f, slope / FINE_STEP, (count - 1) / 2) - penalty;
      if (power <= best) continue;
      best = power;
      fit = { bins: f * FINE_STEP - FINE_REACH, slope };
    }
  }
  return { bins: fit.bins + refinement(windows, fit), slope: fit.slope };
}

/** How far the best line lies from one near it: the vertex of a parabola through three exact sums. */
function refinement({ sums, first, count }: Rows, { bins, slope }: ToneFit): number {
  const powers = [-REFINE_STEP, 0, REFINE_STEP].map((shift) => {
    let sum = 0;
    for (let i = 0; i < count; i++) {
      sum += sumTone(sums, 2 * STRETCHES * (first + i), bins + shift + slope * (i - (count - 1) / 2));
    }
    return sum;
  }) as [number, number, number];
  return REFINE_STEP * vertex(...powers);
}

/** Power along a line through the rows, between grid places interpolated. */
function lineSum(rows: Float64Array, first: number, count: number, f: number, slope: number, middle: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const at = Math.min(Math.max(f + slope * (i - middle), 0), FINE_COUNT - 1);
    const whole = Math.min(Math.floor(at), FINE_COUNT - 2);
    const row = FINE_COUNT * (first + i) + whole;
    sum += rows[row]! + (at - whole) * (rows[row + 1]! - rows[row]!);
  }
  return sum;
}

/** Where a parabola through three neighbours is greatest, −½ to ½ from the middle one. */
function vertex(left: number, middle: number, right: number): number {
  const bend = left - 2 * middle + right;
  return bend >= 0 ? 0 : Math.max(-0.5, Math.min(0.5, (0.5 * (left - right)) / bend));
}
