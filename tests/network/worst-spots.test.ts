import { describe, expect, it } from "vitest";
import type { CoverGrid } from "../../src/geo/cover/cover-grid.ts";
import { greatCircleDistanceM } from "../../src/geo/geodesy.ts";
import { demandPoints } from "../../src/network/demand.ts";
import { createSuccessModel } from "../../src/network/success.ts";
import { findWorstSpots } from "../../src/network/worst-spots.ts";
import { madeLosses } from "../support/made-losses.ts";
import { type MadeScenario, madeScenario } from "../support/made-scenario.ts";
import { type GroundM, madeTerrain } from "../support/made-task.ts";
import { seededRandom } from "../support/random.ts";

const _ = Number.NaN;

/** The spots of a scenario whose stations are all in use, for given losses and counts by device. */
function spotsOf(
  made: MadeScenario,
  groundM: GroundM,
  lossDb: number[][],
  count: number[],
  cover: CoverGrid | null = null,
  endLossDb: Float32Array | null = null,
) {
  const scenario = madeScenario(made);
  const demand = demandPoints(scenario);
  return findWorstSpots({
    scenario,
    elevation: madeTerrain(groundM, 20_000, 200),
    cover,
    endLossDb,
    demand,
    gateways: [...scenario.stations.keys()],
    losses: lossDb.map((losses, station) => madeLosses(station, losses)),
    count: Uint16Array.from(count),
    success: createSuccessModel(scenario),
  });
}
const oneDevice: MadeScenario = { stations: [{ at: [0, 0], name: "Mast" }], devices: [{ at: [10_000, 0] }] };

describe("reasons", () => {
  it("names a ridge in the way, how far and how high above the ray", () => {
    // By hand: antennas at 120 and 101.5 m; at the ridge's far edge, 4.2 km away, the ray is at 120 − 0.42 · 18.5 = 112.2 m
    // less a bulge of 4.2 · 5.8 km² / 2ka = 1.4 m: 110.8 m.
    const [spot] = spotsOf(oneDevice, (eastM) => (Math.abs(eastM - 4000) < 300 ? 175 : 100), [[145]], [0]);
    expect(spot.reason).toBe(
      "Terrain 4.2 km from Mast rises 64 m above the line of sight; 6.5 dB short of the margin asked for.",
    );
    expect(spot).toMatchObject({ place: "D0", weight: 1, gateway: 0, pathLossDb: 145 });
    expect(spot.marginDb).toBeCloseTo(-6.469, 3);
    expect(spot.profile?.lineOfSight).toBe(false);
    expect(spot.profile?.elevationM.length).toBeGreaterThan(100);
  });

  it("tells what stands on the ground from the ground, in its profile too", () => {
    // Trees of 40 m from 3 to 4 km away: at 4 km the ray is at 120 − 0.4 · 18.5 − 1.4 = 111.2 m
    const wood = madeTerrain((eastM) => (eastM > 3000 && eastM <= 4000 ? 40 : 0), 12_000, 50);
    const [spot] = spotsOf(oneDevice, () => 100, [[145]], [0], wood);
    expect(spot.reason).toMatch(/^What stands on the ground 4\.0 km from Mast rises 29 m above the line of sight;/);
    expect(Math.max(...(spot.profile?.surfaceM ?? []))).toBe(140);
    expect(Math.max(...(spot.profile?.elevationM ?? []))).toBe(100);
    const ridge: GroundM = (eastM) => (Math.abs(eastM - 3500) < 300 ? 175 : 100);
    expect(spotsOf(oneDevice, ridge, [[145]], [0], wood)[0].reason).toMatch(/^Terrain 3\./);
  });

  it("names the loss at the device, where without it the path would do", () => {
    const inWood = spotsOf(oneDevice, () => 100, [[145]], [0], null, Float32Array.of(14.2));
    expect(inWood[0].reason).toBe(
      "14.2 dB are lost at the device itself, among trees or houses; 6.5 dB short of the margin asked for.",
    );
    const indoors = { ...oneDevice, devices: [{ at: [10_000, 0] as const, indoor: "traditional" as const }] };
    expect(spotsOf(indoors, () => 100, [[145]], [0], null, Float32Array.of(14.2))[0].reason).toContain(
      "in its building",
    );
    expect(spotsOf(oneDevice, () => 100, [[145]], [0], null, Float32Array.of(4))[0].reason).toContain("Fresnel zone");
  });

  it("counts further ridges", () => {
    const ridges = [3000, 5000, 8000];
    const ground: GroundM = (eastM) => (ridges.some((at) => Math.abs(eastM - at) < 90) ? 175 : 100);
    expect(spotsOf(oneDevice, ground, [[145]], [0])[0].reason).toContain("with 2 more ridges in the way");
  });

  it("tells a blocked Fresnel zone from a path that is too long", () => {
    // At 868 MHz the zone is 29 m wide amid 10 km: over flat ground antennas at 20 and 1.5 m leave no 60 % of it free
    expect(spotsOf(oneDevice, () => 100, [[145]], [0])[0].reason).toContain("first Fresnel zone");
    const high = { ...oneDevice, stations: [{ at: [0, 0] as const, name: "Mast", heightAglM: 400 }] };
    const valley: GroundM = (eastM) => (eastM > 9500 ? 100 : 0);
    const reason = spotsOf({ ...high, devices: [{ at: [10_000, 0], heightAglM: 100 }] }, valley, [[145]], [0])[0]
      .reason;
    expect(reason).toBe(
      "In clear sight of Mast, but 10.0 km is too far for this power and spreading factor; 6.5 dB short of the margin asked for.",
    );
  });

  it("says when no gateway reaches there, or there is none", () => {
    const beyond = spotsOf(oneDevice, () => 100, [[_]], [0])[0];
    expect(beyond).toMatchObject({ gateway: null, marginDb: null, pathLossDb: null, profile: null });
    expect(beyond.reason).toBe("It lies beyond the computed radius of every gateway.");
    expect(spotsOf({ ...oneDevice, stations: [] }, () => 100, [], [0])[0].reason).toBe("There is no gateway.");
  });

  it("says when too few gateways are heard", () => {
    const [spot] = spotsOf({ ...oneDevice, goal: { redundancy: 2 } }, () => 100, [[120]], [1]);
    expect(spot.reason).toBe("Heard by fewer than the 2 gateways that are asked for.");
  });

  it("does without a profile where the path has none", () => {
    const gap: GroundM = (eastM) => (Math.abs(eastM - 4000) < 400 ? _ : 100);
    const [spot] = spotsOf(oneDevice, gap, [[145]], [0]);
    expect(spot.profile).toBeNull();
    expect(spot.reason).toBe("The path from Mast is 6.5 dB short of the margin asked for.");
  });

  it("looks from the gateway with the greatest margin", () => {
    const two = { ...oneDevice, stations: [{ at: [0, 0] as const }, { at: [0, 900] as const, antennaGainDbi: 9 }] };
    expect(spotsOf(two, () => 100, [[145], [150]], [0])[0]).toMatchObject({ gateway: 1, pathLossDb: 150 });
  });
});

