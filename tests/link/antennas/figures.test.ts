import { describe, expect, it } from "vitest";
import { antennaFigures } from "../../../src/link/antennas/figures.ts";
import { dipolePattern, isotropicPattern, omniPattern } from "../../../src/link/antennas/omnidirectional.ts";
import { sectorPattern } from "../../../src/link/antennas/sector.ts";

describe("antennaFigures", () => {
  it("finds what a sector was made from", () => {
    const figures = antennaFigures(
      sectorPattern({
        gainDbi: 14,
        beamwidthDeg: 65,
        verticalBeamwidthDeg: 10,
        electricalTiltDeg: 5.5,
        frontToBackDb: 27,
        sideLobeDb: 18,
      }),
    );
    expect(figures.gainDbi).toBe(14);
    expect(figures.peakBearingDeg).toBe(0);
    expect(figures.peakElevationDeg).toBe(-5.5);
    expect(figures.beamwidthDeg).toBeCloseTo(65, 2);
    expect(figures.verticalBeamwidthDeg).toBeCloseTo(10, 2);
    expect(figures.frontToBackDb).toBe(27);
  });

  it("has no width where the gain never falls by half", () => {
    expect(antennaFigures(isotropicPattern(0))).toEqual({
      gainDbi: 0,
      peakBearingDeg: 0,
      peakElevationDeg: 0,
      beamwidthDeg: null,
      verticalBeamwidthDeg: null,
      frontToBackDb: 0,
    });
    expect(antennaFigures(dipolePattern()).beamwidthDeg).toBeNull();
  });

  it("finds the vertical widths of theory", () => {
    // Balanis, §4.6: 78°; ITU-R F.1336-5, recommends 2.1: 107.6°·10^−0.6 = 27.03°
    expect(antennaFigures(dipolePattern()).verticalBeamwidthDeg).toBeCloseTo(78, 0);
    const collinear = omniPattern({ gainDbi: 6, electricalTiltDeg: 0 });
    expect(antennaFigures(collinear).verticalBeamwidthDeg).toBeCloseTo(27.03, 1);
  });
});
