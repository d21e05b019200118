import type { SmoothSurface } from "../../../link/propagation/p526/smooth-surface.ts";
import { coastDistancesM, type P1812Settings } from "../../../link/propagation/p1812/basic-loss.ts";
import {
  type DuctingPath,
  ductingTimeVariationDb,
  leastSteadyDuctingLossDb,
  steadyDuctingLossDb,
  variableDuctingLossDb,
} from "../../../link/propagation/p1812/ducting.ts";
import {
  type DuctingHeights,
  ductingLine,
  effectiveHeightsM,
} from "../../../link/propagation/p1812/ducting-heights.ts";
import { uniformZones, type Zone } from "../../../link/propagation/p1812/zones.ts";
import { highestAbove } from "./clearance.ts";
import type { Layer } from "./layer.ts";
import type { Walk } from "./walk.ts";

/** More than the table's steps and the latitudes of a map could make the bound too high, dB. */
const BOUND_MARGIN_DB = 2;
const NOT_ASKED: DuctingHeights = { effectiveHeightsM: [0, 0], roughnessM: 0 };
/** Entries over the distance. */
const ENTRIES = 512;

/**
 * With line of sight the weight of ducting is below 0.01 [P.1812-7, eq. 57 and 62]: where diffraction costs no more than this over
 * it, leaving ducting out changes the loss by less than 0.05 dB.
 */
const SLIGHT_DIFFRACTION_DB = 6;

/** What the loss by ducting is asked for. */
interface DuctedPath extends Pick<DuctingPath, "antennas" | "horizons" | "anomalousTimePercent"> {
  readonly lineOfSight: boolean;
  readonly fitted: SmoothSurface;
  readonly freeSpaceDb: number;
  readonly diffractionDb: number;
}

/**
 * The loss by ducting on the walk's current path, dB; ∞ where a lower bound of it, which needs little of the terrain, already
 * exceeds the loss by diffraction: only the stronger way counts.
 */
export function createDucting(
  walk: Walk,
  settings: P1812Settings & {
    readonly zone: Zone;
    readonly earthRadiusM: number;
    readonly flatEarth: Layer;
    readonly anomalousTimeOf: (distanceM: number, latitudeDeg: number) => number;
  },
): (path: DuctedPath) => number {
  const { frequencyHz, time: timePercent, zone, earthRadiusM: medianEarthRadiusM, flatEarth } = settings;
  const { site, radiusM } = walk.task;
  const coast = coastDistancesM(settings, { txZone: zone, rxZone: zone });
  const { seaFraction } = uniformZones(zone, 0);
  const entriesPerM = ENTRIES / radiusM;
  const leastVariationDb = Float64Array.from({ length: ENTRIES + 2 }, (_, i) => {
    const distanceM = i / entriesPerM;
    const ductedTimePercent = settings.anomalousTimeOf(distanceM, site.latitudeDeg);
    return ductingTimeVariationDb({ distanceM, timePercent, ductedTimePercent });
  });
  return ({ antennas, horizons, anomalousTimePercent, fitted, lineOfSight, freeSpaceDb, diffractionDb }) => {
    if (lineOfSight && diffractionDb < SLIGHT_DIFFRACTION_DB) return Number.POSITIVE_INFINITY;
    const { distanceM } = walk.path;
    const path = {
      frequencyHz,
      distanceM,
      antennas,
      coastDistancesM: coast,
      horizons,
      heights: NOT_ASKED,
      zones: { seaFraction, longestInlandM: zone === "inland" ? distanceM : 0 },
      medianEarthRadiusM,
      anomalousTimePercent,
      timePercent,
    };
    const diffractedDb = freeSpaceDb + diffractionDb;
    const leastDb = leastVariationDb[Math.round(distanceM * entriesPerM)] - BOUND_MARGIN_DB;
    if (leastSteadyDuctingLossDb(path) + leastDb > diffractedDb) return Number.POSITIVE_INFINITY;
    const steadyDb = steadyDuctingLossDb(path);
    if (steadyDb + leastDb > diffractedDb) return Number.POSITIVE_INFINITY;
    path.heights = heightsOnWalk(walk, fitted, path, flatEarth);
    return steadyDb + variableDuctingLossDb(path);
  };
}

/** Effective heights and roughness [P.1812-7, Attachment 1, §5.6.3]. */
function heightsOnWalk(
  { path, groundM, tailGroundM, rxHeightM }: Walk,
  fitted: SmoothSurface,
  { antennas, horizons }: Pick<DuctingPath, "antennas" | "horizons">,
  flatEarth: Layer,
): DuctingHeights {
  const { distanceM } = path;
  const [txHorizonM, rxHorizonM] = horizons.distancesM;
  const line = ductingLine(fitted, { txM: groundM[0], rxM: antennas.rxM - rxHeightM }, distanceM);
  const between = { txM: line.txM, slope: line.slope, fromM: txHorizonM, toM: distanceM - rxHorizonM };
  return {
    effectiveHeightsM: effectiveHeightsM(antennas, line),
    roughnessM: highestAbove(flatEarth, tailGroundM, path, between),
  };
}
