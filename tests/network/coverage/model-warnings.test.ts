import { describe, expect, it } from "vitest";
import { scenarioWarnings } from "../../../src/network/coverage/model-warnings.ts";
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

  it("is silent within the range, and where the terrain decides", () => {
    expect(warningsOf({ model: "free-space", inputs: {} })).toEqual([]);
    expect(warningsOf({ model: "itm", inputs: {} })).toEqual([]);
  });
});
