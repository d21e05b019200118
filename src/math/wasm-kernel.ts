import { decodeBase64 } from "./base64.ts";

/** The part of WebAssembly that is used here: browsers, workers and Node have it. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Memory: new (pages: { initial: number }) => { readonly buffer: ArrayBuffer };
  Instance: new (module: object, imports: object) => { readonly exports: object };
};

const PAGE_BYTES = 65_536;
const ALIGN_FLOATS = 4;
/** Modules by their text: compiled once. */
const compiled = new Map<string, object>();

/**
 * Compiled loops with a memory of their own, which never moves: views into it stay good.
 *
 * @typeParam Functions what the module exports; pointers are bytes in the memory
 */
export class WasmKernel<Functions> {
  readonly run: Functions;
  private readonly buffer: ArrayBuffer;
  private used: number;

  /**
   * @param base64 the module, made by `scripts/make-kernel.js`
   * @param arrays how many numbers each array that will be asked for has
   */
  constructor(base64: string, arrays: readonly number[]) {
    // The compiler keeps the first kilobyte for itself.
    this.used = 1024;
    const bytes = arrays.reduce((sum, floats) => sum + 4 * roundUp(floats), this.used);
    const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE_BYTES) });
    let module = compiled.get(base64);
    if (module === undefined) {
      module = new WebAssembly.Module(decodeBase64(base64));
      compiled.set(base64, module);
    }
    this.run = new WebAssembly.Instance(module, { env: { memory } }).exports as Functions;
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
