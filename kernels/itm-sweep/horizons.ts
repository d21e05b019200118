/*
 * Both antennas' horizons, and the stretches of ground over which lines are fitted, of four paths at a time.
 */
import {
  ANGLE1_RAD,
  ANGLE2_RAD,
  DISTANCE_M,
  EARTH_RADIUS_M,
  FIT1,
  FIT2,
  FREQUENCY_MHZ,
  GAP,
  GROUND_M,
  HEIGHT1_M,
  HEIGHT2_M,
  HORIZON1_M,
  HORIZON2_M,
  IN_SIGHT,
  MEAN_FROM,
  MEAN_SUM_M,
  MEAN_TO,
  RATIO,
  REFRACTIVITY_N,
  SAMPLE1,
  SAMPLE1_M,
  SAMPLE2,
  SAMPLE2_M,
  SCALE_M,
  TAIL_MOMENTS,
  TAIL_STEPS,
} from "../../src/network/coverage/itm/layout";
import { chooseSamples } from "./fit";
import { exp, inverseCubeRoot, plusProduct, splat } from "./math";

const VECTOR = 16;
/** Curvature of the actual earth, 1/m, and the height in which refractivity falls to 1/e, m: src/link/propagation/itm/. */
const EARTH_CURVATURE: f32 = 157e-9;
const REFRACTIVITY_SCALE_M: f32 = 9460;

/**
 * Horizons of the four paths at `row`: the highest of what the radial offers, the tail, and the other antenna.
 *
 * @param tails heights of their tails, which make room for their running sums over the receiver's ground
 * @param range along the radial, in its steps
 * @param steps of the path
 * @param gap the radial's first sample in a gap
 */
// @ts-ignore: a decorator of the compiler
@inline
export function findHorizons(
  row: usize,
  tails: usize,
  range: v128,
  steps: v128,
  txHeightM: v128,
  txAmslM: v128,
  gap: v128,
  constants: usize,
): void {
  const distance = v128.load(row, DISTANCE_M);
  const ratio = v128.load(row, RATIO);
  const rxHeight = v128.load(row, HEIGHT2_M);
  const ground = v128.load(tails);
  const rxAmsl = f32x4.add(ground, rxHeight);
  v128.store(row, ground, GROUND_M);
  v128.store(row, txHeightM, HEIGHT1_M);
  const curvature = effectiveCurvature(row, constants);
  const bulge = f32x4.mul(splat(0.5), curvature);

  // The other antenna
  const rise = f32x4.div(f32x4.sub(rxAmsl, txAmslM), distance);
  const sag = f32x4.mul(distance, bulge);
  let angle1 = f32x4.sub(rise, sag);
  let angle2 = f32x4.sub(f32x4.neg(rise), sag);
  let horizon1 = distance;
  let horizon2 = distance;
  // The radial
  const radialStep = f32x4.div(distance, range);
  const ahead1 = f32x4.mul(v128.load(row, SAMPLE1), radialStep);
  const radial1 = elevationAngle(f32x4.sub(v128.load(row, SAMPLE1_M), txAmslM), ahead1, bulge);
  const isRadial1 = f32x4.gt(radial1, angle1);
  angle1 = v128.bitselect(radial1, angle1, isRadial1);
  horizon1 = v128.bitselect(ahead1, horizon1, isRadial1);
  const back2 = f32x4.mul(f32x4.sub(range, v128.load(row, SAMPLE2)), radialStep);
  const radial2 = elevationAngle(f32x4.sub(v128.load(row, SAMPLE2_M), rxAmsl), back2, bulge);
  const isRadial2 = f32x4.gt(radial2, angle2);
  angle2 = v128.bitselect(radial2, angle2, isRadial2);
  horizon2 = v128.bitselect(back2, horizon2, isRadial2);
  // The tail: slopes are compared multiplied out, as rise over run
  const pathStep = f32x4.div(distance, steps);
  let rise1 = f32x4.splat(-Infinity);
  let rise2 = rise1;
  let run1 = splat(1);
  let run2 = run1;
  let before = splat(0);
  let sum = before;
  let moment = before;
  v128.store(tails, sum);
  v128.store(tails, moment, TAIL_MOMENTS);
  for (let j = 1; j <= TAIL_STEPS; j++) {
    const at = tails + <usize>j * VECTOR;
    const z = v128.load(at);
    const back = f32x4.mul(splat(<f32>j), pathStep);
    const ahead = f32x4.sub(distance, back);
    const high1 = f32x4.sub(f32x4.sub(z, txAmslM), f32x4.mul(f32x4.mul(ahead, ahead), bulge));
    const isHigher1 = f32x4.ge(f32x4.mul(high1, run1), f32x4.mul(rise1, ahead));
    rise1 = v128.bitselect(high1, rise1, isHigher1);
    run1 = v128.bitselect(ahead, run1, isHigher1);
    const high2 = f32x4.sub(f32x4.sub(z, rxAmsl), f32x4.mul(f32x4.mul(back, back), bulge));
    const isHigher2 = f32x4.ge(f32x4.mul(high2, run2), f32x4.mul(rise2, back));
    rise2 = v128.bitselect(high2, rise2, isHigher2);
    run2 = v128.bitselect(back, run2, isHigher2);

    const over = f32x4.sub(z, ground);
    sum = plusProduct(sum, splat(0.5), f32x4.add(before, over));
    const moments = f32x4.add(f32x4.mul(splat(<f32>(j - 1)), before), f32x4.mul(splat(<f32>j), over));
    moment = plusProduct(moment, splat(0.5), moments);
    before = over;
    v128.store(at, sum);
    v128.store(at, moment, TAIL_MOMENTS);
  }
  const tail1 = f32x4.div(rise1, run1);
  const isTail1 = f32x4.gt(tail1, angle1);
  angle1 = v128.bitselect(tail1, angle1, isTail1);
  horizon1 = v128.bitselect(run1, horizon1, isTail1);
  const tail2 = f32x4.div(rise2, run2);
  const isTail2 = f32x4.gt(tail2, angle2);
  angle2 = v128.bitselect(tail2, angle2, isTail2);
  horizon2 = v128.bitselect(run2, horizon2, isTail2);
  // Beside or behind a gap in the terrain there is no answer
  const isBehind = f32x4.gt(range, gap);
  v128.store(row, v128.or(isBehind, f32x4.ne(sum, sum)), GAP);

  const reach = f32x4.add(horizon1, horizon2);
  const inSight = f32x4.gt(reach, f32x4.mul(splat(1.5), distance));
  v128.store(row, horizon1, HORIZON1_M);
  v128.store(row, horizon2, HORIZON2_M);
  v128.store(row, angle1, ANGLE1_RAD);
  v128.store(row, angle2, ANGLE2_RAD);
  v128.store(row, inSight, IN_SIGHT);
  chooseStretches(row, inSight, distance, horizon1, horizon2, steps);
}