describe("choice of spots", () => {
  it("takes the heaviest neighbourhoods first, each point once", () => {
    const devices = [
      { at: [0, 0], weight: 2 },
      { at: [1000, 0], weight: 2 },
      { at: [10_000, 0], weight: 3 },
      { at: [0, 10_000], weight: 9 },
      { at: [-9000, 0], weight: 1 },
    ] as const;
    const lossDb = [[150, 150, 150, 150, 150]];
    const spots = spotsOf({ stations: [{ at: [0, 0] }], devices }, () => 100, lossDb, [0, 0, 0, 1, 0]);
    expect(spots.map(({ weight }) => weight)).toEqual([4, 3, 1]);
    expect(spots[1].place).toBe("D2");
  });

  it.each([-121.9, 179.99])("calls near what lies within 2.5 km (longitude %d°)", (longitudeDeg) => {
    const random = seededRandom(2);
    const devices = Array.from({ length: 60 }, () => ({ at: [20_000 * random(), 20_000 * random()] as const }));
    const middle = { longitudeDeg, latitudeDeg: 36.6 };
    const scenario = madeScenario({ stations: [], devices, middle });
    const demand = demandPoints(scenario);
    const [spot] = findWorstSpots({
      scenario,
      elevation: madeTerrain(() => 100, 1000),
      cover: null,
      endLossDb: null,
      demand,
      gateways: [],
      losses: [],
      success: createSuccessModel(scenario),
      count: new Uint16Array(demand.count),
    });
    const near = (from: { longitudeDeg: number; latitudeDeg: number }) =>
      scenario.devices.filter((device) => greatCircleDistanceM(from, device) <= 2500).length;
    expect(spot.weight).toBe(near(spot));
    expect(spot.weight).toBe(Math.max(...scenario.devices.map(near)));
  });

  it("shows at most six, none where all is covered", () => {
    const devices = Array.from({ length: 9 }, (_, i) => ({ at: [6000 * (i - 4), 0] as const }));
    const lossDb = [devices.map(() => _)];
    const spots = (count: number) =>
      spotsOf(
        { stations: [{ at: [0, 0] }], devices },
        () => 100,
        lossDb,
        devices.map(() => count),
      );
    expect(spots(0)).toHaveLength(6);
    expect(spots(1)).toHaveLength(0);
  });

  it("sums up every uncovered point of a great area, though it looks among some only", () => {
    const made: MadeScenario = { stations: [{ at: [0, 0] }], areas: [{ box: [0, 0, 16_000, 16_000], gridM: 200 }] };
    const points = demandPoints(madeScenario(made)).count;
    expect(points).toBe(6400);
    const [spot] = spotsOf(made, () => 100, [Array(points).fill(_)], Array(points).fill(0));
    // A disc of 2.5 km in a plain of weight 1 per km², to the grain of the samples
    expect(spot.weight / (Math.PI * 2.5 ** 2)).toBeCloseTo(1, 1);
  });
});
