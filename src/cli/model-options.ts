import type { InputSpec } from "../link/propagation/model.ts";
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
  "N-units": ["scalar", "N"],
};

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
      if (spec.kind === "profile" || without.includes(key) || key in options) continue;
      const users = models.filter((other) => key in other.inputs);
      const values = [...new Set(users.flatMap((user) => user.inputs[key].values ?? []))];
      options[key] = inputOption(key, spec, values, users.length === models.length ? [] : users);
    }
  }
  return options;
}

function inputOption(
  key: string,
  spec: InputSpec,
  values: readonly string[],
  onlyFor: readonly ModelInputs[],
): OptionSpec {
  const [dimension, suffix] = UNITS[spec.unit ?? ""] ?? ["scalar", ""];
  const models = onlyFor.length > 0 ? ` (${onlyFor.map((model) => model.name).join(", ")})` : "";
  const preset = spec.default === undefined ? "" : `, default ${spec.default}`;
  const shared = { flag: flagName(key, suffix), title: `${spec.title}${preset}${models}`, group: "Model inputs:" };
  if (spec.kind === "choice") return { ...shared, kind: "choice", values };
  if (spec.kind === "text") return { ...shared, kind: "text", placeholder: key };
  return { ...shared, kind: "quantity", dimension };
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
