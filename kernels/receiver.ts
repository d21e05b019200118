/*
 * The receiver's inner loops, in AssemblyScript, four numbers at a time. `npm run make:kernel` compiles this file into
 * src/modem/receiver/kernel/kernel.generated.ts. Pointers are bytes; complex input is interleaved, spectra are in two planes.
 */

const FLOAT = 4;
const VECTOR = 16;
/** Stretches in which a window is summed: `STRETCHES` in samples/symbol-window.ts. */
const STRETCHES: usize = 16;

/**
 * Low-pass filter and resampler: `count` complex outputs, output i being centred on input sample (made + i)·step.
 *
 * @param input complex samples, the first being number `first` of the stream
 * @param taps for each of `phases` places between samples `length` taps, each twice: once for I and once for Q; `length` is a
 *   multiple of four
 * @param before taps that lie before the place
 */
export function resample(
  input: usize,
  first: f64,
  made: f64,
  step: f64,
  count: i32,
  taps: usize,
  phases: i32,
  length: i32,
  before: i32,
  output: usize,
): void {
  const setBytes: usize = <usize>length * 2 * FLOAT;
  const scale = <f64>phases;
  // Where the steps are whole numbers of phases, they need no division.
  const advance = <i32>Math.floor(step * scale + 0.5);
  const isExact = Math.abs(step * scale - <f64>advance) < 1e-9;
  let place = <i32>Math.floor((made * step - first) * scale + 0.5);
  let whole = place / phases;
  let phase = place - whole * phases;
  const wholeAdvance = advance / phases;
  const phaseAdvance = advance - wholeAdvance * phases;
  for (let i = 0; i < count; i++) {
    if (i > 0) {
      if (isExact) {
        whole += wholeAdvance;
        phase += phaseAdvance;
        if (phase >= phases) {
          phase -= phases;
          whole += 1;
        }
      } else {
        // In steps of a phase from the first input sample on, so that one rounding serves the place and the set of taps.
        place = <i32>Math.floor(((made + <f64>i) * step - first) * scale + 0.5);
        whole = place / phases;
        phase = place - whole * phases;
      }
    }
    let from: usize = input + (<usize>(whole - before)) * 2 * FLOAT;
    let tap: usize = taps + <usize>phase * setBytes;
    const end: usize = tap + setBytes;
    let a = f32x4.mul(v128.load(tap), v128.load(from));
    let b = f32x4.mul(v128.load(tap + VECTOR), v128.load(from + VECTOR));
    tap += 2 * VECTOR;
    from += 2 * VECTOR;
    while (tap < end) {
      a = f32x4.add(a, f32x4.mul(v128.load(tap), v128.load(from)));
      b = f32x4.add(b, f32x4.mul(v128.load(tap + VECTOR), v128.load(from + VECTOR)));
      tap += 2 * VECTOR;
      from += 2 * VECTOR;
    }
    a = f32x4.add(a, b);
    a = f32x4.add(a, v128.shuffle<f32>(a, a, 2, 3, 0, 1));
    v128.store64_lane(output, a, 0);
    output += 2 * FLOAT;
  }
}

/**
 * The same where every sample is taken as it is, and one more half-way to the next: for taps that lie evenly about such a place.
 *
 * @param place of the first output, in half samples from the first input sample
 * @param taps of a place between two samples, each twice; the outermost one is 0
 */
export function insertHalfWay(input: usize, place: i32, count: i32, taps: usize, before: i32, output: usize): void {
  let from: usize = input + (<usize>((place >> 1) - before)) * 2 * FLOAT;
  const end: usize = output + <usize>count * 2 * FLOAT;
  if (place & 1 && output < end) {
    v128.store64_lane(output, halfWay(from, taps, before), 0);
    output += 2 * FLOAT;
    from += 2 * FLOAT;
  }
  const middle: usize = <usize>before * 2 * FLOAT;
  while (output + 2 * VECTOR <= end) {
    const samples = v128.load(from + middle);
    const between = halfWay(from, taps, before);
    v128.store(output, v128.shuffle<f32>(samples, between, 0, 1, 4, 5));
    v128.store(output + VECTOR, v128.shuffle<f32>(samples, between, 2, 3, 6, 7));
    output += 2 * VECTOR;
    from += VECTOR;
  }
  for (let odd = false; output < end; odd = !odd) {
    v128.store64_lane(output, odd ? halfWay(from, taps, before) : v128.load(from + middle), 0);
    output += 2 * FLOAT;
    if (odd) from += 2 * FLOAT;
  }
}

