import { kinks, polygon } from "@turf/turf";
import { expect, test } from "vitest";
import { simplifyRegion } from "../../src/report/simplify-region.ts";
import type { Point } from "../../src/report/simplify-ring.ts";

test("a ring's shallow bay stays where cutting it off would cross a hole", () => {
  // The outer ring dips by 0.4 around (5, 0), and a hole lies in the dip's way.
  const outer: Point[] = [
    [0, 0],
    [4, 0],
    [5, -0.4],
    [6, 0],
    [10, 0],
    [10, 10],
    [0, 10],
    [0, 0],
  ];
  const hole: Point[] = [
    [4.8, -0.2],
    [5, 3],
    [5.2, -0.2],
    [5, -0.25],
    [4.8, -0.2],
  ];
  const [alone] = simplifyRegion([outer], 0.5);
  expect(alone).not.toContainEqual([5, -0.4]);
  const [withHole] = simplifyRegion([outer, hole], 0.5);
  expect(withHole).toContainEqual([5, -0.4]);
});

test("a narrow spiral does not cross itself", () => {
  const turns = 4;
  const arm = (offset: number) =>
    Array.from({ length: 200 }, (_, i): Point => {
      const angleRad = (2 * Math.PI * turns * i) / 199;
      const radius = 2 + 0.5 * (angleRad / (2 * Math.PI)) + offset;
      return [radius * Math.cos(angleRad), radius * Math.sin(angleRad)];
    });
  const outwards = arm(0);
  const ring = [...outwards, ...arm(0.2).reverse(), outwards[0]];
  const [simple] = simplifyRegion([ring], 0.4);
  expect(simple.length).toBeLessThan(ring.length);
  expect(kinks(polygon([simple.map(([x, y]) => [x, y])])).features).toEqual([]);
});
