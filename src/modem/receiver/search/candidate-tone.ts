import type { HalfChipStream } from "../samples/half-chip-stream.ts";
import type { Candidate } from "./detector.ts";
import type { SyncScratch } from "./sync-scratch.ts";

/** Windows of the preamble from which its tone is taken. */
const REFINE_WINDOWS = 6;
/** Slopes are tried as far as most clocks go, in steps that the windows' ends tell apart. */
const USUAL_CLOCK = 50e-6;
const SLOPE_STEP_BINS = 0.1;
/** A candidate this strong was clipped in nearly all of its windows: its tone may be that of a side lobe. */
const STRONG = 45;

/** Whether a candidate may have been seen by its side lobes, and after its end by those of the sync word. */
export function isStrong({ strength }: Candidate): boolean {
  return strength > STRONG;
}

/** A candidate's tone, measured once more. */
export interface RefinedTone {
  /** Carrier offset less start of the frame, modulo 2^SF, in the candidate's window. */
  readonly bin: number;
  /** By how much it rises from symbol to symbol. */
  readonly slope: number;
  /** Which sampling, of the two half a chip apart, shows it best. */
  readonly phase: number;
  /** Over the mean of all tones, in all windows together. */
  readonly power: number;
}

/**
 * The candidate's tone from the power of its last windows, unclipped: right to a quarter of a bin.
 *
 * A cell's strongest window counts as much as its second: a single strong symbol of another frame must not draw the tone away. Where a
 * clock's error moves the tone by a tenth of a bin or more from symbol to symbol, the windows are summed along slopes.
 */
export function refineTone(stream: HalfChipStream, candidate: Candidate, scratch: SyncScratch): RefinedTone {
  const { window, chips, single, near } = scratch;
  const width = 2 * reachOf(candidate, chips) + 1;
  const mask = 2 * chips - 1;
  const lowest = Math.round(2 * candidate.bin) - (width - 1) / 2;
  let windows = 0;
  for (; windows < REFINE_WINDOWS; windows++) {
    const place = candidate.place - 2 * chips * windows;
    if (place < stream.first) break;
    window.load(stream, place);
    for (let phase = 0; phase < 2; phase++) {
      window.coarseSpectrum(phase, "up");
      window.cellPowers(single);
      const row = width * (2 * windows + phase);
      // A window that starts half a chip later shows the tone half a bin higher.
      for (let k = 0; k < width; k++) near[row + k] = single[(lowest + phase + k) & mask]!;
    }
  }
  const steepest = Math.floor((USUAL_CLOCK * chips) / SLOPE_STEP_BINS + 0.5);
  let best: RefinedTone = { bin: candidate.bin, slope: 0, phase: 0, power: 0 };
  for (let s = -steepest; s <= steepest; s++) {
    for (let phase = 0; phase < 2; phase++) {
      for (let k = 0; k < width; k++) {
        const power = linePower(near, { width, windows, phase, from: k, step: 2 * s * SLOPE_STEP_BINS });
        if (power <= best.power) continue;
        const cell = (lowest + phase + k) & mask;
        best = { bin: (cell - phase) / 2, slope: s * SLOPE_STEP_BINS, phase, power };
      }
    }
  }
  return best;
}

/** Cells on either side of the candidate's that are looked at. */
function reachOf(candidate: Candidate, chips: number): number {
  // The side lobes of a strong tone were clipped as the tone was: the true one may be some bins away.
  return 2 * (isStrong(candidate) ? 4 + Math.ceil(chips / 128) : 1);
}

interface Line {
  readonly width: number;
  readonly windows: number;
  readonly phase: number;
  /** Cell in the last window, and cells by which it is lower in each window before. */
  readonly from: number;
  readonly step: number;
}

/** Power along a line through the windows, the strongest one cut down to the second. */
function linePower(near: Float64Array, { width, windows, phase, from, step }: Line): number {
  let total = 0;
  let strongest = 0;
  let second = 0;
  for (let back = 0; back < windows; back++) {
    const k = Math.round(from - step * back);
    if (k < 0 || k >= width) return 0;
    const value = near[width * (2 * back + phase) + k]!;
    total += value;
    if (value > strongest) {
      second = strongest;
      strongest = value;
    } else if (value > second) second = value;
  }
  return total - strongest + second;
}
