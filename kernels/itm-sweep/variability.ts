/*
 * Free-space loss, the climate's median, and the asked quantiles of time, location and situation, four paths at a time [Algorithm,
 * section 5]: the plain form is in src/link/propagation/itm/variability.ts.
 */
import {
  DISTANCE_M,
  EFFECTIVE1_M,
  EFFECTIVE2_M,
  EFFECTIVE_BASE_M,
  EFFECTIVE_ROOT,
  FREE_SPACE_AT_METRE_DB,
  GAP,
  IRREGULARITY_M,
  LOCATION_VARIES,
  LOSS_DB,
  QUANTILE_BYTES,
  QUANTILE_PER_M,
  REFERENCE_DB,
  VARIABILITY_MODE,
  WAVE_NUMBER,
  Z_LOCATION,
  Z_SITUATION,
  Z_TIME,
} from "../../src/network/coverage/itm/layout";
import { DB_PER_NEPER, log, plusProduct, splat } from "./math";
import { roughnessFraction } from "./roughness";

const VECTOR = 16;
const FLOAT = 4;

/**
 * Loss of the batch's first `count` paths from their reference attenuation.
 *
 * @param quantiles table of `entries` steps in effective distance
 */
export function addVariability(batch: usize, count: i32, constants: usize, quantiles: usize, entries: i32): void {
  const mode = <i32>load<f32>(constants, VARIABILITY_MODE);
  const locationVaries = load<f32>(constants, LOCATION_VARIES) != 0;
  const zTime = v128.load32_splat(constants, Z_TIME);
  const zLocation = v128.load32_splat(constants, Z_LOCATION);
  const zSituation = v128.load32_splat(constants, Z_SITUATION);
  const square = f32x4.mul(zSituation, zSituation);
  const timeShare = f32x4.div(splat(1), f32x4.add(splat(7.8), square));
  const locationShare = f32x4.div(splat(1), f32x4.add(splat(24), square));
  const end = batch + <usize>count * FLOAT;
  for (let row = batch; row < end; row += VECTOR) {
    const d = v128.load(row, DISTANCE_M);
    const place = f32x4.mul(effectiveDistanceM(row, d, constants), v128.load32_splat(constants, QUANTILE_PER_M));
    const cell = i32x4.min_s(i32x4.trunc_sat_f32x4_s(place), i32x4.splat(entries - 2));
    const t = f32x4.sub(place, f32x4.convert_i32x4_s(cell));
    // Each lane's three quantities at once; then sorted into one vector per quantity
    const a = between(quantiles, i32x4.extract_lane(cell, 0), f32x4.extract_lane(t, 0));
    const b = between(quantiles, i32x4.extract_lane(cell, 1), f32x4.extract_lane(t, 1));
    const c = between(quantiles, i32x4.extract_lane(cell, 2), f32x4.extract_lane(t, 2));
    const e = between(quantiles, i32x4.extract_lane(cell, 3), f32x4.extract_lane(t, 3));
    const abLow = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
    const ceLow = v128.shuffle<f32>(c, e, 0, 4, 1, 5);
    const median = v128.shuffle<f32>(abLow, ceLow, 0, 1, 4, 5);
    const sigmaTime = v128.shuffle<f32>(abLow, ceLow, 2, 3, 6, 7);
    const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
    const ceHigh = v128.shuffle<f32>(c, e, 2, 6, 3, 7);
    const varianceSituation = v128.shuffle<f32>(abHigh, ceHigh, 0, 1, 4, 5);

    let sigmaLocation = splat(0);
    if (locationVaries) {
      const irregularity = f32x4.mul(v128.load(row, IRREGULARITY_M), roughnessFraction(d));
      const rough = f32x4.mul(v128.load32_splat(constants, WAVE_NUMBER), irregularity);
      sigmaLocation = f32x4.div(f32x4.mul(splat(10), rough), f32x4.add(rough, splat(13)));
    }
    const yTime = f32x4.mul(sigmaTime, zTime);
    const yLocation = f32x4.mul(sigmaLocation, zLocation);
    let variance = plusProduct(varianceSituation, f32x4.mul(yTime, yTime), timeShare);
    variance = plusProduct(variance, f32x4.mul(yLocation, yLocation), locationShare);
    const location2 = f32x4.mul(sigmaLocation, sigmaLocation);
    const time2 = f32x4.mul(sigmaTime, sigmaTime);
    let repeated = splat(0);
    if (mode == 0) repeated = f32x4.add(yTime, yLocation);
    else if (mode == 1) repeated = f32x4.mul(f32x4.sqrt(f32x4.add(time2, location2)), zTime);
    else {
      variance = f32x4.add(variance, location2);
      if (mode == 2) repeated = yTime;
      else variance = f32x4.add(variance, time2);
    }
    const excess = plusProduct(repeated, f32x4.sqrt(variance), zSituation);
    const result = f32x4.sub(f32x4.sub(v128.load(row, REFERENCE_DB), median), excess);
    // A gain over free space is bounded [5.2]
    const bounded = f32x4.div(
      f32x4.mul(result, f32x4.sub(splat(29), result)),
      f32x4.sub(splat(29), f32x4.mul(splat(10), result)),
    );
    const loss = v128.bitselect(bounded, result, f32x4.lt(result, splat(0)));
    const freeSpace = plusProduct(
      v128.load32_splat(constants, FREE_SPACE_AT_METRE_DB),
      splat(2 * DB_PER_NEPER),
      log(d),
    );
    // Not a number where a gap leaves no answer
    v128.store(row, v128.or(f32x4.add(loss, freeSpace), v128.load(row, GAP)), LOSS_DB);
  }
}

/** Distance reduced so that the climates' curves fit all heights and frequencies [Algorithm, 5.3]. */
// @ts-ignore: a decorator of the compiler
@inline
function effectiveDistanceM(row: usize, d: v128, constants: usize): v128 {
  const roots = f32x4.add(f32x4.sqrt(v128.load(row, EFFECTIVE1_M)), f32x4.sqrt(v128.load(row, EFFECTIVE2_M)));
  const beyond = plusProduct(
    v128.load32_splat(constants, EFFECTIVE_BASE_M),
    v128.load32_splat(constants, EFFECTIVE_ROOT),
    roots,
  );
  const near = f32x4.div(f32x4.mul(splat(130e3), d), beyond);
  const far = f32x4.add(splat(130e3), f32x4.sub(d, beyond));
  return v128.bitselect(near, far, f32x4.lt(d, beyond));
}

/** The table's quantities between entries `cell` and the next. */
// @ts-ignore: a decorator of the compiler
@inline
function between(quantiles: usize, cell: i32, t: f32): v128 {
  const at = quantiles + <usize>cell * QUANTILE_BYTES;
  const low = v128.load(at);
  return plusProduct(low, f32x4.splat(t), f32x4.sub(v128.load(at, QUANTILE_BYTES), low));
}
