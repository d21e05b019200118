/*
 * Four numbers of single precision at a time: what the closed form asks for, to a few units in the last place.
 */

/** 10 / ln 10. */
export const DB_PER_NEPER: f32 = 4.3429448190325175;
const LN2: f32 = 0.6931471805599453;
const LOG2_E: f32 = 1.4426950408889634;
/** ln 2 in two parts, the first with few bits: a whole number of times it has no error [W. J. Cody, W. Waite, 1980, chapter 6]. */
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.12194440054690583e-4;
/** Bits of √½, and of 1. */
const ROOT_HALF = 0x3f3504f3;
const ONE = 0x3f800000;
/** 1.5 · 2^23: added to a small number it leaves the nearest whole one, in the low bits too. */
const WHOLE: f32 = 12582912;
/** What a third of a number's bits is taken from, so that its inverse cube root comes out to 4 %. */
const CUBE_ROOT_BITS = 0x54a21d2a;

// @ts-ignore: a decorator of the compiler
@inline
export function splat(value: f32): v128 {
  return f32x4.splat(value);
}

/** a + b · c */
// @ts-ignore: a decorator of the compiler
@inline
export function plusProduct(a: v128, b: v128, c: v128): v128 {
  return f32x4.add(a, f32x4.mul(b, c));
}

/** Natural logarithm of positive normal numbers; anything else gives nonsense. */
// @ts-ignore: a decorator of the compiler
@inline
export function log(x: v128): v128 {
  // x = m · 2^e with √½ ≤ m < √2; ln m = 2 artanh s, s = (m − 1) / (m + 1)
  const shifted = i32x4.sub(x, i32x4.splat(ROOT_HALF));
  const m = i32x4.sub(x, v128.and(shifted, i32x4.splat(<i32>0xff800000)));
  const e = f32x4.convert_i32x4_s(i32x4.shr_s(shifted, 23));
  const s = f32x4.div(f32x4.sub(m, splat(1)), f32x4.add(m, splat(1)));
  const q = f32x4.mul(s, s);
  let series = plusProduct(splat(2.0 / 7), q, splat(2.0 / 9));
  series = plusProduct(splat(2.0 / 5), q, series);
  series = plusProduct(splat(2.0 / 3), q, series);
  series = plusProduct(splat(2), q, series);
  return plusProduct(f32x4.mul(e, splat(LN2)), s, series);
}

/** e^x for x ≤ 88; 0 below −87. */
// @ts-ignore: a decorator of the compiler
@inline
export function exp(x: v128): v128 {
  const bounded = f32x4.pmax(x, splat(-87));
  const whole = f32x4.add(f32x4.mul(bounded, splat(LOG2_E)), splat(WHOLE));
  const k = f32x4.sub(whole, splat(WHOLE));
  const r = f32x4.sub(f32x4.sub(bounded, f32x4.mul(k, splat(LN2_HIGH))), f32x4.mul(k, splat(LN2_LOW)));
  let series = plusProduct(splat(1.0 / 120), r, splat(1.0 / 720));
  series = plusProduct(splat(1.0 / 24), r, series);
  series = plusProduct(splat(1.0 / 6), r, series);
  series = plusProduct(splat(0.5), r, series);
  series = plusProduct(splat(1), r, series);
  series = plusProduct(splat(1), r, series);
  // The low bits of `whole` are k's: shifted into the exponent they are 2^k
  return f32x4.mul(series, i32x4.add(i32x4.shl(whole, 23), i32x4.splat(ONE)));
}

/** x^−⅓ of positive normal numbers; anything else gives nonsense. */
// @ts-ignore: a decorator of the compiler
@inline
export function inverseCubeRoot(x: v128): v128 {
  // A guess from the exponent's third, and Newton's steps for y⁻³ = x
  let third = i32x4.add(i32x4.shr_s(x, 2), i32x4.shr_s(x, 4));
  third = i32x4.add(third, i32x4.shr_s(third, 4));
  third = i32x4.add(third, i32x4.shr_s(third, 8));
  const y = i32x4.sub(i32x4.splat(CUBE_ROOT_BITS), third);
  const xThird = f32x4.mul(x, splat(1.0 / 3));
  return improveRoot(improveRoot(improveRoot(y, xThird), xThird), xThird);
}

// @ts-ignore: a decorator of the compiler
@inline
function improveRoot(y: v128, xThird: v128): v128 {
  return f32x4.mul(y, f32x4.sub(splat(4.0 / 3), f32x4.mul(f32x4.mul(xThird, y), f32x4.mul(y, y))));
}

/** sin x for |x| ≤ π/2, by Taylor's series. */
// @ts-ignore: a decorator of the compiler
@inline
export function sinQuarter(x: v128): v128 {
  const s = f32x4.mul(x, x);
  let series = plusProduct(splat(-1.0 / 5040), s, splat(1.0 / 362880));
  series = plusProduct(splat(1.0 / 120), s, series);
  series = plusProduct(splat(-1.0 / 6), s, series);
  return f32x4.mul(x, plusProduct(splat(1), s, series));
}

/** cos x for |x| ≤ π/2, by Taylor's series. */
// @ts-ignore: a decorator of the compiler
@inline
export function cosQuarter(x: v128): v128 {
  const s = f32x4.mul(x, x);
  let series = plusProduct(splat(1.0 / 40320), s, splat(-1.0 / 3628800));
  series = plusProduct(splat(-1.0 / 720), s, series);
  series = plusProduct(splat(1.0 / 24), s, series);
  series = plusProduct(splat(-0.5), s, series);
  return plusProduct(splat(1), s, series);
}
