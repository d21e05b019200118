import type { AntennaHeights } from "../../../link/propagation/p526/profile.ts";
import {
  lineOfSums,
  lowerSurface,
  type Obstruction,
  type SmoothSurface,
} from "../../../link/propagation/p526/smooth-surface.ts";
import { highestAboveRay } from "./clearance.ts";
import { findHorizons, type Horizons, type Layer } from "./layer.ts";
import type { Walk } from "./walk.ts";

/**
 * The straight line that fits the ground of the current path best, from running sums: the radial's up to where the tail begins, a
 * piece between them, then the tail's own samples [P.1812-7, eq. 85 to 88].
 */
export function fitGround(walk: Walk): SmoothSurface {
  const { groundM, sum, weightedSum, tailGroundM, tailSteps } = walk;
  const { distanceM, radialStepM, pathStepM, lastSample, shear } = walk.path;
  // Area under the ground and its moment about the transmitter, both of straight pieces between samples
  const nearM = lastSample * radialStepM;
  const first = groundM[0];
  const last = groundM[lastSample];
  let area = radialStepM * (sum[lastSample + 1] - 0.5 * (first + last)) + 0.5 * shear * nearM * nearM;
  let moment =
    radialStepM * radialStepM * (weightedSum[lastSample] + (first + last * (3 * lastSample - 1)) / 6) +
    (shear * nearM * nearM * nearM) / 3;

  const farM = distanceM - tailSteps * pathStepM;
  const far = tailGroundM[tailSteps];
  const near = last + shear * nearM;
  area += 0.5 * (farM - nearM) * (near + far);
  moment += ((farM - nearM) * (far * (2 * farM + nearM) + near * (farM + 2 * nearM))) / 6;

  let heights = 0;
  let weighted = 0;
  for (let j = 1; j < tailSteps; j++) {
    heights += tailGroundM[j];
    weighted += j * tailGroundM[j];
  }
  const own = tailGroundM[0];
  const tailArea = pathStepM * (heights + 0.5 * (own + far));
  area += tailArea;
  moment += distanceM * tailArea - pathStepM * pathStepM * (weighted + (own + far * (3 * tailSteps - 1)) / 6);
  return lineOfSums(2 * area, 6 * moment, distanceM);
}

const seen: Horizons = { txSlope: 0, txDistanceM: 0, rxSlope: 0, rxDistanceM: 0 };
const CLEAR: Obstruction = { highestM: 0, txSlope: 0, rxSlope: 0 };

/** What the bare ground puts above the straight line between the antennas, over a flat earth [P.1812-7, eq. 89]. */
function findObstruction(walk: Walk, flatEarth: Layer): Obstruction {
  const { path, tailGroundM } = walk;
  const { txM, rxM, distanceM } = path;
  const slope = (rxM - txM) / distanceM;
  findHorizons(flatEarth, tailGroundM, path, seen);
  if (seen.txSlope <= slope) return CLEAR;
  const highestM = highestAboveRay(flatEarth, tailGroundM, path);
  return { highestM, txSlope: seen.txSlope - slope, rxSlope: seen.rxSlope + slope };
}

/**
 * The smooth surface under the current path for the diffraction model.
 *
 * @param fitted from {@link fitGround}
 * @param flatEarth the ground's layer without curvature
 */
export function smoothSurface(walk: Walk, fitted: SmoothSurface, antennas: AntennaHeights, flatEarth: Layer) {
  const groundM = { txM: walk.groundM[0], rxM: antennas.rxM - walk.rxHeightM };
  return lowerSurface(fitted, findObstruction(walk, flatEarth), groundM);
}
