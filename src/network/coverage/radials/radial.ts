import type { ElevationGrid } from "../../../geo/grid.ts";
import { bilinear } from "../../../geo/interpolate.ts";

/** The terrain along one radial. Sample k lies k steps from the site; sample 0 is under the antenna. */
export interface Radial {
  /** Ground, m above sea level. */
  readonly elevationM: Float64Array;
}

export function createRadial(samples: number): Radial {
  return { elevationM: new Float64Array(samples) };
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
