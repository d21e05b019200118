import { describe, expect, it } from "vitest";
import { writeGeoTiff } from "../../../src/geo/formats/geotiff-write.ts";
import { findLandCoverClass, WORLD_COVER } from "../../../src/geo/land-cover/classes.ts";
import { countClasses, landCoverAt, readLandCover } from "../../../src/geo/land-cover/grid.ts";

const LATTICE = { width: 3, height: 2, westDeg: 18, northDeg: -33, lonStepDeg: 0.001, latStepDeg: 0.001 };

describe("WORLD_COVER", () => {
  // The eleven codes of the WorldCover product manual; heights of P.1812-7, Table 2
  it.each([
    [10, 15],
    [30, 0],
    [50, 10],
    [80, 0],
    [95, 15],
  ])("gives class %d a height of %d m", (code, heightM) => {
    expect(WORLD_COVER[code].heightM).toBe(heightM);
  });

  it("knows every class of the product", () => {
    expect(Object.keys(WORLD_COVER).map(Number)).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 100]);
  });
});

describe("findLandCoverClass", () => {
  it("takes a number or a title", () => {
    expect(findLandCoverClass(WORLD_COVER, "10")?.title).toBe("tree cover");
    expect(findLandCoverClass(WORLD_COVER, " Tree Cover ")).toBe(WORLD_COVER[10]);
    expect(findLandCoverClass(WORLD_COVER, "toString")).toBeUndefined();
  });
});

describe("land cover grids", () => {
  it("give the class of the pixel, never one between two", async () => {
    const bytes = writeGeoTiff(LATTICE, Uint8Array.of(10, 50, 80, 30, 40, 100));
    const grid = await readLandCover({ name: "cover.tif", bytes });
    expect(grid).toMatchObject({ width: 3, height: 2, name: "cover.tif" });
    const at = (lon: number, lat: number) => landCoverAt(grid!, lon, lat);
    expect([at(18, -33), at(18.0004, -33.0004), at(18.0006, -33), at(18.002, -33.001)]).toEqual([10, 10, 50, 100]);
    expect(at(18.0026, -33)).toBeNaN();
    expect(at(18, -32.999)).toBeNaN();
  });

  it("count their classes, not the pixels without one", () => {
    const data = Float32Array.of(10, 10, Number.NaN, 50, 10, Number.NaN);
    expect(countClasses({ ...LATTICE, name: "cover.tif", data })).toEqual(
      new Map([
        [10, 3],
        [50, 1],
      ]),
    );
  });
});
