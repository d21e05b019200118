import { describe, expect, it } from "vitest";
import { type AntennaCuts, measuredPattern } from "../../../src/link/antennas/cuts.ts";
import { gainAlongVertical } from "../../../src/link/antennas/figures.ts";
import { sectorPattern } from "../../../src/link/antennas/sector.ts";

const DEG = Math.PI / 180;
const sector = sectorPattern({
  gainDbi: 0,
  beamwidthDeg: 70,
  verticalBeamwidthDeg: 30,
  electricalTiltDeg: 0,
  frontToBackDb: 25,
  sideLobeDb: 20,
});
const cuts: AntennaCuts = {
  title: "cuts",
  gainDbi: null,
  horizontalDb: Array.from({ length: 360 }, (_, i) => sector.gainDbi(i * DEG, 0)),
  verticalDb: Array.from({ length: 360 }, (_, i) => gainAlongVertical(sector, 0, i)),
  remarks: {},
};

describe("measuredPattern", () => {
  const pattern = measuredPattern(cuts, 12);

  it("gives both cuts back", () => {
    for (let deg = 0; deg < 360; deg++) {
      expect(pattern.gainDbi(deg * DEG, 0)).toBeCloseTo(12 + cuts.horizontalDb[deg], 9);
      expect(gainAlongVertical(pattern, 0, deg)).toBeCloseTo(12 + cuts.verticalDb[deg], 9);
    }
    expect(pattern.peakGainDbi).toBe(12);
  });

  it("is linear between values, and around the end of the table", () => {
    const half = (cuts.horizontalDb[40] + cuts.horizontalDb[41]) / 2;
    expect(pattern.gainDbi(40.5 * DEG, 0)).toBeCloseTo(12 + half, 9);
    expect(pattern.gainDbi(-0.5 * DEG, 0)).toBeCloseTo(12 + (cuts.horizontalDb[359] + cuts.horizontalDb[0]) / 2, 9);
  });

  // By hand from the interpolation: at 90° both halves of the vertical cut count half
  it("weighs the front and the back of the vertical cut by the bearing", () => {
    const { horizontalDb: h, verticalDb: v } = cuts;
    expect(pattern.gainDbi(90 * DEG, 10 * DEG)).toBeCloseTo(12 + h[90] - (h[0] - v[10]) / 2 - (h[180] - v[170]) / 2, 9);
    expect(pattern.gainDbi(-45 * DEG, -20 * DEG)).toBeCloseTo(
      12 + h[315] - 0.75 * (h[0] - v[340]) - 0.25 * (h[180] - v[200]),
      9,
    );
  });

  it("follows the vertical cut of a tilted beam whose horizontal cut was taken through the peak", () => {
    const tilted = { ...cuts, verticalDb: cuts.verticalDb.map((_, i) => cuts.verticalDb[(i + 8) % 360]) };
    expect(measuredPattern(tilted, 12).gainDbi(0, -8 * DEG)).toBeCloseTo(12, 9);
    expect(measuredPattern(tilted, 12).gainDbi(0, 0)).toBeCloseTo(12 + cuts.verticalDb[8], 9);
  });
});
