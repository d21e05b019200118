/*
 * The closed-form part of the Irregular Terrain Model, four paths at a time: from the horizons and effective heights of each to its
 * loss, one function per step. The same equations, readably, are in the plain model (src/link/propagation/itm/: from
 * reference-attenuation.ts on), which the tests hold these to. Branches are computed both ways and chosen from, unless none of
 * the four needs one.
 */
import {
  ANGLE1_RAD,
  ANGLE2_RAD,
  CLUTTER_DB,
  DISTANCE_M,
  EARTH_RADIUS_M,
  EFFECTIVE1_M,
  EFFECTIVE2_M,
  FOUR_THIRDS_ROOT,
  FREQUENCY_MHZ,
  FREQUENCY_ROOT,
  HEIGHT1_M,
  HEIGHT2_M,
  HORIZON1_M,
  HORIZON2_M,
  IMPEDANCE_IM,
  IMPEDANCE_K,
  IMPEDANCE_RE,
  INTERCEPT_DB,
  IN_SIGHT,
  IRREGULARITY_M,
  LOS_ANGLE_RAD,
  NEAREST_SCATTER_M,
  REFERENCE_DB,
  SCALE_M,
  SLOPE_DB_PER_M,
  SMOOTH_HORIZONS_M,
  TERMINALS_DB,
  TERMINALS_X,
  WAVE_NUMBER,
} from "../../src/network/coverage/itm-kernel/layout";
import { cosQuarter, exp, inverseCubeRoot, log, plusProduct, sinQuarter, splat } from "./math";

const VECTOR = 16;
const FLOAT = 4;
/** 10 / ln 10. */
const DB_PER_NEPER: f32 = 4.3429448190325175;
const HALF_PI: f32 = 1.5707963267948966;
/** Over this distance terrain shows its irregularity [ERL 79-ITS 67, eq. 3]. */
const ROUGHNESS_SCALE_M: f32 = 50e3;

/**
 * Reference attenuation of the batch's first `count` paths, diffraction in place of scatter.
 *
 * @returns whether scatter may be the stronger on one of them
 */
export function attenuate(batch: usize, count: i32, constants: usize): bool {
  const end = batch + <usize>count * FLOAT;
  for (let row = batch; row < end; row += VECTOR) estimateHorizons(row);
  for (let row = batch; row < end; row += VECTOR) gainAtTerminals(row, constants);
  for (let row = batch; row < end; row += VECTOR) fitDiffractionLine(row, constants);
  let mayScatter = false;
  for (let row = batch; row < end; row += VECTOR) {
    if (joinReference(row, constants)) mayScatter = true;
  }
  return mayScatter;
}

/** Statistical horizons of paths well within line of sight [Algorithm, section 2.3: QuickPfl]. */
// @ts-ignore: a decorator of the compiler
@inline
function estimateHorizons(row: usize): void {
  const inSight = v128.load(row, IN_SIGHT);
  if (!v128.any_true(inSight)) return;
  const distance = v128.load(row, DISTANCE_M);
  const radius2 = f32x4.mul(splat(2), v128.load(row, EARTH_RADIUS_M));
  const irregularity = v128.load(row, IRREGULARITY_M);
  let e1 = v128.load(row, EFFECTIVE1_M);
  let e2 = v128.load(row, EFFECTIVE2_M);
  const reach = f32x4.add(horizonM(e1, radius2, irregularity), horizonM(e2, radius2, irregularity));
  const short = v128.and(inSight, f32x4.le(reach, distance));
  const ratio = f32x4.div(distance, reach);
  const raise = v128.bitselect(f32x4.mul(ratio, ratio), splat(1), short);
  e1 = f32x4.mul(e1, raise);
  e2 = f32x4.mul(e2, raise);
  const d1 = horizonM(e1, radius2, irregularity);
  const d2 = horizonM(e2, radius2, irregularity);
  v128.store(row, e1, EFFECTIVE1_M);
  v128.store(row, e2, EFFECTIVE2_M);
  choose(row, d1, inSight, HORIZON1_M);
  choose(row, d2, inSight, HORIZON2_M);
  choose(row, horizonAngle(e1, d1, radius2, irregularity), inSight, ANGLE1_RAD);
  choose(row, horizonAngle(e2, d2, radius2, irregularity), inSight, ANGLE2_RAD);
}

