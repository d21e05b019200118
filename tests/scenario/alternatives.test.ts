import { describe, expect, it } from "vitest";
import { findPathModel } from "../../src/link/propagation/registry.ts";
import { alternativeInputs } from "../../src/scenario/alternatives.ts";
import { scenarioJsonSchema } from "../../src/scenario/json-schema.ts";
import { parseScenario, validateScenario } from "../../src/scenario/parse.ts";
import { spoiled } from "./sample.ts";

const withAlternatives = (alternatives: unknown) =>
  spoiled(({ chirpscape }) => Object.assign(chirpscape.propagation, { alternatives }));
const faultsOf = (alternatives: unknown) =>
  validateScenario(withAlternatives(alternatives)).issues.map(({ code, where }) => [code, where]);
const PLACE = "/chirpscape/propagation/alternatives";

describe("propagation.alternatives", () => {
  it("gives another model its inputs, the rest by default", () => {
    const scenario = parseScenario(withAlternatives({ "okumura-hata": { environment: "open" } }));
    const inputs = alternativeInputs(scenario, findPathModel("okumura-hata"));
    expect(inputs).toEqual({ environment: "open", citySize: "small-medium" });
    expect(alternativeInputs(scenario, findPathModel("p1812")).time).toBe(50);
    expect(scenario.propagation.inputs).not.toHaveProperty("alternatives");
  });

  it("is checked as the scenario's own model is", () => {
    expect(faultsOf(3)).toEqual([["wrong-type", PLACE]]);
    expect(faultsOf({ hata: {} })).toEqual([["unknown-model", `${PLACE}/hata`]]);
    expect(faultsOf({ p1812: 3 })).toEqual([["wrong-type", `${PLACE}/p1812`]]);
    expect(faultsOf({ p1812: { time: 60, frequencyHz: 868e6 }, "okumura-hata": {} })).toEqual([
      ["path-input", `${PLACE}/p1812/frequencyHz`],
      ["out-of-range", `${PLACE}/p1812/time`],
      ["missing-input", `${PLACE}/okumura-hata/environment`],
    ]);
  });

  it("misses what has no default when it is asked for", () => {
    const scenario = parseScenario(withAlternatives({}));
    expect(() => alternativeInputs(scenario, findPathModel("okumura-hata"))).toThrow(
      `${PLACE}/okumura-hata/environment: missing`,
    );
  });

  it("is in the JSON Schema once, with every model's inputs", () => {
    const { $defs } = scenarioJsonSchema() as { $defs: { alternatives: { properties: Record<string, object> } } };
    expect($defs.alternatives.properties["okumura-hata"]).toMatchObject({ required: ["environment"] });
  });
});
