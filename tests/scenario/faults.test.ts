import { describe, expect, it } from "vitest";
import { MAX_AREA_SAMPLES } from "../../src/scenario/defaults.ts";
import { validateScenario } from "../../src/scenario/parse.ts";
import { feature, type SampleScenario, type Section, spoiled, square } from "./sample.ts";

type Change = (document: SampleScenario) => void;
/** What was done to the sample, and what must come of it: code, place, and part of the message or hint. */
type Case = readonly [name: string, code: string, where: string, says: RegExp, change: Change];

const point = (longitude: number, latitude: number) => ({ type: "Point", coordinates: [longitude, latitude] });
const polygon = (...rings: unknown[]) => ({ type: "Polygon", coordinates: rings });
const property = (index: number, key: string, value: unknown): Change => {
  return ({ features }) => Object.assign(features[index].properties ?? {}, { [key]: value });
};
const setting = (section: Section, key: string, value: unknown): Change => {
  return ({ chirpscape }) => {
    chirpscape[section] = { ...chirpscape[section], [key]: value };
  };
};
const geometry = (index: number, value: { type: string; coordinates: unknown } | null): Change => {
  return ({ features }) => {
    features[index].geometry = value;
  };
};
const bowTie = [
  [0, 0],
  [1, 1],
  [1, 0],
  [0, 1],
  [0, 0],
].map(([x, y]) => [5.7 + x / 10, 45.1 + y / 10]);

