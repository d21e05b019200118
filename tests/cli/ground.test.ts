import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readElevationGeoTiff } from "../../src/geo/formats/geotiff-read.ts";
import { writeGeoTiff } from "../../src/geo/formats/geotiff-write.ts";
import { readTerrain } from "../geo/terrain-reference.ts";
import { runCli, temporaryFolder } from "../support/cli.ts";
import { madeTerrain, placeAt } from "../support/made-task.ts";

const folder = temporaryFolder();
/** Half the width of the terrain, and how far from the gateway is computed, m. */
const HALF_M = 900;
const RADIUS_M = 800;

function writeRaster(name: string, stepM: number, value: (eastM: number, northM: number) => number): void {
  const { data, ...lattice } = madeTerrain(value, HALF_M, stepM);
  writeFileSync(path.join(folder, name), writeGeoTiff(lattice, data));
}
function ring(west: number, south: number, east: number, north: number) {
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return corners.map(([eastM, northM]) => {
    const { longitudeDeg, latitudeDeg } = placeAt(eastM, northM);
    return [longitudeDeg, latitudeDeg];
  });
}
const polygon = (...rings: unknown[]) => ({ type: "Polygon", coordinates: rings });
const feature = (geometry: object, properties: object) => ({ type: "Feature", geometry, properties });
const point = (eastM: number, northM: number) => {
  const { longitudeDeg, latitudeDeg } = placeAt(eastM, northM);
  return { type: "Point", coordinates: [longitudeDeg, latitudeDeg] };
};

interface Ground {
  readonly terrain?: object;
  readonly features?: readonly object[];
  readonly model?: string;
}

function writeScenario(name: string, { terrain, features = [], model = "delta-bullington" }: Ground): string {
  const file = path.join(folder, `${name}.geojson`);
  const scenario = {
    type: "FeatureCollection",
    chirpscape: {
      name,
      propagation: { model, radiusM: RADIUS_M },
      terrain: { elevation: ["ground.tif"], resolutionM: 30, ...terrain },
    },
    features: [
      feature(point(0, 0), { role: "gateway", heightM: 15 }),
      feature(point(600, 0), { role: "device", name: "east" }),
      ...features,
    ],
  };
  writeFileSync(file, JSON.stringify(scenario));
  return file;
}

function cover(name: string, ground: Ground) {
  const out = path.join(folder, name);
  const file = writeScenario(name, ground);
  const { status, stdout, stderr } = runCli(["coverage", file, "--out", out, "--json", "--threads", "1"]);
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return { summary: JSON.parse(stdout), out };
}

async function mapOf(out: string) {
  const name = "path-loss.tif";
  const map = await readElevationGeoTiff({ name, bytes: readFileSync(path.join(out, name)) });
  if (map === null) throw new Error("no map");
  return (eastM: number, northM: number) => {
    const { longitudeDeg, latitudeDeg } = placeAt(eastM, northM);
    const column = Math.round((longitudeDeg - map.westDeg) / map.lonStepDeg);
    return map.data[Math.round((map.northDeg - latitudeDeg) / map.latStepDeg) * map.width + column];
  };
}

/** Houses 300 m east of the gateway, in a row from south to north: tags nested, as Overpass exports them. */
const HOUSES = [-150, -50, 50].map((south, i) =>
  feature(polygon(ring(290, south, 310, south + 100)), {
    type: "way",
    id: i,
    tags: { building: "yes", ...(i > 0 && { "building:levels": "8" }) },
  }),
);
const BOW_TIE = [
  [0, 0],
  [40, 40],
  [40, 0],
  [0, 40],
  [0, 0],
].map(([x, y]) => ring(-400 + x, -400 + y, 0, 0)[0]);

beforeAll(() => {
  writeRaster("ground.tif", 30, () => 10);
  writeRaster("trees.tif", 10, (eastM) => (eastM > 250 && eastM < 350 ? 10 : 30));
  writeRaster("odd.tif", 10, (eastM) => (eastM > 250 && eastM < 350 ? 77 : 30));
  writeRaster("surface.tif", 5, (eastM) => (Math.abs(eastM - 300) < 6 ? 35 : 10));
  mkdirSync(path.join(folder, "osm"));
  const copyright = "© OpenStreetMap contributors, ODbL <b>";
  const houses = { type: "FeatureCollection", copyright, features: HOUSES };
  writeFileSync(path.join(folder, "osm/houses.geojson"), JSON.stringify(houses));
});

