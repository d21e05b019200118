import { describe, expect, it } from "vitest";
import { createHorizonHull, horizonSample, pushHull } from "../../../../src/network/coverage/radials/horizon-hull.ts";
import { seededRandom } from "../../../support/random.ts";

/** The oracle: slope from the eye back to each sample. */
function seenHighest(xs: Float64Array, ys: Float64Array, last: number, eyeX: number, eyeY: number): number {
  let best = Number.NEGATIVE_INFINITY;
  for (let k = 1; k <= last; k++) best = Math.max(best, (ys[k] - eyeY) / (eyeX - xs[k]));
  return best;
}

describe("horizon hull", () => {
  it("finds the sample that a look at every one finds, from eyes low and high", () => {
    const random = seededRandom(7);
    for (let profile = 0; profile < 60; profile++) {
      const samples = 3 + Math.floor(200 * random());
      const xs = Float64Array.from({ length: samples }, (_, k) => k);
      const roughM = 10 ** (3 * random());
      const ys = Float64Array.from({ length: samples }, (_, k) => roughM * random() - 0.002 * k * k);
      const hull = createHorizonHull(samples);
      const eye = new Float64Array(2);
      for (let last = 1; last < samples; last++) {
        pushHull(hull, xs, ys, last);
        eye[0] = last + 0.3 + 12 * random();
        eye[1] = ys[last] + roughM * 4 * (random() - 0.3);
        const k = horizonSample(hull, eye);
        expect(k).toBeGreaterThanOrEqual(1);
        const slope = (ys[k] - eye[1]) / (eye[0] - xs[k]);
        expect(slope).toBeCloseTo(seenHighest(xs, ys, last, eye[0], eye[1]), 9);
      }
    }
  });

  it("keeps only the ends of a straight slope", () => {
    const xs = Float64Array.of(0, 1, 2, 3, 4);
    const ys = Float64Array.of(0, 2, 4, 6, 8);
    const hull = createHorizonHull(5);
    for (let k = 0; k < 5; k++) pushHull(hull, xs, ys, k);
    expect(Array.from(hull.sample.subarray(0, hull.size))).toEqual([0, 4]);
  });

  it("has no answer while it is empty", () => {
    expect(horizonSample(createHorizonHull(4), Float64Array.of(3, 1))).toBe(-1);
  });
});
