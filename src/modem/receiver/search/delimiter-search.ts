import { modulo } from "../../../math/modulo.ts";
import { SYNC_STEP } from "../../waveform/frame-chirps.ts";
import type { HalfChipStream } from "../samples/half-chip-stream.ts";
import { isStrong, type RefinedTone, refineTone } from "./candidate-tone.ts";
import {
  checkDelimiter,
  type Delimiter,
  type Hypothesis,
  nibblePenalty,
  syncValue,
  type WantedSyncWord,
} from "./delimiter-check.ts";
import { type Candidate, nearBinsOf } from "./detector.ts";
import type { SyncScratch } from "./sync-scratch.ts";

/** Whole symbols after a candidate's window that the search for the delimiter may look at. */
export const SEARCH_SYMBOLS = 8;
/**
 * The down-chirps begin this many symbols after the window at the earliest, for a strong preamble shows in a window that holds its end
 * only, and at the latest. Where the sync symbols show at the preamble's tone, because they are near it or the same, two before that.
 */
const EARLIEST = 0.75;
const EARLIEST_WITH_SYNC = -1.25;
const LATEST = 4.75;
/** A candidate with less power in these windows has gone with a frame that was taken off: 77 at the limit, 6 of noise. */
const STILL_THERE = 24;
/** Windows are a quarter of a symbol apart: one of them lies in the down-chirps together with the next but three. */
const QUARTERS = 4;
/** Share of the best one's power in the windows before the down-chirps that a place must have, but for what noise may take. */
const WORTH_A_LOOK = 0.2;
const LOOK_SLACK = 3;
/** Power over the mean in the five windows of a place that is worth keeping: five of noise have it once in 10⁴. */
const LEAST_POWER = 16;
/** Symbols of so many chips and more are long enough for a clock's error to show from one to the next. */
const LONG_CHIPS = 1024;
/** Down-chirp places that are looked at closely. */
const HYPOTHESES = 16;
/** Those that have so much less power than the best one are left out: in noise units, and as a share. */
const MUCH_LESS = 16;
const SHARE_LESS = 0.25;
/** Places that are given to the reader, which can tell by the header. */
const ANSWERS = 3;

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
  const hypotheses = searchDelimiter(stream, candidate, tone, wanted, scratch);
  const delimiters: Delimiter[] = [];
  for (const hypothesis of hypotheses) {
    const delimiter = checkDelimiter(stream, hypothesis, wanted, scratch);
    if (delimiter !== null) delimiters.push(delimiter);
  }
  return delimiters.sort((a, b) => b.power - a.power).slice(0, ANSWERS);
}

/**
 * Places where the down-chirps may begin, by the power of two down-chirps, of the two sync symbols before them and of the preamble's
 * last symbol before those.
 */
function searchDelimiter(
  stream: HalfChipStream,
  candidate: Candidate,
  tone: RefinedTone,
  wanted: WantedSyncWord,
  scratch: SyncScratch,
): Hypothesis[] {
  const { chips, power, before } = scratch;
  const quarter = chips / 2;
  const { place } = candidate;
  const earliest = isSyncNear(candidate, wanted, chips) ? EARLIEST_WITH_SYNC : EARLIEST;
  const firstPlace = place + Math.round(2 * chips * earliest);
  const pairs = Math.round(QUARTERS * (LATEST + 0.25 - earliest)) + 1;
  for (let q = -3 * QUARTERS; q < pairs - QUARTERS; q++) {
    const at = firstPlace + q * quarter;
    const bin = toneAt(tone, at - place, chips);
    readUpWindow(stream, at, { bin, phase: tone.phase }, wanted, scratch, 3 * (q + 3 * QUARTERS));
  }
  // Of the windows three, two and one symbol before: the preamble's, the first and the second sync symbol's power.
  const known = (q: number): number =>
    before[3 * q]! + before[3 * (q + QUARTERS) + 1]! + before[3 * (q + 2 * QUARTERS) + 2]!;
  let most = 0;
  for (let q = 0; q < pairs; q++) most = Math.max(most, known(q));
  const pairsOf: Pair[] = [];
  let best = 0;
  scratch.isRead.fill(0);
  for (let q = 0; q < pairs; q++) {
    const start = firstPlace + q * quarter;
    if (start + QUARTERS * quarter + 2 * chips + 1 > stream.end) break;
    // Where the other windows are far from the best, the down-chirps need not be looked for.
    if (known(q) < WORTH_A_LOOK * most - LOOK_SLACK) continue;
    readDownWindows(stream, start, q, scratch);
    readDownWindows(stream, start + QUARTERS * quarter, q + QUARTERS, scratch);
    for (let phase = 0; phase < 2; phase++) {
      const pair = {
        start: start + phase,
        bin: toneAt(tone, start - place, chips),
        chips,
        known: known(q),
        first: power[2 * q + phase]!,
        second: power[2 * (q + QUARTERS) + phase]!,
      };
      best = Math.max(best, strongestOf(pair) + pair.known);
      pairsOf.push(pair);
    }
  }
  // What is far below the best one would be left out at the end
  const hypotheses: Hypothesis[] = [];
  const least = Math.max(LEAST_POWER, worthwhile(best));
  for (const pair of pairsOf) weigh(hypotheses, pair, least);
  return hypotheses;
}

