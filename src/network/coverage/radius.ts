import { linkConstants } from "../../link/budget.ts";
import type { PropagationModel } from "../../link/propagation/model.ts";
import { pathInputs } from "../../link/propagation/path-inputs.ts";
import { findPathModel } from "../../link/propagation/registry.ts";
import { lossByDistance } from "../../link/range.ts";
import type { Scenario, Station } from "../../scenario/scenario.ts";

/** Search range and step of the default radius. */
const NEAREST_M = 500;
/** The farthest that the default reaches: beyond, terrain and computing time grow faster than insight. Ask for more by radiusM. */
export const MAX_DEFAULT_RADIUS_M = 50_000;
const STEP_M = 500;

/**
 * Over terrain the default radius supposes that the gateway stands on a rise of this height above smooth ground: hill sites are
 * what one plans for, and a radius too large costs only time.
 */
const SUPPOSED_RISE_M = 100;

/**
 * How far from a station to compute, m: the scenario's radius, or where the link budget of the default device ends over smooth
 * ground, 50 km at most.
 */
export function stationRadiusM(scenario: Scenario, station: Station): number {
  const { radiusM, model: name } = scenario.propagation;
  if (radiusM !== null) return radiusM;
  const lossAt = smoothGroundLoss(findPathModel(name), scenario, station);
  const { maxPathLossDb } = linkConstants(scenario.device, station, scenario.radio);
  const greatestDb = maxPathLossDb - scenario.goal.marginDb;
  let reachM = NEAREST_M;
  for (let d = NEAREST_M; d <= MAX_DEFAULT_RADIUS_M && lossAt(d) <= greatestDb; d += STEP_M) reachM = d;
  return reachM;
}

function smoothGroundLoss(
  model: PropagationModel,
  scenario: Scenario,
  station: Station,
): (distanceM: number) => number {
  const { frequencyHz } = scenario.radio;
  const rxHeightM = scenario.device.heightAglM;
  const common = { ...scenario.propagation.inputs, frequencyHz };
  if (!model.usesTerrain) {
    return lossByDistance(model, { ...common, ...pathInputs(model, { txHeightM: station.heightAglM, rxHeightM }) });
  }
  const allowedM = model.inputs.txHeightM?.max ?? Number.POSITIVE_INFINITY;
  const txHeightM = Math.min(station.heightAglM + SUPPOSED_RISE_M, allowedM);
  return (distanceM) => {
    const steps = Math.max(10, Math.ceil(distanceM / scenario.terrain.resolutionM));
    const profile = { profileM: new Float64Array(steps + 1), resolutionM: distanceM / steps };
    return model.loss({ ...common, ...pathInputs(model, { txHeightM, rxHeightM, ...profile }) }).lossDb;
  };
}
