import type { InputSpec, ModelSetting, PropagationModel } from "../../link/propagation/model.ts";
import { type InputValues, readInputs, settingInputs } from "../../link/propagation/read-input.ts";
import { excessLoss, PATH_MODELS, PROPAGATION_MODELS } from "../../link/propagation/registry.ts";
import { InputError, type Issue } from "../../math/errors.ts";
import { DEFAULT_MODEL } from "../defaults.ts";
import { isObject } from "../plain-json.ts";
import { hintNearest, jsonPointer, showValue } from "./issues.ts";

/** Members of the section that are not inputs of the model. */
const OWN_KEYS = ["model", "radiusM", "shadowingDb", "alternatives"];

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
  if (model === null) return { model, inputs: {}, issues: [unknownModel(name, where("model"))] };
  if (model.kind === "excess") {
    return { model: null, inputs: {}, issues: [{ ...excessLoss(model), where: where("model") }] };
  }
  const own = Object.fromEntries(Object.entries(given).filter(([key]) => !OWN_KEYS.includes(key)));
  const { inputs, issues } = readModelSettings(model, own, where);
  return { model, inputs, issues: [...issues, ...checkAlternatives(given.alternatives)] };
}

/** A model's own inputs, checked and with defaults filled in. */
export interface ModelSettings {
  readonly inputs: Readonly<Record<string, ModelSetting>>;
  /** Every fault; `inputs` are then not to be used. */
  readonly issues: readonly Issue[];
}

/**
 * Reads what a scenario says of a model's inputs.
 *
 * @param given as it stands in the file
 * @param where the place of an input by its key
 */
export function readModelSettings(
  model: PropagationModel,
  given: Readonly<Record<string, unknown>>,
  where: (key: string) => string,
): ModelSettings {
  const issues: Issue[] = [];
  const settings: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(given)) {
    if (model.pathInputs.includes(key)) issues.push(pathInput(key, model, where(key)));
    else settings[key] = value;
  }
  try {
    const values: InputValues<Record<string, InputSpec>> = readInputs(settingInputs(model), settings, { where });
    return { inputs: definedValues(values), issues };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { inputs: {}, issues: [...issues, ...error.issues] };
  }
}

/** Inputs of models that the scenario's own is compared with, by the models' names. */
function checkAlternatives(alternatives: unknown): Issue[] {
  if (alternatives === undefined) return [];
  const place = where("alternatives");
  if (!isObject(alternatives)) {
    const message = `expected an object with inputs by model, got ${showValue(alternatives)}`;
    return [{ code: "wrong-type", where: place, message }];
  }
  return Object.entries(alternatives).flatMap(([name, given]): readonly Issue[] => {
    const at = alternativePlace(name);
    const model = PATH_MODELS.find((known) => known.name === name);
    if (model === undefined) return [unknownModel(name, at())];
    if (!isObject(given)) {
      const message = `expected an object with inputs of ${name}, got ${showValue(given)}`;
      return [{ code: "wrong-type", where: at(), message }];
    }
    return readModelSettings(model, given, at).issues;
  });
}

/** Where a scenario says the inputs of a model that it is compared with; without a key, where they begin. */
export function alternativePlace(name: string): (key?: string) => string {
  return (key) => jsonPointer(["chirpscape", "propagation", "alternatives", name, ...(key === undefined ? [] : [key])]);
}

function unknownModel(name: string, place: string): Issue {
  const names = PATH_MODELS.map((model) => model.name);
  return {
    code: "unknown-model",
    where: place,
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

function pathInput(key: string, model: PropagationModel, place: string): Issue {
  return {
    code: "path-input",
    where: place,
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
