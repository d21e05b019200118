/*
 * Loss within sight, where two rays meet, joined to the diffraction line, four paths at a time: the plain form is in
 * src/link/propagation/itm/reference-attenuation.ts and line-of-sight.ts.
 */
import {
  DISTANCE_M,
  EFFECTIVE1_M,
  EFFECTIVE2_M,
  FREQUENCY_MHZ,
  HORIZON1_M,
  HORIZON2_M,
  IMPEDANCE_IM,
  IMPEDANCE_RE,
  INTERCEPT_DB,
  IRREGULARITY_M,
  NEAREST_SCATTER_M,
  REFERENCE_DB,
  SLOPE_DB_PER_M,
  SMOOTH_HORIZONS_M,
  WAVE_NUMBER,
} from "../../src/network/coverage/itm/layout";
import { cosQuarter, DB_PER_NEPER, exp, log, plusProduct, sinQuarter, splat } from "./math";
import { reflectingSpreadM, roughnessFraction } from "./roughness";

const HALF_PI: f32 = 1.5707963267948966;

/**
 * Attenuation relative to free space: the diffraction line, or within sight a curve through two-ray losses that meets it [Algorithm
 * eqs. 4.30–4.45].
 *
 * @returns whether one of the four lies so far beyond its horizons that scatter may be the stronger
 */
// @ts-ignore: a decorator of the compiler
@inline
export function joinReference(row: usize, constants: usize): bool {
  const d = v128.load(row, DISTANCE_M);
  const smooth = v128.load(row, SMOOTH_HORIZONS_M);
  const slope = v128.load(row, SLOPE_DB_PER_M);
  const intercept = v128.load(row, INTERCEPT_DB);
  const reach = f32x4.add(v128.load(row, HORIZON1_M), v128.load(row, HORIZON2_M));
  const inSight = f32x4.lt(d, smooth);
  let reference = plusProduct(intercept, slope, d);
  if (v128.any_true(inSight)) {
    reference = v128.bitselect(sightDb(row, d, smooth, slope, intercept, reach, constants), reference, inSight);
  }
  v128.store(row, f32x4.pmax(reference, splat(0)), REFERENCE_DB);
  const isFar = f32x4.gt(f32x4.sub(d, reach), v128.load32_splat(constants, NEAREST_SCATTER_M));
  return v128.any_true(v128.andnot(isFar, inSight));
}

// @ts-ignore: a decorator of the compiler
@inline
function sightDb(
  row: usize,
  d: v128,
  edge: v128,
  slope: v128,
  intercept: v128,
  reach: v128,
  constants: usize,
): v128 {
  // The two distances within sight at which the two-ray loss is taken [Algorithm eqs. 4.38–4.41]
  const effective = f32x4.mul(v128.load(row, EFFECTIVE1_M), v128.load(row, EFFECTIVE2_M));
  const interference = f32x4.mul(
    f32x4.mul(splat(0.04), v128.load32_splat(constants, FREQUENCY_MHZ)),
    effective,
  );
  const isAbove = f32x4.ge(intercept, splat(0));
  const d0 = v128.bitselect(f32x4.pmin(interference, f32x4.mul(splat(0.5), reach)), interference, isAbove);
  const d1 = v128.bitselect(
    plusProduct(d0, splat(0.25), f32x4.sub(reach, d0)),
    f32x4.pmax(f32x4.neg(f32x4.div(intercept, slope)), f32x4.mul(splat(0.25), reach)),
    isAbove,
  );
  const a0 = twoRaysDb(row, d0, edge, slope, intercept, constants);
  const a1 = twoRaysDb(row, d1, edge, slope, intercept, constants);

  const edgeDb = plusProduct(intercept, edge, slope);
  const logEdge = log(edge);
  const log0 = log(d0);
  const q = f32x4.sub(logEdge, log0);
  const span = f32x4.sub(edge, d0);
  const apart = f32x4.sub(d1, d0);
  const rise = f32x4.sub(edgeDb, a0);
  const bend = f32x4.div(
    f32x4.sub(f32x4.mul(span, f32x4.sub(a1, a0)), f32x4.mul(apart, rise)),
    f32x4.sub(f32x4.mul(span, f32x4.sub(log(d1), log0)), f32x4.mul(apart, q)),
  );
  // Not above zero, or not a number: no bend
  const zero = splat(0);
  const curve = v128.and(bend, f32x4.gt(bend, zero));
  const isCurved = v128.and(
    f32x4.lt(d0, d1),
    v128.or(f32x4.gt(intercept, zero), f32x4.gt(curve, zero)),
  );
  const k1 = f32x4.div(f32x4.sub(rise, f32x4.mul(curve, q)), span);
  const isFalling = f32x4.lt(k1, zero);
  const fallingK2 = f32x4.div(f32x4.pmax(rise, zero), q);
  const fallingK1 = v128.and(slope, f32x4.eq(fallingK2, zero));
  const straight = f32x4.div(f32x4.pmax(f32x4.sub(edgeDb, a1), zero), f32x4.sub(edge, d1));
  const straightK1 = v128.bitselect(slope, straight, f32x4.eq(straight, zero));
  const slope1 = v128.bitselect(v128.bitselect(fallingK1, k1, isFalling), straightK1, isCurved);
  const slope2 = v128.and(v128.bitselect(fallingK2, curve, isFalling), isCurved);
  const linear = plusProduct(edgeDb, slope1, f32x4.sub(d, edge));
  return plusProduct(linear, slope2, f32x4.sub(log(d), logEdge));
}