/**
 * Values half-way between samples, of two places in a row: the filter's taps lie evenly about such a place, and the outermost one is 0.
 *
 * @param from the sample that the first tap belongs to
 */
// @ts-ignore: a decorator of the compiler
@inline
function halfWay(from: usize, taps: usize, before: i32): v128 {
  let low = from + 2 * FLOAT;
  let high = from + <usize>before * 4 * FLOAT;
  let sum = f32x4.splat(0);
  while (low < high) {
    taps += 2 * FLOAT;
    sum = f32x4.add(sum, f32x4.mul(v128.load_splat<f32>(taps), f32x4.add(v128.load(low), v128.load(high))));
    low += 2 * FLOAT;
    high -= 2 * FLOAT;
  }
  return sum;
}

/**
 * Every second complex sample times the chirp: `chips` products in two planes.
 *
 * @param chirp its real parts, then its imaginary parts
 * @param sign of the chirp's imaginary part
 * @returns energy of the samples
 */
export function dechirp(iq: usize, chirp: usize, chips: i32, sign: f32, re: usize, im: usize): f32 {
  let energy = f32x4.splat(0);
  const signs = f32x4.splat(sign);
  const planeBytes: usize = <usize>chips * FLOAT;
  for (let at: usize = 0; at < planeBytes; at += VECTOR) {
    const a = v128.load(iq + 4 * at);
    const b = v128.load(iq + 4 * at + VECTOR);
    const c = v128.load(iq + 4 * at + 2 * VECTOR);
    const d = v128.load(iq + 4 * at + 3 * VECTOR);
    const ab = v128.shuffle<f32>(a, b, 0, 1, 4, 5);
    const cd = v128.shuffle<f32>(c, d, 0, 1, 4, 5);
    const x = v128.shuffle<f32>(ab, cd, 0, 2, 4, 6);
    const y = v128.shuffle<f32>(ab, cd, 1, 3, 5, 7);
    const cosine = v128.load(chirp + at);
    const sine = f32x4.mul(signs, v128.load(chirp + planeBytes + at));
    v128.store(re + at, f32x4.sub(f32x4.mul(x, cosine), f32x4.mul(y, sine)));
    v128.store(im + at, f32x4.add(f32x4.mul(x, sine), f32x4.mul(y, cosine)));
    energy = f32x4.add(energy, f32x4.add(f32x4.mul(x, x), f32x4.mul(y, y)));
  }
  return sumLanes(energy);
}

/**
 * The same between samples, with a turning factor: product n is Σ taps[k]·iq[2n + k] · chirp[n] · turn^n.
 *
 * @param taps eight, each twice
 * @param cosine and sine: the turning factor's parts
 */