/** Puts numbers into a plane where the mask is set. */
// @ts-ignore: a decorator of the compiler
@inline
function choose(row: usize, value: v128, mask: v128, plane: usize): void {
  const at = row + plane;
  v128.store(at, v128.bitselect(value, v128.load(at), mask));
}

// @ts-ignore: a decorator of the compiler
@inline
function horizonM(effective: v128, radius2: v128, irregularity: v128): v128 {
  const smooth = f32x4.sqrt(f32x4.mul(effective, radius2));
  const rough = f32x4.sqrt(f32x4.div(irregularity, f32x4.pmax(effective, splat(5))));
  return f32x4.mul(smooth, exp(f32x4.mul(splat(-0.07), rough)));
}

// @ts-ignore: a decorator of the compiler
@inline
function horizonAngle(effective: v128, horizon: v128, radius2: v128, irregularity: v128): v128 {
  const smooth = f32x4.sqrt(f32x4.mul(effective, radius2));
  const over = f32x4.sub(f32x4.div(smooth, horizon), splat(1));
  const top = f32x4.sub(
    f32x4.mul(f32x4.mul(splat(0.65), irregularity), over),
    f32x4.mul(splat(2), effective),
  );
  return f32x4.div(top, smooth);
}

/** What of the diffraction loss is the same at every distance: height gains and clutter [Algorithm eqs. 4.14–4.25, 4.10]. */
// @ts-ignore: a decorator of the compiler
@inline
function gainAtTerminals(row: usize, constants: usize): void {
  const radius = v128.load(row, EARTH_RADIUS_M);
  const d1 = v128.load(row, HORIZON1_M);
  const d2 = v128.load(row, HORIZON2_M);
  const e1 = v128.load(row, EFFECTIVE1_M);
  const e2 = v128.load(row, EFFECTIVE2_M);
  const radius2 = f32x4.mul(splat(2), radius);
  const smooth = f32x4.add(f32x4.sqrt(f32x4.mul(e1, radius2)), f32x4.sqrt(f32x4.mul(e2, radius2)));
  v128.store(row, smooth, SMOOTH_HORIZONS_M);
  const angles = f32x4.add(v128.load(row, ANGLE1_RAD), v128.load(row, ANGLE2_RAD));
  const bent = f32x4.neg(f32x4.div(f32x4.add(d1, d2), radius));
  v128.store(row, f32x4.neg(f32x4.pmax(angles, bent)), LOS_ANGLE_RAD);

  // Vogler's C₀ = (4/3 · a₀ / a)^⅓ for the radius a = d²/(2h) of each end's sphere
  const c1 = sphereRoot(d1, e1, constants);
  const c2 = sphereRoot(d2, e2, constants);
  const x1 = sphereX(d1, c1, constants);
  const x2 = sphereX(d2, c2, constants);
  v128.store(row, f32x4.add(x1, x2), TERMINALS_X);
  v128.store(row, f32x4.add(heightGainDb(x1, c1, constants), heightGainDb(x2, c2, constants)), TERMINALS_DB);

  const rough = f32x4.mul(v128.load(row, IRREGULARITY_M), roughnessFraction(smooth));
  const heights = f32x4.mul(v128.load(row, HEIGHT1_M), v128.load(row, HEIGHT2_M));
  const seen = f32x4.mul(f32x4.mul(heights, reflectingSpreadM(rough)), v128.load32_splat(constants, FREQUENCY_MHZ));
  const clutter = f32x4.mul(splat(0.5 * DB_PER_NEPER), log(plusProduct(splat(1), splat(1e-5), seen)));
  v128.store(row, f32x4.pmin(clutter, splat(15)), CLUTTER_DB);
}

// @ts-ignore: a decorator of the compiler
@inline
function sphereRoot(d: v128, e: v128, constants: usize): v128 {
  const radius = f32x4.div(f32x4.mul(splat(0.5), f32x4.mul(d, d)), e);
  return f32x4.mul(v128.load32_splat(constants, FOUR_THIRDS_ROOT), inverseCubeRoot(radius));
}

