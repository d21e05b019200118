import { buildingHeightsAlong } from "../geo/buildings/along-line.ts";
import type { BuildingIndex } from "../geo/buildings/spatial-index.ts";
import { coverHeightsAlong } from "../geo/cover/along-line.ts";
import type { CoverGrid } from "../geo/cover/cover-grid.ts";
import { InputError } from "../math/errors.ts";
import type { PathGround } from "./path.ts";

/** What may stand on a path: footprints, taken as they are, and a grid of heights for trees and all else. */
export interface StandingThings {
  readonly buildings: BuildingIndex | null;
  readonly cover: CoverGrid | null;
}

/**
 * Puts on the ground of a path what stands there, the higher of footprints and grid at each point. The ends stay bare, as in
 * ITU-R P.1812-7, §3.2.1: what stands at an antenna's own point of the profile is no obstacle to it.
 *
 * @throws {InputError} `missing-position` when it is not known where the path lies
 */
export function standOnPath(ground: PathGround, { buildings, cover }: StandingThings): PathGround {
  if (buildings === null && cover === null) return ground;
  const { elevationM, distanceM, ends } = ground;
  if (ends === undefined) {
    const message = "expected a path whose ends are places, got a bare profile";
    throw new InputError({ code: "missing-position", where: buildings === null ? "landCover" : "buildings", message });
  }
  const steps = elevationM.length - 1;
  const line = { ...ends, distanceM, steps };
  const heights = [
    ...(buildings === null ? [] : [buildingHeightsAlong(buildings, line).heightM]),
    ...(cover === null ? [] : [coverHeightsAlong(cover, line)]),
  ];
  const surfaceM = elevationM.map((groundM, i) =>
    i === 0 || i === steps ? groundM : groundM + Math.max(...heights.map((heightM) => heightM[i])),
  );
  return { ...ground, surfaceM };
}
