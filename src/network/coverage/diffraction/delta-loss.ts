import { type BullingtonRay, meetingParameter, roundedEdgeLossDb } from "../../../link/propagation/p526/bullington.ts";
import { deltaLossDb, smoothPath } from "../../../link/propagation/p526/delta-bullington.ts";
import type { Carrier } from "../../../link/propagation/p526/first-term.ts";
import { knifeEdgeLossDb, LEAST_PARAMETER, wavelengthM } from "../../../link/propagation/p526/knife-edge.ts";
import { smoothBullingtonLossDb } from "../../../link/propagation/p526/smooth-bullington.ts";
import type { SmoothSurface } from "../../../link/propagation/p526/smooth-surface.ts";
import { sphericalEarthLossDb } from "../../../link/propagation/p526/spherical-earth.ts";
import { leastClearance } from "./clearance.ts";
import { findHorizons, type Horizons, type Layer } from "./layer.ts";
import type { Walk } from "./walk.ts";

/** What delta-Bullington asks of a walk, for one radius of the earth. */
export interface DeltaWalk {
  readonly walk: Walk;
  /** The ground with what stands on it. */
  readonly surface: Layer;
  readonly earthRadiusM: number;
  readonly carrier: Carrier;
  readonly wavelengthM: number;
  readonly seaFraction: number;
  /** Of the last path: what the antennas see highest. */
  readonly horizons: Horizons;
}

export function createDeltaWalk(
  walk: Walk,
  surface: Layer,
  setting: Pick<DeltaWalk, "earthRadiusM" | "carrier" | "seaFraction">,
): DeltaWalk {
  const horizons = { txSlope: 0, txDistanceM: 0, rxSlope: 0, rxDistanceM: 0 };
  return { walk, surface, ...setting, wavelengthM: wavelengthM(setting.carrier.frequencyHz), horizons };
}

/** Delta-Bullington's loss on the walk's current path, dB over free space. */
export function deltaLossOnWalk(delta: DeltaWalk, smooth: SmoothSurface): number {
  const { walk, carrier, earthRadiusM, seaFraction } = delta;
  const { distanceM: lengthM, txM, rxM, steps } = walk.path;
  const bullingtonDb = bullingtonOnWalk(delta);
  const over = smoothPath({ lengthM, antennas: { txM, rxM }, surface: smooth, carrier, seaFraction });
  const sphericalEarthDb = sphericalEarthLossDb(over, earthRadiusM);
  // Without a loss over the spherical earth there is nothing to add
  if (!(sphericalEarthDb > 0)) return bullingtonDb;
  const ray = { lengthM, txM: over.txHeightM, rxM: over.rxHeightM, wavelengthM: delta.wavelengthM };
  const smoothBullingtonDb = smoothBullingtonLossDb(ray, 1 / earthRadiusM, steps);
  return deltaLossDb({ bullingtonDb, smoothBullingtonDb, sphericalEarthDb });
}

/** Bullington's loss over what stands on the ground [P.1812-7, §4.3.1]. */
function bullingtonOnWalk({ walk, surface, wavelengthM: waveM, horizons }: DeltaWalk): number {
  const { path, tailSurfaceM } = walk;
  const { distanceM: lengthM, txM, rxM } = path;
  findHorizons(surface, tailSurfaceM, path, horizons);
  // The earth's bulge over the whole path, by which eq. 13 and 17 differ from slopes at the antennas
  const bulge = surface.curvature * lengthM;
  const txSlope = horizons.txSlope + bulge;
  const ray: BullingtonRay = { lengthM, txM, rxM, wavelengthM: waveM };
  let parameter: number;
  if (txSlope < (rxM - txM) / lengthM) {
    const perClearance = Math.sqrt((2 * lengthM) / waveM); // eq. 15
    parameter = leastClearance(surface, tailSurfaceM, path, LEAST_PARAMETER / perClearance) * perClearance;
  } else parameter = meetingParameter(ray, txSlope, horizons.rxSlope + bulge);
  return roundedEdgeLossDb(knifeEdgeLossDb(parameter), lengthM);
}
