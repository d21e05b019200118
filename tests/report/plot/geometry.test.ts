import { describe, expect, it } from "vitest";
import { dashes, fillPolygon, strokes } from "../../../src/report/plot/geometry.ts";

const at = (x: number, y = 0) => ({ x, y });

it("breaks a line where a point is not a number", () => {
  expect(strokes([1, 2, 3, 4, Number.NaN, Number.NaN, 5, 6, 7, Number.NaN])).toEqual([
    [at(1, 2), at(3, 4)],
    [at(5, 6)],
  ]);
  expect(strokes([])).toEqual([]);
});

describe("dashes", () => {
  it("are 6 long with gaps of 4", () => {
    expect(dashes([at(0), at(18)])).toEqual([
      [at(0), at(6)],
      [at(10), at(16)],
    ]);
  });

  it("run on over corners, so that a curve of short pieces is dashed like a straight line", () => {
    const pieces = Array.from({ length: 37 }, (_, i) => at(i / 2));
    const cut = dashes(pieces);
    expect(cut.map((dash) => [dash[0].x, dash.at(-1)?.x])).toEqual([
      [0, 6],
      [10, 16],
    ]);
  });
});

describe("fillPolygon", () => {
  const pixels = (points: number[]) => {
    const found: string[] = [];
    fillPolygon(points, ({ x, y, width }) => {
      for (let i = 0; i < width; i++) found.push(`${x + i},${y}`);
    });
    return found;
  };

  it("fills a box exactly", () => {
    expect(pixels([1, 1, 4, 1, 4, 3, 1, 3])).toEqual(["1,1", "2,1", "3,1", "1,2", "2,2", "3,2"]);
  });

  it("leaves out what a polygon goes around twice, by the even-odd rule", () => {
    // A box of 6 × 6 with one of 2 × 2 cut out, joined by a seam
    const ring = [0, 0, 6, 0, 6, 6, 0, 6, 0, 0, 2, 2, 2, 4, 4, 4, 4, 2, 2, 2];
    expect(pixels(ring)).toHaveLength(32);
    expect(pixels(ring)).not.toContain("3,3");
  });

  it("fills nothing where there is no area", () => {
    expect(pixels([1, 1, 5, 1])).toEqual([]);
  });
});
