import { describe, expect, it } from "vitest";
import { SPREADING_FACTORS } from "../../../../src/lora/parameters.ts";
import { fftOf } from "../../../../src/math/fft.ts";
import { createGaussian } from "../../../../src/math/gaussian.ts";
import { seededRandom } from "../../../../src/math/random.ts";
import { Kernel } from "../../../../src/modem/receiver/kernel/kernel.ts";
import { transformTwiddles } from "../../../../src/modem/receiver/kernel/twiddles.ts";

/** Of single precision, after sums of some thousand products. */
const PRECISION = 3e-6;

function normal(count: number, seed: number): Float32Array {
  const values = new Float32Array(count);
  createGaussian(seed).addTo(values, 1);
  return values;
}

/** A kernel with some arrays, each filled with what is given, or zeroed where a length is. */
function withArrays<T extends readonly (ArrayLike<number> | number)[]>(...contents: T) {
  const lengths = contents.map((content) => (typeof content === "number" ? content : content.length));
  const kernel = new Kernel(lengths);
  const arrays = contents.map((content, i) => {
    const array = kernel.allocate(lengths[i]);
    if (typeof content !== "number") array.set(content);
    return array;
  });
  return { run: kernel.run, arrays, at: arrays.map(({ byteOffset }) => byteOffset) };
}

/** Greatest difference over the root of the mean square of what is expected. */
function error(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  let most = 0;
  let square = 0;
  for (let i = 0; i < expected.length; i++) {
    most = Math.max(most, Math.abs(found[i] - expected[i]));
    square += expected[i] ** 2 / expected.length;
  }
  return most / Math.sqrt(square);
}

describe("Kernel", () => {
  it("gives arrays that are zeroed, apart and aligned, at the start of the next four numbers", () => {
    const kernel = new Kernel([3, 5, 4]);
    const arrays = [kernel.allocate(3), kernel.allocate(5), kernel.allocate(4)];
    for (const array of arrays) {
      expect(array.byteOffset % 16).toBe(0);
      expect([...array].every((value) => value === 0)).toBe(true);
    }
    arrays.forEach((array, i) => {
      array.fill(i + 1);
    });
    expect(arrays.map((array) => [...new Set(array)])).toEqual([[1], [2], [3]]);
  });

  it("keeps one kernel's memory from another's", () => {
    const [a, b] = [new Kernel([8]).allocate(8).fill(1), new Kernel([8]).allocate(8)];
    expect([a[0], b[0]]).toEqual([1, 0]);
  });
});

