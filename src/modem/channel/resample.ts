import { INTERPOLATOR_REACH, INTERPOLATOR_TAPS, writeInterpolator } from "./interpolator.ts";
import { createSampleHistory, type SampleHistory } from "./sample-history.ts";
import type { SampleStage } from "./stage.ts";

/** The whole stream comes later. */
export interface DelayStage {
  readonly kind: "delay";
  /** Need not be whole. */
  readonly samples: number;
}

/** The transmitter's clock runs at another pace than the receiver's. */
export interface ClockStage {
  readonly kind: "clock";
  /** Positive: the transmitter's clock is fast, so that the signal is shorter. */
  readonly ppm: number;
}

export function createDelay({ samples }: DelayStage): SampleStage {
  return createResampler(1, -samples);
}

/** The carrier's offset that comes with a clock's error is a stage of its own. */
export function createClock({ ppm }: ClockStage): SampleStage {
  return createResampler(1 + ppm * 1e-6, 0);
}

/** Places between two samples at which the filter is kept; between them it is drawn on a straight line, true to 1e-6. */
const PHASES = 1024;

/** Filter for each phase, the last one for the next sample: made when it is first needed. */
let table: Float64Array | null = null;

function interpolatorTable(): Float64Array {
  if (table === null) {
    table = new Float64Array((PHASES + 1) * INTERPOLATOR_TAPS);
    for (let phase = 0; phase <= PHASES; phase++) writeInterpolator(phase / PHASES, table, phase * INTERPOLATOR_TAPS);
  }
  return table;
}

/**
 * Reads a stream at other places: y[n] = x(n·pace + offset). It ends with the last sample that lies before the stream's end.
 *
 * @param pace close to 1: there is no filter against what folds into the band
 */
export function createResampler(pace: number, offset: number): SampleStage {
  const history = createSampleHistory(INTERPOLATOR_REACH + Math.max(0, Math.ceil(-offset)));
  let made = 0;

  /** Every sample whose place comes before `limit`. */
  const read = (limit: number): Float32Array => {
    const count = Math.max(0, Math.ceil((limit - offset) / pace) - made);
    const out = new Float32Array(2 * count);
    for (let i = 0; i < count; i++) readAt(history, (made + i) * pace + offset, out, i);
    made += count;
    history.dropBefore(Math.floor(made * pace + offset) - INTERPOLATOR_REACH);
    return out;
  };

  return {
    push(samples) {
      history.append(samples);
      return read(history.end - INTERPOLATOR_REACH);
    },
    end() {
      const length = history.end;
      history.append(new Float32Array(2 * INTERPOLATOR_TAPS));
      return read(length);
    },
  };
}

function readAt({ samples, first }: SampleHistory, place: number, out: Float32Array, at: number): void {
  const whole = Math.floor(place);
  const phase = (place - whole) * PHASES;
  const row = Math.floor(phase);
  const weight = phase - row;
  const taps = interpolatorTable();
  const tapsAt = row * INTERPOLATOR_TAPS;
  let from = 2 * (whole - (INTERPOLATOR_REACH - 1) - first);
  let re = 0;
  let im = 0;
  for (let k = tapsAt; k < tapsAt + INTERPOLATOR_TAPS; k++) {
    const tap = taps[k] + weight * (taps[k + INTERPOLATOR_TAPS] - taps[k]);
    re += tap * samples[from];
    im += tap * samples[from + 1];
    from += 2;
  }
  out[2 * at] = re;
  out[2 * at + 1] = im;
}
