import { SYNC_STEP } from "../waveform/frame-chirps.ts";
import type { Candidate } from "./detector.ts";
import type { HalfChipStream } from "./half-chip-stream.ts";
import { PARTS, type SymbolWindow } from "./symbol-window.ts";

/** Where a frame lies and how it is off, from its preamble, sync word and start-of-frame delimiter. */
export interface Synchronisation {
  /** Start of the first down-chirp, in half-chips; not a whole number. */
  readonly place: number;
  /** Carrier offset, bins. */
  readonly carrierBins: number;
  /** By how many bins the tones rise from symbol to symbol, as with a transmitter's clock that is fast: chips won in a symbol. */
  readonly slopeBins: number;
  readonly signalPower: number;
  readonly noisePower: number;
  readonly preambleSymbols: number;
  readonly syncWord: number;
}

/** Whole symbols after a candidate's window that the search for the delimiter may look at. */
export const SEARCH_SYMBOLS = 8;
/** The down-chirps begin this many symbols after the window at the earliest (a strong preamble shows in a window that holds its end
 * only) and at the latest. */
const EARLIEST = 0.75;
const LATEST = 4.75;
/** Windows of the preamble from which its tone is taken. */
const REFINE_WINDOWS = 6;
/** A candidate with less power in these windows has gone with a frame that was taken off: 77 at the limit, 6 of noise. */
const STILL_THERE = 24;
/** A candidate this strong was clipped in nearly all of its windows: its tone may be that of a side lobe. */
const STRONG = 45;
/** Windows are a quarter of a symbol apart: one of them lies in the down-chirps together with the next but three. */
const QUARTERS = 4;
/** Down-chirp places that are looked at closely. */
const HYPOTHESES = 24;
/** Those that have so much less power than the best one are left out: in noise units, and as a share. */
const MUCH_LESS = 16;
const SHARE_LESS = 0.25;
/** Places that are given to the reader, which can tell by the header. */
const ANSWERS = 3;
/** Preamble symbols used for the fine estimate. */
const FINE_PREAMBLE = 8;
const MAX_PREAMBLE = 64;
/** Power, over the mean of all tones, that the last two preamble symbols, two sync symbols and two down-chirps reach together, 75 at the limit. */
const ACCEPT = 38;
/** Each of the three pairs has about a third of the power: no less than this share less what noise takes away at the limit. */
const EVEN_SHARE = 0.15;
const EVEN_SLACK = 6;
/** The sync symbols' share of the strongest tones' power: another network's word shows a stronger tone elsewhere. */
const SYNC_SHARE = 0.3;
/** Tones are sought within so many bins of where they should be, in such steps. */
const FINE_REACH = 1.5;
const FINE_STEP = 1 / 8;
const FINE_COUNT = 2 * (FINE_REACH / FINE_STEP) + 1;
/** Crystals are within so many parts of a million, and nearer to none in most cases. */
const MAX_CLOCK = 100e-6;
const USUAL_CLOCK = 20e-6;
/** Clock slopes are tried in steps that shift the preamble's ends by this part of a bin. */
const SLOPE_STEP_BINS = 0.02;

interface Hypothesis {
  place: number;
  carrierBins: number;
  power: number;
}

/** Sync words that count. */
export type WantedSyncWord = number | "any";

/**
 * Finds the start-of-frame delimiter of a candidate.
 *
 * Up-chirps show carrier offset less delay, down-chirps their sum. For each window a quarter of a symbol apart, the delay that would
 * put the down-chirps there is tied to a tone: the power there and one symbol later says how likely it is, together with that of the
 * sync word before. The best few are looked at where they would lie.
 *
 * @returns the likeliest places first; none when there is no frame with a wanted sync word
 * @see C. Bernier, F. Dehmas, N. Deparis, "Low complexity LoRa frame synchronization for ultra-low power software-defined radios",
 *   IEEE Trans. Communications 68 (2020), for the equations between tones, carrier and delay
 */