/** Whether sync symbols may have been taken for the preamble's, by tone, or by side lobes that lie between them. */
function isSyncNear(candidate: Candidate, wanted: WantedSyncWord, chips: number): boolean {
  const reach = (isStrong(candidate) ? 2 : 1) * nearBinsOf(chips);
  return SYNC_STEP <= reach || (wanted !== "any" && (wanted & 15) === 0);
}

/** Fills the power of a window's down-chirp tones, in both samplings, unless it has been filled. */
function readDownWindows(
  stream: HalfChipStream,
  place: number,
  q: number,
  { window, power, isRead }: SyncScratch,
): void {
  if (isRead[q] === 1) return;
  isRead[q] = 1;
  window.load(stream, place);
  for (let phase = 0; phase < 2; phase++) {
    window.coarseSpectrum(phase, "down");
    window.cellPowers(power[2 * q + phase]!);
  }
}

/** The tone in a window some places after the candidate's. */
function toneAt({ bin, slope }: RefinedTone, places: number, chips: number): number {
  return bin + (slope * places) / (2 * chips);
}

/** Writes at `at` what a window would hold of a preamble symbol, a first and a second sync symbol: power over noise. */
function readUpWindow(
  stream: HalfChipStream,
  place: number,
  { bin, phase }: Pick<RefinedTone, "bin" | "phase">,
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
  // Where clocks move the tone by tenths of a bin a symbol, its place so many symbols later is known to half a bin only.
  const reach = chips >= LONG_CHIPS ? 1 : 0;
  const powerAt = (value: number): number => {
    let best = 0;
    for (let k = -reach; k <= reach; k++) best = Math.max(best, single[modulo(zero + 2 * value + k, 2 * chips)]!);
    return best;
  };
  before[at] = powerAt(0);
  for (let nibble = 0; nibble < 16; nibble++) {
    const high = nibblePenalty(nibble, true, wanted);
    const low = nibblePenalty(nibble, false, wanted);
    if (high === null && low === null) continue;
    const power = powerAt(syncValue(nibble, chips));
    if (high !== null) before[at + 1] = Math.max(before[at + 1]!, power - high);
    if (low !== null) before[at + 2] = Math.max(before[at + 2]!, power - low);
  }
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

/** Half-chips by which the down-chirps may have begun before or after the first window: an eighth of a symbol. */
function reachOf(chips: number): number {
  return chips >> 2;
}

/** Cell of the down-chirps that began the latest after the first window: δ half-chips earlier, δ bins lower. */
function highestCell({ start, bin, chips }: Pair): number {
  return modulo(Math.round(2 * (bin + start / 2)) + 2 * reachOf(chips), 2 * chips);
}

/** The greatest power of two down-chirps there. */
function strongestOf(pair: Pair): number {
  const { chips, first, second } = pair;
  const mask = 2 * chips - 1;
  const highest = highestCell(pair);
  let best = 0;
  for (let step = 0; step <= 2 * reachOf(chips); step++) {
    const cell = (highest - 2 * step) & mask;
    best = Math.max(best, first[cell]! + second[cell]!);
  }
  return best;
}

/** Keeps the places that have enough power. */
function weigh(hypotheses: Hypothesis[], pair: Pair, least: number): void {
  const { start, bin, chips, known, first, second } = pair;
  const mask = 2 * chips - 1;
  const highest = highestCell(pair);
  for (let step = 0; step <= 2 * reachOf(chips); step++) {
    const cell = (highest - 2 * step) & mask;
    const power = first[cell]! + second[cell]! + known;
    if (power <= least) continue;
    const place = start + reachOf(chips) - step;
    keep(hypotheses, { place, carrierBins: bin + place / 2, power });
  }
}

/** Power below which a hypothesis is left out beside the best one. */
function worthwhile(best: number): number {
  return best - Math.max(MUCH_LESS, SHARE_LESS * best);
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
