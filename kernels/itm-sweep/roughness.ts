/*
 * What terrain irregularity shows on a path, of four paths at a time: the plain form is in src/link/propagation/itm/terrain-irregularity.ts.
 */
import { exp, splat } from "./math";

/** Over this distance terrain shows its irregularity [ERL 79-ITS 67, eq. 3]. */
const ROUGHNESS_SCALE_M: f32 = 50e3;

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
export function reflectingSpreadM(rough: v128): v128 {
  const fade = exp(f32x4.mul(splat(-0.5), f32x4.sqrt(f32x4.sqrt(rough))));
  return f32x4.mul(f32x4.mul(splat(0.78), rough), fade);
}