/** Vogler's dimensionless distance, the K of C₀ = c in it. */
// @ts-ignore: a decorator of the compiler
@inline
function sphereX(d: v128, c: v128, constants: usize): v128 {
  const k = f32x4.mul(v128.load32_splat(constants, IMPEDANCE_K), c);
  const root = f32x4.mul(v128.load32_splat(constants, FREQUENCY_ROOT), splat(1e-3));
  return f32x4.mul(f32x4.mul(f32x4.sub(splat(1.607), k), f32x4.mul(c, c)), f32x4.mul(root, d));
}

// @ts-ignore: a decorator of the compiler
@inline
function heightGainDb(x: v128, c: v128, constants: usize): v128 {
  const k = f32x4.mul(v128.load32_splat(constants, IMPEDANCE_K), c);
  const logX = log(x);
  const curve = f32x4.sub(f32x4.mul(splat(17.372), logX), splat(117));
  let far = f32x4.sub(f32x4.mul(splat(0.05751), x), f32x4.mul(splat(4.343), logX));
  const isNear = f32x4.lt(x, splat(200));
  const between = v128.andnot(f32x4.lt(x, splat(2000)), isNear);
  if (v128.any_true(between)) {
    const w = f32x4.mul(f32x4.mul(splat(0.0134), x), exp(f32x4.mul(splat(-0.005), x)));
    far = v128.bitselect(plusProduct(far, w, f32x4.sub(curve, far)), far, between);
  }
  if (!v128.any_true(isNear)) return far;
  const w = f32x4.neg(log(k));
  const isFlat = v128.or(
    f32x4.lt(k, splat(1e-5)),
    f32x4.gt(f32x4.mul(f32x4.mul(x, w), f32x4.mul(w, w)), splat(5495)),
  );
  const flat = v128.bitselect(curve, splat(-117), f32x4.gt(x, splat(1)));
  const steep = f32x4.sub(
    f32x4.div(f32x4.mul(splat(2.5e-5), f32x4.mul(x, x)), k),
    plusProduct(splat(15), splat(8.686), w),
  );
  return v128.bitselect(v128.bitselect(flat, steep, isFlat), far, isNear);
}

/** The straight line through the diffraction losses at two distances far beyond the horizon [Algorithm eqs. 4.1–4.13]. */
// @ts-ignore: a decorator of the compiler
@inline
function fitDiffractionLine(row: usize, constants: usize): void {
  const reach = f32x4.add(v128.load(row, HORIZON1_M), v128.load(row, HORIZON2_M));
  const scale = v128.load(row, SCALE_M);
  const near = f32x4.pmax(v128.load(row, SMOOTH_HORIZONS_M), plusProduct(reach, splat(5), scale));
  const span = f32x4.mul(splat(10), scale);
  const nearDb = diffractionDb(row, near, constants);
  const slope = f32x4.div(f32x4.sub(diffractionDb(row, f32x4.add(near, span), constants), nearDb), span);
  v128.store(row, slope, SLOPE_DB_PER_M);
  v128.store(row, f32x4.sub(nearDb, f32x4.mul(slope, near)), INTERCEPT_DB);
}

