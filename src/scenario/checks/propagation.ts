import type { InputSpec, ModelSetting, PropagationModel } from "../../link/propagation/model.ts";
import { type InputValues, readInputs, settingInputs } from "../../link/propagation/read-input.ts";
import { excessLoss, PATH_MODELS, PROPAGATION_MODELS } from "../../link/propagation/registry.ts";
import { InputError, type Issue } from "../../math/errors.ts";
import { DEFAULT_MODEL } from "../defaults.ts";
import { isObject } from "../plain-json.ts";
import { hintNearest, jsonPointer, showValue } from "./issues.ts";

/** Members of the section that are not inputs of the model. */
const OWN_KEYS = ["model", "radiusM", "shadowingDb"];

const where = (key: string) => jsonPointer(["chirpscape", "propagation", key]);

/** The model that the section names; null when it names none that fits (then `issues` says so). */
export interface PropagationCheck {
  readonly model: PropagationModel | null;
  /** The model's own inputs with defaults filled in. */
  readonly inputs: Readonly<Record<string, ModelSetting>>;
  readonly issues: readonly Issue[];
}

/**
 * Checks the model's name and its inputs by the model's own specification. Inputs that the path gives (frequency, heights,
 * profile) are refused: a scenario says them elsewhere.
 *
 * @param section the raw `propagation` section, or undefined
 */
export function checkPropagation(section: unknown): PropagationCheck {
  const given = isObject(section) ? section : {};
  const name = given.model === undefined ? DEFAULT_MODEL : given.model;
  // The section's schema says that a name must be a string.
  if (typeof name !== "string") return { model: null, inputs: {}, issues: [] };
  const model = PROPAGATION_MODELS.find((known) => known.name === name) ?? null;
  if (model === null) return { model, inputs: {}, issues: [unknownModel(name)] };
  if (model.kind === "excess") {
    return { model: null, inputs: {}, issues: [{ ...excessLoss(model), where: where("model") }] };
  }

  const issues: Issue[] = [];
  const settings: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(given)) {
    if (OWN_KEYS.includes(key)) continue;
    if (model.pathInputs.includes(key)) issues.push(pathInput(key, model));
    else settings[key] = value;
  }
  try {
    const values: InputValues<Record<string, InputSpec>> = readInputs(settingInputs(model), settings, { where });
    return { model, inputs: definedValues(values), issues };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { model, inputs: {}, issues: [...issues, ...error.issues] };
  }
}

function unknownModel(name: string): Issue {
  const names = PATH_MODELS.map((model) => model.name);
  return {
    code: "unknown-model",
    where: where("model"),
    message: `expected the name of a propagation model, got ${showValue(name)}`,
    hint: hintNearest(name, names, "models"),
  };
}

const PATH_INPUT_HINTS: Readonly<Record<string, string>> = {
  frequencyHz: "set /chirpscape/radio/frequencyHz",
  baseHeightM: "set heightM of /chirpscape/gateway or of the feature",
  mobileHeightM: "set heightM of /chirpscape/device or of the feature",
  txHeightM: "set heightM of /chirpscape/gateway or of the feature",
  rxHeightM: "set heightM of /chirpscape/device or of the feature",
  resolutionM: "set /chirpscape/terrain/resolutionM",
};

function pathInput(key: string, model: PropagationModel): Issue {
  return {
    code: "path-input",
    where: where(key),
    message: `${key} of ${model.name} comes from each path and cannot be set here`,
    hint: PATH_INPUT_HINTS[key] ?? "leave it out",
  };
}

/** Plain values only: an optional input that is absent is left out. */
function definedValues(values: Readonly<Record<string, unknown>>): Record<string, ModelSetting> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, ModelSetting] => isPlain(entry[1])),
  );
}

function isPlain(value: unknown): value is ModelSetting {
  return typeof value === "number" || typeof value === "string" || typeof value === "boolean";
}
