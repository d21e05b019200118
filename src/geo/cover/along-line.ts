import type { ProfileLine } from "../buildings/along-line.ts";
import { destinationPoint, greatCircleDistanceM, initialBearingDeg } from "../geodesy.ts";
import { longitudeInGrid } from "../interpolate.ts";
import { type CoverGrid, highestCover } from "./cover-grid.ts";

/**
 * Heights above ground at a profile's points, m: each takes the highest cell on the stretch nearest to it, as coverage maps do.
 * The two ends look at their own half of a step.
 */
export function coverHeightsAlong(cover: CoverGrid, { from, to, steps }: ProfileLine): Float64Array {
  const lengthM = greatCircleDistanceM(from, to);
  const bearingDeg = initialBearingDeg(from, to);
  const positionAt = (step: number) => {
    const { longitudeDeg, latitudeDeg } = destinationPoint(from, bearingDeg, (lengthM * step) / steps);
    return {
      x: (longitudeInGrid(cover, longitudeDeg) - cover.westDeg) / cover.lonStepDeg,
      y: (cover.northDeg - latitudeDeg) / cover.latStepDeg,
    };
  };
  const heightM = new Float64Array(steps + 1);
  let last = positionAt(0);
  for (let i = 0; i <= steps; i++) {
    const next = positionAt(Math.min(i + 0.5, steps));
    heightM[i] = highestCover(cover, last.x, last.y, next.x, next.y);
    last = next;
  }
  return heightM;
}
