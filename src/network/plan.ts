import type { GroundCover } from "../geo/cover/ground-cover.ts";
import type { Disc } from "../geo/discs.ts";
import type { ElevationGrid } from "../geo/grid.ts";
import { linkConstants } from "../link/budget.ts";
import { findModel, loadModel } from "../link/propagation/registry.ts";
import { InputError } from "../math/errors.ts";
import { requireForCoverage, requireForPlan } from "../scenario/purpose.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { VERSION } from "../version.ts";
import { clutterEndLoss } from "./clutter-loss.ts";
import { combineCoverage } from "./coverage/combine.ts";
import { scenarioWarnings } from "./coverage/model-warnings.ts";
import { stationRadiusM } from "./coverage/radius.ts";
import { mapLattice, unionWindow } from "./coverage/window.ts";
import { demandPoints } from "./demand.ts";
import { demandReach } from "./demand-success.ts";
import { sumEndLosses } from "./end-loss.ts";
import type { PlacementOptions, PlanEnvironment } from "./environment.ts";
import { indoorEndLoss } from "./indoor-loss.ts";
import { deviceLinks } from "./links.ts";
import { countCovering, coverageFractions, coveredPoints, coverInstance, isExcluded } from "./place.ts";
import type { CoverSolution } from "./placement/instance.ts";
import { SUM_TOLERANCE } from "./placement/reduced.ts";
import type { DemandPoints, PlacementSummary, Plan, SiteLoss } from "./result.ts";
import { computeSiteLosses } from "./site-losses.ts";
import { describeStations } from "./station-choices.ts";
import { createSuccessModel } from "./success.ts";
import { describeSuccess, spreadWarnings } from "./success-summary.ts";
import { findWorstSpots } from "./worst-spots.ts";

export interface PlanRequest extends PlacementOptions {
  /** `coverage` maps the existing gateways; `plan` chooses among the candidates as well. */
  readonly kind: "plan" | "coverage";
  readonly scenario: Scenario;
  readonly elevation: ElevationGrid;
  /** What stands on the ground; null where nothing does. Absent: bare earth, with a warning if the scenario knows better. */
  readonly ground?: GroundCover | null;
  readonly method: "sweep" | "exact";
  /** Size of the maps' pixels, m; null: the elevation grid's own posts. */
  readonly pixelM: number | null;
  /** Share of the weight to cover at least cost; null: see `coverInstance`. */
  readonly target: number | null;
  /** Remarks that arose before, while loading terrain for example: they go into the result. */
  readonly warnings: Plan["warnings"];
}

/**
 * The stations that `planNetwork` computes: existing gateways, for a plan also the candidates outside exclusion zones.
 *
 * @throws {InputError} `no-station` when the zones leave no candidate, and there is no gateway
 */
export function stationsToCompute(scenario: Scenario, kind: "plan" | "coverage"): number[] {
  const stations = scenario.stations.flatMap((station, index) => {
    const asked = station.kind === "gateway" || (kind === "plan" && !isExcluded(scenario, station));
    return asked ? [index] : [];
  });
  if (stations.length === 0 && kind === "plan") {
    throw new InputError({
      code: "no-station",
      where: "/features",
      message: "every candidate lies in an exclusion zone: there is nowhere to send from",
    });
  }
  return stations;
}

/** Where terrain is needed for that: the disc of each station. */
export function terrainDiscs(scenario: Scenario, kind: "plan" | "coverage"): Disc[] {
  return stationsToCompute(scenario, kind).map((index) => {
    const station = scenario.stations[index];
    return { center: station, radiusM: stationRadiusM(scenario, station) };
  });
}

/**
 * Answers a scenario: path loss of every station, choice of gateways, maps, links, and what is left uncovered and why.
 *
 * @throws {InputError} when the scenario has no station, or nothing to cover
 * @throws {InterruptedError} when the environment's signal says so
 */
