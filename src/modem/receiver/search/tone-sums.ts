import { PARTS } from "../samples/symbol-window.ts";

/** A tone's sum over a window. */
export interface Tone {
  re: number;
  im: number;
}

const shared: Tone = { re: 0, im: 0 };

/**
 * Sums a window's tone from the partial sums of `SymbolWindow.sumWindow`.
 *
 * @param parts interleaved, the window's from `at` on
 * @param bins from the tone that the window was summed for, −2 to 2
 * @param tone takes the sum
 * @returns its power
 */
export function sumTone(parts: Float64Array, at: number, bins: number, tone: Tone = shared): number {
  const angle = (-2 * Math.PI * bins) / PARTS;
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
  tone.re = re;
  tone.im = im;
  return re * re + im * im;
}

/** The strongest tone near where it should be, of the first window in `parts`. */
export function peakTone(parts: Float64Array, reachBins: number): { power: number; bins: number } {
  const best = { power: 0, bins: 0 };
  for (let bins = -reachBins; bins <= reachBins; bins += 0.25) {
    const power = sumTone(parts, 0, bins);
    if (power <= best.power) continue;
    best.power = power;
    best.bins = bins;
  }
  return best;
}