// @ts-ignore: a decorator of the compiler
@inline
function diffractionDb(row: usize, d: v128, constants: usize): v128 {
  const radius = v128.load(row, EARTH_RADIUS_M);
  const d1 = v128.load(row, HORIZON1_M);
  const d2 = v128.load(row, HORIZON2_M);
  const losAngle = v128.load(row, LOS_ANGLE_RAD);
  const waveNumber = v128.load32_splat(constants, WAVE_NUMBER);
  const reach = f32x4.add(d1, d2);
  const beyond = f32x4.sub(d, reach);
  const angle = f32x4.sub(f32x4.div(d, radius), losAngle);
  // Two knife edges [TN101 eqs. I.1, I.7]
  const v = f32x4.mul(f32x4.mul(f32x4.mul(splat(0.0795775), waveNumber), f32x4.mul(angle, angle)), beyond);
  const v1 = f32x4.div(f32x4.mul(v, d1), f32x4.add(beyond, d1));
  const v2 = f32x4.div(f32x4.mul(v, d2), f32x4.add(beyond, d2));
  const isShallow = f32x4.lt(f32x4.pmin(v1, v2), splat(5.76));
  // In deep shadow, as nearly always, one logarithm serves both
  let knife = plusProduct(splat(2 * 12.953), splat(DB_PER_NEPER), log(f32x4.mul(v1, v2)));
  if (v128.any_true(isShallow)) {
    knife = v128.bitselect(f32x4.add(knifeEdgeDb(v1), knifeEdgeDb(v2)), knife, isShallow);
  }
  // Smooth earth by three radii [Vogler 1964]
  const c = f32x4.mul(
    v128.load32_splat(constants, FOUR_THIRDS_ROOT),
    inverseCubeRoot(f32x4.div(beyond, angle)),
  );
  const x = f32x4.add(sphereX(beyond, c, constants), v128.load(row, TERMINALS_X));
  const gain = f32x4.add(v128.load(row, TERMINALS_DB), splat(20));
  const smooth = f32x4.sub(
    f32x4.sub(f32x4.mul(splat(0.05751), x), f32x4.mul(splat(DB_PER_NEPER), log(x))),
    gain,
  );
  // Weight of the two by the terrain's roughness [ERL 79-ITS 67 eq. 3.23]
  const heights = f32x4.mul(v128.load(row, HEIGHT1_M), v128.load(row, HEIGHT2_M));
  const effective = f32x4.mul(v128.load(row, EFFECTIVE1_M), v128.load(row, EFFECTIVE2_M));
  const raised = f32x4.div(f32x4.sub(effective, heights), f32x4.add(heights, splat(10)));
  const term = f32x4.sqrt(f32x4.add(splat(1), raised));
  const rough = f32x4.mul(v128.load(row, IRREGULARITY_M), roughnessFraction(d));
  const weighed = f32x4.add(term, f32x4.div(f32x4.sub(reach, f32x4.mul(losAngle, radius)), d));
  const q = f32x4.mul(weighed, f32x4.pmin(f32x4.mul(rough, waveNumber), splat(6283.2)));
  const w = f32x4.div(splat(25.1), f32x4.add(splat(25.1), f32x4.sqrt(q)));
  return f32x4.add(plusProduct(knife, w, f32x4.sub(smooth, knife)), v128.load(row, CLUTTER_DB));
}

// @ts-ignore: a decorator of the compiler
@inline
function knifeEdgeDb(v: v128): v128 {
  const shallow = f32x4.sub(
    plusProduct(splat(6.02), splat(9.11), f32x4.sqrt(v)),
    f32x4.mul(splat(1.27), v),
  );
  const deep = plusProduct(splat(12.953), splat(DB_PER_NEPER), log(v));
  return v128.bitselect(shallow, deep, f32x4.lt(v, splat(5.76)));
}

/**
 * Attenuation relative to free space: the diffraction line, or within sight a curve through two-ray losses that meets it [Algorithm
 * eqs. 4.30–4.45].
 *
 * @returns whether one of the four lies so far beyond its horizons that scatter may be the stronger
 */
// @ts-ignore: a decorator of the compiler
@inline
function joinReference(row: usize, constants: usize): bool {
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

/** Share of the terrain irregularity that shows on a path of length d [ERL 79-ITS 67, eq. 3]. */
// @ts-ignore: a decorator of the compiler
@inline
export function roughnessFraction(d: v128): v128 {
  const fade = exp(f32x4.mul(d, splat(-1 / ROUGHNESS_SCALE_M)));
  return f32x4.sub(splat(1), f32x4.mul(splat(0.8), fade));
}

/** σ_h, the deviation of the terrain in the first Fresnel zone, by the roughness [ERL 79-ITS 67, eq. 3.6a]. */
// @ts-ignore: a decorator of the compiler
@inline
function reflectingSpreadM(rough: v128): v128 {
  const fade = exp(f32x4.mul(splat(-0.5), f32x4.sqrt(f32x4.sqrt(rough))));
  return f32x4.mul(f32x4.mul(splat(0.78), rough), fade);
}
