import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BULLINGTON } from "../../../../src/link/propagation/diffraction/bullington.ts";
import { DELTA_BULLINGTON } from "../../../../src/link/propagation/diffraction/delta-bullington.ts";
import { SPHERICAL_EARTH } from "../../../../src/link/propagation/diffraction/spherical-earth.ts";
import { freeSpaceLossDb } from "../../../../src/link/propagation/free-space.ts";
import { knifeEdgeLossDb } from "../../../../src/link/propagation/p526/knife-edge.ts";
import { madeProfile, reversed } from "./made-profiles.ts";

/** The ITU's own validation examples: see SOURCE.md beside the file. */
const example = JSON.parse(
  readFileSync(new URL("../../../reference/propagation/delta-bullington.json", import.meta.url), "utf8"),
);

describe("the ITU's validation examples", () => {
  const { elevationM, stepM, lengthM, effectiveEarthRadiusM, seaFraction, polarization } = example;
  const last = elevationM.length - 1;
  const distanceM = elevationM.map((_: number, i: number) => (i === last ? lengthM : i * stepM));

  it.each(example.cases as { id: string; input: object; expected: Record<string, number | number[]> }[])(
    "$id",
    ({ input, expected }) => {
      const setting = { effectiveEarthRadiusM, seaFraction, polarization };
      const result = DELTA_BULLINGTON.loss({ ...input, ...setting, distanceM, elevationM });
      for (const key of [
        "bullingtonLossDb",
        "smoothBullingtonLossDb",
        "sphericalEarthLossDb",
        "diffractionLossDb",
      ] as const) {
        expect(Math.abs((result[key] as number) - (expected[key] as number)), key).toBeLessThan(example.toleranceDb);
      }
      const { txHeightM, rxHeightM } = input as { txHeightM: number; rxHeightM: number };
      const antennasM = [elevationM[0] + txHeightM, elevationM[last] + rxHeightM];
      const aboveM = (result.smoothSurfaceM as number[]).map((heightM, end) => antennasM[end] - heightM);
      (expected.heightsAboveSmoothSurfaceM as number[]).forEach((heightM, end) => {
        expect(aboveM[end]).toBeCloseTo(heightM, 5);
      });
    },
  );
});

const antennas = { frequencyHz: 868e6, txHeightM: 30, rxHeightM: 10 };

describe("terrain whose answer is known", () => {
  it.each([5e3, 20e3, 40e3, 80e3])("is the spherical earth over a level sea of %d m", (lengthM) => {
    // Over level ground Bullington's part over the terrain and over the smooth earth are the same and cancel
    const result = DELTA_BULLINGTON.loss({ ...antennas, ...madeProfile(lengthM, 400, () => 0) });
    const smooth = SPHERICAL_EARTH.loss({ ...antennas, distanceM: lengthM }).lossDb;
    expect(result.bullingtonLossDb).toBeCloseTo(result.smoothBullingtonLossDb as number, 9);
    expect(result.diffractionLossDb).toBeCloseTo(Math.max(smooth, result.bullingtonLossDb as number), 9);
    expect(result.lossDb).toBeCloseTo(
      freeSpaceLossDb(Math.hypot(lengthM, 20), 868e6) + (result.diffractionLossDb as number),
      9,
    );
  });

  it("is a knife edge, rounded, over a single edge on a nearly flat earth", () => {
    // 10 km, antennas at 10 m, an edge of 60 m in the middle: h = 50 m, λ = 0.345383 m,
    // v = 50·√(2/λ·(1/5000 + 1/5000)) = 2.406382; J + [1 − e^(−J/6)]·(10 + 0.02·10)
    const edge = madeProfile(10e3, 100, (d) => (d === 5000 ? 60 : 0));
    const result = DELTA_BULLINGTON.loss({
      frequencyHz: 868e6,
      txHeightM: 10,
      rxHeightM: 10,
      effectiveEarthRadiusM: 1e12,
      ...edge,
    });
    const knifeDb = knifeEdgeLossDb(2.406382);
    expect(result.bullingtonLossDb).toBeCloseTo(knifeDb + (1 - Math.exp(-knifeDb / 6)) * 10.2, 3);
  });

  it("takes a wedge for the edge in which its flanks' tangents meet", () => {
    // Antennas on the ground's level at 0 m; flanks from 4 km to the ridge of 80 m at 5 km and down to 6 km: what both
    // antennas see is the ridge itself
    const wedge = madeProfile(10e3, 1000, (d) => Math.max(0, 80 - Math.abs(d - 5000) * 0.08));
    const edge = madeProfile(10e3, 1000, (d) => (d === 5000 ? 80 : 0));
    const setting = { frequencyHz: 868e6, txAltitudeM: 5, rxAltitudeM: 5 };
    expect(BULLINGTON.loss({ ...setting, ...wedge }).v).toBeCloseTo(
      BULLINGTON.loss({ ...setting, ...edge }).v as number,
      9,
    );
  });

  it("takes two walls for one that stands higher between them", () => {
    // Antennas at 0 m over a flat earth, walls of 40 m at 2 and 8 km of 10: rays of slope 40/2000 meet 100 m high at 5 km
    const walls = madeProfile(10e3, 100, (d) => (d === 2000 || d === 8000 ? 40 : -100));
    const setting = { frequencyHz: 868e6, txAltitudeM: 0, rxAltitudeM: 0, effectiveEarthRadiusM: 1e15 };
    // v = 100·√(2/0.345383·(1/5000 + 1/5000)) = 4.812763
    expect(BULLINGTON.loss({ ...setting, ...walls }).v).toBeCloseTo(4.812763, 5);
  });

  it("counts what stands on the ground, but not at the antennas", () => {
    const level = madeProfile(10e3, 100, () => 50);
    const raised = madeProfile(10e3, 100, (d) => (d === 0 || d === 10e3 ? 50 : 65));
    const trees = DELTA_BULLINGTON.loss({ ...antennas, ...level, clutterHeightM: 15 });
    expect(trees.bullingtonLossDb).toBe(DELTA_BULLINGTON.loss({ ...antennas, ...raised }).bullingtonLossDb);
    expect(trees.lossDb).toBeGreaterThan(DELTA_BULLINGTON.loss({ ...antennas, ...level }).lossDb);
  });
});

