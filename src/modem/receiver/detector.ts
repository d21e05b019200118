import type { HalfChipStream } from "./half-chip-stream.ts";
import { SymbolWindow } from "./symbol-window.ts";

/** Windows that are summed: a preamble of eight symbols holds seven whole ones wherever they begin. */
const WINDOWS = 7;
/** Cells for each bin: two samplings half a chip apart, and for each the bin itself and the place half-way to the next. */
const CELLS_PER_BIN = 4;
/**
 * What one window can add, in units of the mean power of its cells: half of what a signal at the sensitivity limit has, and too little
 * for three strong symbols of a frame to pass for a preamble.
 */
const CLIP = 7;
/** Seven windows of noise exceed it once in 10⁶ cells. */
const THRESHOLD = 28;
/** A preamble has ended when the sum has fallen by this share, or has not grown for some windows. */
const FALLEN = 0.8;
const PATIENCE = 3;
/** Cells of one preamble lie within so many bins of each other; a strong one shows side lobes as well, wider at high SF. */
const NEAR_BINS = 2.5;
const SIDE_LOBES = 1 / 256;

/** A run of windows with the same tone: perhaps a preamble. */
export interface Candidate {
  /** Place of the last window in which the preamble was seen whole, in half-chips. */
  readonly place: number;
  /** Carrier offset less start of the frame in chips, modulo 2^SF bins; right to a quarter of a bin. */
  readonly bin: number;
  /** Sum of the windows' power over the mean. */
  readonly strength: number;
}

interface Track {
  cell: number;
  bin: number;
  strength: number;
  place: number;
  /** Windows since it was last at its best. */
  age: number;
}

/**
 * Looks for preambles of one spreading factor: in each window a symbol long, the power of every tone is added to that of the
 * windows before; noise averages out, a repeated chirp stays. Windows need not be aligned with symbols.
 *
 * At one sample a chip a delay of half a chip would split the tone in two of opposite sign, and a carrier offset of half a bin
 * would spread it over two bins: hence four cells for each bin.
 */
export class Detector {
  private readonly window: SymbolWindow;
  private readonly chips: number;
  /** Clipped, normalised power of the last windows, and their sum. */
  private readonly history: Float32Array[];
  private readonly sum: Float64Array;
  private turn = 0;
  private tracks: Track[] = [];
  /** Tones so close belong to one preamble. */
  readonly nearBins: number;
  /** Place of the next window. */
  place: number;

  constructor(sf: number, place: number) {
    this.chips = 2 ** sf;
    this.window = new SymbolWindow(this.chips);
    this.history = Array.from({ length: WINDOWS }, () => new Float32Array(CELLS_PER_BIN * this.chips));
    this.sum = new Float64Array(CELLS_PER_BIN * this.chips);
    this.nearBins = NEAR_BINS + SIDE_LOBES * this.chips;
    this.place = place;
  }

  /** Looks at the windows that the stream holds whole; gives the preambles that have ended, strongest first. */
  run(stream: HalfChipStream, found: Candidate[]): void {
    const length = 2 * this.chips;
    while (this.place + length + 1 <= stream.end) {
      this.look(stream);
      this.place += length;
      this.followTracks(found);
    }
  }

  /** Gives what is under way, as at the end of the stream. */
  flush(found: Candidate[]): void {
    for (const track of this.tracks) found.push(candidateOf(track));
    this.tracks = [];
  }

  private look(stream: HalfChipStream): void {
    const { window, chips, sum } = this;
    const history = this.history[this.turn]!;
    this.turn = (this.turn + 1) % WINDOWS;
    let peak = 0;
    for (let phase = 0; phase < 2; phase++) {
      window.coarseSpectrum(stream, this.place + phase, "up");
      // The mean of |X|² over the bins is the window's energy.
      const scale = window.energy > 0 ? 1 / window.energy : 0;
      const high = addCells({ re: window.re, im: window.im, chips, scale, history, sum, at: 2 * chips * phase });
      if (high > peak) peak = high;
    }
    if (peak > THRESHOLD) this.updateTracks();
  }

