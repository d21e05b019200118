import { describe, expect, it } from "vitest";
import { parseBuildings } from "../../../src/geo/buildings/parse.ts";
import { InputError } from "../../../src/math/errors.ts";

const SQUARE = [
  [18, -34],
  [18.001, -34],
  [18.001, -33.999],
  [18, -33.999],
  [18, -34],
];
const BOW = [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]];

function footprint(properties: object, coordinates: unknown = [SQUARE], type = "Polygon") {
  return { type: "Feature", properties, geometry: { type, coordinates } };
}

function parse(...features: unknown[]) {
  return parseBuildings({ type: "FeatureCollection", features }, "town.geojson");
}

describe("parseBuildings", () => {
  it("keeps whom the file names as its source", () => {
    const collection = { type: "FeatureCollection", features: [] };
    const named = { ...collection, copyright: "© OpenStreetMap contributors, ODbL" };
    expect(parseBuildings(named, "a").attribution).toBe("© OpenStreetMap contributors, ODbL");
    expect(parseBuildings({ ...collection, license: { name: "ODbL" } }, "a").attribution).toBeNull();
  });

  it.each([
    ["metres bare", { building: "yes", height: "12" }, 12],
    ["metres with unit", { building: "yes", height: "12.5 m" }, 12.5],
    ["feet", { building: "yes", height: "40 ft" }, 12.192],
    ["feet and inches", { building: "yes", height: "40'6\"" }, 12.3444],
    ["building:height", { building: "yes", "building:height": 9 }, 9],
    ["nested tags", { type: "way", id: 7, tags: { building: "house", height: "5 m" } }, 5],
    ["a scenario's feature", { role: "building", heightM: 15 }, 15],
    ["storeys and a parapet", { building: "yes", "building:levels": "2" }, 7],
    ["half storeys under a roof of its own", { building: "yes", "building:levels": "1.5", "roof:height": "2.5" }, 7],
    ["storeys of the roof", { building: "yes", "building:levels": "2", "roof:levels": "1" }, 9],
    ["nothing", { building: "yes" }, 6],
  ])("reads a height from %s", (_, properties, heightM) => {
    const { buildings, issues } = parse(footprint(properties));
    expect(buildings[0].heightM).toBeCloseTo(heightM, 10);
    expect(issues).toEqual([]);
  });

  it("counts where heights come from, and what is no building", () => {
    const { statistics } = parse(
      footprint({ building: "yes", height: "20 m" }),
      footprint({ tags: { building: "yes", "building:levels": "3" } }, [[SQUARE]], "MultiPolygon"),
      footprint({ building: "yes" }),
      footprint({ building: "no", height: 4 }),
      footprint({ landuse: "grass" }),
      { type: "Feature", properties: { building: "yes" }, geometry: { type: "Point", coordinates: [18, -34] } },
    );
    expect(statistics).toEqual({
      features: 6,
      buildings: 3,
      skipped: 3,
      dropped: 0,
      heights: { height: 1, levels: 1, default: 1 },
      highestM: 20,
    });
  });

  it("names a feature whose height cannot be read and takes the next key", () => {
    const { buildings, issues } = parse(
      footprint({ type: "way", id: 42, tags: { building: "yes", height: "tall", "building:levels": "4" } }),
    );
    expect(buildings[0]).toMatchObject({ heightM: 13, heightSource: "levels" });
    expect(issues[0]).toMatchObject({ code: "unreadable-height", where: "town.geojson: /features/0" });
    expect(issues[0].message).toContain("way 42");
  });

  it("reads min_height, and refuses one above the top", () => {
    const { buildings, issues } = parse(
      footprint({ building: "yes", height: 12, min_height: "4 m" }),
      footprint({ building: "yes", height: 12, min_height: 13 }),
    );
    expect(buildings.map(({ minHeightM }) => minHeightM)).toEqual([4, 0]);
    expect(issues).toHaveLength(1);
  });

  it("keeps a self-crossing footprint and closes an open one, and says so", () => {
    const { buildings, issues } = parse(
      footprint({ building: "yes" }, [BOW]),
      footprint({ building: "yes" }, [SQUARE.slice(0, 4)]),
    );
    expect(issues.map(({ code }) => code)).toEqual(["crossing-outline", "open-ring"]);
    expect(buildings[1].polygons).toEqual([[SQUARE]]);
  });

  it.each([
    ["too few corners", [[SQUARE[0], SQUARE[1], SQUARE[0]]]],
    ["text for numbers", [[["18", "-34"], SQUARE[1], SQUARE[2], SQUARE[3]]]],
    ["no rings", []],
    ["nothing", null],
    ["latitudes first beyond the pole", [SQUARE.map(([lon]) => [lon, 118])]],
  ])("drops an outline with %s", (_, coordinates) => {
    const { statistics, issues } = parse(footprint({ building: "yes" }, coordinates));
    expect(statistics).toMatchObject({ buildings: 0, dropped: 1 });
    expect(issues[0].code).toBe("bad-outline");
  });

  it.each([[null], [[]], [{ type: "Topology" }], [{ type: "FeatureCollection" }]])("refuses %j", (json) => {
    expect(() => parseBuildings(json, "town.geojson")).toThrow(InputError);
  });
});
