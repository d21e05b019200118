/*
 * The walk outwards along a radial, past each of its targets: what the closed form needs to know of the terrain to each. What wants
 * tables and the hull goes path by path, all else four paths at a time.
 */
import {
  BESIDE_M,
  DISTANCE_M,
  EFFECTIVE1_M,
  EFFECTIVE2_M,
  EYE_M,
  FIT1,
  FIT2,
  GROUND_M,
  HEIGHT1_M,
  HEIGHT2_M,
  IRREGULARITY_M,
  LAST_SAMPLE,
  MEAN_FROM,
  MEAN_SUM_M,
  MEAN_TO,
  MEETING,
  RATIO,
  SAMPLE1,
  SAMPLE1_M,
  SAMPLE2,
  SAMPLE2_M,
  TAILS_BYTES,
  TAIL_BARE,
  TAIL_STEPS,
} from "../../src/network/coverage/itm/layout";
import { lineM, sumSamples } from "./fit";
import { findHorizons } from "./horizons";
import { plusProduct, splat } from "./math";
import { alongAt, bareAt, elevationAt, horizonAt, horizonSample, pushHull, sumAt } from "./radial";

const FLOAT = 4;
const DOUBLE = 8;
const VECTOR = 16;

let stepM: f32 = 0;
let curvature: f32 = 0;
let txHeightM: f32 = 0;
let txAmslM: f32 = 0;

/**
 * Sets what is common to all paths of a sweep.
 *
 * @param step length of a radial's step, m
 * @param bulge 1 / (2·a_e), 1/m: chooses the horizons
 * @param heightM the transmitting antenna above ground, and then above sea level
 */
export function useSite(step: f32, bulge: f32, heightM: f32, amslM: f32): void {
  stepM = step;
  curvature = bulge;
  txHeightM = heightM;
  txAmslM = amslM;
}

/**
 * Describes `count` paths in the batch, nearest first: padded to a multiple of four with paths that may be had twice.
 *
 * @param distances single-precision numbers of the targets, as are `ranges` (in steps of the radial), `steps` (of the path), and
 *   `heights` (of the antenna)
 * @param gap the radial's first sample in a gap
 */
export function walk(
  batch: usize,
  count: i32,
  distances: usize,
  ranges: usize,
  steps: usize,
  heights: usize,
  tails: usize,
  gap: f32,
  constants: usize,
): void {
  const size = <usize>((count + 3) & ~3) * FLOAT;
  for (let at: usize = 0; at < size; at += VECTOR) {
    v128.store(batch + at, v128.load(distances + at), DISTANCE_M);
    v128.store(batch + at, v128.load(heights + at), HEIGHT2_M);
    locate(batch + at, v128.load(ranges + at), v128.load(steps + at), tails + (at / VECTOR) * TAILS_BYTES);
  }
  for (let at: usize = 0; at < size; at += FLOAT) lookUp(batch + at, <f64>load<f32>(ranges + at));
  const txHeight = splat(txHeightM);
  for (let at: usize = 0; at < size; at += VECTOR) {
    const tail = tails + (at / VECTOR) * TAILS_BYTES;
    findHorizons(
      batch + at,
      tail,
      v128.load(ranges + at),
      v128.load(steps + at),
      txHeight,
      splat(txAmslM),
      splat(gap),
      constants,
    );
  }
  const groundM = load<f64>(elevationAt);
  for (let at: usize = 0; at < size; at += FLOAT) {
    const tail = tails + (at / VECTOR) * TAILS_BYTES + (at & (VECTOR - 1));
    sumSamples(batch + at + FIT1, tail, groundM);
    sumSamples(batch + at + FIT2, tail, <f64>load<f32>(batch + at, GROUND_M));
  }
  for (let at: usize = 0; at < size; at += VECTOR) {
    const tail = tails + (at / VECTOR) * TAILS_BYTES;
    raiseAntennas(batch + at, v128.load(ranges + at), v128.load(tail, TAIL_BARE), splat(<f32>groundM));
  }
}

