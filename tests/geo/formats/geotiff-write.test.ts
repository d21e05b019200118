import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fromArrayBuffer } from "geotiff";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RasterData, writeGeoTiff } from "../../../src/geo/formats/geotiff-write.ts";
import { inputErrorOf, readRidge } from "../terrain-reference.ts";

const { lattice, elevations } = readRidge();
const RASTERS: readonly (readonly [string, RasterData])[] = [
  ["Float32", Float32Array.from(elevations, (elevation) => elevation / 7 - 100)],
  ["Int16", elevations.map((elevation) => elevation - 700)],
  ["Byte", Uint8Array.from(elevations)],
];
/** Large enough for several strips, with a last one that is not full. */
const TALL = { ...lattice, width: 300, height: 401 };

describe.each(RASTERS)("writeGeoTiff of %s, read by the geotiff library", (_, data) => {
  it("gives the same values, places and no-data value", async () => {
    const file = writeGeoTiff(lattice, data, { noData: -9999 });
    const image = await (await fromArrayBuffer(file.slice().buffer)).getImage();
    const [values] = await image.readRasters();
    expect(values.constructor).toBe(data.constructor);
    expect([...values]).toEqual([...data]);
    expect(image.getGDALNoData()).toBe(-9999);
    expect(image.pixelIsArea()).toBe(true);
    expect(image.getGeoKeys()).toMatchObject({ GTModelTypeGeoKey: 2, GeographicTypeGeoKey: 4326 });
    // The outer edges of the pixels: half a step beyond the outermost posts.
    const half = 0.5 / 1200;
    const [west, south, east, north] = image.getBoundingBox();
    expect(west).toBeCloseTo(-121.6 - half, 10);
    expect(north).toBeCloseTo(36.3 + half, 10);
    expect(east).toBeCloseTo(-121.6 + 159 / 1200 + half, 10);
    expect(south).toBeCloseTo(36.3 - 119 / 1200 - half, 10);
  });

  it("divides a tall raster into strips", async () => {
    const count = TALL.width * TALL.height;
    const tall = data.slice(0, 0).constructor === Float32Array ? new Float32Array(count) : new Int16Array(count);
    for (let i = 0; i < count; i++) tall[i] = (i * 7919) % 30_011;
    const image = await (await fromArrayBuffer(writeGeoTiff(TALL, tall).slice().buffer)).getImage();
    expect(image.getHeight() % image.getTileHeight()).not.toBe(0);
    const [values] = await image.readRasters();
    expect([...values]).toEqual([...tall]);
  });
});

describe("writeGeoTiff", () => {
  it("writes NaN as the no-data value", async () => {
    const data = Float32Array.of(1, Number.NaN, 3);
    const file = writeGeoTiff({ ...lattice, width: 3, height: 1 }, data, { noData: -9999 });
    const [values] = await (await (await fromArrayBuffer(file.slice().buffer)).getImage()).readRasters();
    expect([...values]).toEqual([1, -9999, 3]);
    expect(data[1]).toBeNaN();
  });

  it("refuses data that do not fill the lattice, and a lattice without extent", async () => {
    const short = await inputErrorOf(() => writeGeoTiff(lattice, new Uint8Array(7)));
    expect([short.code, short.issues[0].where]).toEqual(["out-of-range", "data.length"]);
    const flat = await inputErrorOf(() => writeGeoTiff({ ...lattice, latStepDeg: 0 }, new Uint8Array(19_200)));
    expect(flat.issues[0].where).toBe("latStepDeg");
  });
});

const hasGdal = spawnSync("gdalinfo", ["--version"]).status === 0;

describe.skipIf(!hasGdal)("writeGeoTiff, read by GDAL", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "chirpscape-geotiff-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(RASTERS)("gives %s with the same values and places", (type, data) => {
    const [tiff, raw] = [path.join(folder, `${type}.tif`), path.join(folder, `${type}.raw`)];
    writeFileSync(tiff, writeGeoTiff(lattice, data, { noData: 7, description: "Höhe über Meer" }));
    const info = JSON.parse(execFileSync("gdalinfo", ["-json", tiff], { encoding: "utf8" }));
    expect(info.size).toEqual([160, 120]);
    expect(info.bands[0]).toMatchObject({ type, noDataValue: 7 });
    expect(info.metadata[""]).toEqual({ AREA_OR_POINT: "Area", TIFFTAG_IMAGEDESCRIPTION: "Höhe über Meer" });
    expect(info.metadata.IMAGE_STRUCTURE).toMatchObject({ COMPRESSION: "DEFLATE" });
    expect(info.coordinateSystem.wkt).toMatch(/ID\["EPSG",4326\]\]$/);
    const [west, lonStep, , north, , latStep] = info.geoTransform;
    expect(west).toBeCloseTo(-121.6 - 0.5 / 1200, 12);
    expect(north).toBeCloseTo(36.3 + 0.5 / 1200, 12);
    expect(lonStep).toBeCloseTo(1 / 1200, 15);
    expect(latStep).toBeCloseTo(-1 / 1200, 15);
    execFileSync("gdal_translate", ["-q", "-of", "ENVI", tiff, raw]);
    const values = new Uint8Array(readFileSync(raw));
    expect(values).toEqual(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  });
});