/** Elevation angle of something `over` the antenna. */
// @ts-ignore: a decorator of the compiler
@inline
function elevationAngle(over: v128, distance: v128, bulge: v128): v128 {
  return f32x4.sub(f32x4.div(over, distance), f32x4.mul(distance, bulge));
}

/** Curvature of the effective earth for the path's mean elevation [TN101, 4.3, 4.4]. */
// @ts-ignore: a decorator of the compiler
@inline
function effectiveCurvature(row: usize, constants: usize): v128 {
  const samples = f32x4.convert_i32x4_s(i32x4.sub(v128.load(row, MEAN_TO), v128.load(row, MEAN_FROM)));
  const mean = f32x4.div(v128.load(row, MEAN_SUM_M), samples);
  const thinner = exp(f32x4.mul(splat(-1 / REFRACTIVITY_SCALE_M), mean));
  const refractivity = f32x4.mul(v128.load32_splat(constants, REFRACTIVITY_N), thinner);
  const bending = exp(f32x4.mul(splat(1.0 / 179.3), refractivity));
  const curvature = f32x4.mul(splat(EARTH_CURVATURE), f32x4.sub(splat(1), f32x4.mul(splat(0.04665), bending)));
  v128.store(row, f32x4.div(splat(1), curvature), EARTH_RADIUS_M);
  const frequency = v128.load32_splat(constants, FREQUENCY_MHZ);
  v128.store(row, inverseCubeRoot(f32x4.mul(frequency, f32x4.mul(curvature, curvature))), SCALE_M);
  return curvature;
}

/** The ground that each antenna sees, over which its effective height is taken [Algorithm, section 2: QuickPfl]. */
// @ts-ignore: a decorator of the compiler
@inline
function chooseStretches(
  row: usize,
  inSight: v128,
  distance: v128,
  horizon1: v128,
  horizon2: v128,
  steps: v128,
): void {
  const ratio = v128.load(row, RATIO);
  const perM = f32x4.div(steps, distance);
  const near1 = f32x4.pmin(f32x4.mul(splat(15), v128.load(row, HEIGHT1_M)), f32x4.mul(splat(0.1), horizon1));
  const near2 = f32x4.pmin(f32x4.mul(splat(15), v128.load(row, HEIGHT2_M)), f32x4.mul(splat(0.1), horizon2));
  const begin = f32x4.floor(f32x4.mul(near1, perM));
  const end = f32x4.sub(steps, f32x4.floor(f32x4.mul(near2, perM)));
  const last1 = f32x4.ceil(f32x4.mul(f32x4.mul(splat(0.9), horizon1), perM));
  const first2 = f32x4.floor(f32x4.mul(f32x4.sub(distance, f32x4.mul(splat(0.9), horizon2)), perM));
  chooseSamples(row + FIT1, begin, v128.bitselect(end, last1, inSight), steps, ratio);
  chooseSamples(row + FIT2, v128.bitselect(begin, first2, inSight), end, steps, ratio);
}
