import type { ElevationGrid } from "../../../geo/grid.ts";
import { bilinear } from "../../../geo/interpolate.ts";
import type { GridLine } from "../radials/radial.ts";
import type { PathOnWalk } from "./layer.ts";

/**
 * Reads the ground along the tail.
 *
 * @param line from the receiver a step back at a time
 * @returns false where the terrain has a gap
 */
export function readTail({ data, width, height }: ElevationGrid, line: GridLine, out: Float64Array): boolean {
  const tailSteps = out.length - 1;
  const { column, row, columnStep, rowStep } = line;
  const farColumn = column + tailSteps * columnStep;
  const farRow = row + tailSteps * rowStep;
  const inside =
    Math.min(column, farColumn) >= 0 &&
    Math.min(row, farRow) >= 0 &&
    Math.max(column, farColumn) < width - 1 &&
    Math.max(row, farRow) < height - 1;
  let total = 0;
  for (let j = 0; j <= tailSteps; j++) {
    const x = column + j * columnStep;
    const y = row + j * rowStep;
    let z: number;
    if (inside) {
      // As `bilinear`, with its look at the edges taken once
      const left = x | 0;
      const above = y | 0;
      const i = above * width + left;
      const north = data[i] + (x - left) * (data[i + 1] - data[i]);
      const south = data[i + width] + (x - left) * (data[i + width + 1] - data[i + width]);
      z = north + (y - above) * (south - north);
    } else z = bilinear(data, width, height, x, y);
    out[j] = z;
    total += z;
  }
  return !Number.isNaN(total);
}

/** The tail of a path, and the radial beside it. */
interface TailOnWalk {
  readonly path: PathOnWalk;
  /** Samples of the radial, and their sums over 0 … k − 1. */
  readonly groundM: Float64Array;
  readonly sum: Float64Array;
  /** The last steps before the receiver, counted from it. */
  readonly tailGroundM: Float64Array;
}

/**
 * The path's own line runs beside the radial, the farther the more. Where the ground slopes sideways its heights differ by an
 * amount that grows evenly, from nothing at the site to what both lines' areas before the receiver differ by.
 */
export function shearOf(walk: TailOnWalk): number {
  const { groundM, sum, tailGroundM } = walk;
  const tailSteps = tailGroundM.length - 1;
  const { distanceM, steps, rangeSteps, radialStepM, pathStepM } = walk.path;
  let heights = -0.5 * (tailGroundM[0] + tailGroundM[tailSteps]);
  for (let j = 0; j <= tailSteps; j++) heights += tailGroundM[j];
  const from = (steps - tailSteps) * (rangeSteps / steps);
  const besideM2 = radialStepM * (areaTo(groundM, sum, rangeSteps) - areaTo(groundM, sum, from));
  const farM = distanceM - tailSteps * pathStepM;
  return (2 * (pathStepM * heights - besideM2)) / (distanceM * distanceM - farM * farM);
}

/** Area under the radial's ground up to a range in steps, m for steps of 1. */
function areaTo(groundM: Float64Array, sum: Float64Array, range: number): number {
  const k = Math.floor(range);
  const rest = range - k;
  return (
    sum[k + 1] - 0.5 * (groundM[0] + groundM[k]) + rest * (groundM[k] + 0.5 * rest * (groundM[k + 1] - groundM[k]))
  );
}
