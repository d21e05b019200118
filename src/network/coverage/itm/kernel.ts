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
    steps: number,
    count: number,
    siteColumn: number,
    siteRow: number,
    tails: number,
  ): void;
  useRadial(planes: number, stride: number): void;
  startWalk(last: number, antennaAmslM: number, stepM: number, curvature: number): void;
  useSite(stepM: number, curvature: number, heightM: number, amslM: number): void;
  walk(
    batch: number,
    count: number,
    distances: number,
    ranges: number,
    steps: number,
    heights: number,
    tails: number,
    gap: number,
    constants: number,
  ): void;
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

  /** A zeroed array of doubles in the memory. */
  allocateDoubles(count: number): Float64Array {
    const { buffer, byteOffset } = this.allocate(2 * count);
    return new Float64Array(buffer, byteOffset, count);
  }
}
