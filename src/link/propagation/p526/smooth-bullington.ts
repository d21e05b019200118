import { type BullingtonRay, meetingParameter, rayParameter, roundedEdgeLossDb } from "./bullington.ts";
import { knifeEdgeLossDb } from "./knife-edge.ts";

/** Each step of Newton's method about doubles the digits; the points nearest to its answer are looked at themselves. */
const NEWTON_STEPS = 4;

/**
 * Bullington's loss over a smooth earth, as `bullingtonLossDb` finds it over points of equal height: here without a look at each
 * of them, since it is known where the steepest rays and the least clearance lie.
 *
 * @param ray antennas above the smooth earth, > 0
 * @param curvature 1/a_e, 1/m
 * @param steps into which the path is cut, ≥ 4
 * @returns dB over free space, ≥ 0
 * @see ITU-R P.1812-7, §4.3.1 and 4.3.4
 */
export function smoothBullingtonLossDb(ray: BullingtonRay, curvature: number, steps: number): number {
  const { lengthM, txM, rxM } = ray;
  const txSlope = steepestSlope(txM, lengthM, curvature, steps); // eq. 13
  const lineOfSight = txSlope < (rxM - txM) / lengthM; // eq. 14
  const parameter = lineOfSight
    ? greatestParameter(ray, curvature, steps)
    : meetingParameter(ray, txSlope, steepestSlope(rxM, lengthM, curvature, steps));
  return roundedEdgeLossDb(knifeEdgeLossDb(parameter), lengthM);
}

/** Steepest slope from an antenna to a point of the earth: about √(2h/c) away, as far as the path goes. */
function steepestSlope(heightM: number, lengthM: number, curvature: number, steps: number): number {
  const stepM = lengthM / steps;
  const before = pointBefore(Math.sqrt((2 * heightM) / curvature) / stepM, steps) * stepM;
  const after = before + stepM;
  return Math.max(
    0.5 * curvature * (lengthM - before) - heightM / before,
    0.5 * curvature * (lengthM - after) - heightM / after,
  );
}

/**
 * The greatest v of any point. With s² = d / (L − d) it is in proportion to A·s/(1 + s²) − B/s − C·s, from the bulge of the earth
 * and from both antennas' heights; its peak over ln s is looked for from where it lies on a flat earth, s² = B/C.
 */
function greatestParameter(ray: BullingtonRay, curvature: number, steps: number): number {
  const { lengthM, txM, rxM } = ray;
  const a = 0.5 * curvature * lengthM * lengthM;
  let s = Math.sqrt(txM / rxM);
  for (let i = 0; i < NEWTON_STEPS; i++) {
    const square = s * s;
    const share = 1 / (1 + square);
    const bulge = a * s * share * share;
    const slope = bulge * (1 - square) + txM / s - rxM * s;
    const bend = bulge * share * (1 - 6 * square + square * square) - txM / s - rxM * s;
    s *= bend < 0 ? Math.min(2, Math.max(0.5, 1 - slope / bend)) : slope < 0 ? 0.5 : 2;
  }
  const stepM = lengthM / steps;
  const before = pointBefore((steps * s * s) / (1 + s * s), steps) * stepM;
  return Math.max(parameterAt(ray, curvature, before), parameterAt(ray, curvature, before + stepM));
}

function parameterAt(ray: BullingtonRay, curvature: number, d: number): number {
  const { lengthM, txM, rxM } = ray;
  const rest = lengthM - d;
  return rayParameter(ray, d, 0.5 * curvature * d * rest - (txM * rest + rxM * d) / lengthM);
}

/** The last point before a place given in steps, such that it and the next lie between the ends. */
function pointBefore(place: number, steps: number): number {
  return Math.min(Math.max(Math.floor(place), 1), steps - 2);
}
