import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { writeGeoTiff } from "../../src/geo/formats/geotiff-write.ts";
import { projectLikeFolder, runCli } from "../support/cli.ts";

const cwd = projectLikeFolder();
const ENDS = "path --from 0,0 --to 0,0.01 --from-height 10m --to-height 10m --frequency 868MHz --resolution 10m".split(
  " ",
);
const PATH = [...ENDS, "--flat-terrain", "--model", "p1812"];
const RING = [
  [0.005, -0.001],
  [0.0051, -0.001],
  [0.0051, 0.001],
  [0.005, 0.001],
  [0.005, -0.001],
];
const WALL = {
  type: "Feature",
  properties: { tags: { building: "yes", height: "40 m" } },
  geometry: { type: "Polygon", coordinates: [RING] },
};
writeFileSync(path.join(cwd, "wall.geojson"), JSON.stringify(WALL));
writeFileSync(path.join(cwd, "cut.geojson"), '{"type": "Feat');

/** Pixels of 0.0001°, 11 m, about the path; the value by the longitude. */
function writeRaster(name: string, value: (lonDeg: number) => number) {
  const lattice = { width: 121, height: 21, westDeg: -0.001, northDeg: 0.001, lonStepDeg: 1e-4, latStepDeg: 1e-4 };
  const data = Float32Array.from({ length: 121 * 21 }, (_, i) => value(-0.001 + (i % 121) * 1e-4));
  writeFileSync(path.join(cwd, name), writeGeoTiff(lattice, data));
}
const isInWood = (lonDeg: number) => lonDeg > 0.004 && lonDeg < 0.006;
writeRaster("ground.tif", () => 100);
writeRaster("trees.tif", (lonDeg) => (isInWood(lonDeg) ? 10 : 30));
writeRaster("odd.tif", (lonDeg) => (isInWood(lonDeg) ? 77 : 30));
writeRaster("surface.tif", (lonDeg) => (isInWood(lonDeg) ? 122 : 100));
writeRaster("sunk.tif", (lonDeg) => (isInWood(lonDeg) ? 60 : 100));

const json = (...flags: string[]) => JSON.parse(runCli([...ENDS, ...flags, "--json"], { cwd }).stdout);

test("--buildings puts a block into the path, its loss and its picture", () => {
  const bare = JSON.parse(runCli([...PATH, "--json"], { cwd }).stdout);
  const { status, stdout } = runCli([...PATH, "--buildings", "wall.geojson", "--json"], { cwd });
  expect(status).toBe(0);
  const walled = JSON.parse(stdout);
  expect(Math.max(...walled.profile.surfaceM)).toBe(40);
  expect([bare.lineOfSight, walled.lineOfSight]).toEqual([true, false]);
  expect(walled.pathLossDb - bare.pathLossDb).toBeGreaterThan(15);
});

test("a file that holds no buildings is refused by its name", () => {
  const { status, stderr } = runCli([...PATH, "--buildings", "cut.geojson"], { cwd });
  expect(status).toBe(2);
  expect(stderr).toContain("cut.geojson");
});

describe("trees and surfaces on a path", () => {
  const dem = ["--dem", "ground.tif", "--model", "p1812"];

  test("stand on the ground: 15 m of wood by its class, 22 m by the surface, the higher beside a building", () => {
    const bare = json(...dem);
    const trees = json(...dem, "--land-cover", "trees.tif");
    const surface = json(...dem, "--surface", "surface.tif");
    const all = json(...dem, "--surface", "surface.tif", "--buildings", "wall.geojson");
    const top = ({ profile }: { profile: { surfaceM: number[] } }) => Math.max(...profile.surfaceM);
    expect([top(trees), top(surface), top(all)]).toEqual([115, 122, 140]);
    expect(bare.profile.surfaceM).toBeUndefined();
    expect(trees.pathLossDb).toBeGreaterThan(bare.pathLossDb + 5);
    expect(surface.pathLossDb).toBeGreaterThan(trees.pathLossDb + 3);
  });

  test("count as ground to a model without clutter, which says so", () => {
    const bare = json("--dem", "ground.tif");
    const trees = json("--dem", "ground.tif", "--land-cover", "trees.tif");
    expect(trees.pathLossDb).toBeGreaterThan(bare.pathLossDb);
    expect(trees.warnings.map(({ code }: { code: string }) => code)).toContain("cover-as-ground");
  });

  test("are drawn", () => {
    const { status } = runCli([...ENDS, ...dem, "--land-cover", "trees.tif", "--svg", "trees.svg"], { cwd });
    expect(status).toBe(0);
  });

  test("a class without a height is refused by file and class", () => {
    const { status, stderr } = runCli([...ENDS, ...dem, "--land-cover", "odd.tif"], { cwd });
    expect(status).toBe(2);
    expect(stderr).toMatch(/odd\.tif: land cover class 77 has no height: \d+ pixels/);
  });

  test("a surface below the ground is told, and taken as the ground", () => {
    const { status, stdout, stderr } = runCli([...ENDS, ...dem, "--surface", "sunk.tif", "--json"], { cwd });
    expect(status).toBe(0);
    expect(stderr).toContain("sunk.tif lies more than 5 m below the ground");
    expect(new Set(JSON.parse(stdout).profile.surfaceM)).toEqual(new Set([100]));
  });

  test("need a path that lies somewhere", () => {
    writeFileSync(path.join(cwd, "profile.csv"), "0,1\n100,2\n200,1\n");
    const flags = "path --profile profile.csv --from-height 5m --to-height 5m --frequency 868MHz --surface surface.tif";
    const { status, stderr } = runCli(flags.split(" "), { cwd });
    expect(status).toBe(2);
    expect(stderr).toContain("--surface");
  });
});
