/*
 * The walk outwards along a radial, past each of its targets: what the closed form needs to know of the terrain to each. Constant
 * time per target but for the bisection of the hull.
 */
import {
  ALONG_M,
  ANGLE1_RAD,
  ANGLE2_RAD,
  DISTANCE_M,
  EARTH_RADIUS_M,
  EFFECTIVE1_M,
  EFFECTIVE2_M,
  ELEVATION_M,
  FLAT_M,
  HEIGHT1_M,
  HEIGHT2_M,
  HORIZON,
  HORIZON1_M,
  HORIZON2_M,
  HULL,
  ID,
  IN_SIGHT,
  IRREGULARITY_M,
  RANGE_STEPS,
  RX_HEIGHT_M,
  SCALE_M,
  SUM,
  TAILS_BYTES,
  TAIL_STEPS,
  TARGET,
  TARGET_DISTANCE_M,
  WEIGHTED_SUM,
} from "../../src/network/coverage/itm-kernel/layout";
import { horizonSample, pushHull } from "./radial";
import { fitLine, lineM, usePath } from "./line";
import { hasGap, scanTails, seenFromRx, seenFromTx, tailGroundM } from "./tail";

const FLOAT = 4;
const DOUBLE = 8;
const POINT = 16;

let stepM: f64 = 0;
let curvature: f64 = 0;
let txHeightM: f64 = 0;
let txAmslM: f64 = 0;
let airTable: usize = 0;
let airBottomM: f64 = 0;
let airPerM: f64 = 0;
let airLast: f64 = 0;

/** The hull so far: one past its last point, and the last sample that was added. */
let hullEnd: usize = 0;
let pushed: i32 = 0;

/**
 * Sets what is common to all paths of a sweep.
 *
 * @param step length of a radial's step, m
 * @param bulge 1 / (2·a_e), 1/m: chooses the horizons
 * @param air by a path's mean elevation, pairs of effective earth radius and (a²/f)^⅓
 * @param last the last step of that table
 */
export function useSite(
  step: f64,
  bulge: f64,
  heightM: f64,
  amslM: f64,
  air: usize,
  bottomM: f64,
  perM: f64,
  last: i32,
): void {
  stepM = step;
  curvature = bulge;
  txHeightM = heightM;
  txAmslM = amslM;
  airTable = air;
  airBottomM = bottomM;
  airPerM = perM;
  airLast = <f64>last;
}

/** Begins a walk. @param radial planes, `stride` bytes each */
export function startWalk(radial: usize, stride: usize): void {
  hullEnd = radial + stride * HULL;
  pushed = 0;
}

/**
 * Describes targets `from` to `to` − 1 in the batch, but those beside or behind a gap in the terrain.
 *
 * @param tails of the targets, from number `from` on
 * @param gap the radial's first sample in a gap
 * @returns rows filled
 */
