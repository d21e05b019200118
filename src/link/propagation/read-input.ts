import { InputError, type Issue } from "../../math/errors.ts";
import { nearestNames } from "../../math/nearest-name.ts";
import { type Fault, faultInNumbers, faultInPoints, isArray, show } from "./array-input.ts";
import type { InputSpec, ModelInput, PropagationModel } from "./model.ts";

/** The inputs of something that is computed, by key. */
export type InputSpecs = Readonly<Record<string, InputSpec>>;

/** The type of a value by the kind of its input; a choice has its own. */
interface KindValues {
  readonly number: number;
  readonly boolean: boolean;
  readonly choice: string;
  readonly text: string;
  readonly profile: ArrayLike<number>;
  readonly numbers: ArrayLike<number>;
  readonly points: readonly (readonly [number, number])[];
}

type OneValue<S extends InputSpec> = S extends { readonly kind: "choice"; readonly values: readonly (infer Choice)[] }
  ? Choice
  : KindValues[S["kind"]];

type Value<S extends InputSpec> = S extends { readonly perPoint: true }
  ? OneValue<S> | ArrayLike<OneValue<S>>
  : OneValue<S>;

type MayBeAbsent<S extends InputSpec> = S extends { readonly optional: true } | { readonly excludes: readonly string[] }
  ? undefined
  : never;

/** The checked values that a record of specifications describes. */
export type InputValues<T extends InputSpecs> = { readonly [K in keyof T]: Value<T[K]> | MayBeAbsent<T[K]> };

export interface ReadInputOptions {
  /** How a fault names the place of an input: its key unless told (a JSON pointer, a flag). */
  readonly where?: (key: string) => string;
}

/**
 * Checks a record of inputs against its specifications and fills in the defaults.
 *
 * A key whose value is `undefined` counts as absent. Reading the result once more gives the same result.
 *
 * @throws {InputError} with every fault at once: `unknown-input`, `missing-input`, `conflicting-inputs`, `wrong-type`,
 *   `out-of-range`, `unknown-value`
 */
export function readInputs<const T extends InputSpecs>(
  specs: T,
  input: ModelInput,
  options: ReadInputOptions = {},
): InputValues<T> {
  const where = options.where ?? ((key: string) => key);
  const issues: Issue[] = [];
  const given = (key: string): boolean => input[key] !== undefined;

  for (const key of Object.keys(input)) {
    if (!Object.hasOwn(specs, key) && given(key)) issues.push(unknownInput(key, where(key), Object.keys(specs)));
  }

  const values: Record<string, unknown> = {};
  for (const [key, spec] of Object.entries(specs)) {
    const rival = spec.excludes?.find(given);
    if (given(key)) {
      const faults = faultsIn(spec, input[key]);
      if (faults.length > 0) issues.push(...faults.map((fault) => ({ ...fault, where: where(key) })));
      else if (rival !== undefined) {
        issues.push({
          code: "conflicting-inputs",
          where: where(key),
          message: `cannot be given together with ${rival}`,
        });
      }
      values[key] = input[key];
    } else if (rival === undefined && spec.default !== undefined) {
      values[key] = spec.default;
    } else if (rival === undefined && spec.optional !== true) {
      issues.push({
        code: "missing-input",
        where: where(key),
        message: `missing: ${describe(spec)}`,
        ...(spec.excludes !== undefined && { hint: `or give ${spec.excludes.join(", ")}` }),
      });
    }
  }
  if (issues.length > 0) throw new InputError(issues);
  return values as InputValues<T>;
}

/**
 * The inputs of a model that are a user's choice: all but those that the path itself gives. They hold for every path, and so none
 * has a value for each point of a profile.
 */
export function settingInputs(model: Pick<PropagationModel, "inputs" | "pathInputs">): InputSpecs {
  const settings = Object.entries(model.inputs).filter(([key]) => !model.pathInputs.includes(key));
  return Object.fromEntries(settings.map(([key, { perPoint: _, ...spec }]) => [key, spec]));
}