export function findDelimiters(
  stream: HalfChipStream,
  candidate: Candidate,
  wanted: WantedSyncWord,
  scratch: SyncScratch,
): Delimiter[] {
  const tone = refineTone(stream, candidate, scratch);
  if (tone.power < STILL_THERE) return [];
  const hypotheses = searchDelimiter(stream, candidate.place, tone, wanted, scratch);
  const delimiters: Delimiter[] = [];
  const best = hypotheses[0]?.power ?? 0;
  for (const hypothesis of hypotheses) {
    if (hypothesis.power < best - Math.max(MUCH_LESS, SHARE_LESS * best)) break;
    const delimiter = verify(stream, hypothesis, wanted, scratch);
    if (delimiter !== null) delimiters.push(delimiter);
  }
  return delimiters.sort((a, b) => b.power - a.power).slice(0, ANSWERS);
}

/** Buffers of one spreading factor's search. */
export class SyncScratch {
  readonly window: SymbolWindow;
  readonly chips: number;
  /** Power over noise at bins and half-way places, for each window of the search. */
  readonly power: Float32Array[] = [];
  /** Sums of the windows of one frame: preamble, sync, down-chirps. */
  readonly parts: Float64Array;
  readonly energies: Float64Array;
  readonly rows: Float64Array;
  /** Power of the cells of both samplings: summed, the strongest and the second strongest window's. */
  readonly total: Float64Array;
  readonly strongest: Float64Array;
  readonly second: Float64Array;
  readonly single: Float32Array;
  /** For each window of the search, power of a preamble symbol and of the two sync symbols. */
  readonly before: Float64Array;

  /** What the window's kernel must have room for. */
  static arrays(chips: number): number[] {
    return Array.from({ length: 2 * (QUARTERS + 1) + 1 }, () => 2 * chips);
  }

  constructor(window: SymbolWindow) {
    this.window = window;
    this.chips = window.chips;
    const count = FINE_PREAMBLE + 4;
    this.parts = new Float64Array(2 * PARTS * count);
    this.energies = new Float64Array(count);
    this.rows = new Float64Array(FINE_COUNT * count);
    this.total = new Float64Array(4 * window.chips);
    this.strongest = new Float64Array(4 * window.chips);
    this.second = new Float64Array(4 * window.chips);
    while (this.power.length < 2 * (QUARTERS + 1)) this.power.push(window.kernel.allocate(2 * window.chips));
    this.before = new Float64Array(3 * QUARTERS * (LATEST + 5));
    this.single = window.kernel.allocate(2 * window.chips);
  }
}

/**
 * The candidate's tone from the power of its last windows, unclipped: right to a quarter of a bin.
 *
 * A cell's strongest window counts as much as its second: a single strong symbol of another frame must not draw the tone away.
 */
function refineTone(stream: HalfChipStream, candidate: Candidate, scratch: SyncScratch): RefinedTone {
  const { window, chips, single, total, strongest, second } = scratch;
  // The side lobes of a strong tone were clipped as the tone was: the true one may be some bins away.
  const reach = 2 * (candidate.strength > STRONG ? 4 + Math.ceil(chips / 128) : 1);
  const width = 2 * reach + 1;
  total.fill(0, 0, 2 * width);
  strongest.fill(0, 0, 2 * width);
  second.fill(0, 0, 2 * width);
  const mask = 2 * chips - 1;
  const middle = Math.round(2 * candidate.bin);
  for (let back = 0; back < REFINE_WINDOWS; back++) {
    const place = candidate.place - 2 * chips * back;
    if (place < stream.first) break;
    window.load(stream, place);
    for (let phase = 0; phase < 2; phase++) {
      window.coarseSpectrum(phase, "up");
      window.cellPowers(single);
      // A window that starts half a chip later shows the tone half a bin higher.
      for (let k = 0, i = width * phase; k < width; k++, i++) {
        const value = single[(middle + phase - reach + k) & mask]!;
        total[i]! += value;
        if (value > strongest[i]!) {
          second[i] = strongest[i]!;
          strongest[i] = value;
        } else if (value > second[i]!) second[i] = value;
      }
    }
  }
  let best = -1;
  let bestAt = 0;
  for (let i = 0; i < 2 * width; i++) {
    const power = total[i]! - strongest[i]! + second[i]!;
    if (power <= best) continue;
    best = power;
    bestAt = i;
  }
  const phase = bestAt < width ? 0 : 1;
  const cell = (middle + phase - reach + (bestAt - width * phase)) & mask;
  return { bin: (cell - phase) / 2, phase, power: best };
}