export async function planNetwork(request: PlanRequest, env: PlanEnvironment): Promise<Plan> {
  const { kind, scenario, elevation, pixelM, method } = request;
  if (kind === "plan") requireForPlan(scenario);
  else requireForCoverage(scenario);
  await loadModel(scenario.propagation.model);
  const startS = env.nowS();
  const demand = demandPoints(scenario);
  const lattice = mapLattice(elevation, pixelM);
  const stations = stationsToCompute(scenario, kind);
  const ground = request.ground ?? null;
  const endLoss = sumEndLosses([
    clutterEndLoss(scenario, ground, { lattice, demand }),
    indoorEndLoss(scenario, demand, lattice),
  ]);
  const preparedS = env.nowS();
  const losses = await computeSiteLosses(
    { scenario, elevation, cover: ground?.grid ?? null, endLoss, lattice, demand, method, stations },
    env,
  );
  const coveredS = env.nowS();

  const success = createSuccessModel(scenario);
  const covers = scenario.stations.map((station, i) => coveredPoints(scenario, demand, station, losses[i], success));
  const excluded = scenario.stations.map((station) => station.kind === "candidate" && isExcluded(scenario, station));
  const solution = kind === "plan" ? await place(request, demand, covers, excluded, env) : null;
  const gateways = gatewaysInUse(scenario, solution);
  const placedS = env.nowS();

  const windows = losses.flatMap((site) => (site === undefined ? [] : [site.window]));
  const inUse = gateways.map((station) => ({
    site: losses[station] as SiteLoss,
    link: linkConstants(scenario.device, scenario.stations[station], scenario.radio),
  }));
  const maps = combineCoverage(unionWindow(lattice, windows), inUse, success.of(scenario.device).requiredMarginDb);
  const count = countCovering(demand, covers, gateways);
  const coverage = coverageFractions(demand, count, scenario.goal.redundancy);
  const worstSpots = findWorstSpots({
    scenario,
    elevation,
    cover: ground?.grid ?? null,
    endLossDb: endLoss.demandDb,
    demand,
    gateways,
    losses,
    count,
    success,
  });
  const links = deviceLinks(scenario, demand, gateways, losses, success);
  const reach = demandReach({ scenario, demand, gateways, losses, success }, count);
  const doneS = env.nowS();

  const model = findModel(scenario.propagation.model);
  return {
    kind,
    scenario,
    elevation,
    ground: ground?.summary ?? null,
    stations: describeStations({ scenario, demand, covers, excluded, gateways, count }),
    gateways,
    siteLoss: losses,
    demand,
    demandReach: reach,
    maps,
    placement: solution && summarize(request, solution, { demand, covers, stations }),
    coverage,
    success: describeSuccess(scenario, success, demand, reach.probability),
    goalMet: coverage.weightFraction >= (request.target ?? scenario.goal.coverage) - SUM_TOLERANCE,
    links,
    worstSpots,
    warnings: [
      ...request.warnings,
      ...ignoredGround(request),
      ...scenarioWarnings(scenario, stations),
      ...spreadWarnings(scenario, success),
    ],
    stages: {
      demand: preparedS - startS,
      coverage: coveredS - preparedS,
      placement: placedS - coveredS,
      maps: doneS - placedS,
    },
    provenance: {
      version: VERSION,
      seed: request.seed,
      coverageMethod: method,
      modelTitle: model.title,
      modelSource: model.source,
      modelValidity: model.validity,
    },
  };
}

/** A caller that has not loaded what the scenario says of its ground must not get bare earth without a word. */
function ignoredGround({ scenario, ground }: PlanRequest): Plan["warnings"] {
  const { terrain, buildings, clutter } = scenario;
  const files = terrain.buildings.length + terrain.landCover.length + terrain.surface.length;
  if (ground !== undefined || files + buildings.length + clutter.length === 0) return [];
  const message = "what stands on the ground was not given: the maps are those of bare earth";
  return [{ code: "ground-ignored", message }];
}

async function place(
  request: PlanRequest,
  demand: DemandPoints,
  covers: readonly Uint32Array[],
  excluded: readonly boolean[],
  env: PlanEnvironment,
): Promise<CoverSolution> {
  const { scenario, target, timeLimitS, gap, seed } = request;
  env.onProgress?.({ stage: "placement", done: 0, total: 1 });
  const instance = coverInstance(scenario, demand, covers, excluded, target);
  const solution = await env.solvePlacement(instance, { timeLimitS, gap, seed }, (note) =>
    env.onProgress?.({ stage: "placement", done: 0, total: 1, note }),
  );
  env.onProgress?.({ stage: "placement", done: 1, total: 1 });
  return solution;
}

/** Existing gateways first, as the scenario lists them, then the chosen candidates. */
function gatewaysInUse({ stations }: Scenario, solution: CoverSolution | null): number[] {
  const chosen = new Set(solution?.open ?? []);
  return stations.flatMap((station, i) => (station.kind === "gateway" || chosen.has(i) ? [i] : []));
}

function modeOf({ scenario, target }: PlanRequest): PlacementSummary["mode"] {
  const { maxGateways, budget } = scenario.goal;
  return target === null && (maxGateways !== null || budget !== null) ? "max-weight" : "min-cost";
}

function summarize(
  request: PlanRequest,
  { status, objective, bound, gap, trail }: CoverSolution,
  all: { readonly demand: DemandPoints; readonly covers: readonly Uint32Array[]; readonly stations: readonly number[] },
): PlacementSummary {
  const { redundancy } = request.scenario.goal;
  const reachable = coverageFractions(all.demand, countCovering(all.demand, all.covers, all.stations), redundancy);
  return {
    status,
    mode: modeOf(request),
    objective,
    bound,
    gap,
    reachableWeightFraction: reachable.weightFraction,
    trail,
  };
}
