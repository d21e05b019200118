import { InputError, type Issue } from "../../math/errors.ts";
import { nearestNames } from "../../math/nearest-name.ts";
import { ENERGY_INPUTS, type EnergyInput, type EnergyInputs } from "./inputs.ts";

/**
 * Checks inputs by key and fills in the defaults that depend on nothing else. A key whose value is `undefined` counts as absent.
 *
 * @throws {InputError} with every fault: `unknown-input`, `missing-input`, `wrong-type`, `out-of-range`, `unknown-value`
 */
export function readEnergyInputs(input: Readonly<Record<string, unknown>>): EnergyInputs {
  const specs: Readonly<Record<string, EnergyInput>> = ENERGY_INPUTS;
  const issues: Issue[] = Object.keys(input)
    .filter((key) => !Object.hasOwn(specs, key) && input[key] !== undefined)
    .map((key) => unknownInput(key, Object.keys(specs)));
  const values: Record<string, unknown> = {};
  for (const [key, spec] of Object.entries(specs)) {
    const value = input[key] ?? spec.default;
    values[key] = value;
    const fault = value === undefined ? absenceFault(spec) : valueFault(spec, value);
    if (fault !== null) issues.push({ ...fault, where: key });
  }
  if (issues.length > 0) throw new InputError(issues);
  return values as EnergyInputs;
}

function unknownInput(key: string, known: readonly string[]): Issue {
  const near = nearestNames(key, known);
  const hint = near.length > 0 ? `did you mean ${near.join(" or ")}?` : `known inputs: ${known.join(", ")}`;
  return { code: "unknown-input", where: key, message: "unknown input", hint };
}

type Fault = Omit<Issue, "where">;

function absenceFault(spec: EnergyInput): Fault | null {
  return spec.required === true ? { code: "missing-input", message: `missing: ${spec.title}` } : null;
}

function valueFault(spec: EnergyInput, value: unknown): Fault | null {
  const wrongType = (expected: string): Fault => ({
    code: "wrong-type",
    message: `expected ${expected}, got ${JSON.stringify(value)}`,
  });
  switch (spec.kind) {
    case "text":
      return typeof value === "string" && value !== "" ? null : wrongType("a name");
    case "switch":
      return typeof value === "boolean" ? null : wrongType("true or false");
    case "choice":
      return choiceFault(spec.values ?? [], value);
    case "number":
    case "integer":
      return typeof value === "number" ? numberFault(spec, value) : wrongType("a number");
  }
}

function choiceFault(values: readonly string[], value: unknown): Fault | null {
  if (typeof value === "string" && values.includes(value)) return null;
  return { code: "unknown-value", message: `expected one of ${values.join(", ")}, got ${JSON.stringify(value)}` };
}

function numberFault(spec: EnergyInput, value: number): Fault | null {
  const { min, max, above } = spec;
  const isLegal =
    Number.isFinite(value) &&
    (spec.kind === "number" || Number.isInteger(value)) &&
    !(min !== undefined && value < min) &&
    !(max !== undefined && value > max) &&
    !(above !== undefined && value <= above);
  if (isLegal) return null;
  const noun = spec.kind === "integer" ? "a whole number" : "a number";
  return { code: "out-of-range", message: `expected ${noun}${limitsText(spec)}, got ${value}` };
}

function limitsText({ min, max, above }: EnergyInput): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  const low = above !== undefined ? ` above ${above}` : min !== undefined ? ` of at least ${min}` : "";
  if (max === undefined) return low;
  return low === "" ? ` of at most ${max}` : `${low} and of at most ${max}`;
}