describe.each(SPREADING_FACTORS.map((sf) => [sf, 2 ** sf] as const))("at SF%i", (sf, chips) => {
  it("transforms as the plain transform does", () => {
    const re = normal(chips, 1);
    const im = normal(chips, 2);
    const expectedRe = Float64Array.from(re);
    const expectedIm = Float64Array.from(im);
    fftOf(chips).forward(expectedRe, expectedIm);
    const { run, arrays, at } = withArrays(re, im, chips, chips, transformTwiddles(chips));
    run.transform(at[0], at[1], at[2], at[3], at[4], chips);
    expect(error(arrays[0], expectedRe)).toBeLessThan(PRECISION);
    expect(error(arrays[1], expectedIm)).toBeLessThan(PRECISION);
  });

  it.each([1, -1])("multiplies every second sample by the chirp, its imaginary part times %i", (sign) => {
    const iq = normal(4 * chips, 3);
    const chirp = normal(2 * chips, 4);
    const { run, arrays, at } = withArrays(iq, chirp, chips, chips);
    const energy = run.dechirp(at[0], at[1], chips, sign, at[2], at[3]);
    const expected = plainDechirp(
      (n) => [iq[4 * n], iq[4 * n + 1]],
      (n) => [chirp[n], sign * chirp[chips + n]],
      chips,
    );
    expect(error(arrays[2], expected.re)).toBeLessThan(PRECISION);
    expect(error(arrays[3], expected.im)).toBeLessThan(PRECISION);
    expect(energy / expected.energy).toBeCloseTo(1, 5);
  });

  it("does so between samples too, and turns the products", () => {
    const iq = normal(4 * chips + 16, 5);
    const taps = normal(8, 6);
    const chirp = normal(2 * chips, 7);
    const angle = (2 * Math.PI * 1.7) / chips;
    const { run, arrays, at } = withArrays(iq, twice(taps), chirp, chips, chips);
    const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
    const energy = run.dechirpBetween(at[0], at[1], at[2], chips, -1, cosine, sine, at[3], at[4]);
    const between = (n: number): [number, number] => {
      const sum: [number, number] = [0, 0];
      taps.forEach((tap, k) => {
        sum[0] += tap * iq[2 * (2 * n + k)];
        sum[1] += tap * iq[2 * (2 * n + k) + 1];
      });
      return sum;
    };
    const factor = (n: number): [number, number] => {
      const [c, s] = [Math.cos(n * angle), Math.sin(n * angle)];
      const [x, y] = [chirp[n], -chirp[chips + n]];
      return [x * c - y * s, x * s + y * c];
    };
    const expected = plainDechirp(between, factor, chips);
    // The turning factor is carried on from four samples to the next: its error grows with the window
    expect(error(arrays[3], expected.re)).toBeLessThan(100 * PRECISION);
    expect(error(arrays[4], expected.im)).toBeLessThan(100 * PRECISION);
    expect(energy / expected.energy).toBeCloseTo(1, 5);
  });

  it("sums a window over sixteen stretches, and tones from the sums", () => {
    const re = normal(chips, 20);
    const im = normal(chips, 21);
    const turns = normal(3 * 32, 22);
    const { run, arrays, at } = withArrays(re, im, 32, turns, 3);
    run.sumStretches(at[0], at[1], chips, at[2]);
    const stretch = (plane: Float32Array, b: number) =>
      plane.subarray((b * chips) / 16, ((b + 1) * chips) / 16).reduce((sum, value) => sum + value, 0);
    const sums = Array.from({ length: 32 }, (_, b) => stretch(b < 16 ? re : im, b % 16));
    expect(error(arrays[2], sums)).toBeLessThan(PRECISION);
    run.tonePowers(at[2], at[3], 3, at[4]);
    const powers = [0, 1, 2].map((tone) => {
      let [x, y] = [0, 0];
      for (let b = 0; b < 16; b++) {
        const [c, s] = [turns[32 * tone + b], turns[32 * tone + 16 + b]];
        x += sums[b] * c - sums[16 + b] * s;
        y += sums[b] * s + sums[16 + b] * c;
      }
      return x * x + y * y;
    });
    expect(error(arrays[4], powers)).toBeLessThan(PRECISION);
  });

  it("weighs bins and the places half-way between them, round the ring", () => {
    const { re, im, cells } = spectrum(chips, 8);
    const { run, arrays, at } = withArrays(re, im, 2 * chips);
    run.cellPowers(at[0], at[1], chips, 0.25, at[2]);
    expect(
      error(
        arrays[2],
        cells.map((cell) => 0.25 * cell),
      ),
    ).toBeLessThan(PRECISION);
  });

  it("replaces a window in a sum of windows, limits it, and tells the largest sum", () => {
    const { re, im, cells } = spectrum(chips, 9);
    const old = normal(2 * chips, 10).map(Math.abs);
    const sum = normal(2 * chips, 11).map((value) => 10 + Math.abs(value));
    const limited = cells.map((cell) => Math.min(0.5 * cell, 1.5));
    const expected = limited.map((cell, i) => sum[i] + cell - old[i]);
    const { run, arrays, at } = withArrays(re, im, old, sum);
    const most = run.replaceCells(at[0], at[1], chips, 0.5, 1.5, at[2], at[3]);
    expect(error(arrays[2], limited)).toBeLessThan(PRECISION);
    expect(error(arrays[3], expected)).toBeLessThan(PRECISION);
    expect(most).toBe(Math.max(...arrays[3]));
  });

  it.each([0, 2].filter((unused) => sf - unused >= 3))(
    "finds the strongest of the labels' rows and columns and how each bit stands, %i bits unused",
    (unused) => {
      const bits = sf - unused;
      const labels = 2 ** bits;
      const columnBits = bits - (bits >> 1);
      const re = normal(chips, 12);
      const im = normal(chips, 13);
      const bins = shuffled(chips).slice(0, labels);
      const { run, arrays, at } = withArrays(re, im, labels / 2, labels, 2 ** (bits >> 1), 2 ** columnBits, bits);
      new Uint16Array(arrays[2].buffer, at[2], labels).set(bins);
      arrays[5].fill(99);
      const best = run.labelPeaks(at[0], at[1], at[2], bits, columnBits, at[3], at[4], at[5], at[6]);
      const power = bins.map((bin) => re[bin] ** 2 + im[bin] ** 2);
      const peak = (has: (label: number) => boolean) => Math.max(...power.filter((_, label) => has(label)));
      expect(best).toBe(power.indexOf(Math.max(...power)));
      expect(error(arrays[3], power)).toBeLessThan(PRECISION);
      const rows = Array.from(arrays[4], (_, row) => peak((label) => label >> columnBits === row));
      const columns = Array.from(arrays[5], (_, column) => peak((label) => label % 2 ** columnBits === column));
      expect(error(arrays[4], rows)).toBeLessThan(PRECISION);
      expect(error(arrays[5], columns)).toBeLessThan(PRECISION);
      const amplitude = (bit: number, value: number) =>
        Math.sqrt(peak((label) => ((label >> (bits - 1 - bit)) & 1) === value));
      const differences = Array.from({ length: bits }, (_, bit) => amplitude(bit, 1) - amplitude(bit, 0));
      expect(error(arrays[6], differences)).toBeLessThan(10 * PRECISION);
    },
  );
});