function unknownInput(key: string, where: string, known: readonly string[]): Issue {
  const near = nearestNames(key, known);
  const hint = near.length > 0 ? `did you mean ${near.join(" or ")}?` : `known inputs: ${known.join(", ")}`;
  return { code: "unknown-input", where, message: "unknown input", hint };
}

function faultsIn(spec: InputSpec, value: unknown): readonly Fault[] {
  if (spec.kind === "text") return faultsInText(spec, value);
  const fault = faultIn(spec, value);
  return fault === null ? [] : [fault];
}

function faultIn(spec: InputSpec, value: unknown): Fault | null {
  if (spec.perPoint === true && isArray(value)) return faultInEach(spec, value);
  switch (spec.kind) {
    case "number":
      return faultInNumber(spec, value);
    case "boolean":
      return typeof value === "boolean" ? null : wrongType(spec, value);
    case "choice":
      return faultInChoice(spec.values ?? [], value);
    case "points":
      return faultInPoints(value);
    default:
      return faultInNumbers(value, spec.kind === "profile" ? "elevations" : "numbers");
  }
}

/** The first fault of an array of values, one for each point of a profile. */
function faultInEach({ perPoint: _, ...spec }: InputSpec, values: ArrayLike<unknown>): Fault | null {
  for (let i = 0; i < values.length; i++) {
    const fault = faultIn(spec, values[i]);
    if (fault !== null) return { ...fault, message: `${fault.message} at index ${i}` };
  }
  return null;
}

/** What the input's own check says, as faults like the others. */
function faultsInText(spec: InputSpec, value: unknown): readonly Fault[] {
  if (typeof value !== "string") return [wrongType(spec, value)];
  try {
    spec.check?.(value);
  } catch (error) {
    if (error instanceof InputError) return error.issues;
    throw error;
  }
  return [];
}

function faultInNumber(spec: InputSpec, value: unknown): Fault | null {
  if (typeof value !== "number") return wrongType(spec, value);
  const { min, max, above, below } = spec;
  const legal =
    Number.isFinite(value) &&
    (min === undefined || value >= min) &&
    (max === undefined || value <= max) &&
    (above === undefined || value > above) &&
    (below === undefined || value < below) &&
    (spec.integer !== true || Number.isInteger(value));
  return legal ? null : { code: "out-of-range", message: `expected ${describe(spec)}, got ${value}` };
}

function faultInChoice(values: readonly string[], value: unknown): Fault | null {
  if (typeof value === "string" && values.includes(value)) return null;
  const near = typeof value === "string" ? nearestNames(value, values) : [];
  return {
    code: "unknown-value",
    message: `expected one of ${values.join(", ")}, got ${show(value)}`,
    ...(near.length > 0 && { hint: `did you mean ${near.join(" or ")}?` }),
  };
}

function wrongType(spec: InputSpec, value: unknown): Fault {
  return { code: "wrong-type", message: `expected ${describe(spec)}, got ${show(value)}` };
}

function describe(spec: InputSpec): string {
  if (spec.kind === "choice") return `one of ${(spec.values ?? []).join(", ")}`;
  if (spec.kind === "boolean") return "true or false";
  if (spec.kind === "profile") return "an array of at least 2 elevations in m";
  if (spec.kind === "numbers") return "an array of at least 2 numbers";
  if (spec.kind === "points") return "an array of at least 2 points [distance, height]";
  if (spec.kind === "text") return "a text";
  const { min, max, above, below } = spec;
  const bounds = [];
  if (min !== undefined && max !== undefined) bounds.push(`from ${min} to ${max}`);
  else if (min !== undefined) bounds.push(`of at least ${min}`);
  else if (max !== undefined) bounds.push(`of at most ${max}`);
  if (above !== undefined) bounds.push(`above ${above}`);
  if (below !== undefined) bounds.push(`below ${below}`);
  const noun = spec.integer === true ? "an integer" : "a number";
  return [noun, bounds.join(" and "), spec.unit ?? ""].filter((part) => part !== "").join(" ");
}
