/*
 * Lines fitted to the ground that either antenna sees, by least squares over the samples of the radial up to where the tail begins,
 * and then of the tail. Places count in steps of the radial; each sample weighs as much of the line as it stands for, so that
 * sloping ground is met exactly, and the outermost half, as in the plain model.
 */
import {
  FIT_BACK,
  FIT_FROM,
  FIT_MOMENT,
  FIT_NEAR,
  FIT_SUM,
  FIT_TAIL_MOMENT,
  FIT_TAIL_SUM,
  FIT_TO,
  TAIL_MOMENTS,
  TAIL_STEPS,
} from "../../src/network/coverage/itm/layout";
import { plusProduct, splat } from "./math";
import { momentAt, sumAt } from "./radial";

const DOUBLE = 8;
const VECTOR = 16;

/**
 * Chooses the samples of a fit from those of the path.
 *
 * @param first sample of the path, of `steps`, as `last`
 * @param ratio radial steps in a step of the path
 */
// @ts-ignore: a decorator of the compiler
@inline
export function chooseSamples(fit: usize, first: v128, last: v128, steps: v128, ratio: v128): void {
  // Too short a stretch grows by a sample at both ends
  const one = v128.and(f32x4.le(last, first), splat(1));
  const from = f32x4.pmax(f32x4.sub(first, one), splat(0));
  const to = f32x4.pmin(f32x4.add(last, one), steps);
  const tailFirst = f32x4.sub(steps, splat(<f32>TAIL_STEPS));
  store4(fit, FIT_FROM, plusProduct(splat(0.5), f32x4.pmin(from, tailFirst), ratio));
  store4(fit, FIT_TO, plusProduct(splat(0.5), f32x4.pmin(to, tailFirst), ratio));
  store4(fit, FIT_BACK, f32x4.sub(steps, f32x4.pmax(from, tailFirst)));
  store4(fit, FIT_NEAR, f32x4.sub(steps, f32x4.pmax(to, tailFirst)));
}

// @ts-ignore: a decorator of the compiler
@inline
function store4(fit: usize, plane: usize, value: v128): void {
  v128.store(fit + plane, i32x4.trunc_sat_f32x4_s(value));
}

/**
 * Looks up the sums over a fit's samples.
 *
 * @param fit of one path, as `tail` is
 * @param aboveM heights on the radial count above this
 */
// @ts-ignore: a decorator of the compiler
@inline
export function sumSamples(fit: usize, tail: usize, aboveM: f64): void {
  const from = load<i32>(fit, FIT_FROM);
  const to = load<i32>(fit, FIT_TO);
  const a = <usize>from * DOUBLE;
  const b = <usize>to * DOUBLE;
  const sum = load<f64>(sumAt + b) - load<f64>(sumAt + a);
  const moment = load<f64>(momentAt + b) - load<f64>(momentAt + a);
  const middle = 0.5 * <f64>(from + to);
  store<f32>(fit, <f32>(sum - aboveM * <f64>(to - from)), FIT_SUM);
  store<f32>(fit, <f32>(moment - middle * sum), FIT_MOMENT);
  const back = tail + <usize>load<i32>(fit, FIT_BACK) * VECTOR;
  const near = tail + <usize>load<i32>(fit, FIT_NEAR) * VECTOR;
  store<f32>(fit, load<f32>(back) - load<f32>(near), FIT_TAIL_SUM);
  store<f32>(fit, load<f32>(back, TAIL_MOMENTS) - load<f32>(near, TAIL_MOMENTS), FIT_TAIL_MOMENT);
}

/**
 * Height of a fitted line at a place, over what heights on the radial count above.
 *
 * @param range the receiver's place
 * @param tailAboveM the same height, less what heights in the tail count above
 * @param shearM what the path's own ground rises over the radial's in a step of the radial
 */
// @ts-ignore: a decorator of the compiler
@inline
export function lineM(fit: usize, place: v128, range: v128, ratio: v128, tailAboveM: v128, shearM: v128): v128 {
  // Each part: length, middle, sum of heights, moment of heights and of places about the middle
  const from = whole(fit, FIT_FROM);
  const to = whole(fit, FIT_TO);
  const length1 = f32x4.sub(to, from);
  const middle1 = f32x4.mul(splat(0.5), f32x4.add(from, to));
  const square1 = squareAboutMiddle(length1);
  const sum1 = plusProduct(v128.load(fit, FIT_SUM), shearM, f32x4.mul(length1, middle1));
  const moment1 = plusProduct(v128.load(fit, FIT_MOMENT), shearM, square1);
  const back = whole(fit, FIT_BACK);
  const near = whole(fit, FIT_NEAR);
  const steps = f32x4.sub(back, near);
  const middleBack = f32x4.mul(splat(0.5), f32x4.add(back, near));
  const tailSum = v128.load(fit, FIT_TAIL_SUM);
  const tailMoment = f32x4.sub(v128.load(fit, FIT_TAIL_MOMENT), f32x4.mul(middleBack, tailSum));
  const ratio2 = f32x4.mul(ratio, ratio);
  const length2 = f32x4.mul(ratio, steps);
  const middle2 = f32x4.sub(range, f32x4.mul(ratio, middleBack));
  const square2 = f32x4.mul(f32x4.mul(ratio2, ratio), squareAboutMiddle(steps));
  const sum2 = f32x4.mul(ratio, f32x4.sub(tailSum, f32x4.mul(tailAboveM, steps)));
  const moment2 = f32x4.neg(f32x4.mul(ratio2, tailMoment));
  // Both together, about their common middle
  const share = f32x4.div(splat(1), f32x4.add(length1, length2));
  const middle = f32x4.mul(share, plusProduct(f32x4.mul(length1, middle1), length2, middle2));
  const off1 = f32x4.sub(middle1, middle);
  const off2 = f32x4.sub(middle2, middle);
  let moment = f32x4.add(moment1, moment2);
  moment = plusProduct(plusProduct(moment, off1, sum1), off2, sum2);
  let square = f32x4.add(square1, square2);
  square = plusProduct(square, f32x4.mul(off1, off1), length1);
  square = plusProduct(square, f32x4.mul(off2, off2), length2);
  const mean = f32x4.mul(share, f32x4.add(sum1, sum2));
  return plusProduct(mean, f32x4.div(moment, square), f32x4.sub(place, middle));
}

// @ts-ignore: a decorator of the compiler
@inline
function whole(fit: usize, plane: usize): v128 {
  return f32x4.convert_i32x4_s(v128.load(fit + plane));
}

/** Sum of the squares of n + 1 places a step apart about their middle, the outermost with half weight. */
// @ts-ignore: a decorator of the compiler
@inline
function squareAboutMiddle(n: v128): v128 {
  return f32x4.mul(n, plusProduct(splat(1.0 / 6), f32x4.mul(n, n), splat(1.0 / 12)));
}
