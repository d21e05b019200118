import { InputError } from "../math/errors.ts";
import { nearestNames } from "../math/nearest-name.ts";
import { parseQuantity } from "../math/quantity.ts";
import type { OptionSpec } from "./options.ts";

/**
 * Reads what was typed for an option, on the command line or in an environment variable.
 *
 * @param where the flag or the variable, for the error
 * @throws {InputError} naming it, with what was expected
 */
export async function readText(spec: OptionSpec, text: string, where: string): Promise<unknown> {
  switch (spec.kind) {
    case "switch":
      return readSwitch(text, where);
    case "text":
      return text;
    case "texts":
      return text.split(",");
    case "choice":
      return requireChoice(spec, text, where);
    case "boolean":
      return readBoolean(text, where);
    case "integer":
      return requireLimits(spec, text.trim() === "" ? Number.NaN : Number(text), text, where);
    case "quantity":
      return requireLimits(spec, await parseQuantity(text, spec.dimension, where), text, where);
  }
}

/**
 * Checks a value from `chirpscape.json`, where quantities are plain numbers in their base units.
 *
 * @throws {InputError} naming the key, with what was expected
 */
export function readJsonValue(spec: OptionSpec, value: unknown, where: string): unknown {
  const fault = (expected: string) =>
    new InputError({ code: "bad-setting", where, message: `expected ${expected}, got ${JSON.stringify(value)}` });
  switch (spec.kind) {
    case "switch":
    case "boolean":
      if (typeof value !== "boolean") throw fault("true or false");
      return value;
    case "text":
      if (typeof value !== "string") throw fault("a text");
      return value;
    case "texts":
      if (!Array.isArray(value) || value.some((item) => typeof item !== "string")) throw fault("a list of texts");
      return value;
    case "choice":
      if (typeof value !== "string") throw fault(`one of ${spec.values.join(", ")}`);
      return requireChoice(spec, value, where);
    case "integer":
    case "quantity":
      if (typeof value !== "number") throw fault("a number");
      return requireLimits(spec, value, String(value), where);
  }
}

function readSwitch(text: string, where: string): boolean {
  if (text === "1" || text === "true") return true;
  if (text === "0" || text === "false" || text === "") return false;
  throw new InputError({ code: "bad-value", where, message: `expected 1 or 0, got "${text}"` });
}

function readBoolean(text: string, where: string): boolean {
  if (text === "true" || text === "false") return text === "true";
  throw new InputError({ code: "bad-value", where, message: `expected true or false, got "${text}"` });
}

function requireChoice({ values, unfit }: OptionSpec & { kind: "choice" }, text: string, where: string): string {
  if (values.includes(text)) return text;
  if (unfit?.values.includes(text)) {
    const hint = `expected one of ${values.join(", ")}`;
    throw new InputError({ code: "unfit-name", where, message: `${text} ${unfit.reason}`, hint });
  }
  const near = nearestNames(text, values);
  throw new InputError({
    code: "unknown-name",
    where,
    message: `expected one of ${values.join(", ")}, got "${text}"`,
    hint: near.length > 0 ? `did you mean ${near.join(" or ")}?` : undefined,
  });
}

function requireLimits(spec: OptionSpec, value: number, text: string, where: string): number {
  if (spec.kind !== "integer" && spec.kind !== "quantity") return value;
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = spec;
  const whole = spec.kind === "quantity" || Number.isSafeInteger(value);
  if (whole && value >= min && value <= max) return value;
  const noun = spec.kind === "integer" ? "a whole number" : "a value";
  throw new InputError({
    code: "out-of-range",
    where,
    message: `expected ${noun}${limitsText(min, max)}, got "${text}"`,
  });
}

function limitsText(min: number, max: number): string {
  if (min === Number.NEGATIVE_INFINITY && max === Number.POSITIVE_INFINITY) return "";
  if (max === Number.POSITIVE_INFINITY) return ` of at least ${min}`;
  if (min === Number.NEGATIVE_INFINITY) return ` of at most ${max}`;
  return ` from ${min} to ${max}`;
}
