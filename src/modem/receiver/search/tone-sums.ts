import type { Kernel } from "../kernel/kernel.ts";
import { STRETCHES, type SymbolWindow } from "../samples/symbol-window.ts";

/** A tone's sum over a window. */
export interface Tone {
  re: number;
  im: number;
}

const shared: Tone = { re: 0, im: 0 };

/**
 * Sums a window's tone from the sums of its stretches.
 *
 * @param sums as in `SymbolWindow.sums`, the window's from `at` on
 * @param bins from the tone that the window was summed for, −2 to 2
 * @param tone takes the sum
 * @returns its power
 */
export function sumTone(sums: Float32Array, at: number, bins: number, tone: Tone = shared): number {
  const angle = (-2 * Math.PI * bins) / STRETCHES;
  const stepRe = Math.cos(angle);
  const stepIm = Math.sin(angle);
  let turnRe = 1;
  let turnIm = 0;
  let re = 0;
  let im = 0;
  for (let b = at; b < at + STRETCHES; b++) {
    const x = sums[b]!;
    const y = sums[b + STRETCHES]!;
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

/** Tones at even distances about the one that a window was summed for, all at once. */
export class ToneGrid {
  readonly count: number;
  /** Of each tone, from the lowest on, in the window last measured. */
  readonly powers: Float32Array;
  private readonly step: number;
  private readonly reach: number;
  private readonly turns: Float32Array;
  private readonly kernel: Kernel;

  /** What a window's kernel must have room for. */
  static arrays(reachBins: number, stepBins: number): number[] {
    const count = countTones(reachBins, stepBins);
    return [2 * STRETCHES * count, count];
  }

  /** @param reachBins a whole number of steps */
  constructor({ kernel }: SymbolWindow, reachBins: number, stepBins: number) {
    this.count = countTones(reachBins, stepBins);
    this.reach = reachBins;
    this.step = stepBins;
    this.kernel = kernel;
    this.turns = kernel.allocate(2 * STRETCHES * this.count);
    this.powers = kernel.allocate(this.count);
    for (let f = 0; f < this.count; f++) {
      for (let b = 0; b < STRETCHES; b++) {
        const angle = (-2 * Math.PI * b * this.binsOf(f)) / STRETCHES;
        this.turns[2 * STRETCHES * f + b] = Math.cos(angle);
        this.turns[2 * STRETCHES * f + STRETCHES + b] = Math.sin(angle);
      }
    }
  }

  /** Where a tone lies, bins. */
  binsOf(f: number): number {
    return f * this.step - this.reach;
  }

  /** Measures all tones of the window that was summed last. */
  measure({ sums }: SymbolWindow): Float32Array {
    this.kernel.run.tonePowers(sums.byteOffset, this.turns.byteOffset, this.count, this.powers.byteOffset);
    return this.powers;
  }

  /** The strongest tone of the window that was summed last, within so many bins of the middle. */
  peak(window: SymbolWindow, reachBins: number): { power: number; bins: number } {
    const powers = this.measure(window);
    const best = { power: 0, bins: 0 };
    const middle = (this.count - 1) / 2;
    const reach = Math.min(middle, Math.floor(reachBins / this.step));
    for (let f = middle - reach; f <= middle + reach; f++) {
      if (powers[f]! <= best.power) continue;
      best.power = powers[f]!;
      best.bins = this.binsOf(f);
    }
    return best;
  }
}

function countTones(reachBins: number, stepBins: number): number {
  return 2 * Math.round(reachBins / stepBins) + 1;
}
