import type { ElevationGrid } from "../../../geo/grid.ts";
import { batchArrays, createItmBatch, type ItmBatch } from "./batch.ts";
import type { SweepConstants } from "./constants.ts";
import { ItmKernel } from "./kernel.ts";
import { ALONG_M, BARE_M, ELEVATION_M, RADIAL_PLANES, ROWS, TAILS_BYTES } from "./layout.ts";

/** What a sweep keeps in the kernel's memory: views of its arrays. */
export interface SweepMemory {
  readonly kernel: ItmKernel;
  readonly batch: ItmBatch;
  /** The current radial, by sample: ground with what stands on it, ground alone, and terrain irregularity. */
  readonly elevationM: Float64Array;
  readonly bareM: Float64Array;
  readonly alongM: Float64Array;
  /** The current radial's targets, nearest first: their place in the part of the terrain that the sweep reads. */
  readonly column: Float64Array;
  readonly row: Float64Array;
  readonly distanceM: Float32Array;
  /** Range along the radial, in its steps. */
  readonly rangeSteps: Float32Array;
  /** Steps of the path. */
  readonly pathSteps: Float32Array;
  readonly rxHeightM: Float32Array;
  /** Tails of `ROWS` targets. */
  readonly tails: Float32Array;
}

/** A rectangle of the elevation grid's posts. */
export interface TerrainPart {
  readonly column: number;
  readonly row: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Lays out a sweep's arrays in a fresh kernel, and copies the terrain that it reads.
 *
 * @param samples of a radial, at most
 * @param capacity targets of a radial, at most
 */
export function createSweepMemory(
  elevation: ElevationGrid,
  part: TerrainPart,
  { samples, capacity, constants }: { samples: number; capacity: number; constants: SweepConstants },
): SweepMemory {
  // Beyond the last post the loops look at one row and two posts more, which then have no weight
  const terrainBytes = 4 * (part.width * (part.height + 1) + 2);
  const radialStride = 8 * (samples + 2);
  const targets = Math.ceil(capacity / 4) * 4;
  const tailsBytes = (ROWS / 4) * TAILS_BYTES;
  const kernel = new ItmKernel([
    terrainBytes,
    RADIAL_PLANES * radialStride,
    ...[8 * targets, 8 * targets, 4 * targets, 4 * targets, 4 * targets, 4 * targets],
    tailsBytes,
    ...batchArrays(constants),
  ]);
  const terrain = kernel.allocate(terrainBytes / 4);
  for (let row = 0; row < part.height; row++) {
    const from = (part.row + row) * elevation.width + part.column;
    terrain.set(elevation.data.subarray(from, from + part.width), row * part.width);
  }
  kernel.run.useTerrain(terrain.byteOffset, part.width, part.height);
  const radial = kernel.allocateDoubles((RADIAL_PLANES * radialStride) / 8);
  const plane = (number: number) => radial.subarray((number * radialStride) / 8, ((number + 1) * radialStride) / 8);
  kernel.run.useRadial(radial.byteOffset, radialStride);
  return {
    kernel,
    elevationM: plane(ELEVATION_M),
    bareM: plane(BARE_M),
    alongM: plane(ALONG_M),
    column: kernel.allocateDoubles(targets),
    row: kernel.allocateDoubles(targets),
    distanceM: kernel.allocate(targets),
    rangeSteps: kernel.allocate(targets),
    pathSteps: kernel.allocate(targets),
    rxHeightM: kernel.allocate(targets),
    tails: kernel.allocate(tailsBytes / 4),
    batch: createItmBatch(kernel, constants),
  };
}
