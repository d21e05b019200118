import { describe, expect, it } from "vitest";
import { writeGeoTiff } from "../../../src/geo/formats/geotiff-write.ts";
import { clutterHeightM, WORLD_COVER } from "../../../src/geo/land-cover/classes.ts";
import { landCoverAt, readLandCover } from "../../../src/geo/land-cover/grid.ts";

const LATTICE = { width: 3, height: 2, westDeg: 18, northDeg: -33, lonStepDeg: 0.001, latStepDeg: 0.001 };

describe("clutterHeightM", () => {
  // The eleven codes of the WorldCover product manual; heights of P.1812-7, Table 2
  it.each([
    [10, 15],
    [30, 0],
    [50, 10],
    [80, 0],
    [95, 15],
  ])("gives class %d a height of %d m", (code, heightM) => {
    expect(clutterHeightM(code)).toBe(heightM);
  });

  it("knows every class of WorldCover", () => {
    expect(Object.keys(WORLD_COVER).map(Number)).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 100]);
  });

  it("names a class without an entry", () => {
    expect(() => clutterHeightM(55)).toThrow(/class 55/);
    expect(() => clutterHeightM(Number.NaN)).toThrow(/class NaN/);
  });

  it("takes a table of one's own", () => {
    expect(clutterHeightM(3, { 3: { title: "vines", category: "open", heightM: 2 } })).toBe(2);
  });
});

describe("landCoverAt", () => {
  it("gives the class of the pixel, never one between two", async () => {
    const bytes = writeGeoTiff(LATTICE, Uint8Array.of(10, 50, 80, 30, 40, 100));
    const grid = await readLandCover({ name: "cover.tif", bytes });
    expect(grid).toMatchObject({ width: 3, height: 2, name: "cover.tif" });
    const at = (lon: number, lat: number) => landCoverAt(grid!, lon, lat);
    expect([at(18, -33), at(18.0004, -33.0004), at(18.0006, -33), at(18.002, -33.001)]).toEqual([10, 10, 50, 100]);
    expect(at(18.0026, -33)).toBeNaN();
    expect(at(18, -32.999)).toBeNaN();
  });
});
