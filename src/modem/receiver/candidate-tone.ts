import type { Candidate } from "./detector.ts";
import type { HalfChipStream } from "./half-chip-stream.ts";
import type { SyncScratch } from "./sync-scratch.ts";

/** Windows of the preamble from which its tone is taken. */
const REFINE_WINDOWS = 6;
/** A candidate this strong was clipped in nearly all of its windows: its tone may be that of a side lobe. */
const STRONG = 45;

/** A candidate's tone, measured once more. */
export interface RefinedTone {
  /** Carrier offset less start of the frame, modulo 2^SF. */
  readonly bin: number;
  /** Which sampling, of the two half a chip apart, shows it best. */
  readonly phase: number;
  /** Over the mean of all tones, in all windows together. */
  readonly power: number;
}

/**
 * The candidate's tone from the power of its last windows, unclipped: right to a quarter of a bin.
 *
 * A cell's strongest window counts as much as its second: a single strong symbol of another frame must not draw the tone away.
 */
export function refineTone(stream: HalfChipStream, candidate: Candidate, scratch: SyncScratch): RefinedTone {
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
