import { Kernel } from "../kernel/kernel.ts";
import { transformTwiddles } from "../kernel/twiddles.ts";
import { baseChirp } from "./base-chirp.ts";
import { type Delay, delayAt, INTERPOLATOR_TAPS, interpolatorTaps } from "./fractional-delay.ts";
import type { HalfChipStream } from "./half-chip-stream.ts";

/** Stretches that a window is summed in by `sumWindow`: a tone within two bins of where it is sought loses less than 0.1 dB. */
export const STRETCHES = 16;
/** Half-chips that an interpolated window reads beyond its own, on either side. */
export const WINDOW_MARGIN = INTERPOLATOR_TAPS;

/** Which chirp is sought in a window: its conjugate is what the window is multiplied by. */
export type ChirpKind = "up" | "down";

/**
 * One symbol's stretch of the stream, times the conjugate of the base chirp: a chirp becomes a tone.
 *
 * Bins are cycles a symbol. All buffers are kept; one object serves everything that one spreading factor does, in turn.
 */
export class SymbolWindow {
  readonly chips: number;
  /** Spectrum of the last window; `sumWindow` leaves its products here instead. One number longer than the window. */
  readonly re: Float32Array;
  readonly im: Float32Array;
  /** Energy of the last window's samples. */
  energy = 0;
  /** Sums of the last window of `sumWindow` over its stretches: their real parts, then their imaginary parts. */
  readonly sums: Float32Array;
  readonly kernel: Kernel;
  private readonly input: Float32Array;
  private readonly chirp: Float32Array;
  /** The interpolator's taps, each twice: for I and for Q. */
  private readonly taps: Float32Array;
  private readonly workRe: Float32Array;
  private readonly workIm: Float32Array;
  private readonly twiddles: Float32Array;
  private readonly delay: Delay = { first: 0, tapsAt: 0 };

  /** @param others numbers in each further array that will be allocated in the window's kernel */
  constructor(chips: number, others: readonly number[] = []) {
    this.chips = chips;
    const twiddles = transformTwiddles(chips);
    const plane = chips + 1;
    const inputFloats = 2 * (2 * chips + 2 * INTERPOLATOR_TAPS);
    const tapFloats = 2 * interpolatorTaps.length;
    const own = [inputFloats, 2 * chips, tapFloats, 2 * STRETCHES, plane, plane, chips, chips, twiddles.length];
    this.kernel = new Kernel([...own, ...others]);
    this.input = this.kernel.allocate(inputFloats);
    this.chirp = this.kernel.allocate(2 * chips);
    this.taps = this.kernel.allocate(tapFloats);
    for (let k = 0; k < tapFloats; k++) this.taps[k] = interpolatorTaps[k >> 1]!;
    this.sums = this.kernel.allocate(2 * STRETCHES);
    this.re = this.kernel.allocate(plane);
    this.im = this.kernel.allocate(plane);
    this.workRe = this.kernel.allocate(chips);
    this.workIm = this.kernel.allocate(chips);
    this.twiddles = this.kernel.allocate(twiddles.length);
    this.twiddles.set(twiddles);
    const { re, im } = baseChirp(chips);
    this.chirp.set(re);
    this.chirp.set(im, chips);
  }

  /** Takes the samples of the windows that start at a whole place and at the next one. */
  load(stream: HalfChipStream, place: number): void {
    const at = 2 * (place - stream.first);
    this.input.set(stream.iq.subarray(at, at + 4 * this.chips + 2));
  }

  /** Spectrum of the window loaded, or of the one that starts half a chip later: every second sample as it is. */
  coarseSpectrum(phase: number, kind: ChirpKind): void {
    const { run } = this.kernel;
    const from = this.input.byteOffset + 8 * phase;
    const sign = kind === "up" ? -1 : 1;
    this.energy = run.dechirp(from, this.chirp.byteOffset, this.chips, sign, this.re.byteOffset, this.im.byteOffset);
    this.transform();
  }

  /** Spectrum of a window of up-chirps that starts at any place, shifted down by `bins` first. */
  fineSpectrum(stream: HalfChipStream, place: number, bins: number): void {
    this.dechirp(stream, place, bins, "up");
    this.transform();
  }

  /** Sums the window's tone at `bins` over its stretches, into `sums`. */
  sumWindow(stream: HalfChipStream, { place, bins, kind }: { place: number; bins: number; kind: ChirpKind }): void {
    this.dechirp(stream, place, bins, kind);
    this.kernel.run.sumStretches(this.re.byteOffset, this.im.byteOffset, this.chips, this.sums.byteOffset);
  }

  /** Writes the power of all bins and half-way places, as a share of the mean, into an array of the window's kernel. */
  cellPowers(cells: Float32Array): void {
    const { re, im, chips, kernel } = this;
    kernel.run.cellPowers(re.byteOffset, im.byteOffset, chips, 1 / this.meanPower, cells.byteOffset);
  }

  /** Mean power of the spectrum's bins. */
  get meanPower(): number {
    return Math.max(this.energy, 1e-30);
  }

  private transform(): void {
    const { re, im, workRe, workIm, twiddles, kernel, chips } = this;
    kernel.run.transform(
      re.byteOffset,
      im.byteOffset,
      workRe.byteOffset,
      workIm.byteOffset,
      twiddles.byteOffset,
      chips,
    );
  }

  /** Fills `re` and `im` with the interpolated window times the conjugate chirp times e^(−j2π·bins·n/N). */
  private dechirp(stream: HalfChipStream, place: number, bins: number, kind: ChirpKind): void {
    const { chips, re, im, delay, taps, input, chirp } = this;
    delayAt(place, delay);
    const angle = (-2 * Math.PI * bins) / chips;
    const at = 2 * (delay.first - stream.first);
    input.set(stream.iq.subarray(at, at + 4 * chips + 2 * INTERPOLATOR_TAPS));
    this.energy = this.kernel.run.dechirpBetween(
      input.byteOffset,
      taps.byteOffset + 8 * delay.tapsAt,
      chirp.byteOffset,
      chips,
      kind === "up" ? -1 : 1,
      Math.cos(angle),
      Math.sin(angle),
      re.byteOffset,
      im.byteOffset,
    );
  }
}