describe("resample", () => {
  const length = 8;
  const before = 3;
  const input = normal(2 * 500, 14);

  it.each([
    ["2 samples each", 2, 1],
    ["half a sample each", 0.5, 2],
    ["a sample each", 1, 1],
    ["a ratio of whole numbers", 1.2, 5],
    ["no such ratio", 1.2345678, 512],
  ])("filters at the nearest of its places: %s", (_name, step, phases) => {
    const taps = normal(phases * length, 15);
    const first = 40;
    const made = Math.ceil((first + before) / step);
    const count = Math.floor(450 / step);
    const { run, arrays, at } = withArrays(input, twice(taps), 2 * count);
    run.resample(at[0], first, made, step, count, at[1], phases, length, before, at[2]);
    const expected = plainResample({ input, first, made, step, count, taps, phases, length, before });
    expect(error(arrays[2], expected)).toBeLessThan(PRECISION);
  });

  it.each([
    [0, 200],
    [1, 200],
    [0, 7],
    [1, 1],
    [1, 6],
  ])("inserts samples half-way between, from place %i on, %i of them", (odd, count) => {
    const taps = new Float32Array(2 * length);
    taps[before] = 1;
    // As far before the place as behind it, and nothing at the outermost
    const half = normal(before, 16);
    half.forEach((tap, k) => {
      taps[length + 1 + k] = tap;
      taps[length + 2 * before - k] = tap;
    });
    const { run, arrays, at } = withArrays(input, twice(taps), 2 * count);
    const made = 2 * before + odd;
    run.insertHalfWay(at[0], made, count, at[1] + 8 * length, before, at[2]);
    const expected = plainResample({ input, first: 0, made, step: 0.5, count, taps, phases: 2, length, before });
    expect(error(arrays[2], expected)).toBeLessThan(PRECISION);
    for (let i = odd; i < count; i += 2) expect(arrays[2][2 * i]).toBe(input[2 * ((made + i) >> 1)]);
  });
});

type Complex = readonly [number, number];

function plainDechirp(sample: (n: number) => Complex, chirp: (n: number) => Complex, chips: number) {
  const re: number[] = [];
  const im: number[] = [];
  let energy = 0;
  for (let n = 0; n < chips; n++) {
    const [x, y] = sample(n);
    const [c, s] = chirp(n);
    re.push(x * c - y * s);
    im.push(x * s + y * c);
    energy += x * x + y * y;
  }
  return { re, im, energy };
}

/** A spectrum with the place for one more number, and the power of its bins and half-way places in turn. */
function spectrum(chips: number, seed: number) {
  const re = normal(chips + 1, seed);
  const im = normal(chips + 1, seed + 100);
  const cells: number[] = [];
  for (let k = 0; k < chips; k++) {
    const next = (k + 1) % chips;
    cells.push(re[k] ** 2 + im[k] ** 2, ((re[k] - re[next]) ** 2 + (im[k] - im[next]) ** 2) / 2);
  }
  return { re, im, cells };
}

function shuffled(count: number): number[] {
  const random = seededRandom(1);
  return Array.from({ length: count }, (_, i) => ({ i, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ i }) => i);
}

const twice = (taps: Float32Array) => Array.from(taps).flatMap((tap) => [tap, tap]);

interface Resampling {
  readonly input: Float32Array;
  readonly first: number;
  readonly made: number;
  readonly step: number;
  readonly count: number;
  readonly taps: Float32Array;
  readonly phases: number;
  readonly length: number;
  readonly before: number;
}

function plainResample({ input, first, made, step, count, taps, phases, length, before }: Resampling): number[] {
  const out: number[] = [];
  for (let i = 0; i < count; i++) {
    const place = Math.floor(((made + i) * step - first) * phases + 0.5);
    const whole = Math.floor(place / phases);
    const phase = place - whole * phases;
    let re = 0;
    let im = 0;
    for (let k = 0; k < length; k++) {
      re += taps[phase * length + k] * input[2 * (whole - before + k)];
      im += taps[phase * length + k] * input[2 * (whole - before + k) + 1];
    }
    out.push(re, im);
  }
  return out;
}
