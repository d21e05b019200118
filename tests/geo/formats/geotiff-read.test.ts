import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readElevationGeoTiff } from "../../../src/geo/formats/geotiff-read.ts";
import { writeGeoTiff } from "../../../src/geo/formats/geotiff-write.ts";
import { inputErrorOf, readRidge, readTerrain } from "../terrain-reference.ts";

// Made by GDAL from one piece of an SRTM tile: see tests/reference/terrain/SOURCE.md.
const ENCODINGS = [
  "ridge-int16-strips.tif",
  "ridge-int16-lzw-p2-big-endian.tif",
  "ridge-int16-lzw-point.tif",
  "ridge-float32-deflate-p3-tiles.tif",
  "ridge-float32-deflate-big-endian.tif",
  "ridge-uint16-deflate-p2-bigtiff.tif",
  "ridge-int16-cog.tif",
];
const ridge = readRidge();

describe("readElevationGeoTiff", () => {
  it.each(ENCODINGS)("reads %s to the posts and values of the SRTM tile", async (name) => {
    const tile = await readElevationGeoTiff({ name, bytes: readTerrain(name) });
    const { data, ...rest } = tile!;
    expect(rest).toEqual({ ...ridge.lattice, name, format: "geotiff" });
    expect([...data]).toEqual([...ridge.elevations]);
  });

  it.each(ENCODINGS)("reads a part of %s", async (name) => {
    const window = { west: -121.58, east: -121.55, south: 36.24, north: 36.275 };
    const part = await readElevationGeoTiff({ name, bytes: readTerrain(name), window });
    // 0.02° = 24 steps from the western, 0.025° = 30 steps from the northern edge; 0.03° by 0.035° in size.
    expect(part).toMatchObject({ width: 37, height: 43 });
    expect(part?.westDeg).toBeCloseTo(-121.58, 10);
    expect(part?.data[0]).toBe(ridge.elevations[30 * 160 + 24]);
    expect(part?.data.at(-1)).toBe(ridge.elevations[72 * 160 + 60]);
  });

  it("gives nothing when the raster lies outside the window", async () => {
    const window = { west: 10, east: 11, south: 50, north: 51 };
    const name = ENCODINGS[0];
    expect(await readElevationGeoTiff({ name, bytes: readTerrain(name), window })).toBeNull();
  });

  it("turns declared no-data, NaN and what can be no elevation into gaps", async () => {
    const lattice = { ...ridge.lattice, width: 6, height: 1 };
    const floats = Float32Array.of(1.5, -9999, Number.NaN, 3.4e38, -1e5, 0);
    const tile = await readElevationGeoTiff({ name: "a.tif", bytes: writeGeoTiff(lattice, floats, { noData: -9999 }) });
    expect([...tile!.data]).toEqual([1.5, NaN, NaN, NaN, NaN, 0]);
    const integers = Int16Array.of(7, -32_768, -9999, 0, -3, 8848);
    const undeclared = await readElevationGeoTiff({ name: "a.tif", bytes: writeGeoTiff(lattice, integers) });
    expect([...undeclared!.data]).toEqual([7, NaN, -9999, 0, -3, 8848]);
  });
});

describe("readElevationGeoTiff on bad files", () => {
  it("names another projection and how to mend it", async () => {
    const error = await inputErrorOf(() => readElevationGeoTiff({ name: "utm.tif", bytes: readTerrain("utm.tif") }));
    expect(error.code).toBe("wrong-projection");
    expect(error.message).toBe(
      "utm.tif: expected longitude and latitude on WGS 84 (EPSG:4326), got EPSG:32610 (WGS 84 / UTM zone 10N)",
    );
    expect(error.issues[0].hint).toContain("gdalwarp -t_srs EPSG:4326");
  });

  it.each([
    ["three-bands.tif", /one band of elevations, got 3 bands/],
    ["zstd.tif", /none, LZW, Deflate, got number 50000/],
  ])("refuses %s", async (name, message) => {
    const error = await inputErrorOf(() => readElevationGeoTiff({ name, bytes: readTerrain(name) }));
    expect(error.code).toBe("unsupported-raster");
    expect(error.message).toMatch(message);
  });

  it.each(ENCODINGS)("refuses %s cut off anywhere", async (name) => {
    const bytes = readTerrain(name);
    // Cut short by a single byte GDAL's files may still be whole: their directory or a spare byte may come last.
    for (const length of [0, 1, 7, 8, 100, 400, bytes.length >> 1, bytes.length - 3000]) {
      const error = await inputErrorOf(() => readElevationGeoTiff({ name, bytes: bytes.subarray(0, length) }));
      expect([error.code, error.issues[0].where]).toEqual(["damaged-file", name]);
    }
  });

  it("ends with an answer or an InputError whatever bytes are damaged", async () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ENCODINGS), damage, fc.boolean(), async (name, changes, inHeader) => {
        const bytes = readTerrain(name);
        for (const [at, value] of changes) bytes[at % (inHeader ? 1000 : bytes.length)] = value;
        const tile = await readElevationGeoTiff({ name, bytes }).catch(() => null);
        if (tile === null) await inputErrorOf(() => readElevationGeoTiff({ name, bytes }));
        else expect(tile.data.length).toBe(tile.width * tile.height);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});
