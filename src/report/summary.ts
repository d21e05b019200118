import type { Plan, StationChoice } from "../network/result.ts";
import { deviceResults } from "./device-results.ts";
import { finiteOrNull } from "./finite.ts";
import { groundSummary } from "./ground.ts";
import { planLimits } from "./limits.ts";
import { stationUse } from "./station-use.ts";

/**
 * The content of summary.json: what was chosen, how good it is, how far that is proven, and what made it. Its keys are a contract
 * with scripts: they are only ever added to.
 */
export function planSummary(plan: Plan) {
  const { scenario, coverage } = plan;
  const devices = deviceResults(plan);
  return {
    kind: plan.kind,
    name: scenario.name,
    ...(plan.placement && { status: plan.placement.status }),
    gateways: plan.gateways.map((station) => ({
      ...stationSummary(plan.stations[station]),
      existing: scenario.stations[station].kind === "gateway",
      uniqueWeightFraction: finiteOrNull(plan.stations[station].uniqueWeightFraction),
      devicesServed: devices.filter(({ covered, best }) => covered && best && plan.gateways[best.gateway] === station)
        .length,
    })),
    coverage: {
      weightFraction: finiteOrNull(coverage.weightFraction),
      areaFraction: finiteOrNull(coverage.areaFraction),
      devicesCovered: devices.filter(({ covered }) => covered).length,
      devices: devices.length,
    },
    probability: probabilitySummary(plan),
    goal: scenario.goal,
    goalMet: plan.goalMet,
    ...placementSummary(plan),
    worstSpots: plan.worstSpots.map((spot) => ({
      longitude: spot.longitudeDeg,
      latitude: spot.latitudeDeg,
      place: spot.place,
      weight: finiteOrNull(spot.weight),
      gatewayId: spot.gateway === null ? null : scenario.stations[plan.gateways[spot.gateway]].id,
      marginDb: finiteOrNull(spot.marginDb),
      pathLossDb: finiteOrNull(spot.pathLossDb),
      reason: spot.reason,
    })),
    stages: Object.fromEntries(Object.entries(plan.stages).map(([stage, seconds]) => [stage, finiteOrNull(seconds)])),
    ground: groundSummary(plan),
    warnings: plan.warnings,
    limits: planLimits(plan),
    provenance: provenanceSummary(plan),
  };
}

/** How surely packets arrive, and with what spread of the losses. */
function probabilitySummary({ success, scenario }: Plan) {
  const { shadowingDb } = scenario.propagation;
  return {
    mean: finiteOrNull(success.meanSuccess),
    atLeast: success.sureProbability,
    weightFraction: finiteOrNull(success.sureWeightFraction),
    spreadDb: finiteOrNull(success.sigmaDb),
    spreadSource: shadowingDb === null ? success.sigmaSource : "shadowingDb of the scenario",
    requiredMarginDb: finiteOrNull(success.requiredMarginDb),
  };
}

/** The keys that only a choice among candidates has. */
function placementSummary(plan: Plan) {
  const { placement, gateways, scenario } = plan;
  if (!placement) return {};
  const chosen = gateways.map((station) => scenario.stations[station]);
  return {
    objective: finiteOrNull(placement.objective),
    bound: finiteOrNull(placement.bound),
    gap: finiteOrNull(placement.gap),
    mode: placement.mode,
    cost: chosen.reduce((sum, { kind, cost }) => sum + (kind === "candidate" ? cost : 0), 0),
    notChosen: stationUse(plan).notUsed.map((choice) => ({ ...stationSummary(choice), excluded: choice.excluded })),
    trail: placement.trail,
  };
}

function stationSummary({ station, aloneWeightFraction }: StationChoice) {
  return {
    id: station.id,
    name: station.name,
    longitude: station.longitudeDeg,
    latitude: station.latitudeDeg,
    heightM: station.heightAglM,
    cost: station.cost,
    aloneWeightFraction: finiteOrNull(aloneWeightFraction),
  };
}

/** All that is needed to make the result again. */
function provenanceSummary({ provenance, scenario, elevation }: Plan) {
  return {
    version: provenance.version,
    seed: provenance.seed,
    coverageMethod: provenance.coverageMethod,
    model: {
      name: scenario.propagation.model,
      title: provenance.modelTitle,
      source: provenance.modelSource,
      validity: provenance.modelValidity,
      inputs: scenario.propagation.inputs,
      radiusM: scenario.propagation.radiusM,
    },
    radio: scenario.radio,
    region: scenario.region,
    terrain: {
      sources: elevation.sources,
      resolutionM: scenario.terrain.resolutionM,
      filledVoids: elevation.filledVoids,
      assumedFlatPosts: elevation.assumedFlat?.reduce((sum, flag) => sum + flag, 0) ?? 0,
    },
  };
}
