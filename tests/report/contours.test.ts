import { booleanPointInPolygon, kinks, multiPolygon } from "@turf/turf";
import { describe, expect, test } from "vitest";
import type { Grid } from "../../src/geo/grid.ts";
import { createSuccessModel, successWithMargin } from "../../src/network/success.ts";
import { coverageContours, regionsAtLeast } from "../../src/report/contours.ts";
import { doubleSignedArea, type Point } from "../../src/report/simplify-ring.ts";
import { hasProgram, runOn } from "../support/external.ts";
import { samplePlan } from "../support/sample-plan.ts";

interface Feature {
  readonly properties: {
    readonly quantity: string;
    readonly levelDbm?: number;
    readonly levelDb?: number;
    readonly probability?: number;
    readonly label: string;
  };
  readonly geometry: { readonly type: string; readonly coordinates: Point[][][] };
}

const plan = samplePlan();
const { maps } = plan;
const collection = JSON.parse(coverageContours(plan)) as { features: Feature[] };

/** Posts whose neighbours, two steps around, are all on the same side of a level: simplification must not change these. */
function clearPosts(data: Float32Array, level: number): { longitude: number; latitude: number; above: boolean }[] {
  const posts = [];
  for (let row = 2; row < maps.height - 2; row += 3) {
    for (let column = 2; column < maps.width - 2; column += 3) {
      const around = [-2, -1, 0, 1, 2].flatMap((down) =>
        [-2, -1, 0, 1, 2].map((right) => data[(row + down) * maps.width + column + right] >= level),
      );
      if (around.some((above) => above !== around[0])) continue;
      const longitude = maps.westDeg + column * maps.lonStepDeg;
      posts.push({ longitude, latitude: maps.northDeg - row * maps.latStepDeg, above: around[0] });
    }
  }
  return posts;
}

describe("of the sample plan", () => {
  test.each([
    ["receivedPowerDbm", -100],
    ["marginDb", 10],
  ] as const)("%s: what is at least %d lies inside, what is less lies outside", (quantity, level) => {
    const feature = collection.features.find(
      ({ properties }) => properties.quantity === quantity && (properties.levelDbm ?? properties.levelDb) === level,
    ) as Feature;
    const region = multiPolygon(feature.geometry.coordinates as unknown as number[][][][]);
    const posts = clearPosts(maps[quantity], level);
    expect(posts.filter(({ above }) => above).length).toBeGreaterThan(100);
    expect(posts.filter(({ above }) => !above).length).toBeGreaterThan(100);
    for (const { longitude, latitude, above } of posts) {
      expect(booleanPointInPolygon([longitude, latitude], region), `${longitude}, ${latitude}`).toBe(above);
    }
  });

  test("probabilities are regions of the margin that each needs", () => {
    const found = collection.features.flatMap(({ properties }) =>
      properties.quantity === "probability" ? [[properties.probability, properties.levelDb]] : [],
    );
    expect(found.map(([probability]) => probability)).toEqual([0.5, 0.9, 0.99]);
    const onMaps = createSuccessModel(plan.scenario).of(plan.scenario.device);
    for (const [probability, levelDb] of found) {
      expect(successWithMargin(onMaps, levelDb as number)).toBeCloseTo(probability as number, 5);
    }
  });

  test("outer rings run counter-clockwise, holes clockwise, all are closed (RFC 7946)", () => {
    for (const { geometry } of collection.features) {
      expect(geometry.type).toBe("MultiPolygon");
      for (const polygon of geometry.coordinates) {
        polygon.forEach((ring, index) => {
          expect(ring[0]).toEqual(ring[ring.length - 1]);
          expect(doubleSignedArea(ring) > 0).toBe(index === 0);
        });
      }
    }
  });

  test("no ring crosses or touches itself or another", () => {
    for (const { geometry, properties } of collection.features) {
      const region = multiPolygon(geometry.coordinates as unknown as number[][][][]);
      expect(kinks(region).features, properties.label).toEqual([]);
    }
  });

  test("there is a level for the sensitivity in use: SF9 with 125 kHz and 6 dB noise figure", () => {
    // By hand: -174 + 10 log10(125000) + 6 - 12.5 = -129.53 dBm.
    const inUse = collection.features.find(({ properties }) => properties.label.endsWith("(in use)"));
    expect(inUse?.properties.label).toContain("SF9");
    expect(inUse?.properties.levelDbm).toBeCloseTo(-129.53, 2);
  });

  test("levels of received power ascend, so that smaller regions are drawn over larger ones", () => {
    const levels = collection.features.flatMap(({ properties }) => properties.levelDbm ?? []);
    expect(levels).toEqual([...levels].sort((a, b) => a - b));
  });

  test.skipIf(!hasProgram("ogrinfo"))("OGR reads it", () => {
    const { stdout } = runOn({ name: "c.geojson", content: coverageContours(plan) }, "ogrinfo", [
      "-ro",
      "-al",
      "-so",
      "{}",
    ]);
    expect(stdout).toContain("Geometry: Multi Polygon");
    expect(stdout).toContain(`Feature Count: ${collection.features.length}`);
  });
});

test("a value sits at its post: the half-way contour of a step lies half-way between two posts", () => {
  const width = 21;
  const data = Float32Array.from({ length: width * width }, (_, i) => (i % width < 10 ? 0 : 10));
  const grid: Grid = { width, height: width, westDeg: 8, northDeg: 45, lonStepDeg: 0.01, latStepDeg: 0.01, data };
  const [[ring]] = regionsAtLeast(grid, 5);
  expect(Math.min(...ring.map(([longitude]) => longitude))).toBeCloseTo(8 + 9.5 * 0.01, 9);
  expect(Math.max(...ring.map(([longitude]) => longitude))).toBeCloseTo(8 + 20.5 * 0.01, 9);
});

test("where there are no values nothing is drawn", () => {
  const data = new Float32Array(100).fill(Number.NaN);
  const grid: Grid = { width: 10, height: 10, westDeg: 8, northDeg: 45, lonStepDeg: 0.01, latStepDeg: 0.01, data };
  expect(regionsAtLeast(grid, -100)).toEqual([]);
});
