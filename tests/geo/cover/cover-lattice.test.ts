import { describe, expect, it } from "vitest";
import { coverFrame, highestCover } from "../../../src/geo/cover/cover-grid.ts";
import { coverLattice } from "../../../src/geo/cover/cover-lattice.ts";
import { METRES_PER_DEGREE } from "../../../src/geo/geodesy.ts";

/** Posts of 3″, 92.7 m, over a degree. */
const ELEVATION = { width: 1201, height: 1201, westDeg: 18, northDeg: -33, lonStepDeg: 1 / 1200, latStepDeg: 1 / 1200 };
const PART = { west: 18.4, east: 18.5, south: -33.9, north: -33.85 };

describe("coverLattice", () => {
  it("divides the elevation's steps by a whole number, no coarser than wanted", () => {
    const cut = coverLattice(ELEVATION, PART, 5);
    expect(cut?.cellM).toBeLessThanOrEqual(5);
    const divisor = ELEVATION.latStepDeg / (cut?.lattice.latStepDeg ?? 1);
    // 92.66 m in steps of 5 m at most
    expect(divisor).toBeCloseTo(19, 9);
    expect(cut?.cellM).toBeCloseTo(METRES_PER_DEGREE / 1200 / 19, 9);
    expect(coverLattice(ELEVATION, PART, 500)?.cellM).toBeCloseTo(METRES_PER_DEGREE / 1200, 9);
  });

  it("puts a cell on each post of the elevation within the bounds", () => {
    const lattice = coverLattice(ELEVATION, PART, 10)?.lattice ?? ELEVATION;
    const column = (18.4 - lattice.westDeg) / lattice.lonStepDeg;
    expect(Math.abs(column - Math.round(column))).toBeLessThan(1e-6);
    const east = lattice.westDeg + (lattice.width - 1) * lattice.lonStepDeg;
    expect([lattice.westDeg, east]).toEqual([expect.closeTo(18.4, 4), expect.closeTo(18.5, 4)]);
  });

  it("keeps to the elevation's own bounds, and is nothing beyond them", () => {
    const { lattice } = coverLattice(ELEVATION, { west: 10, east: 18.1, south: -40, north: -33.9 }, 50) ?? {};
    expect(lattice?.westDeg).toBeCloseTo(18, 9);
    expect(coverLattice(ELEVATION, { west: 10, east: 17, south: -40, north: -30 }, 50)).toBeNull();
  });

  it("takes larger cells than the elevation's rather than too many", () => {
    const cut = coverLattice(ELEVATION, { west: 18, east: 19, south: -34, north: -33 }, 5, 100_000);
    const { width = 0, height = 0 } = cut?.lattice ?? {};
    expect(width * height).toBeLessThanOrEqual(100_000);
    expect(cut?.isCoarser).toBe(true);
    // Every fourth post
    expect(cut?.cellM).toBeCloseTo((4 * METRES_PER_DEGREE) / 1200, 6);
  });
});

describe("the frame of a cover grid", () => {
  it("leads from a post of the elevation to the cell about it", () => {
    const lattice = coverLattice(ELEVATION, PART, 10)?.lattice ?? ELEVATION;
    const frame = coverFrame(lattice, ELEVATION);
    // Post 500 east, 1050 south of the corner lies at 18.41667°, −33.875°
    const x = 500 * frame.columnScale + frame.columnOffset;
    const y = 1050 * frame.rowScale + frame.rowOffset;
    expect(lattice.westDeg + x * lattice.lonStepDeg).toBeCloseTo(18 + 500 / 1200, 9);
    expect(lattice.northDeg - y * lattice.latStepDeg).toBeCloseTo(-33 - 1050 / 1200, 9);
    const data = new Float32Array(lattice.width * lattice.height);
    data[Math.round(y) * lattice.width + Math.round(x)] = 7;
    expect(highestCover({ ...lattice, data }, x - 30, y - 30, x + 30, y + 30)).toBe(7);
    expect(highestCover({ ...lattice, data }, x - 30, y - 20, x + 30, y + 40)).toBe(0);
  });
});
