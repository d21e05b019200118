import { describe, expect, it } from "vitest";
import { mountPattern } from "../../src/link/antennas/pattern.ts";
import { sectorPattern } from "../../src/link/antennas/sector.ts";
import { antennaScene, antennaSvg } from "../../src/report/antenna-svg.ts";
import { expectGolden } from "../support/golden.ts";

const DEG = Math.PI / 180;
const sector = sectorPattern({
  gainDbi: 10,
  beamwidthDeg: 65,
  verticalBeamwidthDeg: 20,
  electricalTiltDeg: 0,
  frontToBackDb: 25,
  sideLobeDb: 20,
});
const picture = {
  title: "Sector <1>",
  subtitle: "10 dBi",
  pattern: mountPattern(sector, { azimuthRad: 90 * DEG, tiltRad: 0 }),
  azimuthDeg: 90,
};

describe("antennaSvg", () => {
  it("draws as before", () => {
    expectGolden("antenna.svg", antennaSvg(picture));
  });

  it("puts the peak where the antenna looks: east on the left, level on the right", () => {
    // By hand: the rim is 10 dBi at a radius of 160 pixels about (215, 282) and (605, 282); behind 25 of 40 dB are lost
    const curves = antennaScene(picture).marks.flatMap((mark) =>
      mark.kind === "line" && mark.colour === "blue" ? [Array.from(mark.points)] : [],
    );
    expect(curves).toHaveLength(2);
    const [horizon, upright] = curves;
    const point = (points: number[], angleDeg: number) => points.slice(4 * angleDeg, 4 * angleDeg + 2).map(Math.round);
    expect(point(horizon, 90)).toEqual([375, 282]);
    expect(point(horizon, 270)).toEqual([155, 282]);
    expect(point(upright, 0)).toEqual([765, 282]);
    expect(point(upright, 180)).toEqual([545, 282]);
  });

  it("escapes what it is told", () => {
    expect(antennaSvg(picture)).toContain("<title>Sector &lt;1&gt;</title>");
  });
});
