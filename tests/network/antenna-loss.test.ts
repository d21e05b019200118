import { describe, expect, it } from "vitest";
import { linkLossOf } from "../../src/network/antenna-loss.ts";
import { planNetwork } from "../../src/network/plan.ts";
import type { Plan } from "../../src/network/result.ts";
import type { StationAntenna } from "../../src/scenario/scenario.ts";
import { inProcessEnvironment } from "../support/in-process-environment.ts";
import { type MadeScenario, madeScenario } from "../support/made-scenario.ts";
import { type GroundM, madeTerrain } from "../support/made-task.ts";

const flat: GroundM = () => 0;
/** Looks east; 30° off its axis it loses 3 dB, behind it 25 dB, upright 3 dB at 5°. */
const EAST = {
  pattern: {
    kind: "formula",
    name: "sector",
    inputs: { gainDbi: 10, beamwidthDeg: 60, verticalBeamwidthDeg: 10, frontToBackDb: 25, sideLobeDb: 20 },
  },
  azimuthDeg: 90,
  tiltDeg: 0,
  polarization: null,
} as const satisfies StationAntenna;

const AT_3_KM = { at3: [3000, 0], north: [0, 3000], west: [-3000, 0], half: [2598.1, 1500] } as const;
const devices = Object.values(AT_3_KM).map((at) => ({ at }));

function coverage(
  antenna: StationAntenna | undefined,
  change: Partial<MadeScenario> = {},
  groundM = flat,
): Promise<Plan> {
  const made: MadeScenario = {
    stations: [{ at: [0, 0], kind: "gateway", heightAglM: 20, antennaGainDbi: 10, ...(antenna && { antenna }) }],
    devices,
    propagation: { model: "free-space", radiusM: 5000 },
    ...change,
  };
  const request = {
    kind: "coverage",
    scenario: madeScenario(made),
    elevation: madeTerrain(groundM, 6000, 250),
    method: "sweep",
    pixelM: null,
    target: null,
    warnings: [],
    timeLimitS: 1,
    gap: 0,
    seed: 1,
  } as const;
  return planNetwork(request, inProcessEnvironment());
}

const received = ({ links }: Plan) => links.map(({ downlink }) => downlink.receivedPowerDbm);

describe("a directional antenna", () => {
  it("takes nothing from where it looks and as much elsewhere as its pattern says", async () => {
    const [even, directed] = [await coverage(undefined), await coverage(EAST)];
    const lost = received(even).map((power, i) => power - received(directed)[i]);
    // By hand: the device stands 18.5 m lower, at 3 km −0.353° and 0.010° of the earth's bulge: 12·(0.363/10)² = 0.016 dB.
    // 90° off: 12·(90/60)² = 27 dB, held at 25; 30° off: 3 dB
    expect(lost[0]).toBeCloseTo(0.016, 3);
    expect(lost[1]).toBeCloseTo(25, 6);
    expect(lost[2]).toBeCloseTo(25, 6);
    expect(lost[3]).toBeCloseTo(3.016, 2);
    const [uplinks, before] = [directed, even].map(({ links }) => links.map(({ uplink }) => uplink.marginDb));
    expect(before[1] - uplinks[1]).toBeCloseTo(25, 6);
  });

  it("leaves path loss as it is, and lowers power and margin of the map", async () => {
    const [even, directed] = [await coverage(undefined), await coverage(EAST)];
    expect(directed.maps.pathLossDb).toEqual(even.maps.pathLossDb);
    expect(directed.links.map(({ downlink }) => downlink.pathLossDb)).toEqual(
      even.links.map(({ downlink }) => downlink.pathLossDb),
    );
    const { width, height } = directed.maps;
    const post = (eastM: number, northM: number) =>
      Math.round((height - 1) / 2 - northM / 250) * width + Math.round((width - 1) / 2 + eastM / 250);
    const lost = (eastM: number, northM: number) => [
      even.maps.receivedPowerDbm[post(eastM, northM)] - directed.maps.receivedPowerDbm[post(eastM, northM)],
      even.maps.marginDb[post(eastM, northM)] - directed.maps.marginDb[post(eastM, northM)],
    ];
    for (const dB of lost(4000, 0)) expect(dB).toBeCloseTo(0.01, 2);
    for (const dB of lost(-4000, 250)) expect(dB).toBeCloseTo(25, 4);
  });

  it("looks down by its tilt", async () => {
    // Ahead the beam then lies 5° above the ray but for 0.36°: 12·(4.64/10)² = 2.58 dB
    const [even, tilted] = [await coverage(undefined), await coverage({ ...EAST, tiltDeg: 5 })];
    expect(received(even)[0] - received(tilted)[0]).toBeCloseTo(2.58, 2);
  });

  it("counts the angle to a device on a hill", async () => {
    // At 3 km on 500 m: 481.5 m above the antenna, 9.12° and less the bulge 9.108°: 12·(9.108/10)² = 9.955 dB
    const hill: GroundM = (eastM) => (eastM > 2000 ? 500 : 0);
    const [even, directed] = [await coverage(undefined, {}, hill), await coverage(EAST, {}, hill)];
    expect(received(even)[0] - received(directed)[0]).toBeCloseTo(9.955, 2);
  });

  it("loses for its polarization what the devices do not share", async () => {
    const slanted = { ...EAST, polarization: "slant-left" } as const;
    const plain = received(await coverage(EAST));
    received(await coverage(slanted)).forEach((power, i) => {
      expect(plain[i] - power).toBeCloseTo(3.0103, 4);
    });
    const upright = received(await coverage({ ...EAST, polarization: "vertical" }));
    expect(upright).toEqual(plain);
  });

  it("decides what is covered and which gateway serves", async () => {
    const west = { ...EAST, azimuthDeg: 270 };
    const pair = await coverage(undefined, {
      stations: [
        { at: [0, 0], kind: "gateway", antennaGainDbi: 10, antenna: EAST },
        { at: [0, 0], kind: "gateway", antennaGainDbi: 10, antenna: west },
      ],
      // Between the losses with and without 25 dB: 14 + 10 − 100.8 dB over −117 dBm and −7.5 dB leave 47.7 dB
      goal: { marginDb: 40 },
    });
    const best = pair.links.filter((link) => link.best);
    expect(best.map(({ gateway }) => gateway)).toEqual([0, 0, 1, 0]);
    expect(best.map(({ covered }) => covered)).toEqual([true, false, true, true]);
    expect(pair.coverage.weightFraction).toBeCloseTo(0.75, 9);
    expect(pair.worstSpots[0].reason).toMatch(/^25\.0 dB off the beam of S0's antenna/);
  });

  it("costs the others nothing: their losses are the path's own", async () => {
    const [site] = (await coverage(undefined)).siteLoss;
    expect(site?.linkLoss).toBeUndefined();
    if (site !== undefined) expect(linkLossOf(site)).toBe(site);
  });
});
