import { WasmKernel } from "../../../math/wasm-kernel.ts";
import { KERNEL_BASE64 } from "./kernel.generated.ts";

/** What the compiled loops offer: `kernels/receiver.ts` says what each does. Pointers are bytes in the kernel's memory. */
export interface KernelFunctions {
  resample(
    input: number,
    first: number,
    made: number,
    step: number,
    count: number,
    taps: number,
    phases: number,
    length: number,
    before: number,
    output: number,
  ): void;
  insertHalfWay(input: number, place: number, count: number, taps: number, before: number, output: number): void;
  dechirp(iq: number, chirp: number, chips: number, sign: number, re: number, im: number): number;
  dechirpBetween(
    iq: number,
    taps: number,
    chirp: number,
    chips: number,
    sign: number,
    cosine: number,
    sine: number,
    re: number,
    im: number,
  ): number;
  sumStretches(re: number, im: number, chips: number, sums: number): void;
  tonePowers(sums: number, turns: number, tones: number, powers: number): void;
  transform(re: number, im: number, workRe: number, workIm: number, twiddles: number, size: number): void;
  cellPowers(re: number, im: number, bins: number, scale: number, cells: number): void;
  replaceCells(
    re: number,
    im: number,
    bins: number,
    scale: number,
    limit: number,
    history: number,
    sum: number,
  ): number;
  labelPeaks(
    re: number,
    im: number,
    bins: number,
    bits: number,
    columnBits: number,
    power: number,
    rowPeaks: number,
    columnPeaks: number,
    differences: number,
  ): number;
}

/** The compiled loops with a memory of their own. */
export class Kernel extends WasmKernel<KernelFunctions> {
  /** @param arrays how many numbers each array that will be asked for has */
  constructor(arrays: readonly number[]) {
    super(KERNEL_BASE64, arrays);
  }
}