export function dechirpBetween(
  iq: usize,
  taps: usize,
  chirp: usize,
  chips: i32,
  sign: f32,
  cosine: f64,
  sine: f64,
  re: usize,
  im: usize,
): f32 {
  const t0 = v128.load(taps);
  const t1 = v128.load(taps + VECTOR);
  const t2 = v128.load(taps + 2 * VECTOR);
  const t3 = v128.load(taps + 3 * VECTOR);
  let energy = f32x4.splat(0);
  const signs = f32x4.splat(sign);
  const planeBytes: usize = <usize>chips * FLOAT;
  // The factor's first four powers, and the fourth in all lanes
  const re2 = cosine * cosine - sine * sine;
  const im2 = 2 * cosine * sine;
  let turnRe = f32x4.splat(1);
  let turnIm = f32x4.splat(0);
  turnRe = f32x4.replace_lane(turnRe, 1, <f32>cosine);
  turnIm = f32x4.replace_lane(turnIm, 1, <f32>sine);
  turnRe = f32x4.replace_lane(turnRe, 2, <f32>re2);
  turnIm = f32x4.replace_lane(turnIm, 2, <f32>im2);
  turnRe = f32x4.replace_lane(turnRe, 3, <f32>(re2 * cosine - im2 * sine));
  turnIm = f32x4.replace_lane(turnIm, 3, <f32>(re2 * sine + im2 * cosine));
  const stepRe = f32x4.splat(<f32>(re2 * re2 - im2 * im2));
  const stepIm = f32x4.splat(<f32>(2 * re2 * im2));
  for (let at: usize = 0; at < planeBytes; at += VECTOR) {
    const from = iq + 4 * at;
    const a = between(from, t0, t1, t2, t3);
    const b = between(from + VECTOR, t0, t1, t2, t3);
    const c = between(from + 2 * VECTOR, t0, t1, t2, t3);
    const d = between(from + 3 * VECTOR, t0, t1, t2, t3);
    const ab = v128.shuffle<f32>(a, b, 0, 1, 4, 5);
    const cd = v128.shuffle<f32>(c, d, 0, 1, 4, 5);
    const x = v128.shuffle<f32>(ab, cd, 0, 2, 4, 6);
    const y = v128.shuffle<f32>(ab, cd, 1, 3, 5, 7);
    energy = f32x4.add(energy, f32x4.add(f32x4.mul(x, x), f32x4.mul(y, y)));
    const chirpRe = v128.load(chirp + at);
    const chirpIm = f32x4.mul(signs, v128.load(chirp + planeBytes + at));
    const dRe = f32x4.sub(f32x4.mul(x, chirpRe), f32x4.mul(y, chirpIm));
    const dIm = f32x4.add(f32x4.mul(x, chirpIm), f32x4.mul(y, chirpRe));
    v128.store(re + at, f32x4.sub(f32x4.mul(dRe, turnRe), f32x4.mul(dIm, turnIm)));
    v128.store(im + at, f32x4.add(f32x4.mul(dRe, turnIm), f32x4.mul(dIm, turnRe)));
    const next = f32x4.sub(f32x4.mul(turnRe, stepRe), f32x4.mul(turnIm, stepIm));
    turnIm = f32x4.add(f32x4.mul(turnRe, stepIm), f32x4.mul(turnIm, stepRe));
    turnRe = next;
  }
  return sumLanes(energy);
}

/**
 * Sums a window over 16 stretches of it.
 *
 * @param sums takes their real parts, then their imaginary parts
 */
export function sumStretches(re: usize, im: usize, chips: i32, sums: usize): void {
  const length: usize = (<usize>chips / STRETCHES) * FLOAT;
  for (let b: usize = 0; b < STRETCHES; b++) {
    store<f32>(sums + b * FLOAT, sumPlane(re + b * length, length));
    store<f32>(sums + (STRETCHES + b) * FLOAT, sumPlane(im + b * length, length));
  }
}

// @ts-ignore: a decorator of the compiler
@inline
function sumPlane(from: usize, bytes: usize): f32 {
  if (bytes < <usize>VECTOR) return load<f32>(from) + load<f32>(from + FLOAT);
  let sum = v128.load(from);
  for (let at: usize = VECTOR; at < bytes; at += VECTOR) sum = f32x4.add(sum, v128.load(from + at));
  return sumLanes(sum);
}

/**
 * Power of some tones in a window, from its sums over 16 stretches.
 *
 * @param turns for each tone the conjugate of its phase in each stretch: 16 real parts, then 16 imaginary parts
 * @param powers takes `tones` numbers
 */
export function tonePowers(sums: usize, turns: usize, tones: i32, powers: usize): void {
  for (let t = 0; t < tones; t++) {
    let re = f32x4.splat(0);
    let im = f32x4.splat(0);
    for (let b: usize = 0; b < STRETCHES * FLOAT; b += VECTOR) {
      const x = v128.load(sums + b);
      const y = v128.load(sums + STRETCHES * FLOAT + b);
      const c = v128.load(turns + b);
      const s = v128.load(turns + STRETCHES * FLOAT + b);
      re = f32x4.add(re, f32x4.sub(f32x4.mul(x, c), f32x4.mul(y, s)));
      im = f32x4.add(im, f32x4.add(f32x4.mul(x, s), f32x4.mul(y, c)));
    }
    const sumRe = sumLanes(re);
    const sumIm = sumLanes(im);
    store<f32>(powers, sumRe * sumRe + sumIm * sumIm);
    turns += 2 * STRETCHES * FLOAT;
    powers += FLOAT;
  }
}

