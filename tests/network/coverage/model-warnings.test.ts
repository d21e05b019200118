import { describe, expect, it } from "vitest";
import { scenarioRangeIssues, scenarioWarnings } from "../../../src/network/coverage/model-warnings.ts";
import { type MadeScenario, madeScenario } from "../../support/made-scenario.ts";

/** Two gateways of 30 m and one of 10 m, devices at 1.5 m, 868 MHz. */
function warningsOf(propagation: MadeScenario["propagation"]) {
  const heights = [30, 30, 10];
  const stations = heights.map((heightAglM, i) => ({ at: [0, i * 1000] as const, heightAglM }));
  const scenario = madeScenario({ stations, propagation });
  return scenarioWarnings(scenario, [0, 1, 2]);
}

describe("scenarioWarnings", () => {
  it("tells once what is outside the model's range whatever the distance", () => {
    const warnings = warningsOf({ model: "okumura-hata", inputs: { environment: "open" } });
    expect(warnings.map(({ code }) => code)).toEqual(["base-height-range"]);
    expect(warnings[0].message).toContain("10 m is outside 30 m–200 m");
  });

  it("tells the frequency before the heights", () => {
    const codes = warningsOf({ model: "cost231-hata", inputs: {} }).map(({ code }) => code);
    expect(codes).toEqual(["frequency-range", "base-height-range"]);
  });

  it("is silent within the range", () => {
    expect(warningsOf({ model: "free-space", inputs: {} })).toEqual([]);
    expect(warningsOf({ model: "itm", inputs: {} })).toEqual([]);
  });

  it("asks models over terrain too for what no path decides", () => {
    const stations = [{ at: [0, 0] as const, heightAglM: 30 }];
    const devices = [{ at: [0, 900] as const, heightAglM: 0.6, featureIndex: 1 }];
    const scenario = madeScenario({ stations, devices, propagation: { model: "p1812", inputs: { location: 99.5 } } });
    const warnings = scenarioWarnings(scenario, [0]);
    expect(warnings.map(({ code, where }) => [code, where])).toEqual([
      ["location-range", "/chirpscape/propagation/location"],
      ["rx-height-range", "/chirpscape/device/heightM"],
    ]);
  });

  it("names a radius that is farther than the model goes, and a frequency, as faults under --strict", () => {
    const stations = [{ at: [0, 0] as const, heightAglM: 50 }];
    const propagation = { model: "cost231-hata", inputs: {}, radiusM: 30_000 };
    const issues = scenarioRangeIssues(madeScenario({ stations, propagation }), [0]);
    expect(issues.map(({ code, where }) => [code, where])).toEqual([
      ["frequency-range", "/chirpscape/radio/frequencyHz"],
      ["distance-range", "/chirpscape/propagation/radiusM"],
    ]);
  });
});
