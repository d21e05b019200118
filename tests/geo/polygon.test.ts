import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findOutlineFault, isInMultiPolygon, type PolygonRings, polygonAreaKm2 } from "../../src/geo/polygon.ts";
import { estimateSamples, sampleArea } from "../../src/geo/sample-area.ts";

const box = (west: number, south: number, east: number, north: number) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const square: PolygonRings = [box(0, 0, 1, 1)];
const withHole: PolygonRings = [box(0, 0, 4, 4), box(1, 1, 3, 3)];

/** A star-shaped ring: never crosses itself, whatever the radii. */
const star = (longitude: number, latitude: number, radiiDeg: readonly number[]): PolygonRings => {
  const ring = radiiDeg.map((radius, i) => {
    const angle = (2 * Math.PI * i) / radiiDeg.length;
    return [longitude + radius * Math.cos(angle), latitude + radius * Math.sin(angle)];
  });
  return [[...ring, ring[0]]];
};
const stars = fc
  .tuple(
    fc.double({ min: -170, max: 170, noNaN: true }),
    fc.double({ min: -70, max: 70, noNaN: true }),
    fc.array(fc.double({ min: 0.001, max: 0.2, noNaN: true }), { minLength: 3, maxLength: 40 }),
  )
  .map(([longitude, latitude, radii]) => star(longitude, latitude, radii));

describe("polygonAreaKm2", () => {
  it("agrees with the closed form of a spherical quadrangle", () => {
    // R² Δλ (sin φ2 − sin φ1) with R = 6371.0088 km: 6371.0088² · 0.0174532925 · 0.0174524064 = 12363.7 km²
    expect(polygonAreaKm2(square)).toBeCloseTo(12363.7, 0);
  });

  it("takes holes off", () => {
    expect(polygonAreaKm2(withHole)).toBeCloseTo(polygonAreaKm2([withHole[0]]) - polygonAreaKm2([withHole[1]]), 6);
  });
});

describe("isInMultiPolygon", () => {
  it("knows inside, outside and holes", () => {
    expect(isInMultiPolygon([withHole], 0.5, 0.5)).toBe(true);
    expect(isInMultiPolygon([withHole], 2, 2)).toBe(false);
    expect(isInMultiPolygon([withHole], 5, 2)).toBe(false);
    expect(isInMultiPolygon([square, [box(2, 2, 3, 3)]], 2.5, 2.5)).toBe(true);
    expect(isInMultiPolygon([], 0, 0)).toBe(false);
  });

  it("counts a vertex at the point's own latitude once", () => {
    const diamond: PolygonRings = [
      [
        [0, -1],
        [1, 0],
        [0, 1],
        [-1, 0],
        [0, -1],
      ],
    ];
    expect(isInMultiPolygon([diamond], 0, 0)).toBe(true);
    expect(isInMultiPolygon([diamond], -2, 0)).toBe(false);
  });
});

