import { WasmKernel } from "../../../math/wasm-kernel.ts";
import { KERNEL_BASE64 } from "./kernel.generated.ts";

/** What the compiled loops offer: `kernels/itm-sweep.ts` leads to what each does. Pointers are bytes in the kernel's memory. */
export interface ItmKernelFunctions {
  useTerrain(data: number, columns: number, rows: number): void;
  sampleLine(
    elevationM: number,
    bareM: number,
    column: number,
    row: number,
    columnStep: number,
    rowStep: number,
    last: number,
  ): number;
  sampleTails(
    columns: number,
    rows: number,
    distances: number,
    count: number,
    siteColumn: number,
    siteRow: number,
    stepM: number,
    tails: number,
  ): void;
  prepareRadial(
    radial: number,
    stride: number,
    last: number,
    antennaAmslM: number,
    stepM: number,
    curvature: number,
  ): void;
  useScratch(scratch: number): void;
  useSite(
    stepM: number,
    curvature: number,
    heightM: number,
    amslM: number,
    air: number,
    bottomM: number,
    perM: number,
    last: number,
  ): void;
  startWalk(radial: number, stride: number): void;
  walk(
    radial: number,
    stride: number,
    gap: number,
    targets: number,
    targetStride: number,
    from: number,
    to: number,
    tails: number,
    batch: number,
  ): number;
  attenuate(batch: number, count: number, constants: number): number;
  addVariability(batch: number, count: number, constants: number, quantiles: number, entries: number): void;
}

/** The compiled loops with a memory of their own, in which arrays are laid out by bytes. */
export class ItmKernel extends WasmKernel<ItmKernelFunctions> {
  /** @param arrays how many bytes each array that will be asked for has */
  constructor(arrays: readonly number[]) {
    super(
      KERNEL_BASE64,
      arrays.map((bytes) => Math.ceil(bytes / 4)),
    );
  }

  allocateBytes(bytes: number): Float32Array {
    return this.allocate(Math.ceil(bytes / 4));
  }
}
