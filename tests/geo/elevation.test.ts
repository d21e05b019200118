import { describe, expect, it } from "vitest";
import type { Disc } from "../../src/geo/discs.ts";
import { mosaic } from "../../src/geo/elevation.ts";
import type { ElevationTile } from "../../src/geo/elevation-tile.ts";
import { decodeHgt } from "../../src/geo/formats/hgt.ts";
import { elevationAt } from "../../src/geo/interpolate.ts";
import { inputErrorOf, readTerrain } from "./terrain-reference.ts";

const disc = (longitudeDeg: number, latitudeDeg: number, radiusM: number): Disc => ({
  center: { longitudeDeg, latitudeDeg },
  radiusM,
});

/** A plane that rises 1000 m to the degree eastwards and 100 m northwards: bilinear interpolation leaves it as it is. */
const plane = (lonDeg: number, latDeg: number) => 1000 * lonDeg + 100 * latDeg;
function tile(name: string, westDeg: number, northDeg: number, steps = 120, value = plane): ElevationTile {
  const side = steps + 1;
  const data = Float32Array.from({ length: side * side }, (_, i) =>
    value(westDeg + (i % side) / steps, northDeg - Math.floor(i / side) / steps),
  );
  const lattice = { width: side, height: side, westDeg, northDeg, lonStepDeg: 1 / steps, latStepDeg: 1 / steps };
  return { ...lattice, data, name, format: "hgt" };
}
const four = [tile("nw", 0, 2), tile("ne", 1, 2), tile("sw", 0, 1), tile("se", 1, 1)];

describe("mosaic", () => {
  it("joins tiles that share their edges, on their own posts", () => {
    const { grid, warnings } = mosaic({ tiles: four, discs: [disc(1, 1, 60_000)], flatMissing: false });
    expect(warnings).toEqual([]);
    expect(grid).toMatchObject({ filledVoids: 0, assumedFlat: null, lonStepDeg: 1 / 120, latStepDeg: 1 / 120 });
    expect(grid.sources.map((source) => [source.name, source.stepArcSeconds])).toEqual([
      ["nw", 30],
      ["ne", 30],
      ["sw", 30],
      ["se", 30],
    ]);
    expect(grid.westDeg * 120).toBeCloseTo(Math.round(grid.westDeg * 120), 9);
    for (const [lonDeg, latDeg] of [
      [1, 1],
      [0.5, 1],
      [1, 1.5],
      [1.3, 0.7],
      [0.504, 0.996],
    ]) {
      expect(elevationAt(grid, lonDeg, latDeg)).toBeCloseTo(plane(lonDeg, latDeg), 2);
    }
    expect(grid.data.some(Number.isNaN)).toBe(false);
  });

  it("joins parts of tiles as well as whole ones", () => {
    const name = "N36W123.hgt.zip";
    const bytes = readTerrain(name);
    const discs = [disc(-122.2, 36.9, 8_000)];
    const whole = mosaic({ tiles: [decodeHgt({ name, bytes })!], discs, flatMissing: false }).grid;
    const window = { west: -122.3, east: -122.1, south: 36.8, north: 36.98 };
    const part = mosaic({ tiles: [decodeHgt({ name, bytes, window })!], discs, flatMissing: false }).grid;
    expect(part).toEqual(whole);
    expect(Math.max(...part.data)).toBeGreaterThan(0);
  });

  it("resamples coarser and shifted tiles to the finest lattice, with a warning", () => {
    const coarse = tile("coarse", 0, 2, 60);
    const shifted = { ...tile("shifted", 1, 2), westDeg: 1 + 0.3 / 120 };
    const { grid, warnings } = mosaic({
      tiles: [coarse, { ...shifted, data: tile("", 1 + 0.3 / 120, 2).data }, four[2], four[3]],
      discs: [disc(1, 1, 30_000)],
      flatMissing: false,
    });
    expect(grid.lonStepDeg).toBe(1 / 120);
    expect(warnings).toEqual([{ code: "resampled-terrain", message: expect.stringMatching(/30″.*coarse/) }]);
    for (const [lonDeg, latDeg] of [
      [0.9, 1.1],
      [1.1, 1.1],
      [0.95, 0.95],
    ]) {
      expect(elevationAt(grid, lonDeg, latDeg)).toBeCloseTo(plane(lonDeg, latDeg), 2);
    }
  });

  it("lets a finer tile win over a coarser, then an earlier over a later, and one fill the voids of another", () => {
    const level = (name: string, steps: number, height: number) => tile(name, 0, 1, steps, () => height);
    const at = (tiles: readonly ElevationTile[], lonDeg = 0.5) =>
      elevationAt(mosaic({ tiles, discs: [disc(0.5, 0.5, 20_000)], flatMissing: false }).grid, lonDeg, 0.5);
    expect(at([level("coarse", 60, 1), level("fine", 120, 2)])).toBe(2);
    expect(at([level("first", 120, 1), level("second", 120, 2)])).toBe(1);
    const holed = tile("holed", 0, 1, 120, (lonDeg) => (lonDeg > 0.45 ? NaN : 3));
    expect(at([level("coarse", 60, 1), holed])).toBe(1);
    expect(at([level("coarse", 60, 1), holed], 0.4)).toBe(3);
  });

  it("fills voids and says so", () => {
    const holed = tile("holed", 0, 1, 120, (lonDeg, latDeg) =>
      Math.hypot(lonDeg - 0.5, latDeg - 0.5) < 2.5 / 120 ? NaN : plane(lonDeg, latDeg),
    );
    const { grid, warnings } = mosaic({ tiles: [holed], discs: [disc(0.5, 0.5, 20_000)], flatMissing: false });
    expect(grid.filledVoids).toBe(21); // posts within 2.5 steps of a post
    expect(warnings).toEqual([{ code: "voids-filled", message: expect.stringContaining("21 posts") }]);
    expect(elevationAt(grid, 0.5, 0.5)).toBeCloseTo(plane(0.5, 0.5), 2);
  });

  it("joins tiles on both sides of the antimeridian", () => {
    const value = (lonDeg: number) => (lonDeg < 0 ? lonDeg + 360 : lonDeg);
    const tiles = [tile("east", 179, 1, 120, value), tile("west", -180, 1, 120, value)];
    for (const centerDeg of [179.9, -179.9]) {
      const { grid } = mosaic({ tiles, discs: [disc(centerDeg, 0.5, 30_000)], flatMissing: false });
      expect(elevationAt(grid, 179.95, 0.5)).toBeCloseTo(179.95, 4);
      expect(elevationAt(grid, -179.95, 0.5)).toBeCloseTo(180.05, 4);
      expect(elevationAt(grid, 180, 0.5)).toBeCloseTo(180, 4);
    }
  });

  it("puts the posts where it is told to", () => {
    const shared = new SharedArrayBuffer(4 * 10_000_000);
    const allocate = (length: number) => new Float32Array(shared, 0, length);
    const { grid } = mosaic({ tiles: four, discs: [disc(1, 1, 20_000)], flatMissing: false, allocate });
    expect(grid.data.buffer).toBe(shared);
  });
});