export function walk(
  radial: usize,
  stride: usize,
  gap: f64,
  targets: usize,
  targetStride: usize,
  from: i32,
  to: i32,
  tails: usize,
  batch: usize,
): i32 {
  let row = batch;
  const hull = radial + stride * HULL;
  for (let i = from; i < to; i++) {
    const lane = (i - from) & 3;
    const at = targets + <usize>i * DOUBLE;
    if (lane == 0) {
      if (i > from) tails += TAILS_BYTES;
      scanTails(tails, at, targetStride, stepM, curvature, txAmslM);
    }
    const range = load<f64>(at + targetStride * RANGE_STEPS);
    // Beside or behind a gap in the terrain there is no answer
    if (range > gap || hasGap(lane)) continue;

    const groundM = tailGroundM(tails, lane, 0);
    const distanceM = load<f64>(at + targetStride * TARGET_DISTANCE_M);
    const rxHeightM = load<f64>(at + targetStride * RX_HEIGHT_M);
    const steps = <i32>Math.ceil(distanceM / stepM);
    const rxAmslM = groundM + rxHeightM;
    // Radial steps in a step of this path, and the length of both in metres
    const perStep = 1 / <f64>steps;
    const ratio = range * perStep;
    const pathStepM = distanceM * perStep;
    const radialStepM = distanceM / range;
    const lastSample = <i32>(<f64>(steps - TAIL_STEPS - 1) * ratio + 0.5);

    // Mean elevation of the inner 80 %, and the effective earth that follows from it
    const tenth = <i32>(0.1 * <f64>steps);
    const first = <usize>(<f64>tenth * ratio + 0.5);
    const last = <usize>Math.min(Math.floor(<f64>(steps - tenth) * ratio + 0.5), Math.floor(range));
    const sums = radial + stride * SUM;
    const total = load<f64>(sums + (last + 1) * DOUBLE) - load<f64>(sums + first * DOUBLE);
    const place = (total / <f64>(last - first + 1) - airBottomM) * airPerM;
    const cell = Math.min(Math.max(Math.floor(place), 0), airLast - 1);
    const air = airTable + <usize>cell * POINT;
    const earthRadiusM = load<f64>(air) + (place - cell) * (load<f64>(air, POINT) - load<f64>(air));
    const scaleM =
      load<f64>(air, DOUBLE) + (place - cell) * (load<f64>(air, POINT + DOUBLE) - load<f64>(air, DOUBLE));
    const bulge = 0.5 / earthRadiusM;

    // The transmitter's horizon: the running maximum, unless the tail or the receiver itself stands higher
    const rise = (rxAmslM - txAmslM) / distanceM;
    let angle1 = rise - distanceM * bulge;
    let angle2 = -rise - distanceM * bulge;
    let horizon1M = distanceM;
    let horizon2M = distanceM;
    const elevation = radial + stride * ELEVATION_M;
    const txSample = load<f64>(radial + stride * HORIZON + <usize>lastSample * DOUBLE);
    const txSampleM = txSample * radialStepM;
    const txAngle = (load<f64>(elevation + <usize>txSample * DOUBLE) - txAmslM) / txSampleM - txSampleM * bulge;
    if (txAngle > angle1) {
      angle1 = txAngle;
      horizon1M = txSampleM;
    }
    // The receiver's: the tangent to the hull
    const flat = radial + stride * FLAT_M;
    while (pushed < lastSample) {
      pushed++;
      hullEnd = pushHull(hull, hullEnd, <f64>pushed, load<f64>(flat + <usize>pushed * DOUBLE));
    }
    const rangeM = range * stepM;
    const rxSample = horizonSample(hull, hullEnd, range, rxAmslM - rangeM * rangeM * curvature);
    if (rxSample > 0) {
      const back = distanceM - rxSample * radialStepM;
      const angle = (load<f64>(elevation + <usize>rxSample * DOUBLE) - rxAmslM) / back - back * bulge;
      if (angle > angle2) {
        angle2 = angle;
        horizon2M = back;
      }
    }
    // Either, in the tail
    const back1 = seenFromTx(lane);
    const ahead1M = distanceM - back1 * pathStepM;
    const tail1 = (tailGroundM(tails, lane, <i32>back1) - txAmslM) / ahead1M - ahead1M * bulge;
    if (tail1 > angle1) {
      angle1 = tail1;
      horizon1M = ahead1M;
    }
    const back2 = seenFromRx(lane);
    const back2M = back2 * pathStepM;
    const tail2 = (tailGroundM(tails, lane, <i32>back2) - rxAmslM) / back2M - back2M * bulge;
    if (tail2 > angle2) {
      angle2 = tail2;
      horizon2M = back2M;
    }

    // Effective heights over lines fitted to the ground that each antenna sees [Algorithm, section 2: QuickPfl]
    const stepsPerM = <f64>steps / distanceM;
    const begin = <i32>(Math.min(15 * txHeightM, 0.1 * horizon1M) * stepsPerM);
    const end = steps - <i32>(Math.min(15 * rxHeightM, 0.1 * horizon2M) * stepsPerM);
    const isInSight = horizon1M + horizon2M > 1.5 * distanceM;
    usePath(radial, stride, tails, lane, steps, ratio, groundM);
    fitLine(begin, isInSight ? end : <i32>Math.ceil(0.9 * horizon1M * stepsPerM));
    const ground1M = lineM(0);
    if (!isInSight) fitLine(<i32>((distanceM - 0.9 * horizon2M) * stepsPerM), end);
    const ground2M = lineM(steps);

    const bin = Math.floor(range);
    const along = radial + stride * ALONG_M + <usize>bin * DOUBLE;
    const irregularityM = load<f64>(along) + (range - bin) * (load<f64>(along, DOUBLE) - load<f64>(along));
    store<f32>(row, <f32>distanceM, DISTANCE_M);
    store<f32>(row, <f32>earthRadiusM, EARTH_RADIUS_M);
    store<f32>(row, <f32>scaleM, SCALE_M);
    store<f32>(row, <f32>irregularityM, IRREGULARITY_M);
    store<f32>(row, <f32>txHeightM, HEIGHT1_M);
    store<f32>(row, <f32>rxHeightM, HEIGHT2_M);
    store<f32>(row, <f32>(txHeightM + Math.max(load<f64>(elevation) - ground1M, 0)), EFFECTIVE1_M);
    store<f32>(row, <f32>(rxHeightM + Math.max(groundM - ground2M, 0)), EFFECTIVE2_M);
    store<f32>(row, <f32>horizon1M, HORIZON1_M);
    store<f32>(row, <f32>horizon2M, HORIZON2_M);
    store<f32>(row, <f32>angle1, ANGLE1_RAD);
    store<f32>(row, <f32>angle2, ANGLE2_RAD);
    store<i32>(row, isInSight ? -1 : 0, IN_SIGHT);
    store<i32>(row, <i32>load<f64>(at + targetStride * ID), TARGET);
    row += FLOAT;
  }
  return <i32>((row - batch) / FLOAT);
}
