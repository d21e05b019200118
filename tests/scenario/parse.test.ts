import { describe, expect, it } from "vitest";
import { InputError } from "../../src/math/errors.ts";
import { DEFAULT_DEVICE, DEFAULT_GATEWAY, DEFAULT_GOAL, DEFAULT_RESOLUTION_M } from "../../src/scenario/defaults.ts";
import { OVERRIDE_POINTERS } from "../../src/scenario/overrides.ts";
import { parseScenario, validateScenario } from "../../src/scenario/parse.ts";
import { requireForCoverage, requireForPlan } from "../../src/scenario/purpose.ts";
import { sampleScenario, spoiled, square } from "./sample.ts";

/** The least file that can be planned. */
const minimal = {
  type: "FeatureCollection",
  features: [
    { type: "Feature", geometry: { type: "Point", coordinates: [5.72, 45.18] }, properties: { role: "candidate" } },
    { type: "Feature", geometry: { type: "Point", coordinates: [5.73, 45.19] }, properties: { role: "device" } },
  ],
};

describe("parseScenario", () => {
  it("fills everything in for a file that says nothing", () => {
    const scenario = parseScenario(minimal);
    expect(scenario).toMatchObject({
      version: 1,
      region: "EU868",
      radio: { frequencyHz: 868.1e6, sf: 10, bandwidthHz: 125e3, codingRate: "4/5" },
      device: DEFAULT_DEVICE,
      propagation: { model: "itm", radiusM: null, inputs: { climate: "continental-temperate", time: 50 } },
      terrain: { elevation: [], resolutionM: DEFAULT_RESOLUTION_M },
      goal: DEFAULT_GOAL,
    });
    expect(scenario.stations).toEqual([
      {
        kind: "candidate",
        id: "candidate-1",
        name: "candidate-1",
        featureIndex: 0,
        longitudeDeg: 5.72,
        latitudeDeg: 45.18,
        cost: 1,
        ...DEFAULT_GATEWAY,
      },
    ]);
    expect(scenario.devices[0]).toMatchObject({
      id: "device-2",
      weight: 1,
      indoor: null,
      periodS: null,
      ...DEFAULT_DEVICE,
    });
  });

  it("takes the region's first channel when no carrier is given", () => {
    const at = (region: string) => parseScenario({ ...minimal, chirpscape: { region } }).radio;
    // RP002-1.0.4: US915 channel 0, AS923 channel 0; ISM2400 channel 0 at 812.5 kHz
    expect(at("US915")).toMatchObject({ frequencyHz: 902.3e6, bandwidthHz: 125e3 });
    expect(at("AS923")).toMatchObject({ frequencyHz: 923.2e6 });
    expect(at("ISM2400")).toMatchObject({ frequencyHz: 2403e6, bandwidthHz: 812.5e3 });
  });

  it("prefers a feature's property, then the section's, then the default", () => {
    const scenario = parseScenario(
      spoiled(({ chirpscape, features }) => {
        chirpscape.device = { txPowerDbm: 10, heightM: 2, weight: 5, periodS: 60 };
        chirpscape.gateway = { antennaGainDbi: 8, cost: 700 };
        Object.assign(features[0].properties ?? {}, { antennaGainDbi: 2, heightM: 30 });
        Object.assign(features[2].properties ?? {}, { txPowerDbm: 20, weight: 9 });
        Object.assign(features[3].properties ?? {}, { lossDb: 3 });
        features[1].properties = { role: "candidate", id: "free" };
      }),
    );
    const [gateway, candidate] = scenario.stations;
    expect(gateway).toMatchObject({ kind: "gateway", antennaGainDbi: 2, heightAglM: 30, cost: 0, txPowerDbm: 14 });
    expect(candidate).toMatchObject({ id: "free", antennaGainDbi: 8, heightAglM: 10, cost: 700 });
    expect(scenario.devices[0]).toMatchObject({ txPowerDbm: 20, heightAglM: 2, weight: 9, periodS: 60 });
    expect(scenario.areas[0]).toMatchObject({ txPowerDbm: 10, lossDb: 3, weight: 5, noiseFigureDb: 6 });
  });

  it("puts existing gateways before candidates, each in file order", () => {
    const scenario = parseScenario(spoiled(({ features }) => features.reverse()));
    expect(scenario.stations.map((station) => [station.kind, station.featureIndex])).toEqual([
      ["gateway", 4],
      ["candidate", 3],
    ]);
  });

  it("finds identifiers in properties, in the feature, or makes them", () => {
    const scenario = parseScenario(
      spoiled(({ features }) => {
        features[0].properties = { role: "gateway" };
        features[0].id = 17;
        features[1].properties = { role: "candidate", id: "gateway-1" };
        features[2].properties = { role: "device", id: null, name: null };
      }),
    );
    expect(scenario.stations.map(({ id }) => id)).toEqual(["17", "gateway-1"]);
    expect(scenario.devices[0]).toMatchObject({ id: "device-3", name: "device-3" });
  });

  it("never makes an identifier that is taken", () => {
    const scenario = parseScenario(
      spoiled(({ features }) => {
        features[0].properties = { role: "gateway" };
        features[1].properties = { role: "candidate", id: "gateway-1" };
      }),
    );
    expect(new Set(scenario.stations.map(({ id }) => id)).size).toBe(2);
  });

  it("keeps names as they are, markup and all", () => {
    const name = `<img src=x onerror="alert(1)">`;
    const scenario = parseScenario(spoiled(({ features }) => Object.assign(features[0].properties ?? {}, { name })));
    expect(scenario.stations[0].name).toBe(name);
  });

  it("accepts altitudes, MultiPolygons, foreign members and properties, and nulls", () => {
    const scenario = parseScenario(
      spoiled((document) => {
        document.bbox = [5, 45, 6, 46];
        document.name = "layer";
        document.crs = { type: "name", properties: { name: "urn:ogc:def:crs:OGC:1.3:CRS84" } };
        document.features[0].geometry = { type: "Point", coordinates: [5.72, 45.18, 214] };
        document.features[3].geometry = {
          type: "MultiPolygon",
          coordinates: [square(5.7, 45.1, 0.1), square(6, 45, 0.1)],
        };
        Object.assign(document.features[3].properties ?? {}, {
          fid: 3,
          osm_id: "x",
          gridM: null,
          "addr:street": "rue",
        });
      }),
    );
    expect(scenario.stations[0]).toMatchObject({ longitudeDeg: 5.72, latitudeDeg: 45.18 });
    expect(scenario.areas[0]).toMatchObject({ gridM: 500 });
    expect(scenario.areas[0].polygons).toHaveLength(2);
  });

  it("applies overrides before the checks and keeps them in the source", () => {
    const overrides = { coverage: 0.5, maxGateways: null, radiusM: 5000, sf: 7 } as const;
    const scenario = parseScenario(minimal, { overrides });
    expect(scenario.goal).toMatchObject({ coverage: 0.5, maxGateways: null });
    expect(scenario.propagation.radiusM).toBe(5000);
    expect(scenario.radio.sf).toBe(7);
    expect(scenario.source.chirpscape).toMatchObject({ goal: { coverage: 0.5 }, radio: { sf: 7 } });
    const { issues } = validateScenario(minimal, { overrides: { redundancy: 0 } });
    expect(issues).toMatchObject([{ code: "out-of-range", where: "/chirpscape/goal/redundancy" }]);
  });

  it("says where each override lands", () => {
    for (const [key, where] of Object.entries(OVERRIDE_POINTERS)) {
      const { issues } = validateScenario(minimal, { overrides: { [key]: "wrong" } });
      expect(issues).toMatchObject([{ where }]);
    }
  });

  it("freezes the result all through, and leaves its argument alone", () => {
    const document = sampleScenario();
    const before = JSON.stringify(document);
    const scenario = parseScenario(document, { overrides: { sf: 7 } });
    const pending: unknown[] = [scenario];
    for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
      if (typeof value !== "object" || value === null) continue;
      expect(Object.isFrozen(value)).toBe(true);
      pending.push(...Object.values(value));
    }
    expect(JSON.stringify(document)).toBe(before);
    document.features[0].type = "changed";
    expect(scenario.source.features[0].type).toBe("Feature");
  });

  it("throws every fault at once", () => {
    const document = spoiled(({ chirpscape, features }) => {
      chirpscape.radio.sf = 13;
      chirpscape.goal.coverage = 95;
      chirpscape.propagation.model = "itmm";
      chirpscape.terrain.elevation = ["/etc/passwd"];
      features[0].properties = { role: "gatway" };
      features[2].geometry = { type: "Point", coordinates: [5.7, 145] };
    });
    try {
      parseScenario(document);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
      expect((error as InputError).issues.map((issue) => issue.where)).toEqual([
        "/chirpscape/radio/sf",
        "/chirpscape/goal/coverage",
        "/chirpscape/propagation/model",
        "/chirpscape/terrain/elevation/0",
        "/features/0/properties/role",
        "/features/2/geometry/coordinates/1",
      ]);
    }
  });
});

