import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mountPattern, type RadiationPattern, wrapRad } from "../../../src/link/antennas/pattern.ts";
import { sectorPattern } from "../../../src/link/antennas/sector.ts";

const DEG = Math.PI / 180;
/** Tells the direction in which it was asked. */
const probe = (): { pattern: RadiationPattern; asked: () => readonly number[] } => {
  let last: readonly number[] = [];
  const gainDbi = (bearing: number, elevation: number) => {
    last = [wrapRad(bearing) / DEG, elevation / DEG];
    return 0;
  };
  return { pattern: { title: "probe", peakGainDbi: 0, gainDbi }, asked: () => last };
};

describe("mountPattern", () => {
  // By hand. A tilt of 10° about the axis to the right: straight ahead on the horizon lies 10° above the axis, behind 10° below,
  // to the right on the axis of the tilt.
  it.each([
    [120, -10, 0, 0],
    [120, 0, 0, 10],
    [300, 0, 180, -10],
    [210, 0, 90, 0],
    [30, 0, -90, 0],
    [120, 80, 180, 90],
  ])(
    "turns bearing %d°, elevation %d° into the antenna's frame",
    (bearingDeg, elevationDeg, ownBearing, ownElevation) => {
      const { pattern, asked } = probe();
      mountPattern(pattern, { azimuthRad: 120 * DEG, tiltRad: 10 * DEG }).gainDbi(bearingDeg * DEG, elevationDeg * DEG);
      expect(asked()[1]).toBeCloseTo(ownElevation, 5);
      if (ownElevation !== 90) expect(Math.abs(wrapRad((asked()[0] - ownBearing) * DEG))).toBeLessThan(1e-9);
    },
  );

  it("tilts by nothing as by very little", () => {
    const sector = sectorPattern({
      gainDbi: 10,
      beamwidthDeg: 65,
      verticalBeamwidthDeg: 12,
      electricalTiltDeg: 3,
      frontToBackDb: 25,
      sideLobeDb: 20,
    });
    const level = mountPattern(sector, { azimuthRad: 1, tiltRad: 0 });
    const nearly = mountPattern(sector, { azimuthRad: 1, tiltRad: 1e-12 });
    const angle = fc.double({ min: -1.5, max: 1.5, noNaN: true });
    fc.assert(
      fc.property(angle, angle, (bearing, elevation) => {
        expect(nearly.gainDbi(2 * bearing, elevation)).toBeCloseTo(level.gainDbi(2 * bearing, elevation), 6);
      }),
      { seed: 1 },
    );
    expect(level.peakGainDbi).toBe(10);
  });
});

describe("wrapRad", () => {
  it.each([
    [0, 0],
    [190, -170],
    [-190, 170],
    [725, 5],
  ])("brings %d° to %d°", (fromDeg, toDeg) => {
    expect(wrapRad(fromDeg * DEG) / DEG).toBeCloseTo(toDeg, 9);
  });
});
