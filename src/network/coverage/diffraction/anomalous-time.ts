import { METRES_PER_DEGREE } from "../../../geo/geodesy.ts";
import { anomalousTimePercent } from "../../../link/propagation/p1812/radio-climate.ts";
import { uniformZones, type Zone } from "../../../link/propagation/p1812/zones.ts";
import type { CoverageTask } from "../task.ts";

/** Entries over the distance: β₀ changes by half over tens of kilometres. */
const ENTRIES = 512;

/**
 * β₀ of P.1812 in %, from tables over the distance at the southern and the northern end of a task: it is smooth in the length of a
 * path in one zone, and in the latitude of its middle.
 */
export function createAnomalousTime(
  { site, radiusM }: CoverageTask,
  zone: Zone,
): (distanceM: number, latitudeDeg: number) => number {
  const entriesPerM = (ENTRIES - 1) / radiusM;
  // The middle of a path lies half as far away as its end
  const reachDeg = radiusM / 2 / METRES_PER_DEGREE;
  const fromDeg = site.latitudeDeg - reachDeg;
  const perDeg = 0.5 / reachDeg;
  const tableAt = (latitudeDeg: number) =>
    Float64Array.from({ length: ENTRIES + 1 }, (_, i) =>
      anomalousTimePercent(latitudeDeg, uniformZones(zone, i / entriesPerM)),
    );
  const south = tableAt(fromDeg);
  const north = tableAt(site.latitudeDeg + reachDeg);
  return (distanceM, latitudeDeg) => {
    const u = distanceM * entriesPerM;
    const i = Math.min(Math.floor(u), ENTRIES - 1);
    const share = u - i;
    const southPercent = south[i] + share * (south[i + 1] - south[i]);
    const northPercent = north[i] + share * (north[i + 1] - north[i]);
    return southPercent + (latitudeDeg - fromDeg) * perDeg * (northPercent - southPercent);
  };
}
