import type { PathProfile } from "../p526/profile.ts";

/** Radio-climatic zones [P.1812-7, Annex 1, §3.5]. */
export const ZONES = ["sea", "coastal", "inland"] as const;
export type Zone = (typeof ZONES)[number];

/** How a path lies over land and sea. */
export interface PathZones {
  /** ω: share of the path over sea. */
  readonly seaFraction: number;
  /** d_tm: longest stretch over land, coastal or inland, m. */
  readonly longestLandM: number;
  /** d_lm: longest stretch over inland, m. */
  readonly longestInlandM: number;
  /** Zones of the ends. */
  readonly txZone: Zone;
  readonly rxZone: Zone;
}

/**
 * Measures the stretches of a path in each zone; zones change half way between two points.
 *
 * @param zone of the whole path, or of each point
 * @see ITU-R P.1812-7, Annex 1, §3.6 and eq. 1
 */
export function measureZones(profile: PathProfile, zone: Zone | ArrayLike<Zone>): PathZones {
  const { count, distanceM } = profile;
  const lengthM = distanceM[count - 1];
  if (typeof zone === "string") return uniformZones(zone, lengthM);
  let seaM = 0;
  let landM = 0;
  let inlandM = 0;
  let longestLandM = 0;
  let longestInlandM = 0;
  for (let i = 0; i < count; i++) {
    const partM = (distanceM[Math.min(i + 1, count - 1)] - distanceM[Math.max(i - 1, 0)]) / 2;
    const isSea = zone[i] === "sea";
    if (isSea) seaM += partM;
    landM = isSea ? 0 : landM + partM;
    inlandM = zone[i] === "inland" ? inlandM + partM : 0;
    longestLandM = Math.max(longestLandM, landM);
    longestInlandM = Math.max(longestInlandM, inlandM);
  }
  return { seaFraction: seaM / lengthM, longestLandM, longestInlandM, txZone: zone[0], rxZone: zone[count - 1] };
}

/** The zones of a path that lies in one alone. */
export function uniformZones(zone: Zone, lengthM: number): PathZones {
  return {
    seaFraction: zone === "sea" ? 1 : 0,
    longestLandM: zone === "sea" ? 0 : lengthM,
    longestInlandM: zone === "inland" ? lengthM : 0,
    txZone: zone,
    rxZone: zone,
  };
}
