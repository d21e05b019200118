import type { SmoothSurface } from "../../../link/propagation/p526/smooth-surface.ts";
import { coastDistancesM, type P1812Settings } from "../../../link/propagation/p1812/basic-loss.ts";
import {
  type DuctingPath,
  ductingLossDb,
  ductingTimeVariationDb,
  steadyDuctingLossDb,
} from "../../../link/propagation/p1812/ducting.ts";
import { uniformZones, type Zone } from "../../../link/propagation/p1812/zones.ts";
import { highestAbove, type Layer } from "./layer.ts";
import type { Walk } from "./walk.ts";

/** Far less than by which tables and the small terms of A(p) could make the bound too high, dB. */
const BOUND_MARGIN_DB = 1;

type DuctedPath = Pick<DuctingPath, "antennas" | "horizons" | "anomalousTimePercent"> & {
  readonly fitted: SmoothSurface;
};

/**
 * The loss by ducting on the walk's current path, dB, or a lower bound of it where already that exceeds the loss by diffraction:
 * the stronger of both counts, and the bound needs neither the roughness of the ground nor the share of the time.
 */
export function createDucting(
  walk: Walk,
  settings: P1812Settings & { readonly zone: Zone; readonly earthRadiusM: number; readonly flatEarth: Layer },
): (path: DuctedPath, diffractedDb: number) => number {
  const { frequencyHz, time: timePercent, zone, earthRadiusM: medianEarthRadiusM, flatEarth } = settings;
  const coast = coastDistancesM(settings, { txZone: zone, rxZone: zone });
  return ({ antennas, horizons, anomalousTimePercent, fitted }, diffractedDb) => {
    const { distanceM } = walk.path;
    const path = {
      frequencyHz,
      distanceM,
      antennas,
      coastDistancesM: coast,
      horizons,
      zones: uniformZones(zone, distanceM),
      medianEarthRadiusM,
      anomalousTimePercent,
      timePercent,
    };
    const leastDb =
      steadyDuctingLossDb(path) +
      ductingTimeVariationDb({ distanceM, timePercent, ductedTimePercent: anomalousTimePercent }) -
      BOUND_MARGIN_DB;
    return leastDb > diffractedDb
      ? leastDb
      : ductingLossDb({ ...path, heights: heightsOnWalk(walk, fitted, path, flatEarth) });
  };
}

/** Effective heights and roughness [P.1812-7, Attachment 1, §5.6.3]. */
function heightsOnWalk(
  { path, groundM, tailGroundM, rxHeightM, task }: Walk,
  fitted: SmoothSurface,
  { antennas, horizons }: Pick<DuctingPath, "antennas" | "horizons">,
  flatEarth: Layer,
) {
  const { distanceM } = path;
  const txM = Math.min(fitted.txM, groundM[0]); // eq. 92a
  const rxM = Math.min(fitted.rxM, antennas.rxM - rxHeightM); // eq. 92b
  const [txHorizonM, rxHorizonM] = horizons.distancesM;
  const line = { txM, slope: (rxM - txM) / distanceM, fromM: txHorizonM, toM: distanceM - rxHorizonM }; // eq. 93
  return {
    effectiveHeightsM: [antennas.txM - txM, antennas.rxM - rxM] as const,
    roughnessM: highestAbove(flatEarth, tailGroundM, path, line),
  };
}