  /** Joins the cells above the threshold to the tracks near them, or starts new ones. */
  private updateTracks(): void {
    const { sum, chips, tracks, place } = this;
    for (let cell = 0; cell < sum.length; cell++) {
      const strength = sum[cell]!;
      if (strength <= THRESHOLD) continue;
      const bin = binOf(cell, chips);
      let joined: Track | undefined;
      for (const track of tracks) {
        if (circularDistance(track.bin, bin, chips) <= this.nearBins) {
          joined = track;
          break;
        }
      }
      if (joined === undefined) tracks.push({ cell, bin, strength, place, age: -1 });
      else if (strength > joined.strength || (joined.place !== place && strength > 0.97 * joined.strength)) {
        joined.cell = cell;
        joined.bin = bin;
        joined.strength = Math.max(strength, joined.strength);
        joined.place = place;
        joined.age = -1;
      }
    }
  }

  private followTracks(found: Candidate[]): void {
    if (this.tracks.length === 0) return;
    const going: Track[] = [];
    const ended: Track[] = [];
    for (const track of this.tracks) {
      track.age++;
      const hasFallen = this.sum[track.cell]! < FALLEN * track.strength;
      if (track.age >= PATIENCE || (track.age > 0 && hasFallen)) ended.push(track);
      else going.push(track);
    }
    this.tracks = going;
    ended.sort((a, b) => b.strength - a.strength);
    for (const track of ended) found.push(candidateOf(track));
  }
}

function candidateOf(track: Track): Candidate {
  return { place: track.place, bin: track.bin, strength: track.strength };
}

/** Cells of the first sampling come first; in each the bins and their half-way places alternate. */
function binOf(cell: number, chips: number): number {
  const late = cell >= 2 * chips;
  // The second sampling starts half a chip later, which shows as a tone half a bin higher.
  return late ? (cell - 2 * chips) / 2 - 0.5 : cell / 2;
}

export function circularDistance(a: number, b: number, period: number): number {
  const apart = (((a - b) % period) + period) % period;
  return Math.min(apart, period - apart);
}

interface Cells {
  readonly re: Float64Array;
  readonly im: Float64Array;
  readonly chips: number;
  readonly scale: number;
  readonly history: Float32Array;
  readonly sum: Float64Array;
  readonly at: number;
}

/**
 * Replaces the oldest window by this one in all cells of one sampling.
 *
 * Half-way between bins k and k + 1 the tone is (X[k] − X[k+1])/√2, within 0.1 of its true value at a tenth of the cost of a
 * transform twice as long.
 *
 * @returns the largest sum
 */
function addCells({ re, im, chips, scale, history, sum, at }: Cells): number {
  let peak = 0;
  let nextRe = re[0]!;
  let nextIm = im[0]!;
  const firstRe = nextRe;
  const firstIm = nextIm;
  const half = 0.5 * scale;
  for (let k = 0; k < chips; k++) {
    const xRe = nextRe;
    const xIm = nextIm;
    if (k + 1 < chips) {
      nextRe = re[k + 1]!;
      nextIm = im[k + 1]!;
    } else {
      nextRe = firstRe;
      nextIm = firstIm;
    }
    const cell = at + 2 * k;
    let power = (xRe * xRe + xIm * xIm) * scale;
    if (power > CLIP) power = CLIP;
    let total = sum[cell]! + power - history[cell]!;
    sum[cell] = total;
    history[cell] = power;
    if (total > peak) peak = total;
    const dRe = xRe - nextRe;
    const dIm = xIm - nextIm;
    power = (dRe * dRe + dIm * dIm) * half;
    if (power > CLIP) power = CLIP;
    total = sum[cell + 1]! + power - history[cell + 1]!;
    sum[cell + 1] = total;
    history[cell + 1] = power;
    if (total > peak) peak = total;
  }
  return peak;
}
