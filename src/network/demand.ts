import { sampleArea } from "../geo/sample-area.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { DemandPoints } from "./result.ts";

/** The scenario's areas as samples, then its devices: every point that must be covered, with its weight. */
export function demandPoints(scenario: Scenario): DemandPoints {
  const samples = scenario.areas.map((area) => sampleArea(area.polygons, area.gridM));
  const devicesFrom = samples.reduce((sum, { longitudeDeg }) => sum + longitudeDeg.length, 0);
  const count = devicesFrom + scenario.devices.length;
  const points = {
    count,
    devicesFrom,
    longitudeDeg: new Float64Array(count),
    latitudeDeg: new Float64Array(count),
    heightAglM: new Float32Array(count),
    weight: new Float64Array(count),
    origin: new Uint32Array(count),
  };
  let next = 0;
  samples.forEach(({ longitudeDeg, latitudeDeg, cellKm2 }, index) => {
    const area = scenario.areas[index];
    points.longitudeDeg.set(longitudeDeg, next);
    points.latitudeDeg.set(latitudeDeg, next);
    points.heightAglM.fill(area.heightAglM, next, next + longitudeDeg.length);
    points.origin.fill(index, next, next + longitudeDeg.length);
    for (let i = 0; i < cellKm2.length; i++) points.weight[next + i] = area.weight * cellKm2[i];
    next += longitudeDeg.length;
  });
  scenario.devices.forEach((device, index) => {
    points.longitudeDeg[next] = device.longitudeDeg;
    points.latitudeDeg[next] = device.latitudeDeg;
    points.heightAglM[next] = device.heightAglM;
    points.weight[next] = device.weight;
    points.origin[next] = index;
    next++;
  });
  return points;
}

/** The radio of a demand point: its area's or its own. */
export function demandTerminal(scenario: Scenario, demand: DemandPoints, point: number) {
  return point < demand.devicesFrom ? scenario.areas[demand.origin[point]] : scenario.devices[demand.origin[point]];
}

/** What the point belongs to, for people. */
export function demandName(scenario: Scenario, demand: DemandPoints, point: number): string {
  return demandTerminal(scenario, demand, point).name;
}