describe("delta-bullington", () => {
  const ground = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 3, maxLength: 40 });

  it("is the same from either end", () => {
    fc.assert(
      fc.property(ground, (elevations) => {
        const profile = { profileM: Float64Array.from(elevations), resolutionM: 250 };
        const turned = { frequencyHz: 868e6, txHeightM: antennas.rxHeightM, rxHeightM: antennas.txHeightM };
        const there = DELTA_BULLINGTON.loss({ ...antennas, ...profile }).lossDb;
        expect(DELTA_BULLINGTON.loss({ ...turned, ...reversed(profile) }).lossDb).toBeCloseTo(there, 6);
      }),
    );
  });

  it("is never less than free space, and answers alike for equal steps and for distances", () => {
    fc.assert(
      fc.property(ground, (elevations) => {
        const profileM = Float64Array.from(elevations);
        const even = DELTA_BULLINGTON.loss({ ...antennas, profileM, resolutionM: 250 });
        const distanceM = elevations.map((_, i) => i * 250);
        expect(DELTA_BULLINGTON.loss({ ...antennas, distanceM, elevationM: elevations })).toEqual(even);
        expect(even.lossDb).toBeGreaterThanOrEqual(even.freeSpaceLossDb as number);
      }),
    );
  });

  it("computes many paths as it computes one", () => {
    const lossOver = DELTA_BULLINGTON.lossOverTerrain?.({ frequencyHz: 868e6, clutterHeightM: 8 });
    for (const steps of [40, 90, 12]) {
      const made = madeProfile(steps * 100, steps, (d) => 40 * Math.sin(d / 700));
      const path = { ...antennas, ...made, elevationM: made.profileM, steps, latitudeDeg: 45 };
      const { lossDb } = DELTA_BULLINGTON.loss({ ...antennas, ...made, clutterHeightM: 8 });
      expect(lossOver?.(path)).toBe(lossDb);
    }
  });

  it.each([
    ["no terrain", {}, "missing-input"],
    ["distances without elevations", { distanceM: [0, 1, 2] }, "missing-input"],
    ["elevations without distances", { elevationM: [0, 1, 2] }, "missing-input"],
    ["two profiles", { profileM: [0, 1, 2], resolutionM: 90, distanceM: [0, 90, 180] }, "conflicting-inputs"],
    ["two points", { profileM: [0, 1], resolutionM: 90 }, "too-few-points"],
    ["a hole in the terrain", { profileM: [0, Number.NaN, 2], resolutionM: 90 }, "out-of-range"],
    ["too few distances", { distanceM: [0, 90], elevationM: [0, 1, 2] }, "length-mismatch"],
    ["distances that do not begin at the antenna", { distanceM: [5, 90, 180], elevationM: [0, 1, 2] }, "not-ascending"],
    ["distances that stand still", { distanceM: [0, 90, 90], elevationM: [0, 1, 2] }, "not-ascending"],
    ["too few clutter heights", { profileM: [0, 1, 2], resolutionM: 90, clutterHeightM: [0, 1] }, "length-mismatch"],
    ["sunken clutter", { profileM: [0, 1, 2], resolutionM: 90, clutterHeightM: [0, -1, 0] }, "out-of-range"],
    ["an antenna in the ground", { profileM: [0, 1, 2], resolutionM: 90, txHeightM: -1 }, "out-of-range"],
  ])("refuses %s", (_, input, code) => {
    expect(() => DELTA_BULLINGTON.loss({ ...antennas, ...input })).toThrow(expect.objectContaining({ code }));
  });
});
