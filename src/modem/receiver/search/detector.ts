import { circularDistance } from "../../../math/modulo.ts";
import type { HalfChipStream } from "../samples/half-chip-stream.ts";
import type { SymbolWindow } from "../samples/symbol-window.ts";

/** Windows that are summed: a preamble of eight symbols holds seven whole ones wherever they begin. */
export const WINDOWS = 7;
/** Cells for each bin: two samplings half a chip apart, and for each the bin itself and the place half-way to the next. */
const CELLS_PER_BIN = 4;
/**
 * What one window can add, in units of the mean power of its cells: half of what a signal at the sensitivity limit has, and too little
 * for three strong symbols of a frame to pass for a preamble.
 */
export const CLIP = 7;
/** Seven windows of noise exceed it once in 10⁶ cells. */
const THRESHOLD = 28;
/** Windows after which the sums are made afresh. */
const REFRESH_WINDOWS = 4096;
/** The sum of a preamble that goes on stays above this share of its best; one that has ended loses a seventh with each window. */
const GOING_ON = 0.88;
const FALLEN = 0.8;
/** A sum that has risen by two clipped windows since it was least is that of a new preamble. */
const NEW_RISE = 2 * CLIP;
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

/** Tones so close belong to one preamble. */
export function nearBinsOf(chips: number): number {
  return NEAR_BINS + SIDE_LOBES * chips;
}

interface Track {
  cell: number;
  bin: number;
  /** The largest sum so far. */
  strength: number;
  /** Of a reported one, the smallest sum of a window since. */
  least: number;
  /** Of a reported one, the largest sum of the window at hand. */
  now: number;
  place: number;
  /** Windows since it was last at its best. */
  age: number;
  /** Whether it was reported: it stays until its sum has gone, so that it is not found again. */
  isSpent: boolean;
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
  private readonly history: readonly Float32Array[];
  private readonly sum: Float32Array;
  private turn = 0;
  private windows = 0;
  private tracks: Track[] = [];
  /** Tones so close belong to one preamble. */
  readonly nearBins: number;
  /** Place of the next window. */
  place = 0;

  constructor(window: SymbolWindow) {
    const { chips } = window;
    this.chips = chips;
    this.window = window;
    this.history = Array.from({ length: WINDOWS }, () => window.kernel.allocate(CELLS_PER_BIN * chips));
    this.sum = window.kernel.allocate(CELLS_PER_BIN * chips);
    this.nearBins = nearBinsOf(chips);
  }

  /** What a window's kernel must have room for. */
  static arrays(chips: number): number[] {
    return Array.from({ length: WINDOWS + 1 }, () => CELLS_PER_BIN * chips);
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
    for (const track of this.tracks) if (!track.isSpent) found.push(candidateOf(track));
    this.tracks = [];
  }

  private look(stream: HalfChipStream): void {
    const { window, chips, sum } = this;
    const { re, im, kernel } = window;
    const history = this.history[this.turn]!;
    this.turn = (this.turn + 1) % WINDOWS;
    if (++this.windows % REFRESH_WINDOWS === 0) this.sumAgain(history);
    let peak = 0;
    window.load(stream, this.place);
    for (let phase = 0; phase < 2; phase++) {
      window.coarseSpectrum(phase, "up");
      const skip = 4 * 2 * chips * phase;
      const high = kernel.run.replaceCells(
        re.byteOffset,
        im.byteOffset,
        chips,
        1 / window.meanPower,
        CLIP,
        history.byteOffset + skip,
        sum.byteOffset + skip,
      );
      peak = Math.max(peak, high);
    }
    if (peak > THRESHOLD) this.updateTracks();
  }

  /** Adds the windows up again, but for the one about to go: a sum that is only ever corrected drifts away. */
  private sumAgain(going: Float32Array): void {
    const { sum, history } = this;
    sum.set(going);
    for (const window of history) {
      if (window !== going) for (let cell = 0; cell < sum.length; cell++) sum[cell]! += window[cell]!;
    }
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
      if (joined === undefined) tracks.push({ cell, bin, strength, least: 0, now: 0, place, age: -1, isSpent: false });
      else if (joined.isSpent) followSpent(joined, cell, bin, strength, place);
      else if (strength > joined.strength || (joined.place !== place && strength > GOING_ON * joined.strength)) {
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
    const ended: Track[] = [];
    for (const track of this.tracks) {
      track.age++;
      if (track.isSpent) {
        if (track.age === 0) judgeSpent(track);
        continue;
      }
      const hasFallen = this.sum[track.cell]! < FALLEN * track.strength;
      if (!hasFallen) continue;
      ended.push(track);
    }
    ended.sort((a, b) => b.strength - a.strength);
    for (const track of ended) {
      found.push(candidateOf(track));
      track.isSpent = true;
      track.least = this.sum[track.cell]!;
      track.age = 0;
    }
    this.tracks = this.tracks.filter((track) => !track.isSpent || track.age <= 0);
  }
}

/** Notes a cell of a reported preamble, whose sum goes down window by window. */
function followSpent(track: Track, cell: number, bin: number, strength: number, place: number): void {
  if (track.place === place && strength <= track.now) return;
  track.now = strength;
  track.cell = cell;
  track.bin = bin;
  track.place = place;
  track.age = -1;
}

/** When the sum rises again by much, there is another preamble; when it is back where it was, the same one goes on. */
function judgeSpent(track: Track): void {
  if (track.now > track.least + NEW_RISE || track.now > GOING_ON * track.strength) {
    track.isSpent = false;
    track.strength = track.now;
  } else track.least = Math.min(track.least, track.now);
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
