import { describe, expect, it } from "vitest";
import { type GeoTiffReference, geoTiffLattice } from "../../../src/geo/formats/geotiff-reference.ts";
import { inputErrorOf } from "../terrain-reference.ts";

const WGS84 = { GTModelTypeGeoKey: 2, GTRasterTypeGeoKey: 1, GeographicTypeGeoKey: 4326 };
/** Pixels of 0.1°, the first one's outer corner at 10° east, 50° north. */
const reference: GeoTiffReference = {
  name: "dem.tif",
  width: 20,
  height: 10,
  pixelScale: [0.1, 0.1, 0],
  tiePoint: [0, 0, 0, 10, 50, 0],
  transformation: undefined,
  geoKeys: WGS84,
};
const transformed = (matrix: readonly number[]): GeoTiffReference => ({
  ...reference,
  pixelScale: undefined,
  tiePoint: undefined,
  transformation: [...matrix, 0, 0, 0, 0, 0, 0, 1],
});

describe("geoTiffLattice", () => {
  it("puts posts at the centres of area pixels and at the places of point pixels", () => {
    expect(geoTiffLattice(reference)).toMatchObject({ westDeg: 10.05, northDeg: 49.95, lonStepDeg: 0.1 });
    const points = { ...reference, geoKeys: { ...WGS84, GTRasterTypeGeoKey: 2 } };
    expect(geoTiffLattice(points)).toMatchObject({ westDeg: 10, northDeg: 50 });
  });

  it("takes an area pixel when the file does not say", () => {
    const silent = { ...reference, geoKeys: { ...WGS84, GTRasterTypeGeoKey: undefined } };
    expect(geoTiffLattice(silent).westDeg).toBeCloseTo(10.05, 12);
  });

  it("follows a tie point at another pixel and a transformation matrix", () => {
    const elsewhere = { ...reference, tiePoint: [5, 2, 0, 10.5, 49.8, 0] };
    expect(geoTiffLattice(elsewhere).westDeg).toBeCloseTo(10.05, 12);
    expect(geoTiffLattice(elsewhere).northDeg).toBeCloseTo(49.95, 12);
    const matrix = transformed([0.1, 0, 0, 10, 0, -0.1, 0, 50, 0]);
    expect(geoTiffLattice(matrix)).toEqual(geoTiffLattice(reference));
  });

  it("takes decimal steps for the fraction that they stand for", () => {
    const decimal = {
      ...reference,
      pixelScale: [8.33333333e-4, 8.33333333e-4, 0],
      tiePoint: [0, 0, 0, 9.999583333, 50, 0],
    };
    expect(geoTiffLattice(decimal)).toMatchObject({ lonStepDeg: 1 / 1200, westDeg: 10 });
  });

  it("accepts datums that agree with WGS 84 to two metres, and no others", async () => {
    const withDatum = (epsg: number) => ({ ...reference, geoKeys: { ...WGS84, GeographicTypeGeoKey: epsg } });
    expect(geoTiffLattice(withDatum(4269))).toEqual(geoTiffLattice(reference));
    const error = await inputErrorOf(() => geoTiffLattice(withDatum(4267)));
    expect([error.code, error.message]).toEqual(["wrong-projection", expect.stringContaining("EPSG:4267")]);
  });

  it("refuses a file without a coordinate system or with one of its own", async () => {
    const none = await inputErrorOf(() => geoTiffLattice({ ...reference, geoKeys: null }));
    expect(none.message).toContain("names no coordinate system");
    expect(none.issues[0].hint).toContain("gdal_edit.py -a_srs EPSG:4326");
    const geoKeys = { GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: 32767, GTCitationGeoKey: "Site grid" };
    const own = await inputErrorOf(() => geoTiffLattice({ ...reference, geoKeys }));
    expect([own.code, own.message]).toEqual(["wrong-projection", expect.stringContaining("of its own (Site grid)")]);
  });

  it("refuses rasters that are not placed, turned, upside down, or not on the earth", async () => {
    for (const bad of [
      { ...reference, tiePoint: undefined },
      { ...reference, pixelScale: [0, 0.1, 0] },
      { ...reference, tiePoint: [0, 0, 0, 500_000, 4_000_000, 0] },
      { ...reference, tiePoint: [0, 0, 0, Number.NaN, 50, 0] },
      { ...reference, width: 4000 },
      transformed([0.1, 0.02, 0, 10, 0.02, -0.1, 0, 50, 0]),
      transformed([0.1, 0, 0, 10, 0, 0.1, 0, 50, 0]),
    ]) {
      expect((await inputErrorOf(() => geoTiffLattice(bad))).code).toBe("no-georeference");
    }
  });
});