const CASES: readonly Case[] = [
  // The ground
  [
    "clutter of an unknown class",
    "unknown-value",
    "/features/5/properties/class",
    /"forrest".*did you mean forest/,
    ({ features }) => features.push(feature("clutter", polygon(...square(5.7, 45.1, 0.1)), { class: "forrest" })),
  ],
  [
    "clutter that says nothing",
    "missing",
    "/features/5/properties",
    /a class or a heightM/,
    ({ features }) => features.push(feature("clutter", polygon(...square(5.7, 45.1, 0.1)))),
  ],
  [
    "clutter that crosses itself",
    "self-crossing",
    "/features/5/geometry/coordinates/0",
    /crosses or touches itself/,
    ({ features }) => features.push(feature("clutter", polygon(bowTie), { class: "forest" })),
  ],
  [
    "a slip in a key of clutter",
    "unknown-key",
    "/features/5/properties/heigthM",
    /did you mean heightM/,
    ({ features }) =>
      features.push(feature("clutter", polygon(...square(5.7, 45.1, 0.1)), { class: "10", heigthM: 4 })),
  ],
  [
    "a class of one's own without a height",
    "missing",
    "/chirpscape/terrain/landCoverClasses/42/heightM",
    /none of ESA WorldCover/,
    setting("terrain", "landCoverClasses", { 42: { title: "vines" } }),
  ],
  [
    "one height of clutter beside buildings",
    "conflicting-inputs",
    "/chirpscape/propagation/clutterHeightM",
    /12 m, cannot be given beside buildings/,
    ({ chirpscape }) => {
      chirpscape.propagation = { model: "p1812", clutterHeightM: 12, radiusM: 3000 };
      chirpscape.terrain.buildings = ["b.geojson"];
    },
  ],
  [
    "a slip in a class",
    "unknown-key",
    "/chirpscape/terrain/landCoverClasses/10/height",
    /height/,
    setting("terrain", "landCoverClasses", { 10: { height: 4 } }),
  ],
  // The document
  [
    "a lone geometry",
    "not-a-feature-collection",
    "/type",
    /got "Point".*wrap it/,
    (d) => Object.assign(d, point(1, 2)),
  ],
  ["features missing", "wrong-type", "/features", /missing/, (d) => Reflect.deleteProperty(d, "features")],
  [
    "features no array",
    "wrong-type",
    "/features",
    /expected an array, got an object/,
    (d) => Object.assign(d, { features: {} }),
  ],
  [
    "another reference system",
    "unsupported-crs",
    "/crs",
    /31287/,
    (d) => {
      d.crs = { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::31287" } };
    },
  ],
  [
    "settings misnamed",
    "unknown-key",
    "/chripscape",
    /did you mean chirpscape/,
    (d) => {
      d.chripscape = d.chirpscape;
      Reflect.deleteProperty(d, "chirpscape");
    },
  ],
  [
    "nested too deep",
    "too-deep",
    "/",
    /64 levels/,
    (d) => {
      let deep: unknown = 1;
      for (let i = 0; i < 100_000; i++) deep = [deep];
      d.deep = deep;
    },
  ],
  // Settings
  [
    "another version",
    "unknown-value",
    "/chirpscape/version",
    /expected 1, got 2/,
    (d) => Object.assign(d.chirpscape, { version: 2 }),
  ],
  [
    "unknown region",
    "unknown-value",
    "/chirpscape/region",
    /did you mean EU868/,
    (d) => Object.assign(d.chirpscape, { region: "EU869" }),
  ],
  [
    "custom region without carrier",
    "missing",
    "/chirpscape/radio/frequencyHz",
    /custom/,
    (d) => {
      d.chirpscape.region = "custom";
      Reflect.deleteProperty(d.chirpscape.radio, "frequencyHz");
    },
  ],
  [
    "a setting in the wrong section",
    "unknown-key",
    "/chirpscape/goal/sf",
    /belongs in \/chirpscape\/radio/,
    setting("goal", "sf", 7),
  ],
  [
    "a mistyped setting",
    "unknown-key",
    "/chirpscape/goal/marginDB",
    /did you mean marginDb/,
    setting("goal", "marginDB", 3),
  ],
  [
    "a setting with / in its key",
    "unknown-key",
    "/chirpscape/goal/a~1b~0c",
    /unknown key/,
    setting("goal", "a/b~c", 3),
  ],
  [
    "a section that is no object",
    "wrong-type",
    "/chirpscape/radio",
    /expected an object, got 7/,
    (d) => Object.assign(d.chirpscape, { radio: 7 }),
  ],
  [
    "a carrier out of range",
    "out-of-range",
    "/chirpscape/radio/frequencyHz",
    /at least 137000000, got 868/,
    setting("radio", "frequencyHz", 868),
  ],
  [
    "an infinite number",
    "not-finite",
    "/chirpscape/radio/frequencyHz",
    /finite/,
    setting("radio", "frequencyHz", JSON.parse("1e999")),
  ],
  ["no such spreading factor", "unknown-value", "/chirpscape/radio/sf", /got 13/, setting("radio", "sf", 13)],
  [
    "no such bandwidth",
    "unknown-value",
    "/chirpscape/radio/bandwidthHz",
    /got 100000/,
    setting("radio", "bandwidthHz", 100e3),
  ],
  [
    "no such coding rate",
    "unknown-value",
    "/chirpscape/radio/codingRate",
    /got "5\/4"/,
    setting("radio", "codingRate", "5/4"),
  ],
  [
    "a number in quotes",
    "wrong-type",
    "/chirpscape/device/heightM",
    /without quotes: 1\.5/,
    setting("device", "heightM", "1.5"),
  ],
  [
    "a percentage",
    "out-of-range",
    "/chirpscape/goal/coverage",
    /write a share: 0\.95/,
    setting("goal", "coverage", 95),
  ],
  [
    "no probability",
    "out-of-range",
    "/chirpscape/goal/probability",
    /expected above 0, got 0/,
    setting("goal", "probability", 0),
  ],
  [
    "more than certain",
    "out-of-range",
    "/chirpscape/goal/probability",
    /expected below 1, got 1\.2/,
    setting("goal", "probability", 1.2),
  ],
  [
    "a probability in per cent",
    "out-of-range",
    "/chirpscape/goal/probability",
    /write a share: 0\.9/,
    setting("goal", "probability", 90),
  ],
  [
    "a negative spread",
    "out-of-range",
    "/chirpscape/propagation/shadowingDb",
    /expected at least 0, got -3/,
    setting("propagation", "shadowingDb", -3),
  ],
  [
    "no such kind of building",
    "unknown-value",
    "/chirpscape/indoor/building",
    /did you mean traditional/,
    ({ chirpscape }) => Object.assign(chirpscape, { indoor: { building: "traditionel" } }),
  ],
  [
    "a kind of building of a device",
    "unknown-value",
    "/features/2/properties/indoorBuilding",
    /traditional, thermally-efficient/,
    property(2, "indoorBuilding", "old"),
  ],
  [
    "a share of places above all",
    "out-of-range",
    "/chirpscape/indoor/probability",
    /expected below 1/,
    ({ chirpscape }) => Object.assign(chirpscape, { indoor: { probability: 1 } }),
  ],
  [
    "half a gateway",
    "wrong-type",
    "/chirpscape/goal/maxGateways",
    /a whole number, got 1\.5/,
    setting("goal", "maxGateways", 1.5),
  ],
  [
    "unknown model",
    "unknown-model",
    "/chirpscape/propagation/model",
    /did you mean itm/,
    setting("propagation", "model", "itmm"),
  ],
  [
    "model of a loss to add",
    "excess-loss",
    "/chirpscape/propagation/model",
    /p2109 .* gives a loss to add/,
    setting("propagation", "model", "p2109"),
  ],
  [
    "model no string",
    "wrong-type",
    "/chirpscape/propagation/model",
    /expected a string, got 3/,
    setting("propagation", "model", 3),
  ],
  [
    "unknown input",
    "unknown-input",
    "/chirpscape/propagation/climat",
    /did you mean climate/,
    setting("propagation", "climat", "desert"),
  ],
  [
    "input out of range",
    "out-of-range",
    "/chirpscape/propagation/time",
    /got 100/,
    setting("propagation", "time", 100),
  ],
  [
    "no such choice",
    "unknown-value",
    "/chirpscape/propagation/climate",
    /continental-temperate/,
    setting("propagation", "climate", "continental"),
  ],
  [
    "an input of the path",
    "path-input",
    "/chirpscape/propagation/frequencyHz",
    /radio\/frequencyHz/,
    setting("propagation", "frequencyHz", 868e6),
  ],
  [
    "an absolute path",
    "path-outside",
    "/chirpscape/terrain/elevation/0",
    /absolute/,
    setting("terrain", "elevation", ["/etc/passwd"]),
  ],
  [
    "a path that climbs out",
    "path-outside",
    "/chirpscape/terrain/elevation/1",
    /"\.\."/,
    setting("terrain", "elevation", ["a.tif", "a/../../b.tif"]),
  ],
  [
    "a Windows path",
    "path-outside",
    "/chirpscape/terrain/landCover/0",
    /absolute/,
    setting("terrain", "landCover", ["C:\\a.tif"]),
  ],
  [
    "a climbing Windows path",
    "path-outside",
    "/chirpscape/terrain/elevation/0",
    /"\.\."/,
    setting("terrain", "elevation", ["..\\a.tif"]),
  ],
  [
    "an address",
    "path-outside",
    "/chirpscape/terrain/elevation/0",
    /address/,
    setting("terrain", "elevation", ["https://example.org/a.tif"]),
  ],
  [
    "a null character",
    "path-outside",
    "/chirpscape/terrain/elevation/0",
    /null character/,
    setting("terrain", "elevation", ["a\0.tif"]),
  ],
  // Features
  ["no feature", "not-a-feature", "/features/5", /got nothing|got null/, (d) => d.features.push(null as never)],
  [
    "a bare geometry",
    "not-a-feature",
    "/features/5/type",
    /got "Point"/,
    (d) => d.features.push(point(5.7, 45.1) as never),
  ],
  [
    "no properties",
    "missing-role",
    "/features/0/properties",
    /roles: area/,
    (d) => {
      d.features[0].properties = null;
    },
  ],
  [
    "no role",
    "missing-role",
    "/features/0/properties/role",
    /rename "Role"/,
    (d) => {
      d.features[0].properties = { Role: "gateway" };
    },
  ],
  [
    "unknown role",
    "unknown-role",
    "/features/0/properties/role",
    /did you mean gateway/,
    property(0, "role", "gatway"),
  ],
  [
    "duplicate id",
    "duplicate-id",
    "/features/1/properties/id",
    /\/features\/0\/properties\/id has the same id/,
    property(1, "id", "gateway"),
  ],
  [
    "duplicate of a feature's id",
    "duplicate-id",
    "/features/1/properties/id",
    /\/features\/0\/id/,
    (d) => {
      d.features[0].properties = { role: "gateway" };
      d.features[0].id = 5;
      property(1, "id", "5")(d);
    },
  ],
  [
    "an id that is an object",
    "wrong-type",
    "/features/0/properties/id",
    /a string or a number, got an object/,
    property(0, "id", {}),
  ],
  [
    "a mistyped property",
    "unknown-key",
    "/features/0/properties/heightm",
    /did you mean heightM/,
    property(0, "heightm", 3),
  ],
  [
    "a property without its unit",
    "unknown-key",
    "/features/0/properties/height",
    /did you mean heightM/,
    property(0, "height", 3),
  ],
  ["swapped letters", "unknown-key", "/features/2/properties/wieght", /did you mean weight/, property(2, "wieght", 3)],
  [
    "a height below ground",
    "out-of-range",
    "/features/0/properties/heightM",
    /at least 0, got -4/,
    property(0, "heightM", -4),
  ],
  [
    "a height the model refuses",
    "out-of-range",
    "/features/0/properties/heightM",
    /itm needs 0\.5 to 3000 m, got 0/,
    property(0, "heightM", 0),
  ],
  [
    "a default height the model refuses",
    "out-of-range",
    "/chirpscape/device/heightM",
    /itm needs/,
    setting("device", "heightM", 0.1),
  ],
  ["no weight", "out-of-range", "/features/2/properties/weight", /above 0, got 0/, property(2, "weight", 0)],
  ["a negative cost", "out-of-range", "/features/1/properties/cost", /at least 0, got -1/, property(1, "cost", -1)],
  ["a name that is a number", "wrong-type", "/features/1/properties/name", /a string, got 7/, property(1, "name", 7)],
  // Geometry
  ["no geometry", "wrong-type", "/features/0/geometry", /expected an object, got null/, geometry(0, null)],
  [
    "a line for a point",
    "wrong-geometry",
    "/features/0/geometry/type",
    /needs a Point, got "LineString"/,
    geometry(0, { type: "LineString", coordinates: [] }),
  ],
  [
    "a point for an area",
    "wrong-geometry",
    "/features/3/geometry/type",
    /Polygon or MultiPolygon/,
    geometry(3, point(5.7, 45.1)),
  ],
  [
    "half a position",
    "wrong-type",
    "/features/0/geometry/coordinates",
    /\[longitude, latitude\]/,
    geometry(0, { type: "Point", coordinates: [5.7] }),
  ],
  [
    "a position in words",
    "wrong-type",
    "/features/0/geometry/coordinates/0",
    /expected a number/,
    geometry(0, { type: "Point", coordinates: ["5.7", 45.1] }),
  ],
  [
    "latitude out of range",
    "out-of-range",
    "/features/2/geometry/coordinates/1",
    /-90 to 90, got 145.*swapped/,
    geometry(2, point(5.7, 145)),
  ],
  [
    "longitude out of range",
    "out-of-range",
    "/features/2/geometry/coordinates/0",
    /-180 to 180, got 185/,
    geometry(2, point(185, 45)),
  ],
  [
    "an infinite latitude",
    "not-finite",
    "/features/2/geometry/coordinates/1",
    /finite/,
    geometry(2, point(5, JSON.parse("-1e999"))),
  ],
  [
    "swapped but legal",
    "swapped-coordinates",
    "/features/2/geometry/coordinates",
    /longitude first/,
    geometry(2, point(45.19, 5.74)),
  ],
  ["no ring", "wrong-type", "/features/3/geometry/coordinates", /at least one ring/, geometry(3, polygon())],
  [
    "a ring of three",
    "too-few-points",
    "/features/3/geometry/coordinates/0",
    /at least 4 positions, got 3/,
    geometry(
      3,
      polygon([
        [5, 45],
        [6, 45],
        [5, 45],
      ]),
    ),
  ],
  [
    "a ring of two corners",
    "too-few-points",
    "/features/3/geometry/coordinates/0",
    /got 2/,
    geometry(
      3,
      polygon([
        [5, 45],
        [6, 45],
        [6, 45],
        [5, 45],
      ]),
    ),
  ],
  [
    "an open ring",
    "unclosed-ring",
    "/features/3/geometry/coordinates/0",
    /repeat the first/,
    geometry(
      3,
      polygon([
        [5, 45],
        [6, 45],
        [6, 46],
        [5, 46],
      ]),
    ),
  ],
  [
    "a bow tie",
    "self-crossing",
    "/features/3/geometry/coordinates/0",
    /5\.750000, 45\.150000/,
    geometry(3, polygon(bowTie)),
  ],
  [
    "a bow tie among several",
    "self-crossing",
    "/features/4/geometry/coordinates/1/0",
    /crosses/,
    geometry(4, { type: "MultiPolygon", coordinates: [square(5.7, 45, 0.01), [bowTie]] }),
  ],
  // Size
  [
    "far too fine a grid",
    "too-many-samples",
    "/features/3/properties/gridM",
    /use \d+ or more/,
    property(3, "gridM", 1),
  ],
];

describe("faults", () => {
  it.each(CASES)("%s: %s at %s", (_name, code, where, says, change) => {
    const { issues, scenario } = validateScenario(spoiled(change));
    expect(scenario).toBeNull();
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ code, where });
    expect(`${issues[0].message} ${issues[0].hint ?? ""}`).toMatch(says);
  });

  it.each([null, 7, "text", [], [[]], true])("refuses %j for a document", (json) => {
    expect(validateScenario(json).issues).toMatchObject([{ code: "not-a-feature-collection", where: "/" }]);
  });

  it("reports a tangle that takes too long to check", () => {
    const teeth = Array.from({ length: 20_000 }, (_, i) => [i % 2 === 0 ? 5 : 6, 45 + i / 1e6 + (i % 2) / 10]);
    const change = geometry(3, polygon([...teeth, [7, 45], teeth[0]]));
    expect(validateScenario(spoiled(change)).issues).toMatchObject([
      { code: "too-complex", where: "/features/3/geometry/coordinates" },
    ]);
  });

  it("proposes a grid that is accepted", () => {
    const { issues } = validateScenario(spoiled(property(3, "gridM", 1)));
    const proposed = Number(/use (\d+)/.exec(issues[0].hint ?? "")?.[1]);
    expect(validateScenario(spoiled(property(3, "gridM", proposed))).issues).toEqual([]);
  });

  it("counts the areas together", () => {
    const { issues } = validateScenario(
      spoiled(({ features }) => {
        for (let i = 0; i < 10; i++) {
          const more = { type: "Polygon", coordinates: square(5.7, 45.2 + i / 10, 0.05) };
          features.push(feature("area", more, { id: i, gridM: 30 }));
        }
      }),
    );
    expect(issues).toMatchObject([{ code: "too-many-samples", where: "/features" }]);
    expect(issues[0].message).toContain(MAX_AREA_SAMPLES.toLocaleString("en"));
  });

  it("allows paths outside when told to", () => {
    const document = spoiled(setting("terrain", "elevation", ["../N45E005.hgt"]));
    expect(validateScenario(document, { allowOutside: true }).issues).toEqual([]);
  });

  it("takes the later of two features that are each other's swap for the wrong one", () => {
    const { issues } = validateScenario(
      spoiled((document) => {
        document.features = document.features.slice(1, 3);
        document.features[1].geometry = point(45.17, 5.73);
      }),
    );
    expect(issues.map((issue) => issue.where)).toEqual(["/features/1/geometry/coordinates"]);
  });
});

