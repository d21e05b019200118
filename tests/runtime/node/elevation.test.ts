import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Disc } from "../../../src/geo/discs.ts";
import { elevationAt } from "../../../src/geo/interpolate.ts";
import { InterruptedError } from "../../../src/math/errors.ts";
import { loadElevation } from "../../../src/runtime/node/elevation.ts";
import { inputErrorOf } from "../../geo/terrain-reference.ts";

const terrain = (name: string) => ({
  path: fileURLToPath(new URL(`../../reference/terrain/${name}`, import.meta.url)),
  name: `terrain/${name}`,
});
const bundled = (name: string) => ({
  path: fileURLToPath(new URL(`../../../scenarios/${name}/terrain/${name}.tif`, import.meta.url)),
  name: `terrain/${name}.tif`,
});
const disc = (longitudeDeg: number, latitudeDeg: number, radiusM: number): Disc => ({
  center: { longitudeDeg, latitudeDeg },
  radiusM,
});

describe("loadElevation", () => {
  it("loads tiles of every format into one grid in shared memory", async () => {
    const progress: number[][] = [];
    const { grid, warnings } = await loadElevation(
      [terrain("N36W123.hgt.zip"), terrain("ridge-int16-cog.tif"), terrain("S46W066.hgt.gz")],
      [disc(-121.53, 36.25, 3_000)],
      { onProgress: (done, total) => progress.push([done, total]) },
    );
    expect(grid.data.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(grid.sources).toEqual([{ name: "terrain/ridge-int16-cog.tif", format: "geotiff", stepArcSeconds: 3 }]);
    expect(warnings.map((warning) => warning.code)).toEqual(["unused-terrain", "unused-terrain"]);
    expect(warnings[0].message).toContain("terrain/N36W123.hgt.zip");
    expect(progress).toEqual([
      [0, 3],
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });

  it("finds in the bundled terrain of Monterey the posts of the tile it was cut from", async () => {
    const discs = [disc(-122.15, 36.9, 8_000)];
    const { grid: tile } = await loadElevation([terrain("N36W123.hgt.zip")], discs);
    const { grid: cut } = await loadElevation([bundled("monterey")], discs);
    expect(cut).toEqual({ ...tile, sources: cut.sources });
  });

  it.each([
    // Heights as printed on maps; averaged to posts every 3″ a peak loses some tens of metres.
    ["cape-town", "Maclear's Beacon on Table Mountain", 18.4253, -33.9674, 1085],
    ["cape-town", "Devil's Peak", 18.4386, -33.9547, 1000],
    ["monterey", "Mount Toro", -121.6083, 36.5258, 1085],
  ])("knows in %s the height of %s", async (scenario, _, lonDeg, latDeg, summitM) => {
    const { grid } = await loadElevation([bundled(scenario)], [disc(lonDeg, latDeg, 2_000)]);
    let highest = -Infinity;
    for (let i = -4; i <= 4; i++) {
      for (let j = -4; j <= 4; j++)
        highest = Math.max(highest, elevationAt(grid, lonDeg + i / 1200, latDeg + j / 1200));
    }
    expect(highest).toBeGreaterThan(summitM - 60);
    expect(highest).toBeLessThan(summitM + 10);
  });

  it("asks for what is missing, or takes it as flat", async () => {
    const discs = [disc(-122.02, 36.9, 8_000)];
    const error = await inputErrorOf(() => loadElevation([terrain("N36W123.hgt.zip")], discs));
    expect(error.issues.map((issue) => [issue.code, issue.where])).toEqual([["missing-terrain", "N36W122"]]);
    const { grid, warnings } = await loadElevation([terrain("N36W123.hgt.zip")], discs, { flatTerrain: true });
    expect(elevationAt(grid, -121.95, 36.9)).toBe(0);
    expect(warnings.map((warning) => warning.code)).toEqual(["flat-terrain"]);
  });

  it("stops when it is told to", async () => {
    const signal = AbortSignal.abort();
    const attempt = loadElevation([terrain("N36W123.hgt.zip")], [disc(-122.5, 36.5, 100)], { signal });
    await expect(attempt).rejects.toBeInstanceOf(InterruptedError);
  });
});

describe("loadElevation on bad files", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "chirpscape-elevation-"));
    writeFileSync(path.join(folder, "N45E005.hgt"), "short");
    mkdirSync(path.join(folder, "folder.tif"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ["N44E005.hgt", "missing-file"],
    ["N45E005.hgt", "truncated-tile"],
    ["folder.tif", "unreadable-file"],
  ])("names %s as the scenario does: %s", async (name, code) => {
    const file = { path: path.join(folder, name), name: `dem/${name}` };
    const error = await inputErrorOf(() => loadElevation([file], [disc(5.5, 45.5, 1000)]));
    expect([error.code, error.issues[0].where]).toEqual([code, `dem/${name}`]);
  });

  it("names a format that it does not know", async () => {
    const file = { path: path.join(folder, "N45E005.hgt"), name: "dem/alps.asc" };
    const error = await inputErrorOf(() => loadElevation([file], [disc(5.5, 45.5, 1000)]));
    expect([error.code, error.issues[0].where]).toEqual(["unknown-format", "dem/alps.asc"]);
  });
});
