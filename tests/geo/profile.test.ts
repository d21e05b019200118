import geodesic from "geographiclib-geodesic";
import { describe, expect, it } from "vitest";
import { EARTH_RADIUS_M, greatCircleDistanceM, type LonLat } from "../../src/geo/geodesy.ts";
import type { Grid } from "../../src/geo/grid.ts";
import { elevationAt } from "../../src/geo/interpolate.ts";
import { fillGeodesicProfile, fillProfile } from "../../src/geo/profile.ts";

const at = (longitudeDeg: number, latitudeDeg: number): LonLat => ({ longitudeDeg, latitudeDeg });
const METRES_PER_DEGREE = (Math.PI / 180) * EARTH_RADIUS_M;

/** A slope on which the elevation tells the latitude (or longitude), so that a profile shows where the line runs. */
function slope(center: LonLat, along: "longitude" | "latitude", halfDeg = 1): Grid {
  const width = 5;
  const step = (2 * halfDeg) / (width - 1);
  const data = new Float32Array(width * width);
  for (let row = 0; row < width; row++) {
    for (let column = 0; column < width; column++) {
      data[row * width + column] = along === "latitude" ? (2 - row) * 1000 : (column - 2) * 1000;
    }
  }
  return {
    data,
    width,
    height: width,
    westDeg: center.longitudeDeg - halfDeg,
    northDeg: center.latitudeDeg + halfDeg,
    lonStepDeg: step,
    latStepDeg: step,
  };
}

describe("fillProfile", () => {
  it("samples the straight line in degrees at equal fractions, both ends included", () => {
    const grid = slope(at(20, 40), "latitude");
    const [from, to] = [at(19.8, 40.3), at(20.5, 39.5)];
    const out = new Float64Array(8);
    fillProfile(grid, from, to, 7, out);
    for (let i = 0; i <= 7; i++) {
      expect(out[i]).toBeCloseTo(elevationAt(grid, 19.8 + (0.7 * i) / 7, 40.3 - (0.8 * i) / 7), 9);
    }
  });

  it("takes the short way across the antimeridian", () => {
    const grid = slope(at(180, 10), "longitude");
    const out = new Float64Array(5);
    fillProfile(grid, at(179.5, 10), at(-179.5, 10), 4, out);
    expect([...out]).toEqual([-1000, -500, 0, 500, 1000]);
    fillGeodesicProfile(grid, at(-179.5, 10), at(179.5, 10), 4, out);
    for (let i = 0; i <= 4; i++) expect(out[i]).toBeCloseTo(1000 - 500 * i, 0);
  });

  it("is not a number beyond the terrain", () => {
    const out = new Float64Array(3);
    fillProfile(slope(at(20, 40), "latitude"), at(20, 40), at(22, 40), 2, out);
    expect(out[0]).toBe(0);
    expect(out[2]).toBeNaN();
  });
});

describe("fillGeodesicProfile", () => {
  it("follows the great circle of GeographicLib", () => {
    const sphere = new geodesic.Geodesic.Geodesic(EARTH_RADIUS_M, 0);
    const [from, to] = [at(19.3, 59.6), at(20.6, 60.4)];
    const line = sphere.InverseLine(from.latitudeDeg, from.longitudeDeg, to.latitudeDeg, to.longitudeDeg);
    const grids = { latitude: slope(at(20, 60), "latitude"), longitude: slope(at(20, 60), "longitude") };
    for (const [axis, grid] of Object.entries(grids)) {
      const out = new Float64Array(11);
      fillGeodesicProfile(grid, from, to, 10, out);
      for (let i = 0; i <= 10; i++) {
        const point = line.Position((line.s13 * i) / 10);
        const offset = axis === "latitude" ? (point.lat2 as number) - 60 : (point.lon2 as number) - 20;
        expect(out[i]).toBeCloseTo(offset * 2000, 6);
      }
    }
  });

  it("is constant when both ends are one place", () => {
    const out = new Float64Array(3);
    fillGeodesicProfile(slope(at(20, 40), "latitude"), at(20, 40.25), at(20, 40.25), 2, out);
    for (const elevation of out) expect(elevation).toBeCloseTo(500, 6);
  });

  it.each([
    [34, 20_000],
    [37, 30_000],
    [60, 30_000],
  ])("leaves the straight line by at most d²·tan φ / 8R at latitude %d over %d m", (latitudeDeg, distanceM) => {
    const grid = slope(at(20, latitudeDeg), "latitude");
    const halfDeg = distanceM / 2 / METRES_PER_DEGREE / Math.cos((latitudeDeg * Math.PI) / 180);
    const [from, to] = [at(20 - halfDeg, latitudeDeg), at(20 + halfDeg, latitudeDeg)];
    expect(greatCircleDistanceM(from, to)).toBeCloseTo(distanceM, -1);
    const straight = new Float64Array(101);
    const circle = new Float64Array(101);
    fillProfile(grid, from, to, 100, straight);
    fillGeodesicProfile(grid, from, to, 100, circle);
    const lateralM = Math.max(...circle.map((z, i) => (Math.abs(z - straight[i]) / 2000) * METRES_PER_DEGREE));
    const boundM = (distanceM ** 2 * Math.tan((latitudeDeg * Math.PI) / 180)) / (8 * EARTH_RADIUS_M);
    expect(lateralM / boundM).toBeCloseTo(1, 2);
  });
});