describe("findOutlineFault", () => {
  const fault = (...rings: number[][][]) => findOutlineFault(rings);

  it("passes sound outlines", () => {
    expect(fault(...(withHole as number[][][]))).toBeNull();
    fc.assert(fc.property(stars, (polygon) => findOutlineFault(polygon) === null));
  });

  it("places the crossing of a bow tie", () => {
    const bowTie = [
      [0, 0],
      [1, 1],
      [1, 0],
      [0, 1],
      [0, 0],
    ];
    expect(fault(bowTie)).toMatchObject({ kind: "crossing", ring: 0, longitudeDeg: 0.5, latitudeDeg: 0.5 });
  });

  it("sees an edge that runs back on the one before", () => {
    const spike = [
      [0, 0],
      [2, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ];
    expect(fault(spike)).toMatchObject({ kind: "crossing" });
  });

  it("sees a ring that touches itself in a corner", () => {
    const pinched = [
      [0, 0],
      [1, 1],
      [2, 0],
      [2, 2],
      [1, 1],
      [0, 2],
      [0, 0],
    ];
    expect(fault(pinched)).toMatchObject({ kind: "crossing", longitudeDeg: 1, latitudeDeg: 1 });
  });

  it("sees a hole that leaves its outer ring, and allows one that touches it", () => {
    expect(fault(box(0, 0, 4, 4), box(2, 1, 6, 3))).toMatchObject({ kind: "crossing" });
    const touching = [
      [0, 2],
      [1, 1],
      [1, 3],
      [0, 2],
    ];
    expect(fault(box(0, 0, 4, 4), touching)).toBeNull();
  });

  it("passes over repeated positions", () => {
    expect(
      fault([
        [0, 0],
        [0, 0],
        [1, 0],
        [1, 1],
        [1, 1],
        [0, 1],
        [0, 0],
        [0, 0],
      ]),
    ).toBeNull();
  });

  it("is quick on a coastline and gives up on a tangle", () => {
    const coast = star(
      0,
      0,
      Array.from({ length: 50_000 }, (_, i) => 1 + 0.1 * Math.sin(i * 0.05)),
    );
    expect(findOutlineFault(coast)).toBeNull();
    // A comb of long thin teeth, whose slanting edges overlap in both ways: nearly every pair must be tested.
    const teeth = Array.from({ length: 8_000 }, (_, i) => [i % 2 === 0 ? 0 : 1000, i / 1000 + (i % 2 === 0 ? 0 : 100)]);
    expect(fault([...teeth, [2000, 90], [2000, -90], [-1, -90], teeth[0]])).toEqual({
      kind: "too-complex",
      edges: 8_003,
    });
  });
});

describe("sampleArea", () => {
  it("puts a centred lattice into a square", () => {
    const samples = sampleArea([[box(0, 0, 0.01, 0.01)]], 500);
    expect(samples.latitudeDeg).toHaveLength(4);
    expect([...samples.longitudeDeg].reduce((a, b) => a + b) / 4).toBeCloseTo(0.005, 12);
    // 500 m / (6371008.8 m · π/180) = 0.0044966°
    expect(samples.latitudeDeg[0] - samples.latitudeDeg[2]).toBeCloseTo(0.0044966, 7);
  });

  it("gives points inside only, whose cells add up to the area, the same each time", () => {
    fc.assert(
      fc.property(stars, fc.double({ min: 300, max: 5000, noNaN: true }), (polygon, gridM) => {
        const samples = sampleArea([polygon], gridM);
        expect(samples.cellKm2.length).toBeGreaterThan(0);
        const total = samples.cellKm2.reduce((sum, km2) => sum + km2, 0);
        expect(total / polygonAreaKm2(polygon)).toBeCloseTo(1, 9);
        for (let i = 0; i < samples.cellKm2.length; i++) {
          expect(isInMultiPolygon([polygon], samples.longitudeDeg[i], samples.latitudeDeg[i])).toBe(true);
        }
        expect(sampleArea([polygon], gridM)).toEqual(samples);
      }),
      { numRuns: 60 },
    );
  });

  it("leaves holes out", () => {
    const samples = sampleArea([withHole], 20_000);
    for (let i = 0; i < samples.cellKm2.length; i++) {
      expect(
        samples.longitudeDeg[i] > 1 &&
          samples.longitudeDeg[i] < 3 &&
          samples.latitudeDeg[i] > 1 &&
          samples.latitudeDeg[i] < 3,
      ).toBe(false);
    }
  });

  it("gives a tiny polygon and each small island a point inside", () => {
    const tiny: PolygonRings = [box(10, 50, 10.00001, 50.00001)];
    const alone = sampleArea([tiny], 500);
    expect(alone.cellKm2).toHaveLength(1);
    expect(isInMultiPolygon([tiny], alone.longitudeDeg[0], alone.latitudeDeg[0])).toBe(true);
    const island: PolygonRings = [box(10.2, 50, 10.20001, 50.00001)];
    const both = sampleArea([[box(10, 50, 10.1, 50.1)], island], 1000);
    const last = both.cellKm2.length - 1;
    expect(isInMultiPolygon([island], both.longitudeDeg[last], both.latitudeDeg[last])).toBe(true);
    expect(both.cellKm2[last]).toBeCloseTo(polygonAreaKm2(island), 12);
  });

  it("is foreseen by the estimate", () => {
    const polygon: PolygonRings = [box(18, -34, 18.3, -33.8)];
    const count = sampleArea([polygon], 300).cellKm2.length;
    expect(estimateSamples([polygon], 300) / count).toBeCloseTo(1, 1);
    // A sliver from pole to pole costs its rows.
    expect(estimateSamples([[box(0, -80, 1e-9, 80)]], 10)).toBeGreaterThan(1e6);
  });
});