describe("coverage over what stands on the ground", () => {
  it("shows the shadow of a wall of houses, and says what it knows", async () => {
    const open = cover("open", {});
    const walled = cover("walled", { terrain: { buildings: ["osm/houses.geojson"] } });
    const [unshaded, shaded] = [await mapOf(open.out), await mapOf(walled.out)];
    for (const eastM of [360, 480, 600, 780]) expect(shaded(eastM, 0)).toBeGreaterThan(unshaded(eastM, 0) + 8);
    for (const eastM of [-600, -60, 240]) expect(shaded(eastM, 0)).toBeCloseTo(unshaded(eastM, 0), 3);
    // The middle of the shadow is deeper than its southern part, where the house that says nothing stands
    expect(shaded(600, 0)).toBeGreaterThan(shaded(600, -200) + 3);

    expect(open.summary.ground).toBeNull();
    expect(walled.summary.ground).toMatchObject({
      buildings: {
        files: ["osm/houses.geojson"],
        attributions: ["© OpenStreetMap contributors, ODbL <b>"],
        count: 3,
        heights: { said: 0, fromLevels: 2, assumed: 1 },
        highestM: 25,
      },
      clutterAreas: 0,
    });
    expect(walled.summary.ground.cellM).toBeCloseTo(5, 1);
    expect(walled.summary.warnings).toMatchObject([{ code: "assumed-height" }]);
    const report = readFileSync(path.join(walled.out, "report.html"), "utf8");
    expect(report).toContain("© OpenStreetMap contributors, ODbL &lt;b&gt;");
    expect(report).toContain("3 buildings");
  });

  it("takes trees by class, a surface, clutter and buildings of the scenario itself", async () => {
    const wood = feature(polygon(ring(280, -300, 320, 300)), { role: "clutter", class: "tree cover", heightM: 25 });
    const house = feature(polygon(ring(290, -300, 310, 300)), { role: "building", heightM: 25 });
    const unshaded = await mapOf(cover("bare", {}).out);
    for (const [name, ground] of [
      ["by-class", { terrain: { landCover: ["trees.tif"], landCoverClasses: { 10: { heightM: 25 } } } }],
      ["by-surface", { terrain: { surface: ["surface.tif"] } }],
      ["by-polygon", { features: [wood] }],
      ["by-building", { features: [house] }],
    ] as const) {
      const shaded = await mapOf(cover(name, ground).out);
      expect(shaded(600, 0), name).toBeGreaterThan(unshaded(600, 0) + 8);
      expect(shaded(-600, 0), name).toBeCloseTo(unshaded(-600, 0), 3);
    }
  });

  it("adds the loss of its class to a device in it", async () => {
    const wood = feature(polygon(ring(500, -100, 700, 100)), { role: "clutter", heightM: 4, lossDb: 7 });
    const plain = cover("in-the-open", { model: "free-space" });
    const within = cover("in-the-wood", { model: "free-space", features: [wood] });
    const [unshaded, shaded] = [await mapOf(plain.out), await mapOf(within.out)];
    expect(shaded(600, 0) - unshaded(600, 0)).toBeCloseTo(7, 3);
    expect(shaded(450, 0)).toBeCloseTo(unshaded(450, 0), 3);
  });
});

describe("bad ground", () => {
  function refusal(name: string, ground: Ground): string {
    const out = path.join(folder, `${name}-out`);
    const { status, stdout, stderr } = runCli(["coverage", writeScenario(name, ground), "--out", out, "--json"]);
    expect(status).toBe(2);
    expect(JSON.parse(stdout).error.code).toMatch(/^[a-z-]+$/);
    expect(existsSync(out)).toBe(false);
    return stderr;
  }

  it("is refused by file or pointer, with what to do", () => {
    writeFileSync(path.join(folder, "cut.geojson"), '{"type": "FeatureCollection", "features": [');
    writeFileSync(path.join(folder, "list.geojson"), "[]");
    writeFileSync(path.join(folder, "cut.tif"), readFileSync(path.join(folder, "trees.tif")).subarray(0, -100));
    const terrain = (list: string, file: string) => ({ terrain: { [list]: [file] } });
    expect(refusal("odd", terrain("landCover", "odd.tif"))).toMatch(
      /odd\.tif: land cover class 77 has no height: \d+ pixels.*"landCoverClasses": \{"77"/s,
    );
    writeFileSync(path.join(folder, "utm.tif"), readTerrain("utm.tif"));
    for (const list of ["landCover", "surface"]) {
      expect(refusal(`utm-${list}`, terrain(list, "utm.tif"))).toMatch(/utm\.tif: .*EPSG:32610.*gdalwarp/s);
    }
    expect(refusal("missing", terrain("buildings", "nowhere.geojson"))).toContain("/chirpscape/terrain/buildings/0");
    expect(refusal("outside", terrain("surface", "../dsm.tif"))).toContain("/chirpscape/terrain/surface/0");
    expect(refusal("cut-houses", terrain("buildings", "cut.geojson"))).toContain("cut.geojson:1:");
    expect(refusal("no-houses", terrain("buildings", "list.geojson"))).toContain("list.geojson");
    expect(refusal("cut-raster", terrain("landCover", "cut.tif"))).toContain("cut.tif");
    expect(refusal("no-raster", terrain("landCover", "list.geojson"))).toContain("GeoTIFF");
    const clutter = feature(polygon(ring(0, 0, 9, 9)), { role: "clutter", class: "jungle" });
    expect(refusal("class", { features: [clutter] })).toContain("/features/2/properties/class");
  });

  it("is told where it can be mended", () => {
    const house = feature(polygon(BOW_TIE), { role: "building", height: "tall" });
    const file = writeScenario("mended", { features: [house] });
    const { status, stdout } = runCli(["validate", file, "--json"]);
    expect(status).toBe(0);
    const codes = JSON.parse(stdout).warnings.map(({ code }: { code: string }) => code);
    expect(codes).toEqual(["crossing-outline", "unreadable-height", "assumed-height"]);
  });

  it("is found in files of footprints when it validates", () => {
    const valid = writeScenario("sound", { terrain: { buildings: ["osm/houses.geojson"] } });
    const { status, stdout } = runCli(["validate", valid, "--json"]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).warnings).toMatchObject([
      { code: "assumed-height", where: "/chirpscape/terrain/buildings/0" },
    ]);
    writeFileSync(path.join(folder, "half.geojson"), '{"type": "FeatureCollection", "features": [');
    const broken = writeScenario("broken", { terrain: { buildings: ["osm/houses.geojson", "half.geojson"] } });
    const refused = runCli(["validate", broken]);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain("half.geojson:1:");
  });

  it("names files that are not there when it validates", () => {
    const file = writeScenario("unfound", { terrain: { landCover: ["nowhere.tif"], buildings: ["none.geojson"] } });
    const { status, stderr } = runCli(["validate", file]);
    expect(status).toBe(2);
    expect(stderr).toContain("/chirpscape/terrain/landCover/0");
    expect(stderr).toContain("/chirpscape/terrain/buildings/0");
  });
});
