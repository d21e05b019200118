import type { ModelWarning } from "../../link/propagation/model.ts";
import { pathInputs } from "../../link/propagation/path-inputs.ts";
import { findPathModel } from "../../link/propagation/registry.ts";
import type { Scenario } from "../../scenario/scenario.ts";

/** What a model remarks at all of these distances does not come from the distance, of which a map has every one. */
const PROBES_M = [100, 1000, 10_000];

/**
 * What the model has to say of a scenario as a whole: a frequency or a height outside its range, for example. Models over terrain
 * are not asked: their remarks depend on each path.
 *
 * @param stations indices of the stations that are computed
 */
export function scenarioWarnings(scenario: Scenario, stations: readonly number[]): ModelWarning[] {
  const model = findPathModel(scenario.propagation.model);
  if (model.usesTerrain) return [];
  const { frequencyHz } = scenario.radio;
  const common = { ...scenario.propagation.inputs, frequencyHz };
  const rxHeightM = scenario.device.heightAglM;
  const heightsM = new Set(stations.map((station) => scenario.stations[station].heightAglM));
  const found = new Map<string, ModelWarning>();
  for (const txHeightM of heightsM) {
    const remarks = PROBES_M.map(
      (distanceM) => model.loss({ ...common, ...pathInputs(model, { distanceM, txHeightM, rxHeightM }) }).warnings,
    );
    for (const warning of remarks[0]) {
      const always = remarks.every((others) => others.some(({ code }) => code === warning.code));
      if (always) found.set(warning.message, warning);
    }
  }
  return [...found.values()];
}
