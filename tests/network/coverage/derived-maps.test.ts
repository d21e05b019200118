import { describe, expect, it } from "vitest";
import {
  balanceMap,
  leastSpreadingFactor,
  NO_SPREADING_FACTOR,
  SPREADING_FACTOR_NOT_COMPUTED,
  spreadingFactorMap,
  spreadingFactorSteps,
  successMap,
} from "../../../src/network/coverage/derived-maps.ts";
import type { CoverageMaps } from "../../../src/network/result.ts";
import { createSuccessModel, successWithMargin } from "../../../src/network/success.ts";
import { type MadeScenario, madeScenario } from "../../support/made-scenario.ts";

const made = (change: Partial<MadeScenario> = {}) => madeScenario({ stations: [{ at: [0, 0] }], ...change });
const MARGINS = [Number.NaN, -20, -12.6, -12.4, -5, -0.1, 0, 7, 40];
const maps: CoverageMaps = {
  width: MARGINS.length,
  height: 1,
  westDeg: 0,
  northDeg: 0,
  lonStepDeg: 1,
  latStepDeg: 1,
  receivedPowerDbm: new Float32Array(MARGINS.length),
  pathLossDb: new Float32Array(MARGINS.length),
  marginDb: Float32Array.from(MARGINS),
  bestServer: Int16Array.from(MARGINS, (margin, i) => (Number.isNaN(margin) ? -1 : i % 2)),
  heardCount: new Uint8Array(MARGINS.length),
};

describe("spreadingFactorSteps", () => {
  it("goes down by what each spreading factor needs less", () => {
    const scenario = made();
    const steps = spreadingFactorSteps(scenario, createSuccessModel(scenario));
    // EU868: SF7 to SF12 at 125 kHz; required SNR of the SX1276, table 13: −7.5, −10, −12.5, −15, −17.5, −20 dB
    expect(steps).toEqual([7, 8, 9, 10, 11, 12].map((sf, n) => ({ sf, marginDb: 0 - 2.5 * n })));
  });

  it("keeps to the region's rates, and to the scenario's own where it has another bandwidth", () => {
    const factors = (change: object) => {
      const scenario = { ...made(), ...change };
      return spreadingFactorSteps(scenario, createSuccessModel(scenario)).map(({ sf }) => sf);
    };
    expect(factors({ region: "US915" })).toEqual([7, 8, 9, 10]);
    expect(factors({ region: "custom" })).toEqual([7, 8, 9, 10, 11, 12]);
    const radio = { ...made().radio, sf: 6 as const };
    expect(factors({ radio })).toEqual([6, 7, 8, 9, 10, 11, 12]);
  });

  it("asks for each spreading factor's own success where the goal has a probability", () => {
    const scenario = made({ goal: { probability: 0.9 } });
    const success = createSuccessModel(scenario);
    for (const { sf, marginDb } of spreadingFactorSteps(scenario, success)) {
      // The margin is over SF7's threshold: over its own it is as much more as that lies below
      const own = success.at(scenario.device, sf);
      expect(successWithMargin(own, marginDb - 7.5 - own.snrRequiredDb)).toBeCloseTo(0.9, 6);
    }
  });
});

describe("spreadingFactorMap", () => {
  it("takes the fastest that is enough", () => {
    const scenario = made();
    const steps = spreadingFactorSteps(scenario, createSuccessModel(scenario));
    const [unknown, none] = [SPREADING_FACTOR_NOT_COMPUTED, NO_SPREADING_FACTOR];
    expect([...spreadingFactorMap(maps, steps)]).toEqual([unknown, none, none, 12, 9, 8, 7, 7, 7]);
    expect(leastSpreadingFactor(-2.5, steps)).toBe(8);
  });
});

describe("successMap and balanceMap", () => {
  it("are made from the best margin and its server", () => {
    const scenario = made();
    const ofDevice = createSuccessModel(scenario).of(scenario.device);
    const probability = successMap(maps, ofDevice);
    MARGINS.forEach((margin, i) => {
      if (Number.isNaN(margin)) expect(probability[i]).toBeNaN();
      else expect(probability[i]).toBeCloseTo(successWithMargin(ofDevice, Math.fround(margin)), 6);
    });
    const balance = balanceMap(maps, [-13, 2.5]);
    expect([...balance]).toEqual([Number.NaN, 2.5, -13, 2.5, -13, 2.5, -13, 2.5, -13]);
  });
});
