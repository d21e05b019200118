/*
 * Horizons of paths on which none was met, four at a time: the plain form is in src/link/propagation/itm/terrain.ts.
 */
import {
  ANGLE1_RAD,
  ANGLE2_RAD,
  DISTANCE_M,
  EARTH_RADIUS_M,
  EFFECTIVE1_M,
  EFFECTIVE2_M,
  HORIZON1_M,
  HORIZON2_M,
  IN_SIGHT,
  IRREGULARITY_M,
} from "../../src/network/coverage/itm/layout";
import { exp, splat } from "./math";

/** Statistical horizons of paths well within line of sight [Algorithm, section 2.3: QuickPfl]. */
// @ts-ignore: a decorator of the compiler
@inline
export function estimateHorizons(row: usize): void {
  const inSight = v128.load(row, IN_SIGHT);
  if (!v128.any_true(inSight)) return;
  const distance = v128.load(row, DISTANCE_M);
  const radius2 = f32x4.mul(splat(2), v128.load(row, EARTH_RADIUS_M));
  const irregularity = v128.load(row, IRREGULARITY_M);
  let e1 = v128.load(row, EFFECTIVE1_M);
  let e2 = v128.load(row, EFFECTIVE2_M);
  const reach = f32x4.add(horizonM(e1, radius2, irregularity), horizonM(e2, radius2, irregularity));
  const short = v128.and(inSight, f32x4.le(reach, distance));
  const ratio = f32x4.div(distance, reach);
  const raise = v128.bitselect(f32x4.mul(ratio, ratio), splat(1), short);
  e1 = f32x4.mul(e1, raise);
  e2 = f32x4.mul(e2, raise);
  const d1 = horizonM(e1, radius2, irregularity);
  const d2 = horizonM(e2, radius2, irregularity);
  v128.store(row, e1, EFFECTIVE1_M);
  v128.store(row, e2, EFFECTIVE2_M);
  choose(row, d1, inSight, HORIZON1_M);
  choose(row, d2, inSight, HORIZON2_M);
  choose(row, horizonAngle(e1, d1, radius2, irregularity), inSight, ANGLE1_RAD);
  choose(row, horizonAngle(e2, d2, radius2, irregularity), inSight, ANGLE2_RAD);
}

/** Puts numbers into a plane where the mask is set. */
// @ts-ignore: a decorator of the compiler
@inline
function choose(row: usize, value: v128, mask: v128, plane: usize): void {
  const at = row + plane;
  v128.store(at, v128.bitselect(value, v128.load(at), mask));
}

// @ts-ignore: a decorator of the compiler
@inline
function horizonM(effective: v128, radius2: v128, irregularity: v128): v128 {
  const smooth = f32x4.sqrt(f32x4.mul(effective, radius2));
  const rough = f32x4.sqrt(f32x4.div(irregularity, f32x4.pmax(effective, splat(5))));
  return f32x4.mul(smooth, exp(f32x4.mul(splat(-0.07), rough)));
}

// @ts-ignore: a decorator of the compiler
@inline
function horizonAngle(effective: v128, horizon: v128, radius2: v128, irregularity: v128): v128 {
  const smooth = f32x4.sqrt(f32x4.mul(effective, radius2));
  const over = f32x4.sub(f32x4.div(smooth, horizon), splat(1));
  const top = f32x4.sub(
    f32x4.mul(f32x4.mul(splat(0.65), irregularity), over),
    f32x4.mul(splat(2), effective),
  );
  return f32x4.div(top, smooth);
}
