import fc from "fast-check";
import { expect, test } from "vitest";
import { doubleSignedArea, type Point, pointsToKeep } from "../../src/report/simplify-ring.ts";

test("points on straight edges are dropped, corners stay", () => {
  const ring: Point[] = [
    [0, 0],
    [1, 0],
    [2, 0],
    [2, 1],
    [2, 2],
    [1, 2],
    [0, 2],
    [0, 1],
    [0, 0],
  ];
  const simple = pointsToKeep(ring, 0.1).map((index) => ring[index]);
  expect(doubleSignedArea(simple)).toBe(8);
  expect(simple).toHaveLength(5);
});

test("a ring that would become a line stays as it is", () => {
  const sliver: Point[] = [
    [0, 0],
    [5, 0.01],
    [10, 0],
    [5, -0.01],
    [0, 0],
  ];
  expect(pointsToKeep(sliver, 0.1)).toEqual([0, 1, 2, 3, 4]);
});

test("no dropped point lies further from the result than the tolerance", () => {
  const ringOf = fc.array(fc.double({ min: 1, max: 3, noNaN: true }), { minLength: 8, maxLength: 60 });
  fc.assert(
    fc.property(ringOf, (radii) => {
      const open = radii.map((radius, i): Point => {
        const angleRad = (2 * Math.PI * i) / radii.length;
        return [radius * Math.cos(angleRad), radius * Math.sin(angleRad)];
      });
      const ring = [...open, open[0]];
      const simple = pointsToKeep(ring, 0.2).map((index) => ring[index]);
      return ring.every((point) => distanceToRing(point, simple) <= 0.2 + 1e-9);
    }),
    { seed: 1 },
  );
});

/** Over every edge, by the foot of the perpendicular. */
function distanceToRing([x, y]: Point, ring: readonly Point[]): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 1; i < ring.length; i++) {
    const [[x0, y0], [x1, y1]] = [ring[i - 1], ring[i]];
    const length2 = (x1 - x0) ** 2 + (y1 - y0) ** 2;
    const t = Math.min(1, Math.max(0, ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / (length2 || 1)));
    nearest = Math.min(nearest, Math.hypot(x - x0 - t * (x1 - x0), y - y0 - t * (y1 - y0)));
  }
  return nearest;
}