describe("remarks", () => {
  const CASES: readonly Case[] = [
    [
      "a footprint that crosses itself",
      "crossing-outline",
      "/features/5",
      /crosses itself near 5\.75/,
      ({ features }) => features.push(feature("building", { type: "Polygon", coordinates: [bowTie] }, { height: 4 })),
    ],
    [
      "a building without a height",
      "assumed-height",
      "/features",
      /1 of 2 buildings say no height: 6 m/,
      ({ features }) => {
        const shape = { type: "Polygon", coordinates: square(5.7, 45.1, 0.001) };
        features.push(feature("building", shape, { height: "12 m" }), feature("building", shape, { id: "b2" }));
      },
    ],
    [
      "buildings, and a model without terrain",
      "not-used",
      "/chirpscape/propagation/model",
      /free-space reads no terrain/,
      ({ chirpscape }) => {
        chirpscape.terrain.buildings = ["b.geojson"];
        chirpscape.propagation = { model: "free-space", radiusM: 3000 };
      },
    ],
    [
      "land cover, and a model of a town",
      "not-used",
      "/chirpscape/propagation/model",
      /okumura-hata has the surroundings in its inputs/,
      ({ chirpscape }) => {
        chirpscape.terrain.landCover = ["c.tif"];
        chirpscape.gateway.heightM = 30;
        chirpscape.propagation = { model: "okumura-hata", environment: "suburban", radiusM: 3000 };
      },
    ],
    ["no elevations", "no-terrain", "/chirpscape/terrain/elevation", /itm/, setting("terrain", "elevation", [])],
    [
      "a carrier out of the region's band",
      "outside-region",
      "/chirpscape/radio/frequencyHz",
      /863 to 870 MHz/,
      setting("radio", "frequencyHz", 915e6),
    ],
    [
      "redundancy that cannot be",
      "redundancy",
      "/chirpscape/goal/redundancy",
      /3 gateways/,
      setting("goal", "redundancy", 3),
    ],
    ["a property of another role", "ignored-property", "/features/2/properties/cost", /device/, property(2, "cost", 3)],
  ];

  it.each(CASES)("%s: %s at %s", (_name, code, where, says, change) => {
    const { issues, warnings, scenario } = validateScenario(spoiled(change));
    expect(issues).toEqual([]);
    expect(scenario).not.toBeNull();
    const found = warnings.filter((warning) => warning.code === code);
    expect(found).toMatchObject([{ where }]);
    expect(found[0].message).toMatch(says);
  });

  it("has nothing to say on a sound scenario", () => {
    expect(validateScenario(spoiled(() => {})).warnings).toEqual([]);
  });
});