interface RefinedTone {
  /** Carrier offset less start of the frame, modulo 2^SF. */
  readonly bin: number;
  /** Which sampling, of the two half a chip apart, shows it best. */
  readonly phase: number;
  /** Over the mean of all tones, in all windows together. */
  readonly power: number;
}

/**
 * Places where the down-chirps may begin, by the power of two down-chirps, of the two sync symbols before them and of the preamble's
 * last symbol before those.
 */
function searchDelimiter(
  stream: HalfChipStream,
  place: number,
  tone: RefinedTone,
  wanted: WantedSyncWord,
  scratch: SyncScratch,
): Hypothesis[] {
  const { window, chips, power, before } = scratch;
  const quarter = chips / 2;
  const firstPlace = place + Math.round(2 * chips * EARLIEST);
  const pairs = Math.round(QUARTERS * (LATEST + 0.25 - EARLIEST)) + 1;
  const hypotheses: Hypothesis[] = [];
  for (let q = -3 * QUARTERS; q < pairs - QUARTERS; q++) {
    readUpWindow(stream, firstPlace + q * quarter, tone, wanted, scratch, 3 * (q + 3 * QUARTERS));
  }
  for (let q = 0; q < pairs + QUARTERS; q++) {
    const at = firstPlace + q * quarter;
    if (at + 2 * chips + 1 > stream.end) break;
    window.load(stream, at);
    for (let phase = 0; phase < 2; phase++) {
      window.coarseSpectrum(phase, "down");
      window.cellPowers(power[2 * (q % (QUARTERS + 1)) + phase]!);
    }
    if (q < QUARTERS) continue;
    const first = q - QUARTERS;
    // Of the windows three, two and one symbol before: the preamble's, the first and the second sync symbol's power.
    const known = before[3 * first]! + before[3 * (first + QUARTERS) + 1]! + before[3 * (first + 2 * QUARTERS) + 2]!;
    for (let phase = 0; phase < 2; phase++) {
      weigh(hypotheses, {
        start: at - QUARTERS * quarter + phase,
        bin: tone.bin,
        chips,
        known,
        first: power[2 * (first % (QUARTERS + 1)) + phase]!,
        second: power[2 * (q % (QUARTERS + 1)) + phase]!,
      });
    }
  }
  return hypotheses;
}

/** Writes at `at` what a window would hold of a preamble symbol, a first and a second sync symbol: power over noise. */
function readUpWindow(
  stream: HalfChipStream,
  place: number,
  { bin, phase }: RefinedTone,
  wanted: WantedSyncWord,
  { window, chips, single, before }: SyncScratch,
  at: number,
): void {
  before.fill(0, at, at + 3);
  if (place + phase < stream.first || place + phase + 2 * chips > stream.end) return;
  window.load(stream, place);
  window.coarseSpectrum(phase, "up");
  window.cellPowers(single);
  const zero = Math.round(2 * bin + phase + place);
  before[at] = single[modulo(zero, 2 * chips)]!;
  for (let nibble = 0; nibble < 16; nibble++) {
    const value = single[modulo(zero + 2 * syncValue(nibble, chips), 2 * chips)]!;
    if (wanted === "any" || nibble === wanted >> 4) before[at + 1] = Math.max(before[at + 1]!, value);
    if (wanted === "any" || nibble === (wanted & 15)) before[at + 2] = Math.max(before[at + 2]!, value);
  }
}

/** The symbol that carries a nibble of the sync word. */
function syncValue(nibble: number, chips: number): number {
  return (SYNC_STEP * nibble) % chips;
}