/** One interpolated complex value, in the first two lanes. */
// @ts-ignore: a decorator of the compiler
@inline
function between(from: usize, t0: v128, t1: v128, t2: v128, t3: v128): v128 {
  const low = f32x4.add(f32x4.mul(t0, v128.load(from)), f32x4.mul(t1, v128.load(from + VECTOR)));
  const high = f32x4.add(f32x4.mul(t2, v128.load(from + 2 * VECTOR)), f32x4.mul(t3, v128.load(from + 3 * VECTOR)));
  const sum = f32x4.add(low, high);
  return f32x4.add(sum, v128.shuffle<f32>(sum, sum, 2, 3, 0, 1));
}

// @ts-ignore: a decorator of the compiler
@inline
function sumLanes(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  );
}

/**
 * Fourier transform in place, in Stockham's self-sorting form: passes of radix 4, and one of radix 2 where the size asks for it.
 *
 * @param twiddles for each pass of radix 4 and each of its butterflies cos and −sin of its angle, of twice and of three times it: six
 *   planes a pass, each as long as the pass has butterflies
 * @param size 32 or a larger power of two
 */
export function transform(re: usize, im: usize, workRe: usize, workIm: usize, twiddles: usize, size: i32): void {
  let fromRe = re;
  let fromIm = im;
  let toRe = workRe;
  let toIm = workIm;
  firstPass(fromRe, fromIm, toRe, toIm, twiddles, size);
  twiddles += <usize>(size / 4) * 6 * FLOAT;
  let length = size / 4;
  let stride = 4;
  while (length >= 4) {
    let swap = fromRe;
    fromRe = toRe;
    toRe = swap;
    swap = fromIm;
    fromIm = toIm;
    toIm = swap;
    laterPass(fromRe, fromIm, toRe, toIm, twiddles, length, stride);
    twiddles += <usize>(length / 4) * 6 * FLOAT;
    length /= 4;
    stride *= 4;
  }
  if (length == 2) {
    lastPass(toRe, toIm, fromRe, fromIm, stride);
    toRe = fromRe;
    toIm = fromIm;
  }
  if (toRe != re) {
    memory.copy(re, toRe, <usize>size * FLOAT);
    memory.copy(im, toIm, <usize>size * FLOAT);
  }
}

/** Butterflies of single numbers: four of them side by side, their results sorted into place. */
function firstPass(fromRe: usize, fromIm: usize, toRe: usize, toIm: usize, twiddles: usize, size: i32): void {
  const step: usize = <usize>(size / 4) * FLOAT;
  for (let p: usize = 0; p < step; p += VECTOR) {
    const r0 = v128.load(fromRe + p);
    const r1 = v128.load(fromRe + p + step);
    const r2 = v128.load(fromRe + p + 2 * step);
    const r3 = v128.load(fromRe + p + 3 * step);
    const i0 = v128.load(fromIm + p);
    const i1 = v128.load(fromIm + p + step);
    const i2 = v128.load(fromIm + p + 2 * step);
    const i3 = v128.load(fromIm + p + 3 * step);
    const aRe = f32x4.add(r0, r2);
    const aIm = f32x4.add(i0, i2);
    const bRe = f32x4.sub(r0, r2);
    const bIm = f32x4.sub(i0, i2);
    const cRe = f32x4.add(r1, r3);
    const cIm = f32x4.add(i1, i3);
    const dRe = f32x4.sub(r1, r3);
    const dIm = f32x4.sub(i1, i3);
    const w = twiddles + p;
    const xRe = f32x4.add(bRe, dIm);
    const xIm = f32x4.sub(bIm, dRe);
    const yRe = f32x4.sub(aRe, cRe);
    const yIm = f32x4.sub(aIm, cIm);
    const zRe = f32x4.sub(bRe, dIm);
    const zIm = f32x4.add(bIm, dRe);
    const c1 = v128.load(w);
    const s1 = v128.load(w + step);
    const c2 = v128.load(w + 2 * step);
    const s2 = v128.load(w + 3 * step);
    const c3 = v128.load(w + 4 * step);
    const s3 = v128.load(w + 5 * step);
    store4(
      toRe + 4 * p,
      f32x4.add(aRe, cRe),
      f32x4.sub(f32x4.mul(xRe, c1), f32x4.mul(xIm, s1)),
      f32x4.sub(f32x4.mul(yRe, c2), f32x4.mul(yIm, s2)),
      f32x4.sub(f32x4.mul(zRe, c3), f32x4.mul(zIm, s3)),
    );
    store4(
      toIm + 4 * p,
      f32x4.add(aIm, cIm),
      f32x4.add(f32x4.mul(xRe, s1), f32x4.mul(xIm, c1)),
      f32x4.add(f32x4.mul(yRe, s2), f32x4.mul(yIm, c2)),
      f32x4.add(f32x4.mul(zRe, s3), f32x4.mul(zIm, c3)),
    );
  }
}

