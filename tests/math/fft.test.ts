import { describe, expect, it } from "vitest";
import { fftOf } from "../../src/math/fft.ts";
import { seededRandom } from "../../src/math/random.ts";

/** The definition, term by term. */
function slowTransform(re: Float64Array, im: Float64Array): { re: Float64Array; im: Float64Array } {
  const size = re.length;
  const out = { re: new Float64Array(size), im: new Float64Array(size) };
  for (let k = 0; k < size; k++) {
    for (let n = 0; n < size; n++) {
      const angle = (-2 * Math.PI * ((k * n) % size)) / size;
      out.re[k]! += re[n]! * Math.cos(angle) - im[n]! * Math.sin(angle);
      out.im[k]! += re[n]! * Math.sin(angle) + im[n]! * Math.cos(angle);
    }
  }
  return out;
}

function randomParts(size: number): { re: Float64Array; im: Float64Array } {
  const random = seededRandom(size);
  return { re: Float64Array.from({ length: size }, random), im: Float64Array.from({ length: size }, random) };
}

describe("fftOf", () => {
  it.each([2, 4, 8, 32, 64, 128, 512, 1024])("agrees with the definition at %i points", (size) => {
    const { re, im } = randomParts(size);
    const expected = slowTransform(re, im);
    fftOf(size).forward(re, im);
    for (let k = 0; k < size; k++) {
      expect(re[k]).toBeCloseTo(expected.re[k]!, 9);
      expect(im[k]).toBeCloseTo(expected.im[k]!, 9);
    }
  });

  it.each([2, 128, 4096])("comes back at %i points", (size) => {
    const { re, im } = randomParts(size);
    const [wantedRe, wantedIm] = [re.slice(), im.slice()];
    const fft = fftOf(size);
    fft.forward(re, im);
    fft.inverse(re, im);
    for (let k = 0; k < size; k++) {
      expect(re[k]! / size).toBeCloseTo(wantedRe[k]!, 12);
      expect(im[k]! / size).toBeCloseTo(wantedIm[k]!, 12);
    }
  });

  it.each([0, 1, 3, 100, 2 ** 21])("refuses %i points", (size) => {
    expect(() => fftOf(size)).toThrow(RangeError);
  });
});
