import * as fc from "fast-check";
import geodesic from "geographiclib-geodesic";
import { describe, expect, it } from "vitest";
import {
  destinationPoint,
  discBounds,
  EARTH_RADIUS_M,
  geodesicDistanceM,
  greatCircleDistanceM,
  initialBearingDeg,
  type LonLat,
  normalizeLongitudeDeg,
} from "../../src/geo/geodesy.ts";

// GeographicLib (C. Karney) is the truth: on WGS 84, and on a sphere of our radius as an ellipsoid of flattening 0.
const wgs84 = geodesic.Geodesic.WGS84;
const sphere = new geodesic.Geodesic.Geodesic(EARTH_RADIUS_M, 0);

const at = (longitudeDeg: number, latitudeDeg: number): LonLat => ({ longitudeDeg, latitudeDeg });
const inverse = (earth: typeof wgs84, a: LonLat, b: LonLat) => {
  const { s12, azi1 } = earth.Inverse(a.latitudeDeg, a.longitudeDeg, b.latitudeDeg, b.longitudeDeg);
  return { distanceM: s12 as number, bearingDeg: ((azi1 as number) + 360) % 360 };
};

const longitude = fc.double({ min: -180, max: 180, noNaN: true });
const latitude = fc.double({ min: -89, max: 89, noNaN: true });
const place = fc.record({ longitudeDeg: longitude, latitudeDeg: latitude });

describe("great circles", () => {
  it("gives a degree of the equator and of a meridian", () => {
    // 2π · 6371008.8 m / 360 = 111195.080 m
    expect(greatCircleDistanceM(at(0, 0), at(1, 0))).toBeCloseTo(111_195.08, 2);
    expect(greatCircleDistanceM(at(20, -33), at(20, -34))).toBeCloseTo(111_195.08, 2);
  });

  it("crosses the antimeridian on the short side", () => {
    expect(greatCircleDistanceM(at(179.5, 0), at(-179.5, 0))).toBeCloseTo(111_195.08, 2);
    expect(initialBearingDeg(at(179.5, 0), at(-179.5, 0))).toBeCloseTo(90, 9);
    expect(destinationPoint(at(179.5, 0), 90, 111_195.0802).longitudeDeg).toBeCloseTo(-179.5, 6);
  });

  it("gives half the circumference between antipodes and zero for the same place", () => {
    expect(greatCircleDistanceM(at(10, 37.3), at(-170, -37.3))).toBeCloseTo(Math.PI * EARTH_RADIUS_M, 3);
    expect(greatCircleDistanceM(at(10, 37.3), at(10, 37.3))).toBe(0);
    expect(initialBearingDeg(at(10, 37.3), at(10, 37.3))).toBe(0);
  });

  it("agrees with GeographicLib on the sphere", () => {
    fc.assert(
      fc.property(place, place, (a, b) => {
        const truth = inverse(sphere, a, b);
        // Near antipodes the haversine loses half of its digits: 0.1 m of 20,000 km.
        expect(Math.abs(greatCircleDistanceM(a, b) - truth.distanceM)).toBeLessThan(0.5);
        if (truth.distanceM > 1 && truth.distanceM < 19_000_000) {
          const difference = Math.abs(initialBearingDeg(a, b) - truth.bearingDeg);
          expect(Math.min(difference, 360 - difference)).toBeLessThan(1e-5);
        }
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it("arrives where it was going", () => {
    fc.assert(
      fc.property(
        place,
        fc.double({ min: 0, max: 360, noNaN: true }),
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        (a, b, d) => {
          const end = destinationPoint(a, b, d);
          const truth = sphere.Direct(a.latitudeDeg, a.longitudeDeg, b, d);
          expect(greatCircleDistanceM(end, at(truth.lon2 as number, truth.lat2 as number))).toBeLessThan(1e-3);
          expect(end.longitudeDeg >= -180 && end.longitudeDeg < 180).toBe(true);
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe("normalizeLongitudeDeg", () => {
  it.each([
    [180, -180],
    [-180, -180],
    [190, -170],
    [-190, 170],
    [540, -180],
    [12.5, 12.5],
  ])("takes %d to %d", (longitudeDeg, expected) => {
    expect(normalizeLongitudeDeg(longitudeDeg)).toBe(expected);
  });
});

describe("discBounds", () => {
  it("touches the disc at each side and holds all of its edge", () => {
    const center = at(-121.9, 36.6);
    const bounds = discBounds(center, 30_000);
    const edge = Array.from({ length: 3600 }, (_, i) => destinationPoint(center, i / 10, 30_000));
    expect(Math.min(...edge.map((p) => p.longitudeDeg))).toBeCloseTo(bounds.west, 6);
    expect(Math.max(...edge.map((p) => p.longitudeDeg))).toBeCloseTo(bounds.east, 6);
    expect(Math.min(...edge.map((p) => p.latitudeDeg))).toBeCloseTo(bounds.south, 6);
    expect(Math.max(...edge.map((p) => p.latitudeDeg))).toBeCloseTo(bounds.north, 6);
  });

  it("runs on across the antimeridian and around a pole", () => {
    expect(discBounds(at(179.9, 0), 50_000).east).toBeGreaterThan(180);
    expect(discBounds(at(20, 89.9), 50_000)).toMatchObject({ west: -160, east: 200, north: 90 });
  });
});

describe("geodesicDistanceM", () => {
  it("gives the length of Vincenty's own test line", () => {
    // Flinders Peak to Buninyong (Geoscience Australia, "Geodetic calculation methods"): 54 972.271 m on GRS 80.
    const flindersPeak = at(144 + 25 / 60 + 29.5244 / 3600, -(37 + 57 / 60 + 3.7203 / 3600));
    const buninyong = at(143 + 55 / 60 + 35.3839 / 3600, -(37 + 39 / 60 + 10.1561 / 3600));
    expect(geodesicDistanceM(flindersPeak, buninyong)).toBeCloseTo(54_972.271, 3);
  });

  it("agrees with GeographicLib on WGS 84 wherever it answers", () => {
    fc.assert(
      fc.property(place, place, (a, b) => {
        const truth = inverse(wgs84, a, b);
        fc.pre(greatCircleDistanceM(a, b) < 179 * (Math.PI / 180) * EARTH_RADIUS_M);
        expect(Math.abs(geodesicDistanceM(a, b) - truth.distanceM)).toBeLessThan(1e-3);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it("agrees across the antimeridian, at the pole and up to a degree from the antipode", () => {
    for (const [a, b] of [
      [at(179.9, 10), at(-179.9, 10.5)],
      [at(0, 90), at(77, 89)],
      [at(0, 0), at(178.9, 0)],
      [at(0, 1e-9), at(1, 1e-9)],
      [at(0, 30), at(178.8, -30)],
    ]) {
      expect(geodesicDistanceM(a, b)).toBeCloseTo(inverse(wgs84, a, b).distanceM, 3);
    }
  });

  it("refuses what it cannot answer", () => {
    expect(() => geodesicDistanceM(at(0, 0), at(179.7, 0.2))).toThrowError(
      expect.objectContaining({ code: "near-antipodal" }),
    );
    expect(() => geodesicDistanceM(at(0, 91), at(0, 0))).toThrowError(
      expect.objectContaining({ code: "out-of-range" }),
    );
    expect(() => geodesicDistanceM(at(Number.NaN, 1), at(0, 0))).toThrowError(/longitudeDeg/);
  });
});
