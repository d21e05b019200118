/*
 * Normal deviates, eight at a time, in AssemblyScript. `npm run make:kernel` compiles this file into
 * src/math/gaussian-kernel.generated.ts. Pointers are bytes.
 */

const VECTOR = 16;

/**
 * Adds a normal deviate times `sigma` to each number, by the method of Box and Muller, from four generators xoshiro128++ side by side.
 *
 * @param state the generators' four words, four of each
 * @param to `count` numbers, a multiple of eight
 */
export function addDeviates(state: usize, to: usize, count: i32, sigma: f32): void {
  const scale = f32x4.splat(sigma);
  let s0 = v128.load(state);
  let s1 = v128.load(state + VECTOR);
  let s2 = v128.load(state + 2 * VECTOR);
  let s3 = v128.load(state + 3 * VECTOR);
  const end = to + ((<usize>count) << 2);
  for (; to < end; to += 2 * VECTOR) {
    const first = i32x4.add(rotate(i32x4.add(s0, s3), 7), s0);
    let shifted = i32x4.shl(s1, 9);
    s2 = v128.xor(s2, s0);
    s3 = v128.xor(s3, s1);
    s1 = v128.xor(s1, s2);
    s0 = v128.xor(s0, s3);
    s2 = v128.xor(s2, shifted);
    s3 = rotate(s3, 11);
    const second = i32x4.add(rotate(i32x4.add(s0, s3), 7), s0);
    shifted = i32x4.shl(s1, 9);
    s2 = v128.xor(s2, s0);
    s3 = v128.xor(s3, s1);
    s1 = v128.xor(s1, s2);
    s0 = v128.xor(s0, s3);
    s2 = v128.xor(s2, shifted);
    s3 = rotate(s3, 11);

    // Between 0 and 1, never 0: 31 bits reach 6.7 deviations
    const uniform = f32x4.mul(
      f32x4.add(f32x4.convert_i32x4_s(i32x4.shr_u(first, 1)), f32x4.splat(0.5)),
      f32x4.splat(4.656612873077393e-10),
    );
    const radius = f32x4.sqrt(f32x4.mul(f32x4.splat(-2), logarithm(uniform)));
    // An angle within an eighth of a turn of 0; two bits that are too low for a float to hold swap sine and cosine, and turn both
    // signs
    const angle = f32x4.mul(f32x4.convert_i32x4_s(second), f32x4.splat(3.657291793018811e-10));
    const square = f32x4.mul(angle, angle);
    const sine = f32x4.mul(angle, sineSeries(square));
    const cosine = cosineSeries(square);
    const isSwapped = i32x4.shr_s(i32x4.shl(second, 31), 31);
    const sign = v128.and(i32x4.shl(second, 30), i32x4.splat(0x80000000));
    const signed = v128.xor(radius, sign);
    const one = f32x4.mul(signed, v128.bitselect(sine, cosine, isSwapped));
    const other = f32x4.mul(signed, v128.bitselect(cosine, sine, isSwapped));
    v128.store(to, f32x4.add(v128.load(to), f32x4.mul(scale, one)));
    v128.store(to + VECTOR, f32x4.add(v128.load(to + VECTOR), f32x4.mul(scale, other)));
  }
  v128.store(state, s0);
  v128.store(state + VECTOR, s1);
  v128.store(state + 2 * VECTOR, s2);
  v128.store(state + 3 * VECTOR, s3);
}

// @ts-ignore: a decorator of the compiler
@inline
function rotate(v: v128, bits: i32): v128 {
  return v128.or(i32x4.shl(v, bits), i32x4.shr_u(v, 32 - bits));
}

/** Natural logarithm of numbers above 0: exponent and mantissa m, and of that 2·artanh((m − 1)/(m + 1)); m lies about 1. */
// @ts-ignore: a decorator of the compiler
@inline
function logarithm(x: v128): v128 {
  // Taking off the bits of √½ first puts the cut between two exponents there
  const aligned = i32x4.sub(x, i32x4.splat(0x3f3504f3));
  const exponent = f32x4.convert_i32x4_s(i32x4.shr_s(aligned, 23));
  const mantissa = i32x4.add(v128.and(aligned, i32x4.splat(0x7fffff)), i32x4.splat(0x3f3504f3));
  const one = f32x4.splat(1);
  const s = f32x4.div(f32x4.sub(mantissa, one), f32x4.add(mantissa, one));
  const s2 = f32x4.mul(s, s);
  let series = f32x4.add(f32x4.splat(0.2857142857142857), f32x4.mul(s2, f32x4.splat(0.2222222222222222)));
  series = f32x4.add(f32x4.splat(0.4), f32x4.mul(s2, series));
  series = f32x4.add(f32x4.splat(0.6666666666666666), f32x4.mul(s2, series));
  series = f32x4.add(f32x4.splat(2), f32x4.mul(s2, series));
  return f32x4.add(f32x4.mul(exponent, f32x4.splat(0.6931471805599453)), f32x4.mul(s, series));
}

/** sin x / x of x². */
// @ts-ignore: a decorator of the compiler
@inline
function sineSeries(x2: v128): v128 {
  let series = f32x4.add(f32x4.splat(-1.0 / 5040), f32x4.mul(x2, f32x4.splat(1.0 / 362880)));
  series = f32x4.add(f32x4.splat(1.0 / 120), f32x4.mul(x2, series));
  series = f32x4.add(f32x4.splat(-1.0 / 6), f32x4.mul(x2, series));
  return f32x4.add(f32x4.splat(1), f32x4.mul(x2, series));
}

/** cos x of x². */
// @ts-ignore: a decorator of the compiler
@inline
function cosineSeries(x2: v128): v128 {
  let series = f32x4.add(f32x4.splat(-1.0 / 720), f32x4.mul(x2, f32x4.splat(1.0 / 40320)));
  series = f32x4.add(f32x4.splat(1.0 / 24), f32x4.mul(x2, series));
  series = f32x4.add(f32x4.splat(-0.5), f32x4.mul(x2, series));
  return f32x4.add(f32x4.splat(1), f32x4.mul(x2, series));
}
