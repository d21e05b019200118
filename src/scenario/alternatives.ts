import type { ModelSetting, PropagationModel } from "../link/propagation/model.ts";
import { InputError } from "../math/errors.ts";
import { alternativePlace, readModelSettings } from "./checks/propagation.ts";
import { isObject } from "./plain-json.ts";
import type { Scenario } from "./scenario.ts";

/**
 * The inputs with which another model than the scenario's own is to be run on it: those of `propagation.alternatives`, and the
 * model's defaults. What the scenario says of its own model does not count: the same name may mean another thing there.
 *
 * @throws {InputError} `missing-input` with the place in the scenario where an input without a default belongs
 */
export function alternativeInputs(
  { source }: Pick<Scenario, "source">,
  model: PropagationModel,
): Readonly<Record<string, ModelSetting>> {
  const { propagation } = source.chirpscape;
  const alternatives = isObject(propagation) ? propagation.alternatives : undefined;
  const given = isObject(alternatives) ? alternatives[model.name] : undefined;
  const { inputs, issues } = readModelSettings(model, isObject(given) ? given : {}, alternativePlace(model.name));
  if (issues.length > 0) throw new InputError(issues);
  return inputs;
}
