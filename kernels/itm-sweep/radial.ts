/*
 * What is carried along on the walk out along a radial; the plain form is in src/network/coverage/radial.ts and horizon-hull.ts.
 * A radial's numbers are double-precision planes, `stride` bytes each: see `RADIAL_PLANES`.
 */
import { ELEVATION_M, FLAT_M, HORIZON, SUM, WEIGHTED_SUM } from "../../src/network/coverage/itm-kernel/layout";

const DOUBLE = 8;
/** A point of the hull: its sample's number and its flattened height. */
const POINT = 16;

/**
 * Fills the running quantities of samples 0 … last.
 *
 * @param antennaAmslM the transmitter's antenna above sea level
 * @param curvature 1 / (2·a_e) in 1/m
 */
export function prepareRadial(
  radial: usize,
  stride: usize,
  last: i32,
  antennaAmslM: f64,
  stepM: f64,
  curvature: f64,
): void {
  let total: f64 = 0;
  let weighted: f64 = 0;
  // The highest slope so far as rise over run: slopes are compared multiplied out
  let rise = -Infinity;
  let run: f64 = 1;
  for (let k = 0; k <= last; k++) {
    const at = radial + <usize>k * DOUBLE;
    const z = load<f64>(at + stride * ELEVATION_M);
    const d = <f64>k * stepM;
    const flat = z - d * d * curvature;
    store<f64>(at + stride * FLAT_M, flat);
    store<f64>(at + stride * SUM, total);
    store<f64>(at + stride * WEIGHTED_SUM, weighted);
    total += z;
    weighted += <f64>k * z;
    if (k > 0 && (flat - antennaAmslM) * run > rise * <f64>k) {
      rise = flat - antennaAmslM;
      run = <f64>k;
    }
    store<f64>(at + stride * HORIZON, run);
  }
  const after = radial + <usize>(last + 1) * DOUBLE;
  store<f64>(after + stride * SUM, total);
  store<f64>(after + stride * WEIGHTED_SUM, weighted);
}

/**
 * Adds a point to the upper convex hull of the terrain already passed.
 *
 * @param hull its first point
 * @param end one past its last point
 * @returns one past the last point then
 */
// @ts-ignore: a decorator of the compiler
@inline
export function pushHull(hull: usize, end: usize, sample: f64, flatM: f64): usize {
  // Drop the last point while it lies on or below the line from the one before it to the new one
  while (end >= hull + 2 * POINT) {
    const x = load<f64>(end - 2 * POINT);
    const y = load<f64>(end - 2 * POINT + DOUBLE);
    const overLast = (load<f64>(end - POINT + DOUBLE) - y) * (sample - x);
    if (overLast > (flatM - y) * (load<f64>(end - POINT) - x)) break;
    end -= POINT;
  }
  store<f64>(end, sample);
  store<f64>(end + DOUBLE, flatM);
  return end + POINT;
}

/** Sample of the hull's point that an eye beyond it sees highest, looking back; 0 when the hull is empty. */
// @ts-ignore: a decorator of the compiler
@inline
export function horizonSample(hull: usize, end: usize, eyeX: f64, eyeY: f64): f64 {
  if (end == hull) return 0;
  // Seen from beyond, the elevation angle along an upper hull rises to one peak and falls again
  let low = 0;
  let high = <i32>((end - hull) / POINT) - 1;
  while (low < high) {
    const mid = (low + high) >> 1;
    const at = hull + <usize>mid * POINT;
    const isNextHigher =
      (load<f64>(at + POINT + DOUBLE) - eyeY) * (eyeX - load<f64>(at)) >
      (load<f64>(at + DOUBLE) - eyeY) * (eyeX - load<f64>(at + POINT));
    if (isNextHigher) low = mid + 1;
    else high = mid;
  }
  return load<f64>(hull + <usize>low * POINT);
}
