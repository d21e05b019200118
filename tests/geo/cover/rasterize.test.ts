import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { highestCover } from "../../../src/geo/cover/cover-grid.ts";
import { fillOutline } from "../../../src/geo/cover/rasterize.ts";

/** Steps of one degree: a place's coordinates are its column and its row, counted from the south. */
const SIZE = 40;
const LATTICE = { width: SIZE, height: SIZE, westDeg: 0, northDeg: SIZE - 1, lonStepDeg: 1, latStepDeg: 1 };
type Corner = readonly [number, number];

const closed = (...corners: readonly Corner[]) => [...corners, corners[0]];
const box = (west: number, south: number, east: number, north: number) =>
  closed([west, south], [east, south], [east, north], [west, north]);

function filled(...rings: readonly (readonly Corner[])[]): Float32Array {
  const data = new Float32Array(SIZE * SIZE);
  fillOutline(LATTICE, [rings], (row, first, last) => data.fill(1, row * SIZE + first, row * SIZE + last + 1));
  return data;
}
const cellsOf = (data: Float32Array) =>
  [...data].flatMap((value, i) => (value > 0 ? [[i % SIZE, SIZE - 1 - Math.floor(i / SIZE)]] : []));

describe("fillOutline", () => {
  it("fills the cells whose centres are inside", () => {
    expect(cellsOf(filled(box(2.6, 3.6, 5.4, 5.4)))).toEqual([
      [3, 5],
      [4, 5],
      [5, 5],
      [3, 4],
      [4, 4],
      [5, 4],
    ]);
  });

  it("leaves courtyards open", () => {
    const cells = filled(box(2.6, 2.6, 8.4, 8.4), box(4.6, 4.6, 6.4, 6.4));
    expect(cellsOf(cells)).toHaveLength(36 - 4);
  });

  it("takes a crossing outline by the even-odd rule", () => {
    // An hourglass: two triangles that meet in the middle
    const cells = cellsOf(filled(closed([2, 2], [12, 2], [2, 12], [12, 12])));
    expect(cells).toContainEqual([7, 4]);
    expect(cells).toContainEqual([7, 10]);
    expect(cells).not.toContainEqual([3, 7]);
  });

  it("gives a shed a cell", () => {
    expect(cellsOf(filled(box(7.1, 8.1, 7.3, 8.3)))).toEqual([[7, 8]]);
  });

  it("keeps what lies partly outside, and nothing of what lies outside", () => {
    expect(cellsOf(filled(box(-5, -5, 1.4, 0.4)))).toEqual([
      [0, 0],
      [1, 0],
    ]);
    expect(cellsOf(filled(box(-5, -5, -3, -3)))).toEqual([]);
    expect(cellsOf(filled(box(60, 3, 62, 6)))).toEqual([]);
  });

  it("leaves no gap in a wall of any width and direction", () => {
    const angle = fc.double({ min: 0, max: Math.PI, noNaN: true });
    const width = fc.double({ min: 0.02, max: 1.5, noNaN: true });
    const shift = fc.double({ min: -0.5, max: 0.5, noNaN: true });
    const turn = fc.double({ min: 0.1, max: Math.PI - 0.1, noNaN: true });
    fc.assert(
      fc.property(angle, width, shift, turn, shift, (a, thick, moved, turned, along) => {
        const crossing = a + turned;
        const [ux, uy] = [Math.cos(a), Math.sin(a)];
        const corner = (s: number, t: number): Corner => [19.5 + moved + s * ux - t * uy, 19.5 + s * uy + t * ux];
        const half = thick / 2;
        const wall = filled(closed(corner(-14, -half), corner(14, -half), corner(14, half), corner(-14, half)));
        const middle = corner(10 * along, 0);
        const [x, y] = [middle[0], SIZE - 1 - middle[1]];
        const [dx, dy] = [6 * Math.cos(crossing), -6 * Math.sin(crossing)];
        expect(highestCover({ ...LATTICE, data: wall }, x - dx, y - dy, x + dx, y + dy)).toBe(1);
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  it("lets houses grow by a corner at most", () => {
    const angle = fc.double({ min: 0, max: Math.PI, noNaN: true });
    let cells = 0;
    let area = 0;
    fc.assert(
      fc.property(angle, fc.double({ min: 2, max: 5, noNaN: true }), (a, side) => {
        const [ux, uy] = [(Math.cos(a) * side) / 2, (Math.sin(a) * side) / 2];
        const at = (s: number, t: number): Corner => [19.3 + s * ux - t * uy, 19.8 + s * uy + t * ux];
        cells += cellsOf(filled(closed(at(-1, -1), at(1, -1), at(1, 1), at(-1, 1)))).length;
        area += side * side;
      }),
      { numRuns: 500, seed: 1 },
    );
    expect(cells / area).toBeGreaterThan(1);
    expect(cells / area).toBeLessThan(1.2);
  });
});
