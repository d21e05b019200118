import { type Fft, fftOf } from "../../math/fft.ts";
import { type BaseChirp, baseChirp } from "./base-chirp.ts";
import { type Delay, delayAt, INTERPOLATOR_TAPS, interpolatorTaps } from "./fractional-delay.ts";
import type { HalfChipStream } from "./half-chip-stream.ts";

/** Stretches that a window is summed in by `sumWindow`: a tone within ±2 bins of where it is looked for loses less than 0.1 dB. */
export const PARTS = 16;

/** Which chirp is sought in a window: its conjugate is what the window is multiplied by. */
export type ChirpKind = "up" | "down";

/**
 * One symbol's stretch of the stream, times the conjugate of the base chirp: a chirp becomes a tone.
 *
 * Bins are cycles a symbol. Buffers are kept between calls; one object serves one spreading factor.
 */
export class SymbolWindow {
  readonly chips: number;
  /** The last window's tone spectrum, or its samples before the transform. */
  readonly re: Float64Array;
  readonly im: Float64Array;
  /** Energy of the last window's samples. */
  energy = 0;
  private readonly chirp: BaseChirp;
  private readonly fft: Fft;
  private readonly delay: Delay = { first: 0, tapsAt: 0 };

  constructor(chips: number) {
    this.chips = chips;
    this.re = new Float64Array(chips);
    this.im = new Float64Array(chips);
    this.chirp = baseChirp(chips);
    this.fft = fftOf(chips);
  }

  /** Spectrum of the window that starts at a whole place: every second sample as it is. */
  coarseSpectrum(stream: HalfChipStream, place: number, kind: ChirpKind): void {
    const { chips, re, im, chirp } = this;
    const { re: chirpRe, im: chirpIm } = chirp;
    const iq = stream.iq;
    const sign = kind === "up" ? -1 : 1;
    let energy = 0;
    let at = 2 * (place - stream.first);
    for (let n = 0; n < chips; n++, at += 4) {
      const x = iq[at]!;
      const y = iq[at + 1]!;
      const c = chirpRe[n]!;
      const s = sign * chirpIm[n]!;
      re[n] = x * c - y * s;
      im[n] = x * s + y * c;
      energy += x * x + y * y;
    }
    this.energy = energy;
    this.fft.forward(re, im);
  }

  /**
   * Spectrum of a window that starts at any place, shifted down by `bins` first.
   *
   * @param place in half-chips, not necessarily whole
   */
  fineSpectrum(stream: HalfChipStream, place: number, bins: number): void {
    this.dechirp(stream, place, bins, "up");
    this.fft.forward(this.re, this.im);
  }

  /** The window's tone at `bins`, summed over `PARTS` stretches of it: interleaved into `out` at `at`. */
  sumWindow(stream: HalfChipStream, place: number, bins: number, kind: ChirpKind, out: Float64Array, at: number): void {
    this.dechirp(stream, place, bins, kind);
    const { re, im, chips } = this;
    const part = chips / PARTS;
    for (let b = 0; b < PARTS; b++) {
      let sumRe = 0;
      let sumIm = 0;
      for (let n = b * part; n < (b + 1) * part; n++) {
        sumRe += re[n]!;
        sumIm += im[n]!;
      }
      out[at + 2 * b] = sumRe;
      out[at + 2 * b + 1] = sumIm;
    }
  }

  /** Fills `re` and `im` with the interpolated window times the conjugate chirp times e^(−j2π·bins·n/N). */
  private dechirp(stream: HalfChipStream, place: number, bins: number, kind: ChirpKind): void {
    const { chips, re, im, delay } = this;
    const { re: chirpRe, im: chirpIm } = this.chirp;
    const sign = kind === "up" ? -1 : 1;
    delayAt(place, delay);
    const taps = interpolatorTaps;
    const t = delay.tapsAt;
    const t0 = taps[t]!;
    const t1 = taps[t + 1]!;
    const t2 = taps[t + 2]!;
    const t3 = taps[t + 3]!;
    const t4 = taps[t + 4]!;
    const t5 = taps[t + 5]!;
    const t6 = taps[t + 6]!;
    const t7 = taps[t + 7]!;
    const iq = stream.iq;
    const angle = (-2 * Math.PI * bins) / chips;
    const stepRe = Math.cos(angle);
    const stepIm = Math.sin(angle);
    let turnRe = 1;
    let turnIm = 0;
    let energy = 0;
    let at = 2 * (delay.first - stream.first);
    for (let n = 0; n < chips; n++, at += 4) {
      const x =
        t0 * iq[at]! +
        t1 * iq[at + 2]! +
        t2 * iq[at + 4]! +
        t3 * iq[at + 6]! +
        t4 * iq[at + 8]! +
        t5 * iq[at + 10]! +
        t6 * iq[at + 12]! +
        t7 * iq[at + 14]!;
      const y =
        t0 * iq[at + 1]! +
        t1 * iq[at + 3]! +
        t2 * iq[at + 5]! +
        t3 * iq[at + 7]! +
        t4 * iq[at + 9]! +
        t5 * iq[at + 11]! +
        t6 * iq[at + 13]! +
        t7 * iq[at + 15]!;
      const c = chirpRe[n]!;
      const s = sign * chirpIm[n]!;
      const dRe = x * c - y * s;
      const dIm = x * s + y * c;
      re[n] = dRe * turnRe - dIm * turnIm;
      im[n] = dRe * turnIm + dIm * turnRe;
      energy += x * x + y * y;
      const next = turnRe * stepRe - turnIm * stepIm;
      turnIm = turnRe * stepIm + turnIm * stepRe;
      turnRe = next;
    }
    this.energy = energy;
  }
}

/** Half of what an interpolated window reads beyond its own samples, on either side, in half-chips. */
export const WINDOW_MARGIN = INTERPOLATOR_TAPS;
