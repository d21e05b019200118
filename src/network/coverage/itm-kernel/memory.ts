import type { ElevationGrid } from "../../../geo/grid.ts";
import { batchArrays, createItmBatch, type ItmBatch } from "./batch.ts";
import type { SweepConstants } from "./constants.ts";
import { ItmKernel } from "./kernel.ts";
import {
  ALONG_M,
  COLUMN,
  ELEVATION_M,
  ID,
  RADIAL_PLANES,
  RANGE_STEPS,
  ROW,
  ROWS,
  RX_HEIGHT_M,
  TAIL_SCRATCH_BYTES,
  TAILS_BYTES,
  TARGET_DISTANCE_M,
  TARGET_PLANES,
} from "./layout.ts";

/** What a sweep keeps in the kernel's memory: views of its arrays, and where they lie. */
export interface SweepMemory {
  readonly kernel: ItmKernel;
  readonly batch: ItmBatch;
  /** The current radial's ground and, as an input of the walk, terrain irregularity by sample. */
  readonly radialAt: number;
  readonly radialStride: number;
  readonly elevationM: Float64Array;
  readonly alongM: Float64Array;
  /** The current radial's targets, nearest first. */
  readonly targetsAt: number;
  readonly targetStride: number;
  readonly column: Float64Array;
  readonly row: Float64Array;
  readonly distanceM: Float64Array;
  readonly rangeSteps: Float64Array;
  readonly rxHeightM: Float64Array;
  readonly id: Float64Array;
  /** Tails of `ROWS` targets. */
  readonly tails: Float32Array;
  readonly airAt: number;
  /** The part of the terrain that the sweep reads: column and row in the elevation grid of its first post. */
  readonly terrainColumn: number;
  readonly terrainRow: number;
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
  const terrainBytes = 4 * (part.width * (part.height + 1) + 2);
  const radialStride = 8 * (samples + 2);
  const targetStride = 8 * (Math.ceil(capacity / 4) * 4);
  const tailsBytes = (ROWS / 4) * TAILS_BYTES;
  const kernel = new ItmKernel([
    terrainBytes,
    RADIAL_PLANES * radialStride,
    TARGET_PLANES * targetStride,
    tailsBytes,
    TAIL_SCRATCH_BYTES,
    constants.air.byteLength,
    ...batchArrays(constants),
  ]);
  const terrain = kernel.allocateBytes(terrainBytes);
  for (let row = 0; row < part.height; row++) {
    const from = (part.row + row) * elevation.width + part.column;
    terrain.set(elevation.data.subarray(from, from + part.width), row * part.width);
  }
  kernel.run.useTerrain(terrain.byteOffset, part.width, part.height);
  const radial = kernel.allocateBytes(RADIAL_PLANES * radialStride);
  const targets = kernel.allocateBytes(TARGET_PLANES * targetStride);
  const tails = kernel.allocateBytes(tailsBytes);
  kernel.run.useScratch(kernel.allocateBytes(TAIL_SCRATCH_BYTES).byteOffset);
  const air = kernel.allocateBytes(constants.air.byteLength);
  new Float64Array(air.buffer, air.byteOffset, constants.air.length).set(constants.air);
  const plane = (of: Float32Array, stride: number, number: number) =>
    new Float64Array(of.buffer, of.byteOffset + number * stride, stride / 8);
  return {
    kernel,
    batch: createItmBatch(kernel, constants),
    radialAt: radial.byteOffset,
    radialStride,
    elevationM: plane(radial, radialStride, ELEVATION_M),
    alongM: plane(radial, radialStride, ALONG_M),
    targetsAt: targets.byteOffset,
    targetStride,
    column: plane(targets, targetStride, COLUMN),
    row: plane(targets, targetStride, ROW),
    distanceM: plane(targets, targetStride, TARGET_DISTANCE_M),
    rangeSteps: plane(targets, targetStride, RANGE_STEPS),
    rxHeightM: plane(targets, targetStride, RX_HEIGHT_M),
    id: plane(targets, targetStride, ID),
    tails,
    airAt: air.byteOffset,
    terrainColumn: part.column,
    terrainRow: part.row,
  };
}
