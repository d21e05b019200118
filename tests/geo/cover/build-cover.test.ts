import { describe, expect, it } from "vitest";
import type { Building } from "../../../src/geo/buildings/building.ts";
import { outlineBounds } from "../../../src/geo/buildings/outline.ts";
import { buildCover } from "../../../src/geo/cover/build-cover.ts";
import { classLookup, classMap } from "../../../src/geo/cover/class-map.ts";
import type { CoverSources } from "../../../src/geo/cover/sources.ts";
import { METRES_PER_DEGREE } from "../../../src/geo/geodesy.ts";
import type { Lattice } from "../../../src/geo/grid.ts";
import { WORLD_COVER } from "../../../src/geo/land-cover/classes.ts";
import { madeTerrain, placeAt } from "../../support/made-task.ts";

const NOTHING: CoverSources = { buildings: [], surface: [], landCover: [], classes: WORLD_COVER, areas: [] };
/** A slope, 30 m posts, 900 m to each side. */
const elevation = madeTerrain((eastM) => 100 + eastM / 10, 900, 30);

function boxAt(west: number, south: number, east: number, north: number) {
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  const ring = corners.map(([eastM, northM]) => {
    const { longitudeDeg, latitudeDeg } = placeAt(eastM, northM);
    return [longitudeDeg, latitudeDeg];
  });
  return [[ring]];
}
function house(heightM: number, ...at: Parameters<typeof boxAt>): Building {
  const polygons = boxAt(...at);
  return { name: "house", polygons, bounds: outlineBounds(polygons), heightM, minHeightM: 0, heightSource: "height" };
}
/** A raster of its own step about the middle. */
function raster(name: string, stepM: number, halfM: number, value: (eastM: number, northM: number) => number) {
  const { width, height, westDeg, northDeg, lonStepDeg, latStepDeg, data } = madeTerrain(value, halfM, stepM);
  return { name, format: "geotiff" as const, width, height, westDeg, northDeg, lonStepDeg, latStepDeg, data };
}
function heightAt(cover: (Lattice & { readonly data: Float32Array }) | null, eastM: number, northM: number): number {
  if (cover === null) return 0;
  const { longitudeDeg, latitudeDeg } = placeAt(eastM, northM);
  const column = Math.round((longitudeDeg - cover.westDeg) / cover.lonStepDeg);
  const row = Math.round((cover.northDeg - latitudeDeg) / cover.latStepDeg);
  const isInside = column >= 0 && row >= 0 && column < cover.width && row < cover.height;
  return isInside ? cover.data[row * cover.width + column] : 0;
}
const build = (sources: Partial<CoverSources>, maxCells?: number) =>
  buildCover({ elevation, sources: { ...NOTHING, ...sources }, maxCells });
const wood = { title: "wood", heightM: 20, lossDb: null };

