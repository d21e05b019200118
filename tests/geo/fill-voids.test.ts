import { describe, expect, it } from "vitest";
import { fillVoids } from "../../src/geo/fill-voids.ts";
import type { Grid } from "../../src/geo/grid.ts";

/** On the equator, where a column is as wide as a row is high: 92.7 m at 3″. */
function grid(width: number, data: readonly number[], stepDeg = 1 / 1200): Grid {
  const height = data.length / width;
  const lattice = { width, height, westDeg: 0, northDeg: 0, lonStepDeg: stepDeg, latStepDeg: stepDeg };
  return { ...lattice, data: Float32Array.from(data) };
}
const everywhere = (g: Grid) => new Uint8Array(g.data.length).fill(1);

describe("fillVoids", () => {
  it("interpolates linearly across a gap in a line", () => {
    const line = grid(5, [10, NaN, NaN, NaN, 50]);
    expect(fillVoids(line, everywhere(line))).toBe(3);
    expect([...line.data]).toEqual([10, 20, 30, 40, 50]);
  });

  it("weighs four sides by the inverse of their distance", () => {
    // West 10 at 1 step, east 20 at 1, north 30 at 1, south 70 at 1: their mean. Then the west one step further off.
    const near = grid(3, [0, 30, 0, 10, NaN, 20, 0, 70, 0]);
    expect(fillVoids(near, everywhere(near))).toBe(1);
    expect(near.data[4]).toBeCloseTo(32.5, 4);
    const far = grid(4, [0, 0, 30, 0, 10, NaN, NaN, 20, 0, 0, 70, 0]);
    fillVoids(far, everywhere(far));
    // (10/2 + 20 + 30 + 70) / 3.5; the other void, filled from true posts alone: (10 + 20/2 + 0 + 0) / 3.5
    expect(far.data[6]).toBeCloseTo(125 / 3.5, 3);
    expect(far.data[5]).toBeCloseTo(20 / 3.5, 3);
  });

  it("carries the rim on where a void reaches the edge", () => {
    const line = grid(4, [NaN, NaN, 30, 40]);
    fillVoids(line, everywhere(line));
    expect([...line.data]).toEqual([30, 30, 30, 40]);
  });

  it("leaves what no file covers, and what lies too far from any value", () => {
    const line = grid(4, [1, NaN, NaN, 1]);
    expect(fillVoids(line, Uint8Array.of(1, 0, 1, 1))).toBe(1);
    expect(line.data[1]).toBeNaN();
    // 120 posts at 3″ are 11 km: beyond 5 km from either end nothing is filled.
    const wide = grid(121, [5, ...new Array(119).fill(NaN), 5]);
    expect(fillVoids(wide, everywhere(wide))).toBe(2 * 53);
    expect(wide.data[60]).toBeNaN();
  });
});
