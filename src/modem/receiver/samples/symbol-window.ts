import { Kernel } from "../kernel/kernel.ts";
import { transformTwiddles } from "../kernel/twiddles.ts";
import { baseChirp } from "./base-chirp.ts";
import { type Delay, delayAt, INTERPOLATOR_TAPS, interpolatorTaps } from "./fractional-delay.ts";
import type { HalfChipStream } from "./half-chip-stream.ts";

/** Stretches that a window is summed in by `sumWindow`: a tone within two bins of where it is sought loses less than 0.1 dB. */
export const PARTS = 16;
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
  /** Spectrum of the last window; `sumWindow` leaves its samples here instead. One number longer than the window. */
  readonly re: Float32Array;
  readonly im: Float32Array;
  /** Energy of the last window's samples. */
  energy = 0;
  readonly kernel: Kernel;
  private readonly input: Float32Array;
  private readonly chirp: Float32Array;
  private readonly taps: Float32Array;
  private readonly turn: Float32Array;
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
    const own = [inputFloats, 2 * chips, 2 * INTERPOLATOR_TAPS, 16, plane, plane, chips, chips, twiddles.length];
    this.kernel = new Kernel([...own, ...others]);
    this.input = this.kernel.allocate(inputFloats);
    this.chirp = this.kernel.allocate(2 * chips);
    this.taps = this.kernel.allocate(2 * INTERPOLATOR_TAPS);
    this.turn = this.kernel.allocate(16);
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

  /** The window's tone at `bins`, summed over `PARTS` stretches of it: interleaved into `out` at `at`. */
  sumWindow(
    stream: HalfChipStream,
    { place, bins, kind }: { place: number; bins: number; kind: ChirpKind },
    out: Float64Array,
    at: number,
  ): void {
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
    const { chips, re, im, delay, taps, turn, input, chirp } = this;
    delayAt(place, delay);
    for (let k = 0; k < INTERPOLATOR_TAPS; k++) {
      taps[2 * k] = interpolatorTaps[delay.tapsAt + k]!;
      taps[2 * k + 1] = taps[2 * k]!;
    }
    // The first four powers of the factor by which the carrier turns from chip to chip, and the fourth one in all lanes.
    const angle = (-2 * Math.PI * bins) / chips;
    const cosine = Math.cos(angle);
    const sine = Math.sin(angle);
    let re1 = 1;
    let im1 = 0;
    for (let k = 0; k < 4; k++) {
      turn[k] = re1;
      turn[4 + k] = im1;
      const next = re1 * cosine - im1 * sine;
      im1 = re1 * sine + im1 * cosine;
      re1 = next;
    }
    turn.fill(re1, 8, 12);
    turn.fill(im1, 12, 16);
    const at = 2 * (delay.first - stream.first);
    input.set(stream.iq.subarray(at, at + 4 * chips + 2 * INTERPOLATOR_TAPS));
    this.energy = this.kernel.run.dechirpBetween(
      input.byteOffset,
      taps.byteOffset,
      chirp.byteOffset,
      chips,
      kind === "up" ? -1 : 1,
      turn.byteOffset,
      re.byteOffset,
      im.byteOffset,
    );
  }
}