/** Where on the radial to look for what belongs to four paths. */
// @ts-ignore: a decorator of the compiler
@inline
function locate(row: usize, range: v128, steps: v128, tails: usize): void {
  const ratio = f32x4.div(range, steps);
  v128.store(row, ratio, RATIO);
  const half = splat(0.5);
  const meeting = f32x4.mul(f32x4.sub(steps, splat(<f32>TAIL_STEPS)), ratio);
  v128.store(row, meeting, MEETING);
  v128.store(row, i32x4.trunc_sat_f32x4_s(f32x4.add(half, f32x4.sub(meeting, ratio))), LAST_SAMPLE);
  // The inner 80 % count for the mean elevation
  const tenth = f32x4.floor(f32x4.mul(splat(0.1), steps));
  v128.store(row, i32x4.trunc_sat_f32x4_s(plusProduct(half, tenth, ratio)), MEAN_FROM);
  const to = plusProduct(half, f32x4.sub(steps, tenth), ratio);
  v128.store(row, i32x4.trunc_sat_f32x4_s(f32x4.pmin(to, range)), MEAN_TO);
  const rangeM = f32x4.mul(range, splat(stepM));
  const rxAmsl = f32x4.add(v128.load(tails), v128.load(row, HEIGHT2_M));
  v128.store(row, f32x4.sub(rxAmsl, f32x4.mul(f32x4.mul(rangeM, rangeM), splat(curvature))), EYE_M);
}

/** Looks up what the radial has for a path. */
// @ts-ignore: a decorator of the compiler
@inline
function lookUp(row: usize, range: f64): void {
  const last = load<i32>(row, LAST_SAMPLE);
  pushHull(last);
  const sample1 = load<f64>(horizonAt + <usize>last * DOUBLE);
  store<f32>(row, <f32>sample1, SAMPLE1);
  store<f32>(row, <f32>load<f64>(elevationAt + <usize>sample1 * DOUBLE), SAMPLE1_M);
  const sample2 = horizonSample(range, <f64>load<f32>(row, EYE_M));
  store<f32>(row, <f32>sample2, SAMPLE2);
  store<f32>(row, <f32>load<f64>(elevationAt + <usize>sample2 * DOUBLE), SAMPLE2_M);
  const from = sumAt + <usize>load<i32>(row, MEAN_FROM) * DOUBLE;
  const to = sumAt + <usize>load<i32>(row, MEAN_TO) * DOUBLE;
  store<f32>(row, <f32>(load<f64>(to) - load<f64>(from)), MEAN_SUM_M);
  store<f32>(row, <f32>between(bareAt, <f64>load<f32>(row, MEETING)), BESIDE_M);
  store<f32>(row, <f32>between(alongAt, range), IRREGULARITY_M);
}

/** Between two of a plane's numbers. */
// @ts-ignore: a decorator of the compiler
@inline
function between(plane: usize, place: f64): f64 {
  const before = <i32>place;
  const at = plane + <usize>before * DOUBLE;
  const low = load<f64>(at);
  return low + (place - <f64>before) * (load<f64>(at, DOUBLE) - low);
}

/** Effective heights over the fitted lines. @param bareM ground where the tails begin */
// @ts-ignore: a decorator of the compiler
@inline
function raiseAntennas(row: usize, range: v128, bareM: v128, txGroundM: v128): void {
  const ratio = v128.load(row, RATIO);
  const zero = splat(0);
  // The path's own line runs beside the radial, the farther the more: where the ground slopes sideways its heights differ by an
  // amount that grows evenly, from nothing at the site to what is seen where the tail begins; what stands on it does not count
  const shear = f32x4.div(f32x4.sub(bareM, v128.load(row, BESIDE_M)), v128.load(row, MEETING));
  const txAboveRx = f32x4.sub(txGroundM, v128.load(row, GROUND_M));
  const line1 = lineM(row + FIT1, zero, range, ratio, txAboveRx, shear);
  const line2 = lineM(row + FIT2, range, range, ratio, zero, shear);
  v128.store(row, f32x4.add(v128.load(row, HEIGHT1_M), f32x4.pmax(f32x4.neg(line1), zero)), EFFECTIVE1_M);
  v128.store(row, f32x4.add(v128.load(row, HEIGHT2_M), f32x4.pmax(f32x4.neg(line2), zero)), EFFECTIVE2_M);
}