/** Stores four vectors so that their first lanes come first, then their second ones, and so on. */
// @ts-ignore: a decorator of the compiler
@inline
function store4(to: usize, a: v128, b: v128, c: v128, d: v128): void {
  const abLow = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cdLow = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(abLow, cdLow, 0, 1, 4, 5));
  v128.store(to + VECTOR, v128.shuffle<f32>(abLow, cdLow, 2, 3, 6, 7));
  v128.store(to + 2 * VECTOR, v128.shuffle<f32>(abHigh, cdHigh, 0, 1, 4, 5));
  v128.store(to + 3 * VECTOR, v128.shuffle<f32>(abHigh, cdHigh, 2, 3, 6, 7));
}

/** Butterflies of runs of `stride` numbers, which share their factors. */
function laterPass(
  fromRe: usize,
  fromIm: usize,
  toRe: usize,
  toIm: usize,
  twiddles: usize,
  length: i32,
  stride: i32,
): void {
  const quarter = length / 4;
  const run: usize = <usize>stride * FLOAT;
  const step: usize = <usize>quarter * run;
  const plane: usize = <usize>quarter * FLOAT;
  for (let p: usize = 0; p < <usize>quarter; p++) {
    const w = twiddles + p * FLOAT;
    const c1 = v128.load_splat<f32>(w);
    const s1 = v128.load_splat<f32>(w + plane);
    const c2 = v128.load_splat<f32>(w + 2 * plane);
    const s2 = v128.load_splat<f32>(w + 3 * plane);
    const c3 = v128.load_splat<f32>(w + 4 * plane);
    const s3 = v128.load_splat<f32>(w + 5 * plane);
    const to: usize = 4 * p * run;
    for (let q: usize = 0; q < run; q += VECTOR) {
      const i = p * run + q;
      const r0 = v128.load(fromRe + i);
      const r1 = v128.load(fromRe + i + step);
      const r2 = v128.load(fromRe + i + 2 * step);
      const r3 = v128.load(fromRe + i + 3 * step);
      const i0 = v128.load(fromIm + i);
      const i1 = v128.load(fromIm + i + step);
      const i2 = v128.load(fromIm + i + 2 * step);
      const i3 = v128.load(fromIm + i + 3 * step);
      const aRe = f32x4.add(r0, r2);
      const aIm = f32x4.add(i0, i2);
      const bRe = f32x4.sub(r0, r2);
      const bIm = f32x4.sub(i0, i2);
      const cRe = f32x4.add(r1, r3);
      const cIm = f32x4.add(i1, i3);
      const dRe = f32x4.sub(r1, r3);
      const dIm = f32x4.sub(i1, i3);
      const xRe = f32x4.add(bRe, dIm);
      const xIm = f32x4.sub(bIm, dRe);
      const yRe = f32x4.sub(aRe, cRe);
      const yIm = f32x4.sub(aIm, cIm);
      const zRe = f32x4.sub(bRe, dIm);
      const zIm = f32x4.add(bIm, dRe);
      const o = to + q;
      v128.store(toRe + o, f32x4.add(aRe, cRe));
      v128.store(toIm + o, f32x4.add(aIm, cIm));
      v128.store(toRe + o + run, f32x4.sub(f32x4.mul(xRe, c1), f32x4.mul(xIm, s1)));
      v128.store(toIm + o + run, f32x4.add(f32x4.mul(xRe, s1), f32x4.mul(xIm, c1)));
      v128.store(toRe + o + 2 * run, f32x4.sub(f32x4.mul(yRe, c2), f32x4.mul(yIm, s2)));
      v128.store(toIm + o + 2 * run, f32x4.add(f32x4.mul(yRe, s2), f32x4.mul(yIm, c2)));
      v128.store(toRe + o + 3 * run, f32x4.sub(f32x4.mul(zRe, c3), f32x4.mul(zIm, s3)));
      v128.store(toIm + o + 3 * run, f32x4.add(f32x4.mul(zRe, s3), f32x4.mul(zIm, c3)));
    }
  }
}

