import { describe, expect, it } from "vitest";
import { type Disc, discsBounds, forEachRowOfDisc } from "../../src/geo/discs.ts";
import { greatCircleDistanceM } from "../../src/geo/geodesy.ts";
import type { Lattice } from "../../src/geo/grid.ts";

const disc = (longitudeDeg: number, latitudeDeg: number, radiusM: number): Disc => ({
  center: { longitudeDeg, latitudeDeg },
  radiusM,
});

describe("discsBounds", () => {
  it("holds all discs, those beyond the antimeridian side by side", () => {
    const bounds = discsBounds([disc(179.8, 10, 30_000), disc(-179.7, 10.5, 10_000)]);
    expect(bounds.west).toBeCloseTo(179.526, 2);
    expect(bounds.east).toBeCloseTo(180.391, 2);
    expect(bounds.north).toBeCloseTo(10.59, 2);
  });

  it("refuses to bound nothing", () => {
    expect(() => discsBounds([])).toThrowError(expect.objectContaining({ code: "out-of-range" }));
  });
});

describe("forEachRowOfDisc", () => {
  it.each([
    ["at home", disc(-121.9, 36.6, 9_000), -122.1],
    ["across the antimeridian", disc(-179.95, 61, 9_000), 179.8],
    ["partly outside", disc(-122.08, 36.7, 9_000), -122.1],
  ])("visits exactly the posts within the radius, %s", (_, place, westDeg) => {
    const northDeg = place.center.latitudeDeg + 0.15;
    const lattice: Lattice = { width: 180, height: 120, westDeg, northDeg, lonStepDeg: 1 / 400, latStepDeg: 1 / 400 };
    const visited = new Set<number>();
    forEachRowOfDisc(lattice, place, (row, first, last) => {
      for (let column = first; column <= last; column++) visited.add(row * lattice.width + column);
    });
    const within = new Set<number>();
    for (let i = 0; i < lattice.width * lattice.height; i++) {
      const longitudeDeg = westDeg + (i % lattice.width) / 400;
      const latitudeDeg = northDeg - Math.floor(i / lattice.width) / 400;
      if (greatCircleDistanceM(place.center, { longitudeDeg, latitudeDeg }) <= place.radiusM) within.add(i);
    }
    expect(within.size).toBeGreaterThan(1000);
    expect(visited).toEqual(within);
  });
});
