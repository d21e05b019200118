import { describe, expect, it } from "vitest";
import { findHorizons } from "../../../../src/link/propagation/itm/horizons.ts";
import { createItmOutput, type ElevationProfile } from "../../../../src/link/propagation/itm/path.ts";
import { analyseTerrain } from "../../../../src/link/propagation/itm/terrain.ts";
import {
  reflectingRoughnessM,
  roughnessAtDistanceM,
  terrainIrregularityM,
} from "../../../../src/link/propagation/itm/terrain-irregularity.ts";

const RADIUS_M = 8500e3;

function profileOf(steps: number, resolutionM: number, elevationAt: (i: number) => number): ElevationProfile {
  return { elevationM: Float64Array.from({ length: steps + 1 }, (_, i) => elevationAt(i)), steps, resolutionM };
}

function pathWith(txHeightM: number, rxHeightM: number) {
  const path = createItmOutput();
  path.structuralHeightsM.set([txHeightM, rxHeightM]);
  path.effectiveEarthRadiusM = RADIUS_M;
  return path;
}

describe("findHorizons", () => {
  // A ridge of 200 m at 4 km of 10 km, antennas at 10 and 2 m:
  // from the transmitter (200 − 10)/4000 − 4000/2a, from the receiver (200 − 2)/6000 − 6000/2a.
  it("sees the ridge from both ends", () => {
    const path = pathWith(10, 2);
    findHorizons(
      profileOf(100, 100, (i) => (i === 40 ? 200 : 0)),
      path,
    );
    expect(Array.from(path.horizonDistancesM)).toEqual([4000, 6000]);
    expect(path.horizonAnglesRad[0]).toBeCloseTo(0.0475 - 4000 / (2 * RADIUS_M), 12);
    expect(path.horizonAnglesRad[1]).toBeCloseTo(0.033 - 6000 / (2 * RADIUS_M), 12);
  });

  it("sees the other antenna when nothing stands higher", () => {
    const path = pathWith(30, 10);
    findHorizons(
      profileOf(50, 100, () => 0),
      path,
    );
    expect(Array.from(path.horizonDistancesM)).toEqual([5000, 5000]);
    expect(path.horizonAnglesRad[0]).toBeCloseTo(-20 / 5000 - 5000 / (2 * RADIUS_M), 12);
    expect(path.horizonAnglesRad[1]).toBeCloseTo(20 / 5000 - 5000 / (2 * RADIUS_M), 12);
  });

  // Over a smooth earth: d = √(2ah), θ = −√(2h/a); the distance is known to a step.
  it("finds the sea's horizon", () => {
    const path = pathWith(100, 25);
    findHorizons(
      profileOf(1200, 100, () => 0),
      path,
    );
    [100, 25].forEach((heightM, end) => {
      expect(Math.abs(path.horizonDistancesM[end] - Math.sqrt(2 * RADIUS_M * heightM))).toBeLessThan(100);
      expect(path.horizonAnglesRad[end]).toBeCloseTo(-Math.sqrt((2 * heightM) / RADIUS_M), 6);
    });
  });
});

describe("terrainIrregularityM", () => {
  it("is zero on a plane, however steep", () => {
    for (const slope of [0, 0.3, -2]) {
      const plane = profileOf(300, 90, (i) => 500 + slope * i);
      expect(terrainIrregularityM(plane, 0, 27e3)).toBeCloseTo(0, 6);
    }
  });

  // Heights of a saw are spread evenly, so the interdecile range is 0.8 of its height; on 30 km a share of
  // 1 − 0.8 exp(−30/50) = 0.5609 of Δh shows [ERL 79-ITS 67, eq. 3]. The saw's own slope and its
  // resampling to 245 points blur it: 5 %.
  it("is the interdecile range about the slope, scaled to a long path", () => {
    const saw = profileOf(1000, 30, (i) => 2 * i + 100 * ((i * 0.0367) % 1));
    const expectedM = (0.8 * 100) / 0.5609;
    expect(Math.abs(terrainIrregularityM(saw, 0, 30e3) / expectedM - 1)).toBeLessThan(0.05);
  });

  it("is zero on fewer than two steps", () => {
    const rough = profileOf(10, 100, (i) => (i % 2) * 50);
    expect(terrainIrregularityM(rough, 100, 299)).toBe(0);
    expect(terrainIrregularityM(rough, 100, 300)).toBeGreaterThan(0);
  });

  it("does not change the profile", () => {
    const rough = profileOf(100, 100, (i) => (i * 37) % 11);
    const before = Array.from(rough.elevationM);
    terrainIrregularityM(rough, 0, 10e3);
    expect(Array.from(rough.elevationM)).toEqual(before);
  });
});

describe("roughness", () => {
  // By hand: 90 (1 − 0.8 e^−0.2) = 31.05; 0.78 · 90 · exp(−0.5 · 90^¼) = 70.2 · exp(−1.540) = 15.05
  it("grows with distance towards Δh", () => {
    expect(roughnessAtDistanceM(10e3, 90)).toBeCloseTo(31.05, 2);
    expect(roughnessAtDistanceM(0, 90)).toBeCloseTo(18, 9);
    expect(roughnessAtDistanceM(1e9, 90)).toBeCloseTo(90, 9);
  });

  it("is less where the ground reflects", () => {
    expect(reflectingRoughnessM(90)).toBeCloseTo(15.05, 2);
    expect(reflectingRoughnessM(0)).toBe(0);
  });
});

describe("analyseTerrain", () => {
  it("raises an antenna on a hill above the terrain before it", () => {
    const path = pathWith(10, 2);
    analyseTerrain(
      profileOf(200, 100, (i) => (i < 3 ? 300 : 0) + (i === 150 ? 400 : 0)),
      path,
    );
    expect(path.effectiveHeightsM[0]).toBeGreaterThan(250);
    expect(path.effectiveHeightsM[1]).toBeCloseTo(2, 6);
  });

  it.each([
    ["on a slope", (i: number) => 5 * i],
    ["in a pit", (i: number) => (i === 0 ? 0 : 5)],
  ])("keeps an antenna %s at its own height", (_, elevationAt) => {
    const path = pathWith(10, 2);
    analyseTerrain(profileOf(200, 100, elevationAt), path);
    expect(path.effectiveHeightsM[0]).toBeCloseTo(10, 9);
  });

  // Flat ground within line of sight: Δh = 0, so the horizons are the smooth earth's and lie √(2h/a) below the horizontal.
  it("gives a clear flat path the horizons of a smooth earth", () => {
    const path = pathWith(30, 10);
    analyseTerrain(
      profileOf(50, 100, () => 120),
      path,
    );
    [30, 10].forEach((heightM, end) => {
      expect(path.effectiveHeightsM[end]).toBeCloseTo(heightM, 9);
      expect(path.horizonDistancesM[end]).toBeCloseTo(Math.sqrt(2 * RADIUS_M * heightM), 3);
      expect(path.horizonAnglesRad[end]).toBeCloseTo(-Math.sqrt((2 * heightM) / RADIUS_M), 9);
    });
  });
});
