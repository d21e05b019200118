import { describe, expect, it } from "vitest";
import { dipolePattern, isotropicPattern, omniPattern } from "../../../src/link/antennas/omnidirectional.ts";

const DEG = Math.PI / 180;

describe("isotropicPattern", () => {
  it("is the same everywhere", () => {
    expect(isotropicPattern(2).gainDbi(1, -1)).toBe(2);
    expect(isotropicPattern(2).peakGainDbi).toBe(2);
  });
});

describe("dipolePattern", () => {
  // Balanis, §4.6: half-power beamwidth 78°; at 45° the field is cos(π/2·sin 45°)/cos 45° = 0.6279, −4.04 dB
  it("has the half-power width of the books", () => {
    const dipole = dipolePattern(0);
    expect(dipole.gainDbi(2, 39 * DEG)).toBeCloseTo(-3, 1);
    expect(dipole.gainDbi(0, 45 * DEG)).toBeCloseTo(-4.04, 2);
    expect(dipole.gainDbi(0, 0)).toBe(0);
  });

  it("is quiet along its axis, but not minus infinity", () => {
    expect(dipolePattern(2.15).gainDbi(0, Math.PI / 2)).toBeCloseTo(2.15 - 40, 9);
    expect(dipolePattern(2.15).gainDbi(0, -Math.PI / 2)).toBeCloseTo(2.15 - 40, 9);
  });
});

describe("omniPattern", () => {
  // ITU-R F.1336-5, recommends 2.1 with G0 = 8 dBi, k = 0.7, by hand: θ3 = 107.6·10^−0.8 = 17.05°;
  // at θ3/2 −3 dB; between θ4 = 15.3° and θ3: −12 + 10·log 1.7 = −9.70 dB; at 90°: −12 + 10·log(5.278^−1.5 + 0.7) = −13.07 dB
  const collinear = omniPattern({ gainDbi: 8, electricalTiltDeg: 0 });
  it.each([
    [0, 0],
    [8.527, -3],
    [16, -9.696],
    [-16, -9.696],
    [90, -13.065],
  ])("is the recommendation's at %d°", (elevationDeg, relativeDb) => {
    expect(collinear.gainDbi(1, elevationDeg * DEG)).toBeCloseTo(8 + relativeDb, 2);
  });

  // Recommends 2.5: θ = 90·(θh + β)/(90 + β) above the beam: straight up is still straight up
  it("tilts its beam and keeps zenith and nadir", () => {
    const tilted = omniPattern({ gainDbi: 8, electricalTiltDeg: 5 });
    expect(tilted.gainDbi(0, -5 * DEG)).toBeCloseTo(8, 9);
    for (const pole of [90, -90]) {
      expect(tilted.gainDbi(0, pole * DEG)).toBeCloseTo(collinear.gainDbi(0, pole * DEG), 9);
    }
  });

  it("has no step where its pieces meet", () => {
    for (let deg = 0; deg < 90; deg += 0.05) {
      const [one, next] = [deg, deg + 0.05].map((angle) => collinear.gainDbi(0, angle * DEG));
      expect(Math.abs(one - next)).toBeLessThan(0.1);
    }
  });
});
