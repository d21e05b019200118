import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../src/math/errors.ts";
import { parseScenario, validateScenario } from "../../src/scenario/parse.ts";
import { sampleScenario } from "./sample.ts";

/** Parses, and fails on any exception but an InputError. */
function outcome(json: unknown): "sound" | "faulty" {
  try {
    parseScenario(json);
    return "sound";
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.issues.length).toBeGreaterThan(0);
    for (const issue of error.issues) expect(issue.where).toMatch(/^\//);
    return "faulty";
  }
}

/** Every place in a document, as a path of keys. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, child]) => placesIn(child, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: readonly string[], put: unknown): unknown {
  if (key === undefined) return put;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  const at = copy as Record<string, unknown>;
  at[key] = replaced(at[key], rest, put);
  return copy;
}

const junk = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    -0,
    Number.NaN,
    "__proto__",
    undefined,
    {},
    [],
    [[]],
    [[[]]],
    "constructor",
  ),
  fc.double(),
);

describe("any input", () => {
  it("is parsed or refused with an InputError", () => {
    fc.assert(fc.property(fc.jsonValue(), (json) => outcome(json) === "faulty"));
    fc.assert(
      fc.property(fc.jsonValue(), fc.array(fc.jsonValue()), (chirpscape, features) => {
        outcome({ type: "FeatureCollection", chirpscape, features });
      }),
    );
  });

  it("stands one to three places of a scenario replaced by junk", () => {
    const places = placesIn(sampleScenario());
    const change = fc.tuple(fc.constantFrom(...places), junk);
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        let document: unknown = sampleScenario();
        for (const [path, put] of changes) {
          if (placesIn(document).some((place) => place.join("/") === path.join("/")))
            document = replaced(document, path, put);
        }
        outcome(document);
      }),
      { numRuns: 1500 },
    );
  });

  it("stands keys such as __proto__", () => {
    const text = JSON.stringify(sampleScenario());
    const document = JSON.parse(text.replace('"name":"gateway"', '"name":"gateway","__proto__":{"heightM":1}'));
    const scenario = parseScenario(document);
    expect(scenario.stations[0].heightAglM).toBe(10);
    expect(validateScenario(JSON.parse(text.replace('"sf":10', '"__proto__":{"sf":7}'))).issues).toMatchObject([
      { code: "unknown-key", where: "/chirpscape/radio/__proto__" },
    ]);
  });

  it("stands a value that holds itself", () => {
    const loop: Record<string, unknown> = { type: "FeatureCollection", features: [] };
    loop.self = loop;
    expect(validateScenario(loop).issues).toMatchObject([{ code: "too-deep" }]);
  });

  it("reads the same scenario again from its own source", () => {
    for (const name of ["monterey", "cape-town"]) {
      const scenario = parseScenario(JSON.parse(readFileSync(`scenarios/${name}/scenario.geojson`, "utf8")));
      expect(parseScenario(scenario.source)).toEqual(scenario);
    }
  });

  it("counts three hundred thousand faults", () => {
    const document = sampleScenario();
    const ring = Array.from({ length: 300_000 }, (_, i) => [200, i % 90]);
    document.features[3].geometry = { type: "Polygon", coordinates: [[...ring, ring[0]]] };
    expect(validateScenario(document).issues.length).toBeGreaterThan(300_000);
  });

  it("checks five thousand features in a moment", () => {
    const document = sampleScenario();
    for (let i = 0; i < 5000; i++) {
      document.features.push({
        type: "Feature",
        geometry: { type: "Point", coordinates: [5.7 + i / 1e5, 45.1] },
        properties: { role: "device", id: i, name: `device ${i}` },
      });
    }
    const start = performance.now();
    expect(validateScenario(document).issues).toEqual([]);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
