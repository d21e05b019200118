/*
 * The last steps before each of four receivers, on their own lines: which of them stands highest against either antenna, and running
 * sums of their heights.
 */
import {
  RX_HEIGHT_M,
  TAIL_STEPS,
  TARGET_DISTANCE_M,
} from "../../src/network/coverage/itm-kernel/layout";

const FLOAT = 4;
const VECTOR = 16;

// What is found of the four tails: the step back at which each end's horizon stands, and sums over samples 0 … j−1 of their
// heights over the receiver's ground, and of these times their number.
const SEEN1 = 0;
const SEEN2 = VECTOR;
const SUMS = 2 * VECTOR;
const MOMENTS = SUMS + (TAIL_STEPS + 2) * VECTOR;
let found: usize = 0;

/** Sets where what is found of four tails may lie: `TAIL_SCRATCH_BYTES`. */
export function useScratch(scratch: usize): void {
  found = scratch;
}

/**
 * Looks at the tails of four targets, the planes' numbers at `target` being the first one's.
 *
 * @param curvature 1 / (2·a_e) in 1/m
 */
// @ts-ignore: a decorator of the compiler
@inline
export function scanTails(
  tails: usize,
  target: usize,
  targetStride: usize,
  stepM: f64,
  curvature: f64,
  txAmslM: f64,
): void {
  const distance01 = v128.load(target + targetStride * TARGET_DISTANCE_M);
  const distance23 = v128.load(target + targetStride * TARGET_DISTANCE_M + VECTOR);
  const step = f64x2.splat(stepM);
  const steps = join(f64x2.ceil(f64x2.div(distance01, step)), f64x2.ceil(f64x2.div(distance23, step)));
  const distance = join(distance01, distance23);
  const heights = target + targetStride * RX_HEIGHT_M;
  const rxHeight = join(v128.load(heights), v128.load(heights + VECTOR));
  const pathStep = f32x4.div(distance, steps);
  const bulge = f32x4.splat(<f32>curvature);
  const ground = v128.load(tails);
  const txAmsl = f32x4.splat(<f32>txAmslM);
  const rxAmsl = f32x4.add(ground, rxHeight);

  let sum = f32x4.splat(0);
  let moment = f32x4.splat(0);
  v128.store(found + SUMS, sum);
  v128.store(found + MOMENTS, moment);
  v128.store(found + SUMS + VECTOR, sum);
  v128.store(found + MOMENTS + VECTOR, moment);
  // Slopes are compared multiplied out: rise over run
  let rise1 = f32x4.splat(-Infinity);
  let rise2 = rise1;
  let run1 = f32x4.splat(1);
  let run2 = run1;
  let seen1 = f32x4.splat(1);
  let seen2 = seen1;
  for (let j = 1; j <= TAIL_STEPS; j++) {
    const z = v128.load(tails + <usize>j * VECTOR);
    const number = f32x4.splat(<f32>j);
    const over = f32x4.sub(z, ground);
    sum = f32x4.add(sum, over);
    moment = f32x4.add(moment, f32x4.mul(number, over));
    v128.store(found + SUMS + <usize>(j + 1) * VECTOR, sum);
    v128.store(found + MOMENTS + <usize>(j + 1) * VECTOR, moment);
    const back = f32x4.mul(number, pathStep);
    const ahead = f32x4.sub(distance, back);
    const high1 = f32x4.sub(f32x4.sub(z, txAmsl), f32x4.mul(f32x4.mul(ahead, ahead), bulge));
    const isHigher1 = f32x4.ge(f32x4.mul(high1, run1), f32x4.mul(rise1, ahead));
    rise1 = v128.bitselect(high1, rise1, isHigher1);
    run1 = v128.bitselect(ahead, run1, isHigher1);
    seen1 = v128.bitselect(number, seen1, isHigher1);
    const high2 = f32x4.sub(f32x4.sub(z, rxAmsl), f32x4.mul(f32x4.mul(back, back), bulge));
    const isHigher2 = f32x4.ge(f32x4.mul(high2, run2), f32x4.mul(rise2, back));
    rise2 = v128.bitselect(high2, rise2, isHigher2);
    run2 = v128.bitselect(back, run2, isHigher2);
    seen2 = v128.bitselect(number, seen2, isHigher2);
  }
  v128.store(found + SEEN1, seen1);
  v128.store(found + SEEN2, seen2);
}

// @ts-ignore: a decorator of the compiler
@inline
function join(a: v128, b: v128): v128 {
  return v128.shuffle<f32>(f32x4.demote_f64x2_zero(a), f32x4.demote_f64x2_zero(b), 0, 1, 4, 5);
}

/** The step back at which the transmitter's horizon stands, were it in the tail. */
// @ts-ignore: a decorator of the compiler
@inline
export function seenFromTx(lane: i32): f64 {
  return <f64>load<f32>(found + SEEN1 + <usize>lane * FLOAT);
}

/** The same for the receiver's. */
// @ts-ignore: a decorator of the compiler
@inline
export function seenFromRx(lane: i32): f64 {
  return <f64>load<f32>(found + SEEN2 + <usize>lane * FLOAT);
}

/** Ground a whole number of steps back from the receiver. */
// @ts-ignore: a decorator of the compiler
@inline
export function tailGroundM(tails: usize, lane: i32, back: i32): f64 {
  return <f64>load<f32>(tails + <usize>back * VECTOR + <usize>lane * FLOAT);
}

/** Sum over samples `near` to `back` − 1 of their heights over the receiver's ground. */
// @ts-ignore: a decorator of the compiler
@inline
export function tailSum(lane: i32, near: i32, back: i32): f64 {
  const at = found + SUMS + <usize>lane * FLOAT;
  return <f64>load<f32>(at + <usize>back * VECTOR) - <f64>load<f32>(at + <usize>near * VECTOR);
}

/** The same of these times the sample's number. */
// @ts-ignore: a decorator of the compiler
@inline
export function tailMoment(lane: i32, near: i32, back: i32): f64 {
  const at = found + MOMENTS + <usize>lane * FLOAT;
  return <f64>load<f32>(at + <usize>back * VECTOR) - <f64>load<f32>(at + <usize>near * VECTOR);
}

/** True where a gap lies in a target's tail. */
// @ts-ignore: a decorator of the compiler
@inline
export function hasGap(lane: i32): bool {
  const sum = load<f32>(found + SUMS + (TAIL_STEPS + 1) * VECTOR + <usize>lane * FLOAT);
  return sum != sum;
}