describe("purposes", () => {
  const without = (...roles: string[]) =>
    spoiled((document) => {
      document.features = document.features.filter(({ properties }) => !roles.includes(String(properties?.role)));
    });
  const codes = (json: unknown, purpose: "plan" | "coverage" | "any") =>
    validateScenario(json, { purpose }).issues.map((issue) => issue.code);

  it("asks a plan for a station and something to cover", () => {
    expect(codes(without("gateway"), "plan")).toEqual([]);
    expect(codes(without("candidate"), "plan")).toEqual([]);
    expect(codes(without("gateway", "candidate", "area", "device"), "plan")).toEqual([
      "no-station",
      "nothing-to-cover",
    ]);
  });

  it("asks coverage for a gateway, and nothing for any purpose", () => {
    expect(codes(without("area", "device"), "coverage")).toEqual([]);
    expect(codes(without("gateway"), "coverage")).toEqual(["no-gateway"]);
    expect(codes(without("gateway", "candidate", "area", "device"), "any")).toEqual([]);
  });

  it("can ask again of a parsed scenario", () => {
    const bare = parseScenario(without("gateway", "area", "device"), { purpose: "any" });
    expect(() => requireForPlan(bare)).toThrow(/nothing to cover/);
    expect(() => requireForCoverage(bare)).toThrow(/no gateway/);
    const whole = parseScenario(sampleScenario());
    expect(() => requireForPlan(whole)).not.toThrow();
    expect(() => requireForCoverage(whole)).not.toThrow();
  });
});
