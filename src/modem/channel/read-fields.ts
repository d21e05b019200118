import type { Issue } from "../../math/errors.ts";
import { nearestNames } from "../../math/nearest-name.ts";
import { shownValue } from "../files/json-reader.ts";

/** What a key of a JSON object may hold. A key without a default must be there. */
export type Field =
  | {
      readonly type: "number";
      readonly min?: number;
      readonly max?: number;
      /** Whether `min` itself is refused. */
      readonly above?: boolean;
      readonly whole?: boolean;
      readonly default?: number | null;
    }
  | { readonly type: "switch"; readonly default?: boolean }
  | { readonly type: "choice"; readonly values: readonly string[]; readonly default?: string };

export type Fields = Readonly<Record<string, Field>>;

/**
 * Reads an object by a table of its keys; faults are added to `issues`, each with its pointer.
 *
 * @param others keys that somebody else reads
 * @returns a value for each key, its default where it was absent or wrong
 */
export function readFields(
  input: Readonly<Record<string, unknown>>,
  fields: Fields,
  where: string,
  issues: Issue[],
  others: readonly string[] = [],
): Record<string, unknown> {
  const known = [...others, ...Object.keys(fields)];
  for (const key of Object.keys(input)) {
    if (known.includes(key)) continue;
    const near = nearestNames(key, known);
    const hint = near.length > 0 ? `did you mean ${near.join(" or ")}?` : `known: ${known.join(", ")}`;
    issues.push({ code: "unknown-key", where: `${where}/${key}`, message: `there is no ${key} here`, hint });
  }
  return Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [key, readField(input[key], field, `${where}/${key}`, issues)]),
  );
}

function readField(value: unknown, field: Field, where: string, issues: Issue[]): unknown {
  if (value === undefined || value === null) {
    if (field.default === undefined)
      issues.push({ code: "missing-key", where, message: `missing: ${expected(field)}` });
    return field.default;
  }
  if (isRight(value, field)) return value;
  const message = `expected ${expected(field)}, got ${shownValue(value)}`;
  issues.push({
    code: field.type === "number" && typeof value === "number" ? "out-of-range" : "bad-value",
    where,
    message,
  });
  return field.default;
}

function isRight(value: unknown, field: Field): boolean {
  switch (field.type) {
    case "switch":
      return typeof value === "boolean";
    case "choice":
      return typeof value === "string" && field.values.includes(value);
    case "number": {
      const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, above = false, whole = false } = field;
      if (typeof value !== "number" || !Number.isFinite(value)) return false;
      return (above ? value > min : value >= min) && value <= max && (!whole || Number.isInteger(value));
    }
  }
}

function expected(field: Field): string {
  if (field.type === "switch") return "true or false";
  if (field.type === "choice") return `one of ${field.values.join(", ")}`;
  const noun = field.whole ? "a whole number" : "a number";
  const { min, max, above = false } = field;
  if (min !== undefined && max !== undefined) return `${noun} from ${min} to ${max}`;
  if (min !== undefined) return `${noun} ${above ? "above" : "of at least"} ${min}`;
  return max === undefined ? noun : `${noun} of at most ${max}`;
}
