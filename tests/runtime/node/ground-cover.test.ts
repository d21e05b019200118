import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { writeGeoTiff } from "../../../src/geo/formats/geotiff-write.ts";
import { WORLD_COVER } from "../../../src/geo/land-cover/classes.ts";
import { type GroundCoverRequest, loadGroundCover } from "../../../src/runtime/node/ground-cover.ts";
import { temporaryFolder } from "../../support/cli.ts";
import { boxPolygon } from "../../support/made-scenario.ts";
import { MIDDLE, madeTerrain } from "../../support/made-task.ts";

const folder = temporaryFolder();
mkdirSync(folder, { recursive: true });
const fileOf = (name: string) => ({ name, path: path.join(folder, name) });

function raster(name: string, stepM: number, halfM: number, value: (eastM: number) => number) {
  const { data, ...lattice } = madeTerrain(value, halfM, stepM);
  writeFileSync(path.join(folder, name), writeGeoTiff(lattice, data));
  return fileOf(name);
}
function footprints(name: string, features: readonly object[], more: object = {}) {
  const collection = { type: "FeatureCollection", ...more, features };
  writeFileSync(path.join(folder, name), JSON.stringify(collection));
  return fileOf(name);
}
const house = (eastM: number, tags: object) => ({
  type: "Feature",
  properties: { building: "yes", ...tags },
  geometry: { type: "Polygon", coordinates: boxPolygon([eastM, 0, eastM + 20, 20])[0] },
});

const elevation = madeTerrain(() => 50, 600, 30);
const NONE = { surface: [], landCover: [], buildings: [] };
const load = (files: Partial<GroundCoverRequest["files"]>, change: Partial<GroundCoverRequest> = {}) =>
  loadGroundCover({
    files: { ...NONE, ...files },
    classes: WORLD_COVER,
    elevation,
    discs: [{ center: MIDDLE, radiusM: 500 }],
    ...change,
  });
const codesOf = ({ warnings }: Awaited<ReturnType<typeof load>>) => warnings.map(({ code }) => code);

describe("loadGroundCover", () => {
  it("is nothing without a source", async () => {
    expect(await load({})).toEqual({ ground: null, warnings: [] });
  });

  it("puts all files into one grid in shared memory, with what they say of themselves", async () => {
    const { ground, warnings } = await load({
      landCover: [raster("trees.tif", 10, 800, () => 10)],
      surface: [raster("dsm.tif", 10, 800, (eastM) => (eastM > 0 ? 52 : Number.NaN))],
      buildings: [footprints("a.geojson", [house(100, { height: "30 m" })], { attribution: "© a town" })],
    });
    expect(warnings).toEqual([]);
    expect(ground?.grid?.data.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(new Set(ground?.grid?.data.filter((heightM) => heightM > 0))).toEqual(new Set([15, 2, 30]));
    expect(ground?.summary).toMatchObject({
      buildings: { files: ["a.geojson"], attributions: ["© a town"], count: 1, highestM: 30 },
      landCover: { files: ["trees.tif"] },
      surface: { files: ["dsm.tif"] },
    });
  });

  it("tells of rasters that end within the area or lie outside it", async () => {
    expect(codesOf(await load({ landCover: [raster("small.tif", 10, 200, () => 10)] }))).toEqual(["partial-cover"]);
    const { data, ...lattice } = madeTerrain(() => 10, 200, 10, { longitudeDeg: 11, latitudeDeg: 45 });
    writeFileSync(path.join(folder, "far.tif"), writeGeoTiff(lattice, data));
    expect(codesOf(await load({ landCover: [fileOf("far.tif")] }))).toEqual(["unused-cover"]);
  });

  it("names the first doubts of a kind and counts the others", async () => {
    const tall = Array.from({ length: 9 }, (_, i) => house(30 * i, { height: "tall" }));
    const { warnings } = await load({ buildings: [footprints("tall.geojson", tall)] });
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining("tall.geojson: /features/0"),
      expect.stringContaining("tall.geojson: /features/1"),
      expect.stringContaining("tall.geojson: /features/2"),
      "6 more remarks of the kind unreadable-height",
      "tall.geojson: 9 of 9 buildings say no height: 6 m is taken",
    ]);
  });

  it("counts its files for the progress, and stops when it is told to", async () => {
    const seen: number[][] = [];
    const files = { landCover: [fileOf("trees.tif")], buildings: [fileOf("a.geojson")] };
    await load(files, { onProgress: (done, total) => seen.push([done, total]) });
    expect(seen).toEqual([
      [0, 2],
      [1, 2],
    ]);
    await expect(load(files, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: "InterruptedError" });
  });

  it.each([
    ["landCover", "a.geojson", "unknown-format"],
    ["surface", "a.geojson", "unknown-format"],
    ["landCover", "nowhere.tif", "missing-file"],
    ["surface", "nowhere.tif", "missing-file"],
    ["buildings", "nowhere.geojson", "no-such-file"],
    ["buildings", "trees.tif", "not-text"],
  ] as const)("refuses %s %s: %s", async (list, name, code) => {
    await expect(load({ [list]: [fileOf(name)] })).rejects.toMatchObject({ name: "InputError", code });
  });
});
