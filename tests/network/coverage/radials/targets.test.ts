import { describe, expect, it } from "vitest";
import { EARTH_RADIUS_M, haversineM } from "../../../../src/geo/geodesy.ts";
import {
  distanceOfHaversineM,
  RADIALS_PER_GROUP,
  sortTargets,
} from "../../../../src/network/coverage/radials/targets.ts";
import { madeTask, placeAt, postPlaces } from "../../../support/made-task.ts";
import { seededRandom } from "../../../support/random.ts";

const random = seededRandom(3);
const demand = Array.from({ length: 300 }, () => [9000 * (random() - 0.5), 9000 * (random() - 0.5), 1.5] as const);
const task = madeTask({ groundM: () => 0, radiusM: 4000, demand });
const posts = task.window.width * task.window.height;
const places = [
  ...postPlaces(task),
  ...demand.map(([eastM, northM]) => ({ eastM, northM, distanceM: Math.hypot(eastM, northM) })),
];
const distances = places.map(({ eastM, northM }) => {
  const { longitudeDeg, latitudeDeg } = placeAt(eastM, northM);
  return haversineM(task.site.longitudeDeg, task.site.latitudeDeg, longitudeDeg, latitudeDeg);
});

/** Targets by radial, over all sectors. */
function radialsOf(sectors: number): Map<number, number[]> {
  const radials = new Map<number, number[]>();
  for (let index = 0; index < sectors; index++) {
    const { start, order, groupFrom, groupTo } = sortTargets({ ...task, sector: { index, count: sectors } });
    expect(start.length - 1).toBe((groupTo - groupFrom) * RADIALS_PER_GROUP);
    for (let r = 0; r + 1 < start.length; r++) {
      const radial = groupFrom * RADIALS_PER_GROUP + r;
      expect(radials.has(radial)).toBe(false);
      radials.set(radial, Array.from(order.subarray(start[r], start[r + 1])));
    }
  }
  return radials;
}

describe("sortTargets", () => {
  it.each([1, 2, 5])("puts every place within the radius into one radial of one of %d sectors", (sectors) => {
    const radials = radialsOf(sectors);
    expect(radials.size).toBe(sortTargets(task).radialCount);
    const seen = [...radials.values()].flat().sort((a, b) => a - b);
    const wanted = [...places.keys()].filter((i) => distances[i] <= task.radiusM);
    expect(seen).toEqual(wanted);
    expect(seen.some((target) => target >= posts)).toBe(true);
  });

  it("takes the radial nearest in direction", () => {
    const { radialCount } = sortTargets(task);
    for (const [radial, targets] of radialsOf(1)) {
      for (const target of targets) {
        if (distances[target] < 1e-3) continue;
        const turn = Math.atan2(places[target].northM, places[target].eastM) / (2 * Math.PI);
        const off = Math.abs(turn * radialCount - radial);
        // Half a radial, and what the polynomial for the angle may miss
        expect(Math.min(off, radialCount - off)).toBeLessThan(0.5 + 2e-6 * radialCount);
      }
    }
  });

  it("leaves radials without a place empty", () => {
    const far = { ...task, site: { ...task.site, longitudeDeg: task.site.longitudeDeg + 1 } };
    expect(sortTargets(far).order).toHaveLength(0);
  });
});

describe("distanceOfHaversineM", () => {
  it.each([0, 1e-3, 1, 100, 30e3, 200e3, 500e3])("gives back %d m", (distanceM) => {
    const haversine = Math.sin(distanceM / (2 * EARTH_RADIUS_M)) ** 2;
    expect(Math.abs(distanceOfHaversineM(haversine) - distanceM)).toBeLessThanOrEqual(1e-9 * distanceM);
  });
});
