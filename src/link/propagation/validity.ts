import { InputError, type Issue } from "../../math/errors.ts";
import type { InputSpec, ModelWarning } from "./model.ts";
import type { InputSpecs } from "./read-input.ts";

/**
 * A remark for each number that lies outside the range its source vouches for ({@link InputSpec.valid}). Codes are the keys
 * without their unit: `frequency-range`, `base-height-range`, `distance-range`.
 *
 * @param values checked inputs; what is absent is in order
 */
export function validityWarnings(specs: InputSpecs, values: Readonly<Record<string, unknown>>): ModelWarning[] {
  return Object.entries(specs).flatMap(([key, spec]) => {
    const value = values[key];
    if (spec.valid === undefined || typeof value !== "number") return [];
    const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = spec.valid;
    return value >= min && value <= max ? [] : [outside(key, spec, value)];
  });
}

/** The warnings about inputs outside a model's range, as faults at those inputs' keys. Other remarks are left out. */
export function rangeIssues(warnings: readonly ModelWarning[]): Issue[] {
  return warnings.flatMap(({ code, message, input }) =>
    input === undefined ? [] : [{ code, where: input, message, hint: RANGE_HINT }],
  );
}

const RANGE_HINT = "stay within the range, or take a model that is given for it";

/**
 * Takes no answer from outside a model's range.
 *
 * @throws {InputError} with a fault for each warning that names an input
 */
export function requireWithinRange(warnings: readonly ModelWarning[]): void {
  const issues = rangeIssues(warnings);
  if (issues.length > 0) throw new InputError(issues);
}

function outside(key: string, spec: InputSpec, value: number): ModelWarning {
  const name = key.replace(UNIT_SUFFIX, "").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const message = `${spec.title}: ${inUnit(value, spec.unit)} is outside ${describeRange(spec)}, for which the model is given`;
  return { code: `${name}-range`, message, input: key };
}

const UNIT_SUFFIX = /(Hz|M|Deg|DbPerM)$/;

function describeRange({ valid = {}, unit }: InputSpec): string {
  const { min, max } = valid;
  if (min === undefined) return `at most ${inUnit(max as number, unit)}`;
  if (max === undefined) return `at least ${inUnit(min, unit)}`;
  return min === max ? inUnit(min, unit) : `${inUnit(min, unit)}–${inUnit(max, unit)}`;
}

/** Larger units, from which value on, and their size. */
const LARGER_UNITS: Readonly<Record<string, readonly (readonly [from: number, size: number, unit: string])[]>> = {
  Hz: [
    [1e9, 1e9, "GHz"],
    [0, 1e6, "MHz"],
  ],
  m: [[1000, 1000, "km"]],
};

/** In the unit that people use for a value of this size, to four digits. */
function inUnit(value: number, unit = ""): string {
  const larger = LARGER_UNITS[unit]?.find(([from]) => value >= from);
  const [size, name] = larger === undefined ? [1, unit] : [larger[1], larger[2]];
  return `${Number((value / size).toPrecision(4))} ${name}`.trimEnd();
}