/** Sums and differences of the two halves. */
function lastPass(fromRe: usize, fromIm: usize, toRe: usize, toIm: usize, stride: i32): void {
  const run: usize = <usize>stride * FLOAT;
  for (let q: usize = 0; q < run; q += VECTOR) {
    const aRe = v128.load(fromRe + q);
    const aIm = v128.load(fromIm + q);
    const bRe = v128.load(fromRe + q + run);
    const bIm = v128.load(fromIm + q + run);
    v128.store(toRe + q, f32x4.add(aRe, bRe));
    v128.store(toIm + q, f32x4.add(aIm, bIm));
    v128.store(toRe + q + run, f32x4.sub(aRe, bRe));
    v128.store(toIm + q + run, f32x4.sub(aIm, bIm));
  }
}

/**
 * Power of the tones at the bins and half-way between them, in turn: |X[k]|² and |X[k] − X[k+1]|²/2, times a scale.
 *
 * @param re and im: room for one number more after the last, which is overwritten with the first
 * @param cells takes 2·bins numbers
 */
export function cellPowers(re: usize, im: usize, bins: i32, scale: f32, cells: usize): void {
  closeRing(re, im, bins);
  const full = f32x4.splat(scale);
  const half = f32x4.splat(0.5 * scale);
  for (let k: usize = 0; k < <usize>bins * FLOAT; k += VECTOR) {
    const power = f32x4.mul(full, binPower(re + k, im + k));
    const middle = f32x4.mul(half, halfPower(re + k, im + k));
    v128.store(cells + 2 * k, v128.shuffle<f32>(power, middle, 0, 4, 1, 5));
    v128.store(cells + 2 * k + VECTOR, v128.shuffle<f32>(power, middle, 2, 6, 3, 7));
  }
}

/**
 * The same, limited, in place of the oldest of some windows: `sum` takes what is new and loses what was in `history`.
 *
 * @returns the largest sum
 */
export function replaceCells(
  re: usize,
  im: usize,
  bins: i32,
  scale: f32,
  limit: f32,
  history: usize,
  sum: usize,
): f32 {
  closeRing(re, im, bins);
  const full = f32x4.splat(scale);
  const half = f32x4.splat(0.5 * scale);
  const most = f32x4.splat(limit);
  let peak = f32x4.splat(0);
  for (let k: usize = 0; k < <usize>bins * FLOAT; k += VECTOR) {
    const power = f32x4.pmin(most, f32x4.mul(full, binPower(re + k, im + k)));
    const middle = f32x4.pmin(most, f32x4.mul(half, halfPower(re + k, im + k)));
    peak = f32x4.pmax(peak, replace(history + 2 * k, sum + 2 * k, v128.shuffle<f32>(power, middle, 0, 4, 1, 5)));
    peak = f32x4.pmax(
      peak,
      replace(history + 2 * k + VECTOR, sum + 2 * k + VECTOR, v128.shuffle<f32>(power, middle, 2, 6, 3, 7)),
    );
  }
  return maxLane(peak);
}

// @ts-ignore: a decorator of the compiler
@inline
function replace(history: usize, sum: usize, value: v128): v128 {
  const total = f32x4.add(v128.load(sum), f32x4.sub(value, v128.load(history)));
  v128.store(sum, total);
  v128.store(history, value);
  return total;
}

