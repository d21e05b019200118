import { describe, expect, it } from "vitest";
import { readProfile } from "../../../../src/link/propagation/p526/profile.ts";
import { angleWeight, distanceWeight, timeWeight } from "../../../../src/link/propagation/p1812/combination.ts";
import { locationLossDb, locationSigmaDb } from "../../../../src/link/propagation/p1812/location.ts";
import { anomalousTimePercent, medianEarthRadiusM } from "../../../../src/link/propagation/p1812/radio-climate.ts";
import { measureZones, type Zone } from "../../../../src/link/propagation/p1812/zones.ts";

const level = (count: number, stepM: number) => readProfile({ profileM: new Float64Array(count), resolutionM: stepM });

describe("measureZones", () => {
  it("changes zones half way between two points", () => {
    // Points at 0, 1, … 5 km: sea up to 1.5 km, coastal to 3.5 km, inland to 5 km
    const zone: Zone[] = ["sea", "sea", "coastal", "coastal", "inland", "inland"];
    expect(measureZones(level(6, 1000), zone)).toEqual({
      seaFraction: 0.3,
      longestLandM: 3500,
      longestInlandM: 1500,
      txZone: "sea",
      rxZone: "inland",
    });
  });

  it("takes the longest of several stretches", () => {
    const zone: Zone[] = ["inland", "sea", "inland", "inland", "inland", "sea", "inland"];
    expect(measureZones(level(7, 1000), zone)).toMatchObject({ longestLandM: 3000, longestInlandM: 3000 });
  });

  it.each(["sea", "coastal", "inland"] as const)("measures a path all in one zone: %s", (zone) => {
    expect(measureZones(level(6, 1000), zone)).toEqual(measureZones(level(6, 1000), Array<Zone>(6).fill(zone)));
  });
});

describe("radio climate", () => {
  it("has the radius of 4/3 earth at the standard gradient", () => {
    // 157 / (157 − 39.25) = 4/3
    expect(medianEarthRadiusM(39.25)).toBeCloseTo((4 / 3) * 6371e3, 3);
  });

  it("has the more anomalous time the nearer to the equator and to the sea", () => {
    const inland = measureZones(level(101, 1000), "inland");
    const sea = measureZones(level(101, 1000), "sea");
    // Over sea μ1 = μ4 = 1: 10^(1.67 − 0.015·45) = 9.886 %; beyond 70° 4.17 %
    expect(anomalousTimePercent(45, sea)).toBeCloseTo(9.886, 3);
    expect(anomalousTimePercent(-80, sea)).toBeCloseTo(4.17, 9);
    expect(anomalousTimePercent(45, inland)).toBeLessThan(anomalousTimePercent(45, sea));
    expect(anomalousTimePercent(20, inland)).toBeGreaterThan(anomalousTimePercent(45, inland));
  });
});

describe("weights", () => {
  it("turns from line of sight to diffraction at 0.3 mrad, from short to long at 20 km", () => {
    expect(angleWeight(0.3e-3)).toBe(0.5);
    expect(angleWeight(-5e-3)).toBeCloseTo(1, 9);
    expect(angleWeight(5e-3)).toBeCloseTo(0, 9);
    expect(distanceWeight(20e3)).toBe(0.5);
    expect(distanceWeight(200e3)).toBeCloseTo(0, 9);
  });

  it("goes from the median to anomalous propagation", () => {
    expect(timeWeight(50, 5)).toBeCloseTo(0, 6);
    expect(timeWeight(5, 5)).toBe(1);
    expect(timeWeight(1, 5)).toBe(1);
  });
});

describe("locations", () => {
  const ground = { frequencyHz: 1e9, areaWidthM: 500, heightAglM: 1.5, clutterHeightM: 10 };

  it("spread by frequency and area, less above the clutter", () => {
    // (0.024·1 + 0.52)·500^0.28 = 3.0996 dB
    expect(locationSigmaDb(ground)).toBeCloseTo(3.0996, 4);
    expect(locationSigmaDb({ ...ground, heightAglM: 15 })).toBeCloseTo(3.0996 / 2, 4);
    expect(locationSigmaDb({ ...ground, heightAglM: 25 })).toBe(0);
  });

  it("cost 1.645 standard deviations at 95 % of them", () => {
    expect(locationLossDb(95, 5.5)).toBeCloseTo(1.645 * 5.5, 2);
    expect(locationLossDb(5, 5.5)).toBeCloseTo(-1.645 * 5.5, 2);
  });
});
