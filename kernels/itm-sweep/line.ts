/*
 * Least-squares lines over stretches of a path from running sums: the radial's up to where the tail begins, then the tail's. Each
 * sample counts at its own place, so that sloping ground is met exactly; the outermost have half weight, as in the plain model.
 */
import { BARE_M, ELEVATION_M, SUM, TAIL_BARE, TAIL_STEPS, WEIGHTED_SUM } from "../../src/network/coverage/itm-kernel/layout";
import { tailGroundM, tailMoment, tailSum } from "./tail";

const DOUBLE = 8;

// The path at hand.
let elevation: usize = 0;
let sums: usize = 0;
let weightedSums: usize = 0;
let tail: usize = 0;
let tailLane: i32 = 0;
let pathSteps: i32 = 0;
/** Radial samples per path sample. */
let perStep: f64 = 0;
let rxGroundM: f64 = 0;
/** By how much the path's own ground rises over the radial's, m per step of the path. */
let shear: f64 = 0;

// The line that was fitted: its height at a place, and its slope.
let middle: f64 = 0;
let meanM: f64 = 0;
let slope: f64 = 0;

/** Sets the path, of `steps` steps, over whose ground lines are fitted. */
// @ts-ignore: a decorator of the compiler
@inline
export function usePath(
  radial: usize,
  stride: usize,
  tails: usize,
  lane: i32,
  steps: i32,
  ratio: f64,
  groundM: f64,
): void {
  elevation = radial + stride * ELEVATION_M;
  sums = radial + stride * SUM;
  weightedSums = radial + stride * WEIGHTED_SUM;
  tail = tails;
  tailLane = lane;
  pathSteps = steps;
  perStep = ratio;
  rxGroundM = groundM;
  // The path's own line runs beside the radial, the farther the more: where the ground slopes sideways its heights differ by an
  // amount that grows evenly, from nothing at the site to what is seen where the tail begins; what stands on it does not count
  const meeting = <f64>(steps - TAIL_STEPS) * ratio;
  const before = Math.floor(meeting);
  const at = radial + stride * BARE_M + <usize>before * DOUBLE;
  const besideM = load<f64>(at) + (meeting - before) * (load<f64>(at, DOUBLE) - load<f64>(at));
  const bareM = <f64>load<f32>(tails + <usize>lane * 4, TAIL_BARE);
  shear = (bareM - besideM) / <f64>(steps - TAIL_STEPS);
}

/** Height of the fitted line over the sea at a path's sample. */
// @ts-ignore: a decorator of the compiler
@inline
export function lineM(sample: f64): f64 {
  return meanM + slope * (sample - middle);
}

/** Sum of the squares of a … b. */
// @ts-ignore: a decorator of the compiler
@inline
function sumOfSquares(a: f64, b: f64): f64 {
  return (b * (b + 1) * (2 * b + 1) - (a - 1) * a * (2 * a - 1)) * (1.0 / 6);
}

/** Fits a line to the path's samples first … last. */
export function fitLine(first: i32, last: i32): void {
  const steps = pathSteps;
  if (last <= first) {
    first = max(first - 1, 0);
    last = min(last + 1, steps);
  }
  const tailFirst = steps - TAIL_STEPS;
  // Sums of weight, place, place², height, and place · height
  let count: f64 = 0;
  let places: f64 = 0;
  let squares: f64 = 0;
  let heights: f64 = 0;
  let moments: f64 = 0;
  if (first < tailFirst) {
    // Radial samples a … b stand for path samples first … to; weighted where their numbers differ by rounding
    const to = min(last, tailFirst - 1);
    const from = <usize>(<f64>first * perStep + 0.5);
    const until = max(<usize>(<f64>to * perStep + 0.5), from);
    const a = <f64>from;
    const b = <f64>until;
    const n = b - a + 1;
    const weight = <f64>(to - first + 1) / n;
    const step = 1 / perStep;
    const endWeight = last < tailFirst ? 0.5 * weight : 0;
    const za = load<f64>(elevation + from * DOUBLE);
    const zb = load<f64>(elevation + until * DOUBLE);
    const sum = load<f64>(sums + until * DOUBLE + DOUBLE) - load<f64>(sums + from * DOUBLE);
    const weighted = load<f64>(weightedSums + until * DOUBLE + DOUBLE) - load<f64>(weightedSums + from * DOUBLE);
    count = weight * (n - 0.5) - endWeight;
    places = step * (weight * (0.5 * n * (a + b) - 0.5 * a) - endWeight * b);
    squares = step * step * (weight * (sumOfSquares(a, b) - 0.5 * a * a) - endWeight * b * b);
    heights = weight * (sum - 0.5 * za) - endWeight * zb;
    moments = step * (weight * (weighted - 0.5 * a * za) - endWeight * b * zb);
    heights += shear * places;
    moments += shear * squares;
  }
  if (last >= tailFirst) {
    const back = steps - max(first, tailFirst);
    const near = steps - last;
    const m = <f64>back;
    const l = <f64>near;
    const s = <f64>steps;
    const n = m - l + 1;
    const numbers = 0.5 * n * (l + m);
    const farWeight = first >= tailFirst ? 0.5 : 0;
    const far = s - m;
    const end = s - l;
    const nearM = 0.5 * (tailGroundM(tail, tailLane, near) - rxGroundM);
    const farM = farWeight * (tailGroundM(tail, tailLane, back) - rxGroundM);
    const sum = tailSum(tailLane, near, back + 1);
    const tailCount = n - 0.5 - farWeight;
    const tailPlaces = n * s - numbers - 0.5 * end - farWeight * far;
    count += tailCount;
    places += tailPlaces;
    squares += n * s * s - 2 * s * numbers + sumOfSquares(l, m) - 0.5 * end * end - farWeight * far * far;
    heights += tailCount * rxGroundM + sum - nearM - farM;
    moments +=
      tailPlaces * rxGroundM + s * sum - tailMoment(tailLane, near, back + 1) - end * nearM - far * farM;
  }
  const share = 1 / count;
  middle = places * share;
  meanM = heights * share;
  slope = (moments - middle * heights) / (squares - middle * places);
}
