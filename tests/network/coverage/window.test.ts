import { describe, expect, it } from "vitest";
import { EARTH_RADIUS_M, greatCircleDistanceM } from "../../../src/geo/geodesy.ts";
import { type Lattice, latticeBounds } from "../../../src/geo/grid.ts";
import { discWindow, mapLattice, unionWindow, windowOffset } from "../../../src/network/coverage/window.ts";

const LATTICE: Lattice = {
  width: 400,
  height: 300,
  westDeg: -121.5,
  northDeg: 37,
  lonStepDeg: 1 / 1200,
  latStepDeg: 1 / 1200,
};
const post = ({ westDeg, northDeg, lonStepDeg, latStepDeg }: Lattice, column: number, row: number) => ({
  longitudeDeg: westDeg + column * lonStepDeg,
  latitudeDeg: northDeg - row * latStepDeg,
});

describe("discWindow", () => {
  it.each([
    [-121.35, 36.88, 5000],
    [-121.3333, 36.8, 1234],
    // Reaching over the lattice's edge
    [-121.49, 36.99, 4000],
    [-121.17, 36.76, 9000],
  ])("is the smallest part that holds every post of a disc (%d, %d, %d m)", (longitudeDeg, latitudeDeg, radiusM) => {
    const center = { longitudeDeg, latitudeDeg };
    const window = discWindow(LATTICE, center, radiusM);
    const { left, top } = windowOffset(LATTICE, window);
    const within: number[][] = [];
    for (let row = 0; row < LATTICE.height; row++) {
      for (let column = 0; column < LATTICE.width; column++) {
        if (greatCircleDistanceM(center, post(LATTICE, column, row)) <= radiusM) within.push([column, row]);
      }
    }
    const columns = within.map(([column]) => column);
    const rows = within.map(([, row]) => row);
    expect(left).toBeLessThanOrEqual(Math.min(...columns));
    expect(top).toBeLessThanOrEqual(Math.min(...rows));
    expect(left + window.width - 1).toBeGreaterThanOrEqual(Math.max(...columns));
    expect(top + window.height - 1).toBeGreaterThanOrEqual(Math.max(...rows));
    // No more than one spare row or column on each side
    expect(window.width).toBeLessThanOrEqual(Math.max(...columns) - Math.min(...columns) + 3);
    expect(window.height).toBeLessThanOrEqual(Math.max(...rows) - Math.min(...rows) + 3);
    expect(post(window, 0, 0).longitudeDeg).toBeCloseTo(post(LATTICE, left, top).longitudeDeg, 12);
    expect(post(window, 0, 0).latitudeDeg).toBeCloseTo(post(LATTICE, left, top).latitudeDeg, 12);
  });

  it("is one post for a radius smaller than a step", () => {
    const window = discWindow(LATTICE, { longitudeDeg: -121.4, latitudeDeg: 36.9 }, 1);
    expect([window.width, window.height]).toEqual([1, 1]);
  });
});

describe("unionWindow", () => {
  it("spans its windows and no more", () => {
    const part = (left: number, top: number, width: number, height: number): Lattice => {
      const { longitudeDeg, latitudeDeg } = post(LATTICE, left, top);
      return { ...LATTICE, width, height, westDeg: longitudeDeg, northDeg: latitudeDeg };
    };
    const union = unionWindow(LATTICE, [part(10, 20, 30, 40), part(100, 5, 20, 10)]);
    expect(windowOffset(LATTICE, union)).toEqual({ left: 10, top: 5 });
    expect([union.width, union.height]).toEqual([110, 55]);
  });
});

describe("mapLattice", () => {
  it("is the elevation's own without a pixel size", () => {
    expect(mapLattice(LATTICE, null)).toEqual(LATTICE);
  });

  it("has square pixels of the asked size from the north-western corner, within the elevations", () => {
    const lattice = mapLattice(LATTICE, 250);
    const pixelM = (lattice.latStepDeg * Math.PI * EARTH_RADIUS_M) / 180;
    expect(pixelM).toBeCloseTo(250, 9);
    const middle = post(lattice, lattice.width >> 1, lattice.height >> 1);
    const east = { ...middle, longitudeDeg: middle.longitudeDeg + lattice.lonStepDeg };
    expect(greatCircleDistanceM(middle, east)).toBeCloseTo(250, 0);
    const inner = latticeBounds(lattice);
    const outer = latticeBounds(LATTICE);
    expect([inner.west, inner.north]).toEqual([outer.west, outer.north]);
    expect(inner.east).toBeLessThanOrEqual(outer.east);
    expect(inner.south).toBeGreaterThanOrEqual(outer.south);
    expect(outer.east - inner.east).toBeLessThan(lattice.lonStepDeg);
    expect(inner.south - outer.south).toBeLessThan(lattice.latStepDeg);
  });
});
