import type { HalfChipStream } from "../samples/half-chip-stream.ts";
import { STRETCHES, WINDOW_MARGIN } from "../samples/symbol-window.ts";
import { type Delimiter, syncValue } from "./delimiter-check.ts";
import type { SyncScratch } from "./sync-scratch.ts";
import { FINE_COUNT, fitTones, strongestIn, type ToneFit } from "./tone-fit.ts";
import { sumTone, type Tone } from "./tone-sums.ts";

/** Preamble symbols used for the fine estimate. */
const FINE_PREAMBLE = 8;
const MAX_PREAMBLE = 64;
/** Missing power, in symbols, at which counting stops. */
const COUNT_PATIENCE = 0.9;
/** Up- and down-chirps that disagree by more on the delay were not both read right. */
const BELIEVED_BINS = 0.4;

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

/**
 * Measures carrier, timing, clock and power from all windows of preamble, sync word and delimiter.
 *
 * The tones of the up-chirps, as a line through the frame for the clock, and that of the down-chirps give carrier and delay; the
 * preamble's phase from symbol to symbol gives the carrier's fraction of a bin once more, and more exactly.
 *
 * @param clockPerCarrierBin chips a symbol that a clock gains when it comes from the carrier's crystal and that is a bin too high; 0
 *   where that is not known
 */
export function measureFrame(
  stream: HalfChipStream,
  { place, carrierBins, syncWord }: Delimiter,
  scratch: SyncScratch,
  clockPerCarrierBin: number,
): Synchronisation {
  const { window, chips, sums, energies, rows, fineTones } = scratch;
  const symbol = 2 * chips;
  const syncHigh = syncValue(syncWord >> 4, chips);
  const syncLow = syncValue(syncWord & 15, chips);

  // Windows by their number: −n … −3 preamble, −2 and −1 sync word, 0 and 1 down-chirps.
  const room = Math.floor((place - WINDOW_MARGIN - stream.first) / symbol) - 2;
  const fine = Math.max(0, Math.min(FINE_PREAMBLE, room));
  const ups = fine + 2;
  const read = (index: number, number: number): void => {
    const value = number === -2 ? syncHigh : number === -1 ? syncLow : 0;
    const kind = number >= 0 ? "down" : "up";
    window.sumWindow(stream, { place: place + number * symbol, bins: carrierBins + value, kind });
    sums.set(window.sums, 2 * STRETCHES * index);
    energies[index] = window.energy;
    rows.set(fineTones.measure(window), FINE_COUNT * index);
  };
  for (let i = 0; i < ups; i++) read(i, i - ups);
  read(ups, 0);
  read(ups + 1, 1);

  const used = countFilled(rows, fine, ups);
  const first = fine - used;
  const upRows = { rows, sums, first, count: ups - first };
  let energySum = 0;
  for (let i = first; i < ups; i++) energySum += energies[i]!;
  const prior = { chips, expected: clockPerCarrierBin * carrierBins, noise: energySum / (ups - first) };
  const up = fitTones(upRows, prior);
  const down = fitTones({ rows, sums, first: ups, count: 2 }, null).bins;
  // The fitted tone of the up-chirps, carried on to the middle of the two down-chirps.
  const upThere = up.bins + up.slope * (1 + (ups - first) / 2);
  const rough = (upThere + down) / 2;
  // The preamble's phase knows the carrier's fraction of a bin ten times better than its tones do, the tones know the whole bins.
  const turn = symbolTurn({ sums, first, last: fine, up });
  const carrier = turn === null ? rough : turn - carrierBins + Math.round(rough - turn + carrierBins);
  // Both kinds of chirps tell the delay: the up-chirps, which are more, by their tone below the carrier, the others by theirs above.
  const lateByUps = carrier - upThere;
  const lateByDowns = down - carrier;
  const downWeight = Math.abs(lateByDowns - lateByUps) < BELIEVED_BINS ? 2 / (ups - first + 2) : 0;
  const lateChips = lateByUps + downWeight * (lateByDowns - lateByUps);

  let toneSum = 0;
  for (let i = first; i < ups; i++) {
    toneSum += sumTone(sums, 2 * STRETCHES * i, up.bins + up.slope * (i - first - (ups - first - 1) / 2));
  }
  const windows = ups - first;
  const signalPower = Math.max((toneSum - energySum) / windows / (chips * chips - chips), 0);
  const noisePower = Math.max(energySum / windows / chips - signalPower, (energySum / windows / chips) * 1e-6);
  // At the first down-chirp: `lateChips` holds for the middle of the two, half a symbol's slope later.
  const start = place + 2 * lateChips + up.slope;
  const symbolPlaces = symbol - 2 * up.slope;
  const preambleSymbols = countPreamble(
    stream,
    { place: start, bins: carrierBins + carrier, symbolPlaces, meanPower: toneSum / windows },
    scratch,
  );
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

/** How many of the windows before the sync word seem to hold the preamble's tone: a preamble that began later leaves the first empty. */
function countFilled(rows: Float64Array, fine: number, ups: number): number {
  let sum = 0;
  for (let i = Math.max(ups - 5, 0); i < ups; i++) sum += strongestIn(rows, i);
  const mean = sum / Math.min(5, ups);
  let used = fine;
  while (used > 2 && strongestIn(rows, fine - used) < 0.2 * mean) used--;
  return used;
}

interface CountedFrame {
  /** Start of the down-chirps, and half-chips from symbol to symbol as the clock has it. */
  readonly place: number;
  readonly symbolPlaces: number;
  readonly bins: number;
  /** Of the tones measured. */
  readonly meanPower: number;
}

/**
 * Symbols of the preamble: as many as make the power above half of the mean, summed from the sync word back, greatest. A weak symbol
 * does not end the count, nor does noise prolong it.
 */
function countPreamble(
  stream: HalfChipStream,
  { place, bins, symbolPlaces, meanPower }: CountedFrame,
  { window, nearTones }: SyncScratch,
): number {
  let count = 0;
  let sum = 0;
  let best = 0;
  for (let i = 0; i < MAX_PREAMBLE && sum > best - COUNT_PATIENCE * meanPower; i++) {
    const at = place - symbolPlaces * (3 + i);
    if (at - WINDOW_MARGIN < stream.first) break;
    window.sumWindow(stream, { place: at, bins, kind: "up" });
    sum += nearTones.peak(window, 0.25).power - meanPower / 2;
    if (sum <= best) continue;
    best = sum;
    count = i + 1;
  }
  return count;
}

/** Cycles that the preamble's tone turns from symbol to symbol: the carrier's fraction of a bin, −½ to ½. */
function symbolTurn({
  sums,
  first,
  last,
  up,
}: {
  sums: Float32Array;
  first: number;
  last: number;
  up: ToneFit;
}): number | null {
  if (last - first < 3) return null;
  let sumRe = 0;
  let sumIm = 0;
  let beforeRe = 0;
  let beforeIm = 0;
  const tone: Tone = { re: 0, im: 0 };
  for (let i = first; i < last; i++) {
    sumTone(sums, 2 * STRETCHES * i, up.bins, tone);
    if (i > first) {
      sumRe += tone.re * beforeRe + tone.im * beforeIm;
      sumIm += tone.im * beforeRe - tone.re * beforeIm;
    }
    beforeRe = tone.re;
    beforeIm = tone.im;
  }
  return Math.atan2(sumIm, sumRe) / (2 * Math.PI);
}
