import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitLine } from "../../../../src/link/propagation/itm/line-fit.ts";

const endsOf = (values: readonly number[], start: number, end: number) => {
  const out = { first: Number.NaN, last: Number.NaN };
  fitLine(Float64Array.from(values), values.length - 1, start, end, out);
  return out;
};

/** Weighted least squares from the normal equations, end points counted half. */
function normalEquations(values: readonly number[], from: number, to: number) {
  let [w, wx, wy, wxx, wxy] = [0, 0, 0, 0, 0];
  for (let x = from; x <= to; x++) {
    const weight = x === from || x === to ? 0.5 : 1;
    w += weight;
    wx += weight * x;
    wy += weight * values[x];
    wxx += weight * x * x;
    wxy += weight * x * values[x];
  }
  const slope = (w * wxy - wx * wy) / (w * wxx - wx * wx);
  const first = (wy - slope * wx) / w;
  return { first, last: first + slope * (values.length - 1) };
}

describe("fitLine", () => {
  it("gives back a straight line, whatever the stretch", () => {
    const line = Array.from({ length: 21 }, (_, i) => 100 - 3 * i);
    for (const [start, end] of [
      [0, 20],
      [3.7, 9.2],
      [5, 6],
      [19.5, 20],
      [0, 0],
    ]) {
      expect(endsOf(line, start, end).first).toBeCloseTo(100, 9);
      expect(endsOf(line, start, end).last).toBeCloseTo(40, 9);
    }
  });

  it("solves the normal equations", () => {
    const values = fc.array(fc.integer({ min: -100, max: 3000 }), { minLength: 4, maxLength: 60 });
    fc.assert(
      fc.property(values, fc.nat(), fc.nat(), (list, a, b) => {
        const from = a % (list.length - 2);
        const to = from + 1 + (b % (list.length - 1 - from));
        const expected = normalEquations(list, from, to);
        const actual = endsOf(list, from, to);
        expect(actual.first).toBeCloseTo(expected.first, 6);
        expect(actual.last).toBeCloseTo(expected.last, 6);
      }),
      { seed: 1 },
    );
  });

  it("widens the stretch to whole steps", () => {
    const values = [0, 5, 1, 7, 2, 9, 3];
    expect(endsOf(values, 1.9, 4.1)).toEqual(endsOf(values, 1, 5));
  });

  it("takes at least one step", () => {
    expect(endsOf([2, 4], 0.5, 0.5)).toEqual({ first: 2, last: 4 });
    expect(endsOf([2, 4, 9], 2, 2)).toEqual({ first: -1, last: 9 });
  });
});
