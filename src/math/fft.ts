/** A discrete Fourier transform of one size, on separate real and imaginary parts. */
export interface Fft {
  readonly size: number;
  /** In place: X[k] = Σ x[n]·e^(−j2πkn/size). */
  forward(re: Float64Array, im: Float64Array): void;
  /** In place, without the division by the size. */
  inverse(re: Float64Array, im: Float64Array): void;
}

const made = new Map<number, Fft>();

/**
 * The transform of a size: made once, then shared. It is not for two calls at a time, which one thread never makes.
 *
 * @param size a power of two, 2 to 2²⁰
 * @throws {RangeError} for another size: a mistake of the caller, not of a user
 * @see W. Gentleman and G. Sande, "Fast Fourier Transforms for fun and profit", 1966, in the self-sorting form of Stockham
 */
export function fftOf(size: number): Fft {
  const known = made.get(size);
  if (known !== undefined) return known;
  const stages = Math.log2(size);
  if (!Number.isInteger(stages) || stages < 1 || stages > 20) throw new RangeError(`no transform of size ${size}`);
  const fft = createFft(size);
  made.set(size, fft);
  return fft;
}

/** Passes of radix 4 from one buffer to the other, one of radix 2 last where the size asks for it. */
function createFft(size: number): Fft {
  const workRe = new Float64Array(size);
  const workIm = new Float64Array(size);
  const cosines = new Float64Array(size);
  const sines = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    cosines[k] = Math.cos((2 * Math.PI * k) / size);
    sines[k] = -Math.sin((2 * Math.PI * k) / size);
  }

  const forward = (re: Float64Array, im: Float64Array): void => {
    let fromRe = re;
    let fromIm = im;
    let toRe: Float64Array = workRe;
    let toIm: Float64Array = workIm;
    let length = size;
    let stride = 1;
    while (length >= 4) {
      radix4({ fromRe, fromIm, toRe, toIm }, length, stride, cosines, sines);
      [fromRe, toRe] = [toRe, fromRe];
      [fromIm, toIm] = [toIm, fromIm];
      length >>= 2;
      stride <<= 2;
    }
    if (length === 2) {
      radix2({ fromRe, fromIm, toRe, toIm }, stride);
      [fromRe, toRe] = [toRe, fromRe];
      [fromIm, toIm] = [toIm, fromIm];
    }
    if (fromRe !== re) {
      re.set(fromRe);
      im.set(fromIm);
    }
  };
  return { size, forward, inverse: (re, im) => forward(im, re) };
}

interface Pass {
  readonly fromRe: Float64Array;
  readonly fromIm: Float64Array;
  readonly toRe: Float64Array;
  readonly toIm: Float64Array;
}

function radix4(pass: Pass, length: number, stride: number, cosines: Float64Array, sines: Float64Array): void {
  const { fromRe, fromIm, toRe, toIm } = pass;
  const quarter = length >> 2;
  const step = quarter * stride;
  for (let p = 0; p < quarter; p++) {
    const c1 = cosines[p * stride]!;
    const s1 = sines[p * stride]!;
    const c2 = cosines[2 * p * stride]!;
    const s2 = sines[2 * p * stride]!;
    const c3 = cosines[3 * p * stride]!;
    const s3 = sines[3 * p * stride]!;
    const from = p * stride;
    const to = 4 * p * stride;
    for (let q = 0; q < stride; q++) {
      const i0 = from + q;
      const i1 = i0 + step;
      const i2 = i1 + step;
      const i3 = i2 + step;
      const aRe = fromRe[i0]! + fromRe[i2]!;
      const aIm = fromIm[i0]! + fromIm[i2]!;
      const bRe = fromRe[i0]! - fromRe[i2]!;
      const bIm = fromIm[i0]! - fromIm[i2]!;
      const cRe = fromRe[i1]! + fromRe[i3]!;
      const cIm = fromIm[i1]! + fromIm[i3]!;
      const dRe = fromRe[i1]! - fromRe[i3]!;
      const dIm = fromIm[i1]! - fromIm[i3]!;
      const o0 = to + q;
      const o1 = o0 + stride;
      const o2 = o1 + stride;
      const o3 = o2 + stride;
      toRe[o0] = aRe + cRe;
      toIm[o0] = aIm + cIm;
      const xRe = bRe + dIm;
      const xIm = bIm - dRe;
      toRe[o1] = xRe * c1 - xIm * s1;
      toIm[o1] = xRe * s1 + xIm * c1;
      const yRe = aRe - cRe;
      const yIm = aIm - cIm;
      toRe[o2] = yRe * c2 - yIm * s2;
      toIm[o2] = yRe * s2 + yIm * c2;
      const zRe = bRe - dIm;
      const zIm = bIm + dRe;
      toRe[o3] = zRe * c3 - zIm * s3;
      toIm[o3] = zRe * s3 + zIm * c3;
    }
  }
}

/** The last pass of an odd power of two: its twiddle factors are 1. */
function radix2({ fromRe, fromIm, toRe, toIm }: Pass, stride: number): void {
  for (let q = 0; q < stride; q++) {
    const aRe = fromRe[q]!;
    const aIm = fromIm[q]!;
    const bRe = fromRe[q + stride]!;
    const bIm = fromIm[q + stride]!;
    toRe[q] = aRe + bRe;
    toIm[q] = aIm + bIm;
    toRe[q + stride] = aRe - bRe;
    toIm[q + stride] = aIm - bIm;
  }
}