describe("buildCover", () => {
  it("is nothing where nothing stands", () => {
    expect(build({})).toEqual({ cover: null, cellM: 0, warnings: [] });
    const far = build({ buildings: [house(8, 5000, 5000, 5010, 5010)] });
    expect(far).toMatchObject({ cover: null, warnings: [{ code: "unused-cover" }] });
  });

  it("puts a house on cells of 5 m, cut to what stands there", () => {
    const { cover, cellM } = build({ buildings: [house(8, -20, -20, 20, 20)] });
    expect(cellM).toBeCloseTo(5, 6);
    expect(cover?.width).toBe(9);
    expect(heightAt(cover, 0, 0)).toBe(8);
    expect(heightAt(cover, 16, 16)).toBe(8);
    expect(heightAt(cover, 40, 0)).toBe(0);
  });

  it("takes the higher of two buildings in one place, whichever comes first", () => {
    const [low, high] = [house(8, -20, -20, 20, 20), house(30, -5, -5, 5, 5)];
    for (const buildings of [
      [low, high],
      [high, low],
    ]) {
      const { cover } = build({ buildings });
      expect([heightAt(cover, 0, 0), heightAt(cover, 15, 0)]).toEqual([30, 8]);
    }
  });

  it("lets a surface go before land cover, an area before both, and a building rise above all", () => {
    const { cover } = build({
      // Trees everywhere: 15 m
      landCover: [raster("trees.tif", 10, 600, () => 10)],
      // 7 m above the ground in the east, unknown in the west
      surface: [raster("dsm.tif", 10, 600, (eastM) => (eastM > 0 ? 107 + eastM / 10 : Number.NaN))],
      areas: [
        { name: "wood", polygons: boxAt(-100, 100, 100, 200), class: wood },
        { name: "clearing", polygons: boxAt(-20, 100, 20, 200), class: { ...wood, heightM: 2 } },
      ],
      buildings: [house(12, 200, 0, 230, 30), house(12, -230, 0, -200, 30)],
    });
    expect(heightAt(cover, -300, -300)).toBe(15);
    expect(heightAt(cover, 300, -300)).toBeCloseTo(7, 3);
    expect(heightAt(cover, 80, 150)).toBe(20);
    expect(heightAt(cover, -80, 150)).toBe(20);
    expect(heightAt(cover, 0, 150)).toBe(2);
    expect(heightAt(cover, 215, 15)).toBe(12);
    // Lower than the trees about it
    expect(heightAt(cover, -215, 15)).toBe(15);
  });

  it("takes the finer of two rasters where both have a class", () => {
    const coarse = raster("coarse.tif", 100, 800, () => 50);
    const fine = raster("fine.tif", 10, 100, () => 10);
    for (const landCover of [
      [coarse, fine],
      [fine, coarse],
    ]) {
      const { cover, cellM } = build({ landCover });
      expect(cellM).toBeCloseTo(10, 6);
      expect([heightAt(cover, 0, 0), heightAt(cover, 500, 0)]).toEqual([15, 10]);
    }
  });

  it("keeps a wall of a surface finer than the cells", () => {
    const surface = [raster("dsm.tif", 2, 200, (eastM) => 100 + eastM / 10 + (Math.abs(eastM - 51) < 1.5 ? 9 : 0))];
    const { cover } = build({ surface });
    for (let northM = -150; northM <= 150; northM += 7) expect(heightAt(cover, 51, northM)).toBeCloseTo(9, 0);
  });

  it("counts where a surface lies below the ground, and takes the ground there", () => {
    const surface = [raster("dsm.tif", 30, 300, (eastM) => 100 + eastM / 10 + (eastM > 100 ? -25 : 3))];
    const { cover, warnings } = build({ surface });
    expect(heightAt(cover, 200, 0)).toBe(0);
    expect(heightAt(cover, -200, 0)).toBeCloseTo(3, 3);
    expect(warnings).toMatchObject([{ code: "surface-below-ground" }]);
    // 21 rows of 21 posts, of which those at 120, 150, … 300 m are too low
    expect(warnings[0].message).toContain("dsm.tif lies more than 5 m below the ground at 147 of 441 cells");
    expect(warnings[0].message).toContain("up to 25 m");
  });

  it("asks about the datum when most of a surface is too low", () => {
    const { warnings } = build({ surface: [raster("dsm.tif", 30, 300, () => 0)] });
    expect(warnings[0].message).toContain("same datum");
  });

  it("names classes without a height, with how many pixels", () => {
    const landCover = [raster("odd.tif", 30, 60, (eastM) => (eastM > 0 ? 42 : 10))];
    // Two of five columns
    const message = expect.stringContaining("class 42 has no height: 10 pixels");
    const hint = expect.stringContaining('{"42": {"heightM"');
    const issue = { code: "unknown-class", where: "odd.tif", message, hint };
    expect(() => build({ landCover })).toThrow(expect.objectContaining({ name: "InputError", issues: [issue] }));
  });

  it("finds buildings and rasters beyond the antimeridian", () => {
    const middle = { longitudeDeg: 180, latitudeDeg: 45 };
    const islands = madeTerrain(() => 0, 900, 30, middle);
    const east = placeAt(100, 0, middle).longitudeDeg - 360;
    const [lonM, latM] = [placeAt(10, 0, middle).longitudeDeg - 180, 10 / METRES_PER_DEGREE];
    const corners = [
      [east - lonM, 45 - latM],
      [east + lonM, 45 - latM],
      [east + lonM, 45 + latM],
      [east - lonM, 45 + latM],
      [east - lonM, 45 - latM],
    ];
    const polygons = [[corners]];
    const hut = { ...house(8, 0, 0, 1, 1), polygons, bounds: outlineBounds(polygons) };
    const { cover } = buildCover({ elevation: islands, sources: { ...NOTHING, buildings: [hut] } });
    expect(cover?.westDeg).toBeCloseTo(placeAt(90, 0, middle).longitudeDeg, 4);
    expect(Math.max(...(cover?.data ?? []))).toBe(8);
    expect(cover?.data.filter((heightM) => heightM > 0).length).toBeGreaterThanOrEqual(16);
  });

  it("takes larger cells when there would be too many, and says so", () => {
    const { cover, cellM, warnings } = build({ landCover: [raster("trees.tif", 10, 800, () => 10)] }, 5000);
    expect((cover?.width ?? 0) * (cover?.height ?? 0)).toBeLessThanOrEqual(5000);
    expect(cellM).toBeGreaterThan(10);
    expect(warnings).toMatchObject([{ code: "coarse-cover" }]);
    const coarser = build({ landCover: [raster("trees.tif", 10, 800, () => 10)] }, 500);
    expect(coarser.cellM).toBeGreaterThan(60);
    expect(heightAt(coarser.cover, 300, 300)).toBe(15);
  });
});

describe("classes of places", () => {
  const sources = {
    ...NOTHING,
    landCover: [raster("a.tif", 100, 800, () => 50), raster("b.tif", 20, 100, () => 10)],
    areas: [
      { name: "wood", polygons: boxAt(200, 200, 300, 300), class: wood },
      { name: "pond", polygons: boxAt(240, 240, 260, 260), class: WORLD_COVER[80] },
    ],
  };
  const places = [
    [-500, 0, "built-up"],
    [0, 0, "tree cover"],
    [210, 210, "wood"],
    [250, 250, "permanent water"],
    [870, 0, undefined],
  ] as const;

  it.each(places)("at %d m east, %d m north: %s", (eastM, northM, title) => {
    const { longitudeDeg, latitudeDeg } = placeAt(eastM, northM);
    expect(classLookup(sources)(longitudeDeg, latitudeDeg)?.title).toBe(title);
  });

  it("are the same on a lattice", () => {
    const lattice = madeTerrain(() => 0, 900, 10);
    const { numbers, classes } = classMap(lattice, sources);
    for (const [eastM, northM, title] of places) {
      const number = numbers[(90 - northM / 10) * lattice.width + 90 + eastM / 10];
      expect(classes[number - 1]?.title).toBe(title);
    }
  });
});
