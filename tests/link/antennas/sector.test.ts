import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sectorPattern } from "../../../src/link/antennas/sector.ts";

const DEG = Math.PI / 180;
const ELEMENT = {
  gainDbi: 8,
  beamwidthDeg: 65,
  verticalBeamwidthDeg: 65,
  electricalTiltDeg: 0,
  frontToBackDb: 30,
  sideLobeDb: 30,
};
const at = (pattern: ReturnType<typeof sectorPattern>, bearingDeg: number, elevationDeg: number) =>
  pattern.gainDbi(bearingDeg * DEG, elevationDeg * DEG);

describe("sectorPattern", () => {
  // 3GPP TR 38.901, table 7.3-1, by hand: 12·(32.5/65)² = 3 dB, 12·(65/65)² = 12 dB, 12·(90/65)² = 23.01 dB, then the floor
  it.each([
    [0, 0, 8],
    [32.5, 0, 5],
    [-65, 0, -4],
    [90, 0, 8 - 23.006],
    [180, 0, -22],
    [0, 32.5, 5],
    [0, -65, -4],
    [32.5, 32.5, 2],
    [90, -90, -22],
  ])("is the standard's at %d°, %d°", (bearingDeg, elevationDeg, gainDbi) => {
    expect(at(sectorPattern(ELEMENT), bearingDeg, elevationDeg)).toBeCloseTo(gainDbi, 3);
  });

  // TR 36.942, §4.2.1: the same parabola with a floor of 20 dB, reached at 65°·√(20/12) = 83.9°
  it("is that of TR 36.942 with its floor", () => {
    const macro = sectorPattern({ ...ELEMENT, gainDbi: 15, frontToBackDb: 20 });
    expect(at(macro, 60, 0)).toBeCloseTo(15 - 12 * (60 / 65) ** 2, 9);
    expect(at(macro, 83.8, 0)).toBeGreaterThan(-5);
    expect(at(macro, 84, 0)).toBe(-5);
  });

  it("tilts its beam by the feeding alike in all bearings", () => {
    const tilted = sectorPattern({ ...ELEMENT, verticalBeamwidthDeg: 10, electricalTiltDeg: 6 });
    expect(at(tilted, 0, -6)).toBe(8);
    expect(at(tilted, 0, -1)).toBeCloseTo(5, 9);
    expect(at(tilted, 40, -6) - at(tilted, 40, -1)).toBeCloseTo(3, 9);
  });

  it("is even about its axis, goes round, and never falls below its floor", () => {
    const angle = fc.double({ min: -180, max: 180, noNaN: true });
    const pattern = sectorPattern(ELEMENT);
    fc.assert(
      fc.property(angle, angle, (bearingDeg, double) => {
        const elevationDeg = double / 2;
        const gainDbi = at(pattern, bearingDeg, elevationDeg);
        expect(at(pattern, -bearingDeg, elevationDeg)).toBeCloseTo(gainDbi, 9);
        expect(at(pattern, bearingDeg + 360, elevationDeg)).toBeCloseTo(gainDbi, 6);
        expect(gainDbi).toBeGreaterThanOrEqual(-22);
        expect(gainDbi).toBeLessThanOrEqual(8);
      }),
      { seed: 1 },
    );
  });
});