interface Pair {
  /** Place of the first of the two windows. */
  readonly start: number;
  readonly bin: number;
  readonly chips: number;
  /** Power of preamble and sync word before it. */
  readonly known: number;
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/** Down-chirps that began up to an eighth of a symbol before or after the first window: δ half-chips earlier, δ bins lower. */
function weigh(hypotheses: Hypothesis[], { start, bin, chips, known, first, second }: Pair): void {
  const mask = 2 * chips - 1;
  const reach = chips / 4;
  let cell = modulo(Math.round(2 * (bin + start / 2)) + 2 * reach, 2 * chips);
  let least = leastKept(hypotheses) - known;
  for (let delta = -reach; delta <= reach; delta++, cell = (cell - 2) & mask) {
    const power = first[cell]! + second[cell]!;
    if (power <= least) continue;
    keep(hypotheses, { place: start - delta, carrierBins: bin + (start - delta) / 2, power: power + known });
    least = leastKept(hypotheses) - known;
  }
}

/** Power that a hypothesis must exceed to be kept. */
function leastKept(hypotheses: readonly Hypothesis[]): number {
  return hypotheses.length < HYPOTHESES ? Number.NEGATIVE_INFINITY : hypotheses[HYPOTHESES - 1]!.power;
}

/** Inserts a hypothesis among the best, one for each stretch of two chips. */
function keep(hypotheses: Hypothesis[], hypothesis: Hypothesis): void {
  for (let i = 0; i < hypotheses.length; i++) {
    if (Math.abs(hypotheses[i]!.place - hypothesis.place) > 4) continue;
    if (hypotheses[i]!.power >= hypothesis.power) return;
    hypotheses.splice(i, 1);
    break;
  }
  let at = hypotheses.length;
  while (at > 0 && hypotheses[at - 1]!.power < hypothesis.power) at--;
  hypotheses.splice(at, 0, hypothesis);
  if (hypotheses.length > HYPOTHESES) hypotheses.pop();
}

/** A place where a frame's down-chirps begin. */
export interface Delimiter {
  /** In half-chips, right to about one. */
  readonly place: number;
  /** Carrier offset, right to about half a bin. */
  readonly carrierBins: number;
  readonly power: number;
  readonly syncWord: number;
}

/** Weighs the two down-chirps and the sync word where the hypothesis puts them. */
function verify(
  stream: HalfChipStream,
  hypothesis: Hypothesis,
  wanted: WantedSyncWord,
  scratch: SyncScratch,
): Delimiter | null {
  const { window, chips, parts } = scratch;
  const carrierBins = signedModulo(hypothesis.carrierBins, chips);
  const place = hypothesis.place;
  const symbol = 2 * chips;
  if (place - 2 * symbol - 8 < stream.first || place + 2 * symbol + 8 > stream.end) return null;
  let downs = 0;
  let ups = 0;
  for (let i = 0; i < 2; i++) {
    window.sumWindow(stream, { place: place + i * symbol, bins: carrierBins, kind: "down" }, parts, 0);
    downs += peakPower(parts) / window.meanPower;
    if (place - (3 + i) * symbol - 8 < stream.first) continue;
    window.sumWindow(stream, { place: place - (3 + i) * symbol, bins: carrierBins, kind: "up" }, parts, 0);
    ups += peakPower(parts) / window.meanPower;
  }
  // What can be told without the sync word's spectra is told first.
  if (downs < EVEN_SHARE * (ups + downs) - EVEN_SLACK) return null;
  const [syncWord, sync, share] = readSyncWord(stream, place, carrierBins, wanted, scratch);
  const power = ups + downs + sync;
  const least = EVEN_SHARE * power - EVEN_SLACK;
  if (power < ACCEPT || share < SYNC_SHARE || Math.min(downs, sync) < least) return null;
  return { place, carrierBins, power, syncWord };
}

/** Power of the strongest tone within a bin of where it should be. */
function peakPower(parts: Float64Array): number {
  let best = 0;
  for (let f = -1; f <= 1; f += 0.25) best = Math.max(best, tonePower(parts, 0, f));
  return best;
}

/** The wanted word or the likeliest one, its two symbols' power over noise, and their share of the strongest tones' power. */
function readSyncWord(
  stream: HalfChipStream,
  place: number,
  carrierBins: number,
  wanted: WantedSyncWord,
  { window, chips }: SyncScratch,
): [number, number, number] {
  let word = 0;
  let sync = 0;
  let strongest = 0;
  for (let i = 0; i < 2; i++) {
    window.fineSpectrum(stream, place - 2 * chips * (2 - i), carrierBins);
    const { re, im } = window;
    let bestNibble = 0;
    let best = -1;
    for (let nibble = 0; nibble < 16; nibble++) {
      if (wanted !== "any" && nibble !== ((i === 0 ? wanted >> 4 : wanted) & 15)) continue;
      const bin = syncValue(nibble, chips);
      const power = nearPower(re, im, bin, chips);
      if (power > best) {
        best = power;
        bestNibble = nibble;
      }
    }
    let peak = 0;
    for (let k = 0; k < chips; k++) peak = Math.max(peak, re[k]! * re[k]! + im[k]! * im[k]!);
    word = (word << 4) | bestNibble;
    sync += best / window.meanPower;
    strongest += peak / window.meanPower;
  }
  return [word, sync, sync / strongest];
}

/** Power at a bin, or half-way to its neighbours. */
function nearPower(re: Float32Array, im: Float32Array, bin: number, chips: number): number {
  let best = re[bin]! ** 2 + im[bin]! ** 2;
  for (const side of [-1, 1]) {
    const next = modulo(bin + side, chips);
    best = Math.max(
      best,
      re[next]! ** 2 + im[next]! ** 2,
      ((re[bin]! - re[next]!) ** 2 + (im[bin]! - im[next]!) ** 2) / 2,
    );
  }
  return best;
}

/** Power of a tone `f` bins from the middle, from a window's partial sums. */
function tonePower(parts: Float64Array, at: number, f: number): number {
  const angle = (-2 * Math.PI * f) / PARTS;
  const stepRe = Math.cos(angle);
  const stepIm = Math.sin(angle);
  let turnRe = 1;
  let turnIm = 0;
  let re = 0;
  let im = 0;
  for (let b = 0; b < PARTS; b++) {
    const x = parts[at + 2 * b]!;
    const y = parts[at + 2 * b + 1]!;
    re += x * turnRe - y * turnIm;
    im += x * turnIm + y * turnRe;
    const next = turnRe * stepRe - turnIm * stepIm;
    turnIm = turnRe * stepIm + turnIm * stepRe;
    turnRe = next;
  }
  toneRe = re;
  toneIm = im;
  return re * re + im * im;
}

/** The tone that `tonePower` summed last. */
let toneRe = 0;
let toneIm = 0;

/**
 * Measures carrier, timing, clock and power from all windows of preamble, sync word and delimiter.
 *
 * The tones of the up-chirps, as a line through the frame for the clock, and that of the down-chirps give carrier and delay; the
 * preamble's phase from symbol to symbol gives the carrier's fraction of a bin once more, and more exactly.
 */
export function measureFrame(
  stream: HalfChipStream,
  { place, carrierBins, syncWord }: Delimiter,
  scratch: SyncScratch,
): Synchronisation {
  const { window, chips, parts, energies, rows } = scratch;
  const symbol = 2 * chips;
  const syncHigh = syncValue(syncWord >> 4, chips);
  const syncLow = syncValue(syncWord & 15, chips);

  // Windows by their number: −n … −3 preamble, −2 and −1 sync word, 0 and 1 down-chirps.
  const room = Math.floor((place - 8 - stream.first) / symbol) - 2;
  const fine = Math.max(0, Math.min(FINE_PREAMBLE, room));
  const ups = fine + 2;
  const read = (index: number, number: number): void => {
    const value = number === -2 ? syncHigh : number === -1 ? syncLow : 0;
    const kind = number >= 0 ? "down" : "up";
    window.sumWindow(
      stream,
      { place: place + number * symbol, bins: carrierBins + value, kind },
      parts,
      2 * PARTS * index,
    );
    energies[index] = window.energy;
    for (let f = 0; f < FINE_COUNT; f++) {
      rows[FINE_COUNT * index + f] = tonePower(parts, 2 * PARTS * index, f * FINE_STEP - FINE_REACH);
    }
  };
  for (let i = 0; i < ups; i++) read(i, i - ups);
  read(ups, 0);
  read(ups + 1, 1);

  const used = countPreamble(rows, fine, ups);
  const first = fine - used;
  const up = fitTones({ rows, first, count: ups - first, chips });
  const down = peakOf(rows, ups, ups + 2);
  // The fitted tone of the up-chirps, carried on to the middle of the two down-chirps.
  const upThere = up.bins + up.slope * (1 + (ups - first) / 2);
  const rough = (upThere + down) / 2;
  // The preamble's phase knows the carrier's fraction of a bin ten times better than its tones do, the tones know the whole bins.
  const turn = symbolTurn({ parts, first, last: fine, up });
  const carrier = turn === null ? rough : turn - carrierBins + Math.round(rough - turn + carrierBins);
  const lateChips = carrier - upThere;

  let toneSum = 0;
  let energySum = 0;
  for (let i = first; i < ups; i++) {
    toneSum += tonePower(parts, 2 * PARTS * i, up.bins + up.slope * (i - first - (ups - first - 1) / 2));
    energySum += energies[i]!;
  }
  const windows = ups - first;
  const signalPower = Math.max((toneSum - energySum) / windows / (chips * chips - chips), 0);
  const noisePower = Math.max(energySum / windows / chips - signalPower, (energySum / windows / chips) * 1e-6);
  // At the first down-chirp: `lateChips` holds for the middle of the two, half a symbol's slope later.
  const start = place + 2 * lateChips + up.slope;
  const preambleSymbols =
    used < fine
      ? used
      : used +
        countFurther({
          stream,
          place: start,
          carrierBins: carrierBins + carrier,
          from: used,
          toneSum: toneSum / windows,
          scratch,
        });
  return {
    place: start,
    carrierBins: carrierBins + carrier,
    slopeBins: up.slope,
    signalPower,
    noisePower,
    preambleSymbols,
    syncWord,
  };
}

/** How many of the windows before the sync word hold the preamble's tone, counted from the sync word back. */
function countPreamble(rows: Float64Array, fine: number, ups: number): number {
  let sum = 0;
  for (let i = ups - 5 < 0 ? 0 : ups - 5; i < ups; i++) sum += strongestIn(rows, i);
  const mean = sum / Math.min(5, ups);
  let used = fine;
  // A preamble that began later leaves the first windows empty.
  while (used > 2 && strongestIn(rows, fine - used) < 0.2 * mean) used--;
  return used;
}

function strongestIn(rows: Float64Array, index: number): number {
  let best = 0;
  for (let f = 0; f < FINE_COUNT; f++) best = Math.max(best, rows[FINE_COUNT * index + f]!);
  return best;
}

interface FurtherPreamble {
  readonly stream: HalfChipStream;
  readonly place: number;
  readonly carrierBins: number;
  /** Symbols already counted. */
  readonly from: number;
  /** Mean power of the tones counted. */
  readonly toneSum: number;
  readonly scratch: SyncScratch;
}

/** Preamble symbols before those that were measured. */
function countFurther({ stream, place, carrierBins, from, toneSum, scratch }: FurtherPreamble): number {
  const { window, chips, parts } = scratch;
  let more = 0;
  while (from + more < MAX_PREAMBLE) {
    const at = place - 2 * chips * (3 + from + more);
    if (at - 8 < stream.first) break;
    window.sumWindow(stream, { place: at, bins: carrierBins, kind: "up" }, parts, 0);
    if (peakPower(parts) < 0.35 * toneSum) break;
    more++;
  }
  return more;
}

/** Place of the greatest sum of some rows, bins. */
function peakOf(rows: Float64Array, from: number, to: number): number {
  let best = 0;
  let bestPower = -1;
  const sumAt = (f: number): number => {
    let sum = 0;
    for (let i = from; i < to; i++) sum += rows[FINE_COUNT * i + f]!;
    return sum;
  };
  for (let f = 0; f < FINE_COUNT; f++) {
    const power = sumAt(f);
    if (power > bestPower) {
      bestPower = power;
      best = f;
    }
  }
  const inside = Math.min(Math.max(best, 1), FINE_COUNT - 2);
  return (inside + vertex(sumAt(inside - 1), sumAt(inside), sumAt(inside + 1))) * FINE_STEP - FINE_REACH;
}

/** Where a parabola through three neighbours is greatest, −½ to ½ from the middle one. */
function vertex(left: number, middle: number, right: number): number {
  const bend = left - 2 * middle + right;
  return bend >= 0 ? 0 : Math.max(-0.5, Math.min(0.5, (0.5 * (left - right)) / bend));
}

interface ToneFit {
  /** At the middle of the windows. */
  readonly bins: number;
  /** Bins from one window to the next. */
  readonly slope: number;
}

/** The straight line of tones with the most power; a slope that few crystals have must be better by more. */
function fitTones({
  rows,
  first,
  count,
  chips,
}: {
  rows: Float64Array;
  first: number;
  count: number;
  chips: number;
}): ToneFit {
  const step = SLOPE_STEP_BINS * (10 / Math.max(count, 2));
  const most = Math.floor((MAX_CLOCK * chips) / step);
  const middle = (count - 1) / 2;
  let noise = 0;
  for (let i = 0; i < count; i++) noise += strongestIn(rows, first + i);
  // The power of a tone that is 0.3 bins off its row's peak stands for the scale of what is lost.
  const scale = noise / Math.max(count, 1) / 12;
  let best = Number.NEGATIVE_INFINITY;
  let bestFit: ToneFit = { bins: 0, slope: 0 };
  for (let s = -most; s <= most; s++) {
    const slope = s * step;
    const penalty = 0.5 * (slope / (USUAL_CLOCK * chips)) ** 2 * scale;
    let peak = Number.NEGATIVE_INFINITY;
    let peakAt = 0;
    for (let f = 0; f < FINE_COUNT; f++) {
      const sum = lineSum(rows, first, count, f, slope / FINE_STEP, middle);
      if (sum > peak) {
        peak = sum;
        peakAt = f;
      }
    }
    if (peak - penalty > best) {
      best = peak - penalty;
      const inside = Math.min(Math.max(peakAt, 1), FINE_COUNT - 2);
      const [left, mid, right] = [inside - 1, inside, inside + 1].map((f) =>
        lineSum(rows, first, count, f, slope / FINE_STEP, middle),
      ) as [number, number, number];
      bestFit = { bins: (inside + vertex(left, mid, right)) * FINE_STEP - FINE_REACH, slope };
    }
  }
  return bestFit;
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

/** Cycles that the preamble's tone turns from symbol to symbol: the carrier's fraction of a bin, −½ to ½. */
function symbolTurn({
  parts,
  first,
  last,
  up,
}: {
  parts: Float64Array;
  first: number;
  last: number;
  up: ToneFit;
}): number | null {
  if (last - first < 3) return null;
  let sumRe = 0;
  let sumIm = 0;
  let beforeRe = 0;
  let beforeIm = 0;
  for (let i = first; i < last; i++) {
    tonePower(parts, 2 * PARTS * i, up.bins);
    const re = toneRe;
    const im = toneIm;
    if (i > first) {
      sumRe += re * beforeRe + im * beforeIm;
      sumIm += im * beforeRe - re * beforeIm;
    }
    beforeRe = re;
    beforeIm = im;
  }
  return Math.atan2(sumIm, sumRe) / (2 * Math.PI);
}

function modulo(value: number, period: number): number {
  const rest = value % period;
  return rest < 0 ? rest + period : rest;
}

/** The same modulo the period, from −period/2 up to period/2. */
function signedModulo(value: number, period: number): number {
  const rest = modulo(value + period / 2, period);
  return rest - period / 2;
}