/** Line-of-sight loss of two rays over rough ground, blended with the diffraction line [Algorithm eqs. 4.46–4.50]. */
// @ts-ignore: a decorator of the compiler
@inline
function twoRaysDb(row: usize, d: v128, edge: v128, slope: v128, intercept: v128, constants: usize): v128 {
  const e1 = v128.load(row, EFFECTIVE1_M);
  const e2 = v128.load(row, EFFECTIVE2_M);
  const irregularity = v128.load(row, IRREGULARITY_M);
  const waveNumber = v128.load32_splat(constants, WAVE_NUMBER);
  const impedanceRe = v128.load32_splat(constants, IMPEDANCE_RE);
  const impedanceIm = v128.load32_splat(constants, IMPEDANCE_IM);
  const spread = reflectingSpreadM(f32x4.mul(irregularity, roughnessFraction(d)));
  const e = f32x4.add(e1, e2);
  const sinPsi = f32x4.div(e, f32x4.sqrt(f32x4.add(f32x4.mul(d, d), f32x4.mul(e, e))));
  // (sin ψ − Z) / (sin ψ + Z), damped by the ground's roughness
  const damping = exp(f32x4.neg(f32x4.pmin(splat(10), f32x4.mul(f32x4.mul(waveNumber, spread), sinPsi))));
  const sumRe = f32x4.add(sinPsi, impedanceRe);
  const square = f32x4.mul(impedanceIm, impedanceIm);
  const scale = f32x4.div(damping, f32x4.add(f32x4.mul(sumRe, sumRe), square));
  const differenceRe = f32x4.sub(sinPsi, impedanceRe);
  let re = f32x4.mul(f32x4.sub(f32x4.mul(differenceRe, sumRe), square), scale);
  let im = f32x4.neg(f32x4.mul(f32x4.mul(impedanceIm, f32x4.add(sumRe, differenceRe)), scale));
  const power = f32x4.add(f32x4.mul(re, re), f32x4.mul(im, im));
  const isWeak = v128.or(f32x4.lt(power, splat(0.25)), f32x4.lt(power, sinPsi));
  const raise = v128.bitselect(f32x4.sqrt(f32x4.div(sinPsi, power)), splat(1), isWeak);
  re = f32x4.mul(re, raise);
  im = f32x4.mul(im, raise);
  const phase = f32x4.div(f32x4.mul(f32x4.mul(splat(2), waveNumber), f32x4.mul(e1, e2)), d);
  // Less a quarter turn; beyond it, π − (π/2)² / phase
  const late = f32x4.sub(splat(HALF_PI), f32x4.div(splat(HALF_PI * HALF_PI), phase));
  const turned = v128.bitselect(late, f32x4.sub(phase, splat(HALF_PI)), f32x4.gt(phase, splat(HALF_PI)));
  const sumReal = f32x4.sub(re, sinQuarter(turned));
  const sumImag = f32x4.sub(im, cosQuarter(turned));
  const sum = f32x4.add(f32x4.mul(sumReal, sumReal), f32x4.mul(sumImag, sumImag));
  const raysDb = f32x4.mul(splat(-DB_PER_NEPER), log(sum));
  const lineDb = plusProduct(intercept, slope, d);
  const span = f32x4.pmax(splat(10e3), edge);
  const frequency = v128.load32_splat(constants, FREQUENCY_MHZ);
  const w = f32x4.div(span, plusProduct(span, frequency, irregularity));
  return plusProduct(lineDb, w, f32x4.sub(raysDb, lineDb));
}