// @ts-ignore: a decorator of the compiler
@inline
function closeRing(re: usize, im: usize, bins: i32): void {
  store<f32>(re + <usize>bins * FLOAT, load<f32>(re));
  store<f32>(im + <usize>bins * FLOAT, load<f32>(im));
}

// @ts-ignore: a decorator of the compiler
@inline
function binPower(re: usize, im: usize): v128 {
  const x = v128.load(re);
  const y = v128.load(im);
  return f32x4.add(f32x4.mul(x, x), f32x4.mul(y, y));
}

// @ts-ignore: a decorator of the compiler
@inline
function halfPower(re: usize, im: usize): v128 {
  const x = f32x4.sub(v128.load(re), v128.load(re + FLOAT));
  const y = f32x4.sub(v128.load(im), v128.load(im + FLOAT));
  return f32x4.add(f32x4.mul(x, x), f32x4.mul(y, y));
}

/**
 * Power of the tone of each label, its maxima over the label's high and low bits, and how each bit stands.
 *
 * @param bins 16-bit numbers: for each label the bin on which it stands
 * @param bits of a label
 * @param columnBits low bits of a label, at least two: label = row·2^columnBits + column
 * @param power takes a number for each label
 * @param differences for each bit, the most significant first: amplitude of the strongest label with it less that of those without
 * @returns the label with the most power
 */
export function labelPeaks(
  re: usize,
  im: usize,
  bins: usize,
  bits: i32,
  columnBits: i32,
  power: usize,
  rowPeaks: usize,
  columnPeaks: usize,
  differences: usize,
): i32 {
  const rows: usize = <usize>1 << (bits - columnBits);
  const columnBytes: usize = (<usize>1 << columnBits) * FLOAT;
  const labels: usize = <usize>1 << bits;
  for (let label: usize = 0; label < labels; label++) {
    const bin: usize = <usize>load<u16>(bins + 2 * label) * FLOAT;
    const x = load<f32>(re + bin);
    const y = load<f32>(im + bin);
    store<f32>(power + label * FLOAT, x * x + y * y);
  }
  memory.fill(columnPeaks, 0, columnBytes);
  let best: f32 = -1;
  let bestRow: usize = 0;
  for (let row: usize = 0; row < rows; row++) {
    const from = power + row * columnBytes;
    let peaks = f32x4.splat(0);
    for (let column: usize = 0; column < columnBytes; column += VECTOR) {
      const values = v128.load(from + column);
      peaks = f32x4.pmax(peaks, values);
      v128.store(columnPeaks + column, f32x4.pmax(values, v128.load(columnPeaks + column)));
    }
    const peak = maxLane(peaks);
    store<f32>(rowPeaks + row * FLOAT, peak);
    if (peak > best) {
      best = peak;
      bestRow = row;
    }
  }
  for (let bit: usize = 0; bit < <usize>columnBits; bit++) {
    store<f32>(differences + (<usize>bits - 1 - bit) * FLOAT, difference(columnPeaks, columnBytes, bit));
  }
  for (let bit: usize = <usize>columnBits; bit < <usize>bits; bit++) {
    store<f32>(differences + (<usize>bits - 1 - bit) * FLOAT, difference(rowPeaks, rows * FLOAT, bit - <usize>columnBits));
  }
  let label = bestRow << columnBits;
  while (load<f32>(power + label * FLOAT) != best && label + 1 < labels) label++;
  return <i32>label;
}

/** Amplitude of the strongest with a bit set less that of the strongest without, of powers numbered from 0. */
function difference(peaks: usize, bytes: usize, bit: usize): f32 {
  const run: usize = (<usize>FLOAT) << bit;
  let zero: f32 = 0;
  let one: f32 = 0;
  for (let from: usize = 0; from < bytes; from += 2 * run) {
    for (let at = peaks + from; at < peaks + from + run; at += FLOAT) {
      zero = max<f32>(zero, load<f32>(at));
      one = max<f32>(one, load<f32>(at + run));
    }
  }
  return sqrt<f32>(one) - sqrt<f32>(zero);
}

// @ts-ignore: a decorator of the compiler
@inline
function maxLane(v: v128): f32 {
  return max<f32>(
    max<f32>(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)),
    max<f32>(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)),
  );
}
