import type { Scenario } from "../scenario/scenario.ts";
import { totalWeight } from "./place.ts";
import type { DemandPoints, StationChoice } from "./result.ts";

/** What the plan made of each station: whether it is in use, and what it covers by itself and alone. */
export function describeStations({
  scenario,
  demand,
  covers,
  excluded,
  gateways,
  count,
}: {
  readonly scenario: Scenario;
  readonly demand: DemandPoints;
  readonly covers: readonly Uint32Array[];
  readonly excluded: readonly boolean[];
  readonly gateways: readonly number[];
  readonly count: Uint16Array;
}): StationChoice[] {
  const total = totalWeight(demand) || 1;
  const { redundancy } = scenario.goal;
  return scenario.stations.map((station, i) => {
    const chosen = gateways.includes(i);
    let alone = 0;
    let unique = 0;
    for (const point of covers[i]) {
      alone += demand.weight[point];
      // Without it the point would fall below the number of gateways asked for
      if (chosen && count[point] === redundancy) unique += demand.weight[point];
    }
    return {
      station,
      chosen,
      excluded: excluded[i],
      aloneWeightFraction: alone / total,
      uniqueWeightFraction: unique / total,
    };
  });
}
