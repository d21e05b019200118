import { EARTH_RADIUS_M } from "./geodesy.ts";
import type { Grid } from "./grid.ts";

/**
 * How far a void is filled from, m. Radar voids on steep slopes and water are mostly far narrower; a wider gap is missing
 * terrain, and no number would be honest in it.
 */
export const VOID_REACH_M = 5_000;

/**
 * Fills voids in place. A void post takes the mean of the nearest posts with a value to its west, east, north and south, as far
 * as they lie within {@link VOID_REACH_M}, weighed by the inverse of their distance: across a gap in one direction that is
 * linear interpolation, and a filled void has no values beyond those on its rim. Only true posts serve, never filled ones.
 *
 * @param isCovered 1 where a file claims to know the terrain: posts that no file covers are not voids and stay NaN
 * @returns how many posts were filled
 */
export function fillVoids(grid: Grid<Float32Array>, isCovered: Uint8Array): number {
  const { data, width, height } = grid;
  const metresPerDegree = (Math.PI / 180) * EARTH_RADIUS_M;
  const rowStepM = grid.latStepDeg * metresPerDegree;
  const posts: number[] = [];
  const values: number[] = [];
  for (let row = 0; row < height; row++) {
    const latRad = ((grid.northDeg - row * grid.latStepDeg) * Math.PI) / 180;
    const columnStepM = grid.lonStepDeg * metresPerDegree * Math.cos(latRad);
    for (let column = 0; column < width; column++) {
      const post = row * width + column;
      if (isCovered[post] === 0 || !Number.isNaN(data[post])) continue;
      let sum = 0;
      let weights = 0;
      // West, east, north, south: the stride through the data, how many posts there are, and their distance.
      for (let side = 0; side < 4; side++) {
        const stride = side === 0 ? -1 : side === 1 ? 1 : side === 2 ? -width : width;
        const count = side === 0 ? column : side === 1 ? width - 1 - column : side === 2 ? row : height - 1 - row;
        const stepM = side < 2 ? columnStepM : rowStepM;
        const steps = Math.min(count, Math.floor(VOID_REACH_M / stepM));
        for (let step = 1; step <= steps; step++) {
          const value = data[post + step * stride];
          if (Number.isNaN(value)) continue;
          sum += value / (step * stepM);
          weights += 1 / (step * stepM);
          break;
        }
      }
      if (weights === 0) continue;
      posts.push(post);
      values.push(sum / weights);
    }
  }
  for (let i = 0; i < posts.length; i++) data[posts[i]] = values[i];
  return posts.length;
}
