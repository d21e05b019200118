/*
 * Diffraction over smooth earth and knife edges, four paths at a time: the plain form is in src/link/propagation/itm/diffraction.ts and
 * what it calls. Branches are computed both ways and chosen from, unless none of the four needs one.
 */
import {
  ANGLE1_RAD,
  ANGLE2_RAD,
  CLUTTER_DB,
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
  IMPEDANCE_K,
  INTERCEPT_DB,
  IRREGULARITY_M,
  LOS_ANGLE_RAD,
  SCALE_M,
  SLOPE_DB_PER_M,
  SMOOTH_HORIZONS_M,
  TERMINALS_DB,
  TERMINALS_X,
  WAVE_NUMBER,
} from "../../src/network/coverage/itm/layout";
import { DB_PER_NEPER, exp, inverseCubeRoot, log, plusProduct, splat } from "./math";
import { reflectingSpreadM, roughnessFraction } from "./roughness";

/** What of the diffraction loss is the same at every distance: height gains and clutter [Algorithm eqs. 4.14–4.25, 4.10]. */
// @ts-ignore: a decorator of the compiler
@inline
export function gainAtTerminals(row: usize, constants: usize): void {
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
export function fitDiffractionLine(row: usize, constants: usize): void {
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
