import { describe, expect, it } from "vitest";
import { describePath, STANDARD_EARTH_RADIUS_FACTOR } from "../../src/geo/line-of-sight.ts";

const flat = (steps: number) => new Float64Array(steps + 1);
const path = { distanceM: 20_000, txHeightAglM: 30, rxHeightAglM: 30, frequencyHz: 868e6 };

describe("describePath", () => {
  it("bends the ray by the effective earth and gives the first Fresnel zone", () => {
    const { distanceM, rayM, fresnelM, fresnelClearance, lineOfSight, obstacles } = describePath({
      ...path,
      elevationM: flat(100),
    });
    expect(distanceM[50]).toBe(10_000);
    // By hand, middle of 20 km, k = 4/3: sag 1e8 / (2 · 8494678) = 5.886 m; F1 = √(0.345383 · 1e8 / 2e4) = 41.556 m.
    expect(rayM[50]).toBeCloseTo(30 - 5.886, 3);
    expect(fresnelM[50]).toBeCloseTo(41.556, 3);
    expect(fresnelM[0]).toBe(0);
    expect(fresnelClearance).toBeCloseTo((30 - 5.886) / 41.556, 4);
    expect(lineOfSight).toBe(true);
    expect(obstacles).toEqual([]);
  });

  it("sags more under the true earth than under the effective one", () => {
    const at = (earthRadiusFactor: number) =>
      describePath({ ...path, elevationM: flat(10), earthRadiusFactor }).rayM[5];
    // 1e8 / (2 · 6371008.8) = 7.848 m
    expect(at(1)).toBeCloseTo(30 - 7.848, 3);
    expect(at(1e12)).toBeCloseTo(30, 6);
    expect(at(STANDARD_EARTH_RADIUS_FACTOR)).toBe(describePath({ ...path, elevationM: flat(10) }).rayM[5]);
  });

  it("joins the antennas of unequal ground", () => {
    const elevationM = Float64Array.of(100, 0, 0, 0, 300);
    const { rayM } = describePath({ ...path, elevationM, txHeightAglM: 10, rxHeightAglM: 2 });
    expect(rayM[0]).toBe(110);
    expect(rayM[4]).toBe(302);
  });

  it("names each ridge above the ray once, at its highest point over the ray", () => {
    const elevationM = flat(100);
    elevationM.set([40, 60, 50], 20);
    elevationM.set([90, 80], 70);
    const { lineOfSight, obstacles, fresnelClearance } = describePath({ ...path, elevationM });
    expect(lineOfSight).toBe(false);
    expect(obstacles.map((o) => [o.distanceM, o.elevationM])).toEqual([
      [4200, 60],
      [14_000, 90],
    ]);
    // Sag at 4.2 km of 20 km: 4200 · 15800 / (2 · 8494678) = 3.906 m.
    expect(obstacles[0].aboveRayM).toBeCloseTo(60 - (30 - 3.906), 3);
    expect(fresnelClearance).toBeLessThan(0);
  });

  it("counts a ridge that reaches the last point", () => {
    const elevationM = Float64Array.of(0, 0, 50, 200, 100);
    const { obstacles } = describePath({ ...path, elevationM, rxHeightAglM: 0 });
    expect(obstacles).toHaveLength(1);
    expect(obstacles[0].distanceM).toBe(15_000);
  });

  it("is closed at both ends for any length and number of steps", () => {
    for (let steps = 2; steps < 400; steps++) {
      const { fresnelM, distanceM } = describePath({ ...path, elevationM: flat(steps), distanceM: 97.3 * steps });
      expect(fresnelM[0]).toBe(0);
      expect(fresnelM[steps]).toBe(0);
      expect(distanceM[steps]).toBeCloseTo(97.3 * steps, 9);
    }
  });

  it("refuses bad arguments and gaps in the terrain", () => {
    expect(() => describePath({ ...path, elevationM: flat(1) })).toThrowError(/elevationM\.length/);
    expect(() => describePath({ ...path, elevationM: flat(9), distanceM: 0 })).toThrowError(/distanceM/);
    expect(() => describePath({ ...path, elevationM: flat(9), frequencyHz: NaN })).toThrowError(/frequencyHz/);
    expect(() => describePath({ ...path, elevationM: flat(9), txHeightAglM: -1 })).toThrowError(/txHeightAglM/);
    expect(() => describePath({ ...path, elevationM: flat(9), earthRadiusFactor: 0 })).toThrowError(/earthRadius/);
    expect(() => describePath({ ...path, elevationM: Float64Array.of(0, NaN, 0) })).toThrowError(
      expect.objectContaining({ code: "missing-terrain", message: expect.stringContaining("10000 m") }),
    );
  });
});