describe("missing terrain", () => {
  const discs = [disc(1, 1, 30_000)];

  it("is an error that names each missing degree and the part of it that is needed", async () => {
    const error = await inputErrorOf(() => mosaic({ tiles: [four[0], four[3]], discs, flatMissing: false }));
    expect(error.issues.map((issue) => [issue.code, issue.where])).toEqual([
      ["missing-terrain", "N01E001"],
      ["missing-terrain", "N00E000"],
    ]);
    expect(error.issues[0].message).toBe("expected elevations for longitude 1 to 1.27, latitude 1 to 1.27, got none");
    expect(error.issues[0].hint).toContain("--flat-terrain");
  });

  it("is an error for a tile without any value, and without any tile", async () => {
    const empty = tile("empty", 1, 2, 120, () => NaN);
    const tiles = [four[0], empty, four[2], four[3]];
    expect((await inputErrorOf(() => mosaic({ tiles, discs, flatMissing: false }))).issues).toHaveLength(1);
    expect((await inputErrorOf(() => mosaic({ tiles: [], discs, flatMissing: false }))).issues).toHaveLength(4);
  });

  it("does not matter outside the discs", () => {
    const { grid } = mosaic({ tiles: [four[3]], discs: [disc(1.5, 0.5, 20_000)], flatMissing: false });
    expect(elevationAt(grid, 1.5, 0.5)).toBeCloseTo(plane(1.5, 0.5), 2);
  });

  it("is flat at sea level where that is asked for, and marked", () => {
    const { grid, warnings } = mosaic({ tiles: [four[0], four[2], four[3]], discs, flatMissing: true });
    expect(elevationAt(grid, 1.2, 1.2)).toBe(0);
    expect(elevationAt(grid, 0.9, 1.1)).toBeCloseTo(plane(0.9, 1.1), 2);
    const post = (lonDeg: number, latDeg: number) =>
      Math.round((grid.northDeg - latDeg) * 120) * grid.width + Math.round((lonDeg - grid.westDeg) * 120);
    expect(grid.assumedFlat?.[post(1.2, 1.2)]).toBe(1);
    expect(grid.assumedFlat?.[post(0.9, 1.1)]).toBe(0);
    // The edge that the missing tile shares with its neighbours is known.
    expect(grid.assumedFlat?.[post(1, 1.1)]).toBe(0);
    expect(grid.data.some(Number.isNaN)).toBe(false);
    expect(grid.sources.at(-1)?.format).toBe("flat");
    expect(warnings).toEqual([{ code: "flat-terrain", message: expect.stringContaining("N01E001") }]);
    const nothing = mosaic({ tiles: [], discs, flatMissing: true }).grid;
    expect(nothing.data.every((elevation) => elevation === 0)).toBe(true);
    expect(nothing.sources.map((source) => source.format)).toEqual(["flat"]);
  });

  it("is no reason to run out of memory", async () => {
    const far = [disc(-60, -60, 1000), disc(60, 60, 1000)];
    const error = await inputErrorOf(() =>
      mosaic({ tiles: [tile("a", -60, -60, 360)], discs: far, flatMissing: true }),
    );
    expect(error.code).toBe("too-large");
  });
});
