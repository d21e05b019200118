import { isInMultiPolygon } from "../geo/polygon.ts";
import { linkConstants } from "../link/budget.ts";
import type { Scenario, Station } from "../scenario/scenario.ts";
import { linkLossOf } from "./antenna-loss.ts";
import { demandTerminal } from "./demand.ts";
import type { CoverInstance, CoverObjective } from "./placement/instance.ts";
import type { CoverageFractions, DemandPoints, SiteLoss } from "./result.ts";
import type { SuccessModel } from "./success.ts";

/** Whether a station lies in an exclusion zone. */
export function isExcluded(scenario: Scenario, station: Station): boolean {
  return scenario.exclusions.some(({ polygons }) =>
    isInMultiPolygon(polygons, station.longitudeDeg, station.latitudeDeg),
  );
}

/**
 * The demand points that a station covers by itself: those whose weaker direction has the goal's margin and probability. Ascending.
 *
 * @param site the station's path losses; undefined when it was not computed: it covers nothing
 */
export function coveredPoints(
  scenario: Scenario,
  demand: DemandPoints,
  station: Station,
  site: SiteLoss | undefined,
  success: SuccessModel,
): Uint32Array {
  if (site === undefined) return new Uint32Array(0);
  const { demandLossDb } = linkLossOf(site);
  const points = new Uint32Array(demand.count);
  let count = 0;
  // Neighbouring points belong to the same area: their budget is worked out once
  let terminal: ReturnType<typeof demandTerminal> | null = null;
  let greatestLossDb = 0;
  for (let point = 0; point < demand.count; point++) {
    const own = demandTerminal(scenario, demand, point);
    if (own !== terminal) {
      terminal = own;
      greatestLossDb = linkConstants(own, station, scenario.radio).maxPathLossDb - success.of(own).requiredMarginDb;
    }
    if (demandLossDb[point] <= greatestLossDb) points[count++] = point;
  }
  return points.slice(0, count);
}

/**
 * The covering problem of a scenario.
 *
 * With a target the least cost that reaches it is asked for; otherwise, with a limit on number or cost, the most weight; and
 * without a limit the scenario's own coverage goal is the target.
 *
 * @param covers by station, from `coveredPoints`
 * @param target share of the weight to reach, when the user asks for one
 */
export function coverInstance(
  scenario: Scenario,
  demand: DemandPoints,
  covers: readonly Uint32Array[],
  excluded: readonly boolean[],
  target: number | null,
): CoverInstance {
  const { goal, stations } = scenario;
  const { maxGateways: maxSites, budget } = goal;
  const limited = maxSites !== null || budget !== null;
  const share = target ?? (limited ? null : goal.coverage);
  const objective: CoverObjective =
    share === null
      ? { kind: "max-weight", maxSites, budget }
      : { kind: "min-cost", targetWeight: share * totalWeight(demand), maxSites, budget };
  return {
    costs: Float64Array.from(stations, (station) => (station.kind === "gateway" ? 0 : station.cost)),
    weights: demand.weight,
    covers,
    k: goal.redundancy,
    fixedOpen: stations.flatMap((station, i) => (station.kind === "gateway" ? [i] : [])),
    fixedClosed: stations.flatMap((station, i) => (station.kind === "candidate" && excluded[i] ? [i] : [])),
    objective,
  };
}

export function totalWeight(demand: DemandPoints): number {
  return demand.weight.reduce((sum, weight) => sum + weight, 0);
}

/** How many of the given stations cover each point. */
export function countCovering(
  demand: DemandPoints,
  covers: readonly Uint32Array[],
  gateways: readonly number[],
): Uint16Array {
  const count = new Uint16Array(demand.count);
  for (const gateway of gateways) for (const point of covers[gateway]) count[point]++;
  return count;
}

/** What share of the demand is covered, by weight, and of the areas by samples. */
export function coverageFractions(demand: DemandPoints, count: Uint16Array, redundancy: number): CoverageFractions {
  let covered = 0;
  let total = 0;
  let samples = 0;
  for (let point = 0; point < demand.count; point++) {
    total += demand.weight[point];
    if (count[point] < redundancy) continue;
    covered += demand.weight[point];
    if (point < demand.devicesFrom) samples++;
  }
  return {
    weightFraction: total > 0 ? covered / total : 0,
    areaFraction: demand.devicesFrom > 0 ? samples / demand.devicesFrom : null,
  };
}
