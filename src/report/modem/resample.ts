import { kaiserWindow } from "../../math/kaiser.ts";

export interface ResampleOptions {
  /** Of the input. */
  readonly sampleRateHz: number;
  /** Is moved to 0 Hz. */
  readonly middleHz: number;
  /** Width of the band that is kept, at most both rates. */
  readonly passHz: number;
  /** Where the first value is taken, in samples of the input; not necessarily whole. */
  readonly startSample: number;
  /** Of the output. */
  readonly rateHz: number;
  readonly count: number;
  /** Whether the spectrum is mirrored back, after it has been moved; default false. */
  readonly invertIq?: boolean;
}

/** Zeros of the sinc on each side: long enough that a chirp keeps its level up to near the band's edges. */
const HALF_LENGTH = 24;
/** Places of the filter that are kept between two zeros: the nearest is off by less than the window's own ripple. */
const TAPS_PER_ZERO = 1024;
/** About 60 dB of attenuation. */
const KAISER_BETA = 5.7;

/**
 * A stretch of a signal without what lies outside its band, at the instants that are asked for. What lies before and behind the
 * samples counts as silence.
 *
 * This is the plain formula, for pictures of a few symbols: a receiver filters once, and faster.
 *
 * @param samples interleaved I and Q
 * @returns interleaved, `count` values
 * @see A. Oppenheim and R. Schafer, "Discrete-Time Signal Processing", 3rd ed., 4.9 (sampling-rate change) and 7.6 (Kaiser)
 */
export function resampleBand(samples: Float32Array, options: ResampleOptions): Float64Array {
  const { sampleRateHz, passHz, startSample, rateHz, count, invertIq = false } = options;
  const reach = (HALF_LENGTH * sampleRateHz) / passHz;
  const tapsPerSample = (TAPS_PER_ZERO * passHz) / sampleRateHz;
  const share = passHz / sampleRateHz;
  const last = (samples.length >> 1) - 1;
  const mirror = invertIq ? -1 : 1;
  const moved = moveToZero(samples, options);
  const out = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) {
    const at = startSample + (i * sampleRateHz) / rateHz;
    const from = Math.max(0, Math.ceil(at - reach));
    const to = Math.min(last, Math.floor(at + reach));
    let re = 0;
    let im = 0;
    for (let n = from; n <= to; n++) {
      const weight = TAPS[Math.round(Math.abs(n - at) * tapsPerSample)]!;
      re += weight * moved[2 * n]!;
      im += weight * moved[2 * n + 1]!;
    }
    out[2 * i] = share * re;
    out[2 * i + 1] = share * mirror * im;
  }
  return out;
}

function moveToZero(samples: Float32Array, { sampleRateHz, middleHz }: ResampleOptions): Float64Array {
  const moved = new Float64Array(samples.length);
  for (let n = 0; n < samples.length >> 1; n++) {
    const turn = (-2 * Math.PI * middleHz * n) / sampleRateHz;
    const cos = Math.cos(turn);
    const sin = Math.sin(turn);
    moved[2 * n] = samples[2 * n]! * cos - samples[2 * n + 1]! * sin;
    moved[2 * n + 1] = samples[2 * n]! * sin + samples[2 * n + 1]! * cos;
  }
  return moved;
}

/** The filter from its middle to one end. */
const TAPS = Float64Array.from({ length: HALF_LENGTH * TAPS_PER_ZERO + 1 }, (_, i) => {
  const x = (Math.PI * i) / TAPS_PER_ZERO;
  return (i === 0 ? 1 : Math.sin(x) / x) * kaiserWindow(i / (HALF_LENGTH * TAPS_PER_ZERO), KAISER_BETA);
});
