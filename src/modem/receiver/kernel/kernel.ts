import { decodeBase64 } from "../../../math/base64.ts";
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
    single: number,
    output: number,
  ): void;
  dechirp(iq: number, chirp: number, chips: number, sign: number, re: number, im: number): number;
  dechirpBetween(
    iq: number,
    taps: number,
    chirp: number,
    chips: number,
    sign: number,
    turn: number,
    re: number,
    im: number,
  ): number;
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
  ): number;
}

/** The part of WebAssembly that is used here: browsers, workers and Node have it. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Memory: new (pages: { initial: number }) => { readonly buffer: ArrayBuffer };
  Instance: new (module: object, imports: object) => { readonly exports: object };
};

const PAGE_BYTES = 65_536;
const ALIGN_FLOATS = 4;
let compiled: object | null = null;

/** The compiled loops with a memory of their own, which never moves: views into it stay good. */
export class Kernel {
  readonly run: KernelFunctions;
  private readonly buffer: ArrayBuffer;
  private used: number;

  /** @param arrays how many numbers each array that will be asked for has */
  constructor(arrays: readonly number[]) {
    // The compiler keeps the first kilobyte for itself.
    this.used = 1024;
    const bytes = arrays.reduce((sum, floats) => sum + 4 * roundUp(floats), this.used);
    const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE_BYTES) });
    compiled ??= new WebAssembly.Module(decodeBase64(KERNEL_BASE64));
    const instance = new WebAssembly.Instance(compiled, { env: { memory } });
    this.run = instance.exports as KernelFunctions;
    this.buffer = memory.buffer;
  }

  /** A zeroed array in the memory; its `byteOffset` is its pointer. */
  allocate(floats: number): Float32Array {
    const view = new Float32Array(this.buffer, this.used, floats);
    this.used += 4 * roundUp(floats);
    return view;
  }
}

function roundUp(floats: number): number {
  return Math.ceil(floats / ALIGN_FLOATS) * ALIGN_FLOATS;
}
