import { modulo, signedModulo } from "../../../math/modulo.ts";
import { SYNC_STEP } from "../../waveform/frame-chirps.ts";
import type { HalfChipStream } from "../samples/half-chip-stream.ts";
import { WINDOW_MARGIN } from "../samples/symbol-window.ts";
import { NEAR_REACH, type SyncScratch } from "./sync-scratch.ts";

/** Power, over the mean of all tones, that the last two preamble symbols, two sync symbols and two down-chirps reach together, 75 at the limit. */
const ACCEPT = 38;
/** A signal at the limit has this share of 2^SF of the noise's power, and raises the mean by it. */
const LIMIT_POWER = 10;
/** Each of the three pairs has about a third of the power: no less than this share less what noise takes away at the limit. */
const EVEN_SHARE = 0.15;
const EVEN_SLACK = 6;
/** The sync symbols' share of the strongest tones' power: another network's word shows a stronger tone elsewhere. */
const SYNC_SHARE = 0.3;
/** And of either one's own. */
const SYMBOL_SHARE = 0.15;

/** Tones are sought so far from where they should be; beyond the second, place and carrier are corrected by them. */
const REACH_BINS = NEAR_REACH;
const FAR_BINS = 0.9;
/** Half-chips that windows may reach beyond the hypothesis's own, when it is corrected. */
const FURTHEST = WINDOW_MARGIN + 4 * REACH_BINS;

/** Of private networks and of LoRaWAN. */
const USUAL_SYNC_WORDS = [0x12, 0x34];
const UNUSUAL_PENALTY = 3;

/** Sync words that count. */
export type WantedSyncWord = number | "any";

/** A place where a frame's down-chirps begin. */
export interface Delimiter {
  /** In half-chips, right to about one. */
  readonly place: number;
  /** Carrier offset, right to about half a bin. */
  readonly carrierBins: number;
  readonly power: number;
  readonly syncWord: number;
}

/** A place that is to be looked at. */
export interface Hypothesis {
  readonly place: number;
  readonly carrierBins: number;
  readonly power: number;
}

/** Weighs the two down-chirps, the last preamble symbols and the sync word where the hypothesis puts them. */
export function checkDelimiter(
  stream: HalfChipStream,
  hypothesis: Hypothesis,
  wanted: WantedSyncWord,
  scratch: SyncScratch,
): Delimiter | null {
  const { window, chips } = scratch;
  const symbol = 2 * chips;
  const { place, carrierBins } = hypothesis;
  if (place - 2 * symbol - FURTHEST < stream.first || place + 2 * symbol + FURTHEST > stream.end) return null;
  let here = { place, carrierBins: signedModulo(carrierBins, chips) };
  let tones = readTones(stream, here, scratch);
  const { upBins, downBins } = tones;
  if (Math.max(Math.abs(upBins), Math.abs(downBins)) > FAR_BINS) {
    // Up-chirps are off by carrier less delay, down-chirps by their sum.
    here = { place: place + downBins - upBins, carrierBins: here.carrierBins + (upBins + downBins) / 2 };
    tones = readTones(stream, here, scratch);
  }
  const { ups, downs } = tones;
  // What can be told without the sync word's spectra is told first.
  if (!(downs >= EVEN_SHARE * (ups + downs) - EVEN_SLACK)) return null;
  const [syncWord, sync, share] = readSyncWord(stream, here, wanted, scratch);
  const power = ups + downs + sync;
  const least = EVEN_SHARE * power - EVEN_SLACK;
  if (!(power >= ACCEPT / (1 + LIMIT_POWER / window.chips) && share >= SYNC_SHARE)) return null;
  if (!(Math.min(downs, sync) >= least)) return null;
  return { ...here, power, syncWord };
}

interface Here {
  readonly place: number;
  readonly carrierBins: number;
}

/** Power of the last two preamble symbols and of the two down-chirps, and how far off their tones are. */
function readTones(stream: HalfChipStream, { place, carrierBins }: Here, { window, chips, nearTones }: SyncScratch) {
  const symbol = 2 * chips;
  const up = { power: 0, bins: 0 };
  const down = { power: 0, bins: 0 };
  for (let i = 0; i < 2; i++) {
    window.sumWindow(stream, { place: place + i * symbol, bins: carrierBins, kind: "down" });
    addPeak(down, nearTones.peak(window, REACH_BINS), window.meanPower);
    const before = place - (3 + i) * symbol;
    if (before - WINDOW_MARGIN < stream.first) continue;
    window.sumWindow(stream, { place: before, bins: carrierBins, kind: "up" });
    addPeak(up, nearTones.peak(window, REACH_BINS), window.meanPower);
  }
  return {
    ups: up.power,
    downs: down.power,
    upBins: up.power === 0 ? 0 : up.bins / up.power,
    downBins: down.power === 0 ? 0 : down.bins / down.power,
  };
}

/** Adds a window's power over the mean, and its tone weighed by it. */
function addPeak(sum: { power: number; bins: number }, peak: { power: number; bins: number }, mean: number): void {
  sum.power += peak.power / mean;
  sum.bins += (peak.power / mean) * peak.bins;
}

/** The wanted word or the likeliest one, its two symbols' power over noise, and their share of the strongest tones' power. */
function readSyncWord(
  stream: HalfChipStream,
  { place, carrierBins }: Here,
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
    let best = Number.NEGATIVE_INFINITY;
    for (let nibble = 0; nibble < 16; nibble++) {
      const penalty = nibblePenalty(nibble, i === 0, wanted);
      if (penalty === null) continue;
      const power = nearPower(re, im, syncValue(nibble, chips), chips) / window.meanPower - penalty;
      if (power <= best) continue;
      best = power;
      bestNibble = nibble;
    }
    let peak = 0;
    for (let k = 0; k < chips; k++) peak = Math.max(peak, re[k]! * re[k]! + im[k]! * im[k]!);
    // One right symbol must not speak for the other.
    if (best < SYMBOL_SHARE * (peak / window.meanPower)) return [0, 0, 0];
    word = (word << 4) | bestNibble;
    sync += best;
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

/**
 * Power over the mean that must be given up for a nibble of the sync word to be taken as this one: none for the wanted one; where any is
 * wanted, none for those of private networks and of LoRaWAN, and for the others about the logarithm of their number.
 *
 * @param isHigh whether it is the first of the two
 * @returns null for a nibble that is not wanted; where any is, that is 0, which cannot be told from the preamble
 */
export function nibblePenalty(nibble: number, isHigh: boolean, wanted: WantedSyncWord): number | null {
  if (wanted !== "any") return nibble === (isHigh ? wanted >> 4 : wanted & 15) ? 0 : null;
  // A symbol 0 is one of the preamble.
  if (nibble === 0) return null;
  return USUAL_SYNC_WORDS.some((word) => nibble === (isHigh ? word >> 4 : word & 15)) ? 0 : UNUSUAL_PENALTY;
}

/** The symbol that carries a nibble of the sync word. */
export function syncValue(nibble: number, chips: number): number {
  return (SYNC_STEP * nibble) % chips;
}
