import fc from "fast-check";
import { expect, test } from "vitest";
import { InputError } from "../../src/math/errors.ts";
import { niceStep, niceTicks } from "../../src/report/axis.ts";

test.each([
  [0.3, 0.5],
  [1, 1],
  [1.01, 2],
  [4.9, 5],
  [73, 100],
])("a step of at least %d is %d", (wanted, step) => {
  expect(niceStep(wanted)).toBeCloseTo(step, 12);
});

test("ticks are the round numbers within the range", () => {
  expect(niceTicks({ min: 0, max: 9.3 })).toEqual([0, 2, 4, 6, 8]);
  expect(niceTicks({ min: -129.5, max: -69.5, count: 6 })).toEqual([-120, -110, -100, -90, -80, -70]);
  expect(niceTicks({ min: 0, max: 0.3, count: 3 })).toEqual([0, 0.1, 0.2, 0.3]);
  expect(niceTicks({ min: 4, max: 4 })).toEqual([4]);
});

test("ticks lie in the range, ascend, and are not more than asked and one", () => {
  const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(
      finite,
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
      fc.integer({ min: 1, max: 12 }),
      (min, span, count) => {
        const ticks = niceTicks({ min, max: min + span, count });
        const slack = 1e-6 * Math.max(1, Math.abs(min), span);
        return (
          ticks.length <= count + 1 &&
          ticks.every(
            (tick, i) => tick >= min - slack && tick <= min + span + slack && (i === 0 || tick > ticks[i - 1]),
          )
        );
      },
    ),
    { seed: 1 },
  );
});

test.each([[{ min: Number.NaN, max: 1 }], [{ min: 2, max: 1 }], [{ min: 0, max: Number.POSITIVE_INFINITY }]])(
  "the range %o is refused",
  (range) => {
    expect(() => niceTicks(range)).toThrow(InputError);
  },
);

test("a step of nothing is refused", () => {
  expect(() => niceStep(0)).toThrow(InputError);
});
