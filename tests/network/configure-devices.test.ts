import { describe, expect, it } from "vitest";
import { greatCircleDistanceM } from "../../src/geo/geodesy.ts";
import { configureLink } from "../../src/link/configuration/configure-link.ts";
import { groundBetween } from "../../src/link/path.ts";
import { ITM } from "../../src/link/propagation/itm.ts";
import { findRadio } from "../../src/lora/catalog.ts";
import { configureDevices, type DevicesRequest } from "../../src/network/configure-devices.ts";
import { inProcessEnvironment } from "../support/in-process-environment.ts";
import { type MadeScenario, madeScenario } from "../support/made-scenario.ts";
import { madeTerrain } from "../support/made-task.ts";

const LEVEL = madeTerrain(() => 100, 12_000, 180);

function requestOf(made: MadeScenario, change: Partial<DevicesRequest> = {}): DevicesRequest {
  return {
    scenario: madeScenario(made),
    elevation: LEVEL,
    radio: findRadio("SX1262"),
    held: {},
    channel: { shadowingDb: 0, fading: "none" },
    goal: { minimize: "energy", reliability: 0.99, packets: 200, seed: 1 },
    ...change,
  };
}

const configure = (made: MadeScenario, change: Partial<DevicesRequest> = {}) =>
  configureDevices(requestOf(made, change), inProcessEnvironment());

const FREE = { model: "free-space", radiusM: 20_000 } as const;
/** Loses much, so that near devices need something: a link through a house. */
const LOSSY = { lossDb: 40 };

describe("configureDevices", () => {
  it("gives each device what its own link would get", async () => {
    const made: MadeScenario = {
      stations: [{ at: [0, 0], kind: "gateway" }],
      devices: [
        { at: [300, 0], ...LOSSY },
        { at: [2000, 0], ...LOSSY },
        { at: [6000, 0], ...LOSSY, payloadBytes: 40, periodS: 600 },
        { at: [0, 9000], ...LOSSY, antennaGainDbi: 2 },
      ],
      propagation: FREE,
    };
    const answers = await configure(made);
    const { stations, devices } = madeScenario(made);
    for (const [i, { best, pathLossDb, gateway, simulated }] of answers.entries()) {
      const device = devices[i];
      const alone = configureLink({
        ...{ region: "EU868", frequencyHz: 868e6, model: "free-space", packets: 1 },
        distanceM: greatCircleDistanceM(stations[0], device),
        ...{ txGainDbi: device.antennaGainDbi, txLossDb: device.lossDb, noiseFigureDb: 6 },
        ...{ payloadBytes: device.payloadBytes ?? 20, periodS: device.periodS ?? 3600 },
      });
      expect(gateway?.id).toBe("s0");
      expect(pathLossDb).toBeCloseTo(alone.pathLossDb, 3);
      expect(best?.sf).toBe(alone.best?.sf);
      expect(best?.codingRate).toBe(alone.best?.codingRate);
      expect(best?.txPowerDbm).toBe(alone.best?.txPowerDbm);
      expect(best?.energyPerUplinkJ).toBe(alone.best?.energyPerUplinkJ);
      expect(simulated?.share).toBeGreaterThan(0.95);
    }
  });

  it("takes the plain model over the terrain", async () => {
    const inputs = { polarization: "vertical", climate: "continental-temperate", refractivityN: 301 };
    const settings = { permittivity: 15, conductivitySm: 0.005, time: 50, location: 50, situation: 50 };
    const propagation = { model: "itm", radiusM: 20_000, inputs: { ...inputs, ...settings } };
    const elevation = madeTerrain((eastM) => 100 + 40 * Math.sin(eastM / 700), 12_000, 90);
    const made: MadeScenario = {
      stations: [{ at: [0, 0], kind: "gateway" }],
      devices: [{ at: [5000, 2000] }],
      propagation,
    };
    const [{ pathLossDb }] = await configure(made, { elevation });
    const { stations, devices } = madeScenario(made);
    const ground = groundBetween(elevation, stations[0], devices[0], 90);
    const { lossDb } = ITM.loss({
      ...propagation.inputs,
      ...{ frequencyHz: 868e6, txHeightM: 20, rxHeightM: 1.5 },
      profileM: ground.elevationM,
      resolutionM: ground.distanceM / (ground.elevationM.length - 1),
    });
    // Profiles along the map's straight line and along the geodesic differ by metres
    expect(Math.abs((pathLossDb as number) - lossDb)).toBeLessThan(0.5);
  });

  it("chooses the gateway that hears a device best, not the nearest", async () => {
    const [answer] = await configure({
      stations: [
        { at: [0, 0], kind: "gateway", antennaGainDbi: -20 },
        { at: [9000, 0], kind: "gateway", antennaGainDbi: 10 },
        { at: [3000, 0], kind: "candidate", antennaGainDbi: 20 },
      ],
      devices: [{ at: [3000, 0] }],
      propagation: FREE,
    });
    expect(answer.gateway?.id).toBe("s1");
  });

  it("says why a device has no setting", async () => {
    const [far, deaf, busy] = await configure({
      stations: [{ at: [0, 0], kind: "gateway" }],
      devices: [{ at: [9000, 0] }, { at: [1000, 0], lossDb: 100 }, { at: [1000, 0], periodS: 5 }],
      propagation: { model: "free-space", radiusM: 5000 },
    });
    expect(far).toMatchObject({ best: null, gateway: null, pathLossDb: null });
    expect(far.reason).toMatch(/no gateway/);
    expect(deaf.best).toBeNull();
    expect(deaf.reason).toBe(`${(-(deaf.nearest?.marginDb ?? 0)).toFixed(1)} dB are missing at the best setting`);
    expect(busy).toMatchObject({ best: null, gateway: { id: "s0" } });
    expect(busy.reason).toMatch(/duty cycle/);
  });

  it("looks as far as the slowest rate reaches when the scenario sets no radius", async () => {
    // SF7, the scenario's, ends in free space at 14 dBm with 100 dB of losses sooner than SF12
    const made: MadeScenario = {
      stations: [{ at: [0, 0], kind: "gateway", lossDb: 20 }],
      devices: [{ at: [9000, 0], lossDb: 20 }],
      propagation: { model: "free-space", radiusM: null },
    };
    const [answer] = await configure(made, { held: { codingRate: "4/5" } });
    expect(answer.gateway?.id).toBe("s0");
    expect(answer.best).not.toBeNull();
  });

  it("holds what is held, and repeats itself", async () => {
    const made: MadeScenario = {
      stations: [{ at: [0, 0], kind: "gateway" }],
      devices: [{ at: [300, 0] }, { at: [2000, 0] }],
      propagation: FREE,
    };
    const held = { held: { sf: 10, codingRate: "4/6" }, channel: { shadowingDb: 5, fading: "none" } } as const;
    const answers = await configure(made, held);
    for (const { best } of answers) expect(best).toMatchObject({ sf: 10, codingRate: "4/6" });
    expect(await configure(made, held)).toEqual(answers);
  });

  it.each([
    [{ stations: [{ at: [0, 0] }], devices: [{ at: [1, 1] }] }, {}, "no-gateway"],
    [{ stations: [{ at: [0, 0], kind: "gateway" }] }, {}, "no-device"],
    [
      { stations: [{ at: [0, 0], kind: "gateway" }], devices: [{ at: [1, 1] }] },
      { radio: findRadio("LLCC68") },
      "no-such-rate",
    ],
  ] as const)("refuses %#", async (made, change, code) => {
    await expect(configure(made as unknown as MadeScenario, change)).rejects.toMatchObject({ code });
  });
});
