/*
 * What is carried along on the walk out along a radial. Its numbers are double-precision planes, `stride` bytes each.
 */
import {
  ALONG_M,
  BARE_M,
  ELEVATION_M,
  FLAT_M,
  HORIZON,
  HULL,
  MOMENT,
  SUM,
} from "../../src/network/coverage/itm/layout";

const DOUBLE = 8;
/** A point of the hull: its sample's number and its flattened height. */
const POINT = 16;

export let elevationAt: usize = 0;
export let bareAt: usize = 0;
export let sumAt: usize = 0;
export let momentAt: usize = 0;
export let horizonAt: usize = 0;
export let alongAt: usize = 0;
let flatAt: usize = 0;
let hull: usize = 0;

/** The upper convex hull of the terrain already passed: one past its last point, and the last sample that was added. */
let hullEnd: usize = 0;
let pushed: i32 = 0;
/** The point that the last receiver saw highest. */
let seen: usize = 0;

/** Sets where the radial's planes lie. */
export function useRadial(planes: usize, stride: usize): void {
  elevationAt = planes + stride * ELEVATION_M;
  bareAt = planes + stride * BARE_M;
  flatAt = planes + stride * FLAT_M;
  sumAt = planes + stride * SUM;
  momentAt = planes + stride * MOMENT;
  horizonAt = planes + stride * HORIZON;
  alongAt = planes + stride * ALONG_M;
  hull = planes + stride * HULL;
}

/**
 * Fills the running quantities of samples 0 … last from their elevations, and begins a walk.
 *
 * @param antennaAmslM the transmitter's antenna above sea level
 * @param curvature 1 / (2·a_e) in 1/m: a curvature common to all paths chooses the horizons; their angles are then taken with
 *   each path's own
 */
export function startWalk(last: i32, antennaAmslM: f64, stepM: f64, curvature: f64): void {
  let sum: f64 = 0;
  let moment: f64 = 0;
  let before: f64 = 0;
  // The highest slope so far as rise over run: slopes are compared multiplied out
  let rise = -Infinity;
  let run: f64 = 1;
  for (let k = 0; k <= last; k++) {
    const at = <usize>k * DOUBLE;
    const z = load<f64>(elevationAt + at);
    const d = <f64>k * stepM;
    const flat = z - d * d * curvature;
    store<f64>(flatAt + at, flat);
    if (k > 0) {
      sum += 0.5 * (before + z);
      moment += 0.5 * (<f64>(k - 1) * before + <f64>k * z);
      if ((flat - antennaAmslM) * run > rise * <f64>k) {
        rise = flat - antennaAmslM;
        run = <f64>k;
      }
    }
    before = z;
    store<f64>(sumAt + at, sum);
    store<f64>(momentAt + at, moment);
    store<f64>(horizonAt + at, run);
  }
  hullEnd = hull;
  pushed = 0;
  seen = hull;
}

/** Adds the samples up to `last` to the hull. */
// @ts-ignore: a decorator of the compiler
@inline
export function pushHull(last: i32): void {
  let end = hullEnd;
  while (pushed < last) {
    pushed++;
    const sample = <f64>pushed;
    const flatM = load<f64>(flatAt + <usize>pushed * DOUBLE);
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
    end += POINT;
  }
  hullEnd = end;
}

/** Sample of the hull's point that an eye beyond it sees highest, looking back: the tangent from it to the hull. */
// @ts-ignore: a decorator of the compiler
@inline
export function horizonSample(eyeX: f64, eyeY: f64): f64 {
  // Seen from beyond, the elevation angle along an upper hull rises to one peak and falls again. The peak of one receiver is near
  // the last one's, so the search begins there
  const last = hullEnd - POINT;
  let at = min(seen, last);
  while (at < last && isNextHigher(at, eyeX, eyeY)) at += POINT;
  while (at > hull && !isNextHigher(at - POINT, eyeX, eyeY)) at -= POINT;
  seen = at;
  return load<f64>(at);
}

/** Is the point after this one seen higher? */
// @ts-ignore: a decorator of the compiler
@inline
function isNextHigher(at: usize, eyeX: f64, eyeY: f64): bool {
  const next = (load<f64>(at + POINT + DOUBLE) - eyeY) * (eyeX - load<f64>(at));
  return next > (load<f64>(at + DOUBLE) - eyeY) * (eyeX - load<f64>(at + POINT));
}
