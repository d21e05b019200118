import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { PATH_MODELS } from "../../src/link/propagation/registry.ts";
import { valueAt } from "../../src/scenario/checks/issues.ts";
import { scenarioJsonSchema } from "../../src/scenario/json-schema.ts";
import { sampleScenario, spoiled } from "./sample.ts";

const schema = scenarioJsonSchema();
/** Read back by zod from the JSON alone: a stand-in for the validator of an editor. */
const published = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
const accepts = (json: unknown) => published.safeParse(json).success;

describe("scenarioJsonSchema", () => {
  it("is draft 2020-12, and plain JSON", () => {
    expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  });

  it.each(["monterey", "cape-town"])("accepts the bundled scenario of %s", (name) => {
    expect(accepts(JSON.parse(readFileSync(`scenarios/${name}/scenario.geojson`, "utf8")))).toBe(true);
  });

  it("accepts the sample and the least file, and refuses what the checks refuse", () => {
    expect(accepts(sampleScenario())).toBe(true);
    expect(accepts({ type: "FeatureCollection", features: [] })).toBe(true);
    expect(accepts({ type: "Feature" })).toBe(false);
    expect(accepts(spoiled(({ chirpscape }) => Object.assign(chirpscape.radio, { sf: 13 })))).toBe(false);
    expect(accepts(spoiled(({ chirpscape }) => Object.assign(chirpscape.goal, { marginDB: 3 })))).toBe(false);
    expect(accepts(spoiled(({ chirpscape }) => Object.assign(chirpscape.propagation, { climate: "wet" })))).toBe(false);
    expect(accepts(spoiled(({ features }) => Object.assign(features[0].properties ?? {}, { heightM: -4 })))).toBe(
      false,
    );
    expect(accepts(spoiled(({ features }) => Object.assign(features[0].properties ?? {}, { role: "gatway" })))).toBe(
      false,
    );
    expect(accepts(spoiled(({ features }) => Object.assign(features[0].properties ?? {}, { osm_id: 3 })))).toBe(true);
  });

  it("offers every model with its inputs, and none that the path gives", () => {
    const offered = valueAt(schema, ["properties", "chirpscape", "properties", "propagation", "anyOf"]) as {
      properties: Record<string, unknown>;
    }[];
    expect(offered.map(({ properties }) => (properties.model as { const: string }).const)).toEqual(
      PATH_MODELS.map(({ name }) => name),
    );
    expect(Object.keys(offered[0].properties)).toContain("climate");
    expect(Object.keys(offered[0].properties)).not.toContain("txHeightM");
  });

  it("has a title on every setting and property", () => {
    const untitled: string[] = [];
    const visit = (node: unknown, path: string) => {
      for (const [key, member] of Object.entries((node as { properties?: object }).properties ?? {})) {
        if (!("title" in member) && !("const" in member)) untitled.push(`${path}/${key}`);
        visit(member, `${path}/${key}`);
      }
    };
    visit(valueAt(schema, ["properties", "chirpscape"]), "chirpscape");
    for (const feature of valueAt(schema, ["properties", "features", "items", "anyOf"]) as unknown[]) {
      visit(valueAt(feature, ["properties", "properties"]), "properties");
    }
    expect(untitled).toEqual([]);
  });

  it("gives the published defaults to nobody but those who leave a setting out", () => {
    const radio = valueAt(schema, ["properties", "chirpscape", "properties", "radio", "properties", "sf"]);
    expect(radio).toMatchObject({ default: 10, enum: [5, 6, 7, 8, 9, 10, 11, 12] });
  });
});
