import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { projectLikeFolder, runCli } from "../support/cli.ts";

const cwd = projectLikeFolder();
const PATH =
  "path --from 0,0 --to 0,0.01 --from-height 10m --to-height 10m --frequency 868MHz --flat-terrain --resolution 10m --model p1812".split(
    " ",
  );
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

test("--buildings puts a block into the path, its loss and its picture", () => {
  writeFileSync(path.join(cwd, "wall.geojson"), JSON.stringify(WALL));
  const bare = JSON.parse(runCli([...PATH, "--json"], { cwd }).stdout);
  const { status, stdout } = runCli([...PATH, "--buildings", "wall.geojson", "--json"], { cwd });
  expect(status).toBe(0);
  const walled = JSON.parse(stdout);
  expect(Math.max(...walled.profile.surfaceM)).toBe(40);
  expect([bare.lineOfSight, walled.lineOfSight]).toEqual([true, false]);
  expect(walled.pathLossDb - bare.pathLossDb).toBeGreaterThan(15);
});

test("a file that holds no buildings is refused by its name", () => {
  writeFileSync(path.join(cwd, "cut.geojson"), '{"type": "Feat');
  const { status, stderr } = runCli([...PATH, "--buildings", "cut.geojson"], { cwd });
  expect(status).toBe(2);
  expect(stderr).toContain("cut.geojson");
});
