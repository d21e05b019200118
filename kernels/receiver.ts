/*
 * The receiver's inner loops, in AssemblyScript, four numbers at a time. `npm run make:kernel` compiles this file into
 * src/modem/receiver/kernel/kernel.generated.ts. Pointers are bytes; complex input is interleaved, spectra are in two planes.
 */

const FLOAT = 4;
const VECTOR = 16;

/**
 * Low-pass filter and resampler: `count` complex outputs, output i being centred on input sample (made + i)·step.
 *
 * @param input complex samples, the first being number `first` of the stream
 * @param taps for each of `phases` places between samples `length` taps, each twice: once for I and once for Q; `length` is a
 *   multiple of four
 * @param before taps that lie before the place
 * @param single the phase that takes the sample at the place and no other; −1 for none
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
  single: i32,
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
    if (phase == single) {
      store<u64>(output, load<u64>(from + <usize>before * 2 * FLOAT));
      output += 2 * FLOAT;
      continue;
    }
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
 * @param turn its first four powers' real parts, their imaginary parts, and the fourth power's real and imaginary part, each four times
 */
export function dechirpBetween(
  iq: usize,
  taps: usize,
  chirp: usize,
  chips: i32,
  sign: f32,
  turn: usize,
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
  let turnRe = v128.load(turn);
  let turnIm = v128.load(turn + VECTOR);
  const stepRe = v128.load(turn + 2 * VECTOR);
  const stepIm = v128.load(turn + 3 * VECTOR);
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
    const cosine = v128.load(chirp + at);
    const sine = f32x4.mul(signs, v128.load(chirp + planeBytes + at));
    const dRe = f32x4.sub(f32x4.mul(x, cosine), f32x4.mul(y, sine));
    const dIm = f32x4.add(f32x4.mul(x, sine), f32x4.mul(y, cosine));
    v128.store(re + at, f32x4.sub(f32x4.mul(dRe, turnRe), f32x4.mul(dIm, turnIm)));
    v128.store(im + at, f32x4.add(f32x4.mul(dRe, turnIm), f32x4.mul(dIm, turnRe)));
    const next = f32x4.sub(f32x4.mul(turnRe, stepRe), f32x4.mul(turnIm, stepIm));
    turnIm = f32x4.add(f32x4.mul(turnRe, stepIm), f32x4.mul(turnIm, stepRe));
    turnRe = next;
  }
  return sumLanes(energy);
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
 * Power of the tone of each label, and its maxima over the label's high and low bits.
 *
 * @param bins 16-bit numbers: for each label the bin on which it stands
 * @param bits of a label
 * @param columnBits low bits of a label, at least two: label = row·2^columnBits + column
 * @param power takes a number for each label
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
  let label = bestRow << columnBits;
  while (load<f32>(power + label * FLOAT) != best && label + 1 < labels) label++;
  return <i32>label;
}

// @ts-ignore: a decorator of the compiler
@inline
function maxLane(v: v128): f32 {
  return max<f32>(
    max<f32>(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)),
    max<f32>(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)),
  );
}
