import { describe, expect, it } from "vitest";
import { degreeCellAt, degreeCellName, describeBounds, parseDegreeCell } from "../../src/geo/degree-cell.ts";
import { areAligned, clipLattice, snapLattice } from "../../src/geo/lattice.ts";

const srtm = { width: 1201, height: 1201, westDeg: -122, northDeg: 37, lonStepDeg: 1 / 1200, latStepDeg: 1 / 1200 };

describe("clipLattice", () => {
  it("takes the posts inside and the next ones around", () => {
    const part = clipLattice(srtm, { west: -121.99, east: -121.9751, south: 36.5001, north: 36.9999 });
    // 12 steps east; 29.88 → 30; 0.12 → 0; 599.88 → 600
    expect(part).toMatchObject({ column: 12, row: 0, width: 19, height: 601 });
    expect(part?.lattice.westDeg).toBeCloseTo(-121.99, 12);
    expect(part?.lattice.northDeg).toBe(37);
  });

  it("takes no more than there is, and nothing where they do not meet", () => {
    expect(clipLattice(srtm, { west: -180, east: 180, south: -90, north: 90 })).toMatchObject({
      width: 1201,
      height: 1201,
    });
    expect(clipLattice(srtm, { west: -121, east: -120.5, south: 36, north: 37 })).toMatchObject({
      column: 1200,
      width: 1,
    });
    expect(clipLattice(srtm, { west: -120.9, east: -120.5, south: 36, north: 37 })).toBeNull();
    expect(clipLattice(srtm, { west: -122, east: -121, south: 38, north: 39 })).toBeNull();
  });

  it("turns a lattice to bounds beyond the antimeridian", () => {
    const bounds = { west: 237.9, east: 238.5, south: 36, north: 37 };
    expect(clipLattice(srtm, bounds)?.lattice.westDeg).toBe(238);
    const fiji = { ...srtm, westDeg: 179 };
    expect(clipLattice(fiji, { west: -180.5, east: -179.9, south: 36, north: 37 })?.lattice.westDeg).toBeCloseTo(
      -180.5,
      9,
    );
  });
});

describe("areAligned", () => {
  it("holds for neighbouring tiles and for decimal steps, not for shifted or finer ones", () => {
    expect(areAligned(srtm, { ...srtm, westDeg: -121, northDeg: 40 })).toBe(true);
    expect(areAligned(srtm, { ...srtm, lonStepDeg: 0.000833333333 })).toBe(true);
    expect(areAligned(srtm, { ...srtm, westDeg: -122 + 0.5 / 1200 })).toBe(false);
    expect(areAligned(srtm, { ...srtm, lonStepDeg: 1 / 3600, latStepDeg: 1 / 3600 })).toBe(false);
  });
});

describe("snapLattice", () => {
  it("finds the fraction behind decimals and leaves other lattices alone", () => {
    const decimal = { ...srtm, westDeg: -121.99999999999, lonStepDeg: 0.0008333333333 };
    expect(snapLattice(decimal)).toEqual(srtm);
    const odd = { ...srtm, westDeg: -121.987654321, lonStepDeg: 0.00077 };
    expect(snapLattice(odd)).toMatchObject({ westDeg: -121.987654321, lonStepDeg: 0.00077, northDeg: 37 });
  });
});

describe("degree cells", () => {
  it.each([
    ["N36W122", 36, -122],
    ["S34E018", -34, 18],
    ["N00E000", 0, 0],
    ["S01W180", -1, -180],
  ])("are named %s by their south-west corner", (name, southDeg, westDeg) => {
    expect(degreeCellName({ southDeg, westDeg })).toBe(name);
    expect(parseDegreeCell(`${name}.hgt`)).toEqual({ southDeg, westDeg });
  });

  it("keep their name at every turn of longitude", () => {
    expect(degreeCellName({ southDeg: 0, westDeg: 180 })).toBe("N00W180");
    expect(degreeCellName({ southDeg: 0, westDeg: -181 })).toBe("N00E179");
  });

  it("hold the places on their southern and western border", () => {
    expect(degreeCellAt(-122, 36)).toEqual({ southDeg: 36, westDeg: -122 });
    expect(degreeCellAt(-122 - 1e-12, 36 - 1e-12)).toEqual({ southDeg: 36, westDeg: -122 });
    expect(degreeCellAt(-122.01, 35.99)).toEqual({ southDeg: 35, westDeg: -123 });
  });

  it("are described to a hundredth of a degree outwards", () => {
    const bounds = { west: -122.3179, east: -122, south: 36.2, north: 36.9701 };
    expect(describeBounds(bounds)).toBe("longitude -122.32 to -122, latitude 36.2 to 36.98");
  });
});
