import { buildingHeightsAlong } from "../geo/buildings/along-line.ts";
import type { BuildingIndex } from "../geo/buildings/spatial-index.ts";
import { InputError } from "../math/errors.ts";
import type { PathGround } from "./path.ts";

/**
 * Puts buildings on the ground of a path. The ends stay bare, as in ITU-R P.1812-7, §3.2.1: what stands at an antenna's own
 * point of the profile is no obstacle to it.
 *
 * @throws {InputError} `missing-position` when it is not known where the path lies
 */
export function standBuildings(ground: PathGround, index: BuildingIndex): PathGround {
  const { elevationM, distanceM, ends } = ground;
  if (ends === undefined) {
    const message = "expected a path whose ends are places, got a bare profile";
    throw new InputError({ code: "missing-position", where: "buildings", message });
  }
  const steps = elevationM.length - 1;
  const { heightM } = buildingHeightsAlong(index, { ...ends, distanceM, steps });
  const surfaceM = elevationM.map((groundM, i) => (i === 0 || i === steps ? groundM : groundM + heightM[i]));
  return { ...ground, surfaceM };
}
