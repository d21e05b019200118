import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { discBounds } from "../../src/geo/geodesy.ts";
import { isInMultiPolygon } from "../../src/geo/polygon.ts";
import { sampleArea } from "../../src/geo/sample-area.ts";
import { validateScenario } from "../../src/scenario/parse.ts";

/** The windows of the bundled terrain, as `gdalinfo` gives them, moved in by half a post. */
const WINDOWS = {
  monterey: { west: -122.32, south: 36.2, east: -121.45, north: 36.98 },
  "cape-town": { west: 18.129167, south: -34.3, east: 18.800833, north: -33.679167 },
};

describe.each(["monterey", "cape-town"] as const)("the bundled scenario of %s", (name) => {
  const { issues, warnings, scenario } = validateScenario(
    JSON.parse(readFileSync(`scenarios/${name}/scenario.geojson`, "utf8")),
  );
  if (scenario === null) throw new Error(JSON.stringify(issues));
  const { stations, areas, devices, exclusions } = scenario;

  it("is sound, without a remark", () => {
    expect(warnings).toEqual([]);
    for (const file of scenario.terrain.elevation) expect(existsSync(`scenarios/${name}/${file}`)).toBe(true);
  });

  it("has what the guide promises", () => {
    expect(stations.filter(({ kind }) => kind === "gateway").length).toBeGreaterThanOrEqual(1);
    expect(stations.filter(({ kind }) => kind === "candidate").length).toBeGreaterThanOrEqual(20);
    expect(areas.length).toBeGreaterThanOrEqual(4);
    expect(devices.length).toBeGreaterThanOrEqual(12);
    const excluded = stations.filter(({ longitudeDeg, latitudeDeg }) =>
      exclusions.some(({ polygons }) => isInMultiPolygon(polygons, longitudeDeg, latitudeDeg)),
    );
    expect(excluded.map(({ kind }) => kind)).toContain("candidate");
  });

  it("keeps every disc inside its terrain", () => {
    const window = WINDOWS[name];
    for (const station of stations) {
      const disc = discBounds(station, scenario.propagation.radiusM ?? Number.NaN);
      expect(disc.west, station.id).toBeGreaterThan(window.west);
      expect(disc.east, station.id).toBeLessThan(window.east);
      expect(disc.south, station.id).toBeGreaterThan(window.south);
      expect(disc.north, station.id).toBeLessThan(window.north);
    }
  });

  it("becomes about a thousand demand points", () => {
    const samples = areas.reduce((sum, area) => sum + sampleArea(area.polygons, area.gridM).cellKm2.length, 0);
    expect(samples).toBeGreaterThan(700);
    expect(samples).toBeLessThan(1300);
  });
});
