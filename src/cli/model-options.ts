import type { InputSpec } from "../link/propagation/model.ts";
import { EXCESS_MODELS, PATH_MODELS } from "../link/propagation/registry.ts";
import type { Dimension } from "../math/quantity.ts";
import type { OptionSpec, OptionSpecs } from "./options.ts";

/** Dimension of an input by its unit, and the suffix that the unit puts on the key. Other units are plain numbers. */
const UNITS: Readonly<Record<string, readonly [dimension: Dimension, suffix: string]>> = {
  Hz: ["frequency", "Hz"],
  m: ["length", "M"],
  s: ["time", "S"],
  dB: ["level", "Db"],
  dBm: ["power", "Dbm"],
  dBi: ["gain", "Dbi"],
  deg: ["angle", "Deg"],
  "%": ["percent", ""],
  "S/m": ["conductivity", "Sm"],
  "dB/m": ["scalar", "DbPerM"],
  "N-units": ["scalar", "N"],
};

/** `--model` of a command that needs the whole loss of a path. */
export function pathModelOption(title: string) {
  return {
    flag: "model",
    kind: "choice",
    values: PATH_MODELS.map((model) => model.name),
    unfit: {
      values: EXCESS_MODELS.map((model) => model.name),
      reason: "gives a loss to add to a path's, not the loss of a path",
    },
    title,
  } as const satisfies OptionSpec;
}

/** What of a model makes its flags. */
export interface ModelInputs {
  readonly name: string;
  readonly inputs: Readonly<Record<string, InputSpec>>;
}

/**
 * The options that give a model its inputs: one for each input key of any of the models, made from their specifications.
 *
 * Limits are left to the model: two models may draw them differently for the same key.
 *
 * @param without keys that the command gives in another way
 */
export function modelInputOptions(models: readonly ModelInputs[], without: readonly string[]): OptionSpecs {
  const options: Record<string, OptionSpec> = {};
  for (const model of models) {
    for (const [key, spec] of Object.entries(model.inputs)) {
      if (!hasFlag(spec) || without.includes(key) || key in options) continue;
      options[key] = inputOption(key, spec, models);
    }
  }
  return options;
}

/** Arrays come from files and cases, not from flags. */
function hasFlag({ kind }: InputSpec): boolean {
  return kind !== "profile" && kind !== "numbers" && kind !== "points";
}

/** Beyond so many models their names say less than the list of models does. */
const MAX_NAMED_MODELS = 4;

function inputOption(key: string, spec: InputSpec, models: readonly ModelInputs[]): OptionSpec {
  const [dimension, suffix] = UNITS[spec.unit ?? ""] ?? ["scalar", ""];
  const users = models.filter((model) => key in model.inputs && hasFlag(model.inputs[key]));
  const onlyFor = users.length === models.length ? "" : ` (${describeUsers(users)})`;
  const defaults = new Set(users.map((user) => user.inputs[key].default));
  const preset = spec.default === undefined || defaults.size > 1 ? "" : `, default ${spec.default}`;
  const common = { flag: flagName(key, suffix), title: `${spec.title}${preset}${onlyFor}`, group: "Model inputs:" };
  switch (spec.kind) {
    case "choice":
      return {
        ...common,
        kind: "choice",
        values: [...new Set(users.flatMap((user) => user.inputs[key].values ?? []))],
      };
    case "boolean":
      return { ...common, kind: "boolean" };
    case "text":
      return { ...common, kind: "text", placeholder: key };
    default:
      return { ...common, kind: "quantity", dimension };
  }
}

function describeUsers(users: readonly ModelInputs[]): string {
  return users.length > MAX_NAMED_MODELS ? `${users.length} models` : users.map((user) => user.name).join(", ");
}

/** `txHeightM` is `--tx-height`: flags carry no unit, because their values do. */
function flagName(key: string, suffix: string): string {
  const bare = suffix !== "" && key.endsWith(suffix) ? key.slice(0, -suffix.length) : key;
  return bare.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Inputs that were given, by the model's keys: what is absent is left to the model's defaults. */
export function givenInputs(options: OptionSpecs, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(options)
      .filter((key) => values[key] !== undefined)
      .map((key) => [key, values[key]]),
  );
}

/** The flag behind an input's key, for an error; a key without a flag stays as it is. */
export function flagOf(options: OptionSpecs, key: string): string {
  return Object.hasOwn(options, key) ? `--${options[key].flag}` : key;
}
