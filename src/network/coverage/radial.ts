import type { ElevationGrid } from "../../geo/grid.ts";
import { bilinear } from "../../geo/interpolate.ts";

/**
 * The terrain along one radial, and what can be carried along on a walk outwards: running sums, from which a least-squares line
 * over any stretch costs nothing, and the transmitter's horizon so far. Sample k lies k steps from the site; sample 0 is under
 * the antenna.
 */
export interface Radial {
  /** Ground, m above sea level. */
  readonly elevationM: Float64Array;
  /** k, and the ground with the effective earth's bulge taken off: the coordinates of the horizon hull. */
  readonly x: Float64Array;
  readonly flatM: Float64Array;
  /** Sums over samples 0 … k−1 of z and of k·z. */
  readonly sum: Float64Array;
  readonly weightedSum: Float64Array;
  /** The sample among 1 … k that the transmitter sees highest. */
  readonly horizon: Int32Array;
}

export function createRadial(samples: number): Radial {
  const x = new Float64Array(samples);
  for (let k = 0; k < samples; k++) x[k] = k;
  return {
    elevationM: new Float64Array(samples),
    x,
    flatM: new Float64Array(samples),
    sum: new Float64Array(samples + 1),
    weightedSum: new Float64Array(samples + 1),
    horizon: new Int32Array(samples),
  };
}

/** A straight line over the elevation grid: where it starts and how far a step goes, in columns and rows. */
export interface GridLine {
  column: number;
  row: number;
  columnStep: number;
  rowStep: number;
}

/**
 * Samples the terrain at k = 0 … last. Beyond the terrain's edge the last height goes on: such samples lie outside every
 * target's path and only fill the last interpolation cell. In a gap it goes on as well, but what lies behind has no answer.
 *
 * @returns the first sample in a gap within the terrain, 0 also for a site beside it; last + 1 when there is none
 */
export function sampleRadial(radial: Radial, elevation: ElevationGrid, line: GridLine, last: number): number {
  const { elevationM } = radial;
  const { data, width, height } = elevation;
  const { column, row, columnStep, rowStep } = line;
  let before = 0;
  let gap = last + 1;
  for (let k = 0; k <= last; k++) {
    const x = column + k * columnStep;
    const y = row + k * rowStep;
    const z = bilinear(data, width, height, x, y);
    if (!Number.isNaN(z)) before = z;
    else if (gap > k && (k === 0 || (x >= 0 && y >= 0 && x <= width - 1 && y <= height - 1))) gap = k;
    elevationM[k] = before;
  }
  return gap;
}

/**
 * Fills the running quantities of samples 0 … last.
 *
 * @param antennaAmslM the transmitter's antenna above sea level
 * @param curvature 1 / (2·a_e) in 1/m: a curvature common to all paths chooses the horizons; their angles are then taken with
 *   each path's own
 */
export function prepareRadial(
  radial: Radial,
  last: number,
  { antennaAmslM, stepM, curvature }: { antennaAmslM: number; stepM: number; curvature: number },
): void {
  const { elevationM, flatM, sum, weightedSum, horizon } = radial;
  let total = 0;
  let weighted = 0;
  // The highest slope so far as rise over run: slopes are compared multiplied out
  let rise = Number.NEGATIVE_INFINITY;
  let at = 1;
  for (let k = 0; k <= last; k++) {
    const z = elevationM[k];
    const d = k * stepM;
    const flat = z - d * d * curvature;
    flatM[k] = flat;
    sum[k] = total;
    weightedSum[k] = weighted;
    total += z;
    weighted += k * z;
    if (k > 0 && (flat - antennaAmslM) * at > rise * k) {
      rise = flat - antennaAmslM;
      at = k;
    }
    horizon[k] = at;
  }
  sum[last + 1] = total;
  weightedSum[last + 1] = weighted;
}
