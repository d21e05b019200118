import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEYGOUT } from "../../../../src/link/propagation/diffraction/deygout.ts";
import { EPSTEIN_PETERSON } from "../../../../src/link/propagation/diffraction/epstein-peterson.ts";
import { knifeEdgeLossDb } from "../../../../src/link/propagation/p526/knife-edge.ts";

const frequencyHz = 868e6;
const models = [DEYGOUT, EPSTEIN_PETERSON];

describe.each(models)("$name", (model) => {
  it("is the knife edge's loss for one edge", () => {
    // λ = 0.345383 m; h = 20 − 10 = 10 m over the line; v = 10·√(2/λ·(1/2000 + 1/3000)) = 0.694663
    const { lossDb } = model.loss({
      frequencyHz,
      pointsM: [
        [0, 10],
        [2000, 20],
        [5000, 10],
      ],
    });
    expect(lossDb).toBeCloseTo(knifeEdgeLossDb(0.694663), 4);
  });

  it("is nothing without edges", () => {
    expect(
      model.loss({
        frequencyHz,
        pointsM: [
          [0, 10],
          [5000, 10],
        ],
      }).lossDb,
    ).toBe(0);
  });

  it("is the same from either end", () => {
    // Whole decimetres, no two alike: of edges equally high the first one counts, which is another one from the other end
    const heights = fc
      .uniqueArray(fc.integer({ min: -500, max: 1000 }), { minLength: 3, maxLength: 8 })
      .map((tops) => tops.map((top) => top / 10));
    fc.assert(
      fc.property(heights, (tops) => {
        const lastM = (tops.length - 1) * 1000;
        const pointsM = tops.map((top, i) => [i * 1000, top]);
        const turned = pointsM.map(([distanceM, top]) => [lastM - distanceM, top]).reverse();
        const there = model.loss({ frequencyHz, pointsM }).lossDb;
        expect(model.loss({ frequencyHz, pointsM: turned }).lossDb).toBeCloseTo(there, 9);
      }),
      { seed: 1 },
    );
  });

  it.each([
    ["one point", [[0, 10]], "out-of-range"],
    ["no array", 5, "wrong-type"],
    ["a point without a height", [[0, 1], [100], [200, 1]], "wrong-type"],
    [
      "an infinite height",
      [
        [0, 1],
        [100, Number.POSITIVE_INFINITY],
        [200, 1],
      ],
      "wrong-type",
    ],
    [
      "distances that do not grow",
      [
        [0, 1],
        [100, 5],
        [100, 1],
      ],
      "not-ascending",
    ],
  ])("refuses %s", (_, pointsM, code) => {
    expect(() => model.loss({ frequencyHz, pointsM })).toThrow(expect.objectContaining({ code }));
  });
});

describe("deygout", () => {
  it("names the main edge first, then those beside it", () => {
    const pointsM = [
      [0, 10],
      [3000, 40],
      [5000, 60],
      [9000, 35],
      [12000, 10],
    ];
    const { edges } = DEYGOUT.loss({ frequencyHz, pointsM });
    expect((edges as { index: number }[]).map(({ index }) => index)).toEqual([2, 1, 3]);
  });

  it("leaves out edges far below the ray", () => {
    const { lossDb, edges } = DEYGOUT.loss({
      frequencyHz,
      pointsM: [
        [0, 200],
        [3000, 0],
        [6000, 200],
      ],
    });
    expect([lossDb, edges]).toEqual([0, []]);
  });
});
