import { describe, expect, it } from "vitest";
import { packetSuccess } from "../../src/lora/packet-success.ts";
import { normalQuantile } from "../../src/math/normal.ts";
import { createSuccessModel, successWithMargin } from "../../src/network/success.ts";
import { spreadWarnings } from "../../src/network/success-summary.ts";
import { type MadeScenario, madeScenario } from "../support/made-scenario.ts";

const base: MadeScenario = { stations: [{ at: [0, 0] }, { at: [900, 0], heightAglM: 60 }] };
const made = (change: Partial<MadeScenario> = {}) => madeScenario({ ...base, ...change });
/** A model whose spread is simply said. */
const propagation = { model: "log-distance", inputs: { preset: "oulu-land" } };

/** Mean success over equal shares of the places, by hand: SF7 needs −7.5 dB, an unsaid payload is one of 20 bytes. */
function overPlaces(marginDb: number, sigmaDb: number, payloadBytes = 20): number {
  const cells = 4000;
  let sum = 0;
  for (let i = 0; i < cells; i++) {
    const snrDb = marginDb - 7.5 - sigmaDb * normalQuantile((i + 0.5) / cells);
    sum += packetSuccess({ sf: 7, codingRate: "4/5", payloadBytes, snrDb });
  }
  return sum / cells;
}

describe("createSuccessModel", () => {
  it("takes the model's own spread, the greatest of all stations, and the scenario's before it", () => {
    const spread = (change: Partial<MadeScenario>) => {
      const scenario = made(change);
      return createSuccessModel(scenario).spreadOf(scenario.device).sigmaDb;
    };
    expect(spread({ propagation })).toBe(7.8);
    expect(spread({ propagation: { ...propagation, shadowingDb: 4 } })).toBe(4);
    expect(spread({ propagation: { ...propagation, shadowingDb: 0 } })).toBe(0);
    expect(spread({ propagation: { model: "free-space", inputs: {} } })).toBe(0);
    // 5 + 3 e^(−de/100 km) dB: below 8 dB at any distance, above 6 dB within 100 km
    expect(spread({})).toBeGreaterThan(6);
    expect(spread({})).toBeLessThan(8);
    // The lower station reaches less far, where the model's spread is greater
    expect(spread({})).toBe(spread({ stations: [{ at: [0, 0] }] }));
    expect(spread({ stations: [{ at: [0, 0], heightAglM: 60 }] })).toBeLessThan(spread({}));
  });

  it("gives the mean success over the places", () => {
    const scenario = made({ propagation });
    const success = createSuccessModel(scenario);
    const ofDevice = success.of(scenario.device);
    for (const marginDb of [-15, -3, 0, 4, 10, 20]) {
      expect(successWithMargin(ofDevice, marginDb)).toBeCloseTo(overPlaces(marginDb, 7.8), 3);
    }
    const long = success.of({ ...scenario.device, payloadBytes: 200 });
    expect(successWithMargin(long, 2)).toBeCloseTo(overPlaces(2, 7.8, 200), 3);
    expect(successWithMargin(ofDevice, Number.NaN)).toBeNaN();
  });

  it("shares what is alike", () => {
    const scenario = made({ devices: [{ at: [0, 100] }, { at: [0, 200], payloadBytes: 20, txPowerDbm: 20 }] });
    const success = createSuccessModel(scenario);
    expect(success.of(scenario.devices[0])).toBe(success.of(scenario.devices[1]));
  });

  it("asks for the goal's margin, or for more where the probability needs more", () => {
    const required = (goal: MadeScenario["goal"], indoor: "traditional" | null = null) => {
      const scenario = made({ propagation, goal, device: { indoor } });
      return createSuccessModel(scenario).of(scenario.device).requiredMarginDb;
    };
    expect(required({ marginDb: 6 })).toBe(6);
    expect(required({ marginDb: 30, probability: 0.9 })).toBe(30);
    const needed = required({ marginDb: 0, probability: 0.9 });
    expect(overPlaces(needed, 7.8)).toBeCloseTo(0.9, 3);
    // The packet's threshold lies within a few decibels of the datasheet's: 1.2816 · 7.8 dB above it
    expect(Math.abs(needed - 1.2816 * 7.8)).toBeLessThan(3);
    expect(required({ marginDb: 0, probability: 0.99 })).toBeGreaterThan(needed);
    // P.2109's own spread of 9.6 dB about its median widens it
    expect(required({ marginDb: 0, probability: 0.9 }, "traditional")).toBeGreaterThan(needed + 3);
  });

  it("counts over each spreading factor's own threshold", () => {
    const scenario = made({ propagation, goal: { probability: 0.9 } });
    const success = createSuccessModel(scenario);
    const slow = success.at(scenario.device, 10);
    expect(slow.snrRequiredDb).toBe(-15);
    expect(Math.abs(slow.requiredMarginDb - success.of(scenario.device).requiredMarginDb)).toBeLessThan(2);
  });
});

describe("spreadWarnings", () => {
  const codes = (change: Partial<MadeScenario>) => {
    const scenario = made(change);
    return spreadWarnings(scenario, createSuccessModel(scenario)).map(({ code }) => code);
  };

  it("says when the losses have the spread in them", () => {
    const inputs = { preset: "oulu-land", location: 90 };
    expect(codes({ propagation: { model: "log-distance", inputs } })).toEqual(["spread-counted"]);
    expect(codes({ propagation: { model: "log-distance", inputs: { preset: "oulu-land" } } })).toEqual([]);
  });

  it("says when a probability is asked for and nothing spreads", () => {
    const propagation = { model: "free-space", inputs: {} };
    expect(codes({ propagation, goal: { probability: 0.9 } })).toEqual(["no-spread"]);
    expect(codes({ propagation })).toEqual([]);
    expect(codes({ propagation: { ...propagation, shadowingDb: 6 }, goal: { probability: 0.9 } })).toEqual([]);
  });
});
