import type { z } from "zod";
import type { Issue } from "../../math/errors.ts";
import { nearestNames } from "../../math/nearest-name.ts";

/** A step into a JSON document. */
export type PathStep = string | number;

/**
 * A JSON pointer (RFC 6901) to a place in the document. The document as a whole is written `/`, so that a message never starts
 * with nothing.
 */
export function jsonPointer(path: readonly PathStep[]): string {
  const steps = path.map((step) => String(step).replaceAll("~", "~0").replaceAll("/", "~1"));
  return `/${steps.join("/")}`;
}

const MAX_SHOWN = 60;

/** A value as it came, short enough for a message. */
export function showValue(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty array" : `an array of ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value !== "string") return String(value);
  const text = JSON.stringify(value);
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}…"`;
}

/** "did you mean X?", or what there is to choose from. */
export function hintNearest(written: unknown, known: readonly string[], kind: string): string {
  const near = typeof written === "string" ? nearestNames(written, known) : [];
  return near.length > 0 ? `did you mean ${near.join(" or ")}?` : `${kind}: ${known.join(", ")}`;
}

/** Where a key that is unknown in one object would have been right: used for hints. */
export type KeyHint = (key: string, path: readonly PathStep[]) => string;

/**
 * What a schema found, in this project's words.
 *
 * @param root the document, to show what came
 * @param base where in the document the schema was applied
 * @param keyHint the mend for an unknown key
 */
export function issuesOfSchema(error: z.ZodError, root: unknown, base: readonly PathStep[], keyHint: KeyHint): Issue[] {
  return error.issues.flatMap((fault) => {
    const path = [...base, ...(fault.path as PathStep[])];
    if (fault.code === "unrecognized_keys") {
      return fault.keys.map((key) => ({
        code: "unknown-key",
        where: jsonPointer([...path, key]),
        message: `unknown key ${showValue(key)}`,
        hint: keyHint(key, path),
      }));
    }
    return [{ ...explain(fault, valueAt(root, path), path), where: jsonPointer(path) }];
  });
}

type Explanation = Omit<Issue, "where">;

function explain(fault: z.core.$ZodIssue, came: unknown, path: readonly PathStep[]): Explanation {
  const got = showValue(came);
  switch (fault.code) {
    case "invalid_type":
      if (typeof came === "number" && !Number.isFinite(came)) {
        return { code: "not-finite", message: `expected a finite number, got ${got}` };
      }
      return wrongType(EXPECTED[fault.expected] ?? fault.expected, came);
    case "too_small":
    case "too_big":
      return outOfRange(fault, came, path);
    case "invalid_value":
      return unknownValue(fault.values.map(String), came, path);
    case "invalid_union":
      // Geometries are told apart by `type`; the other union is the identifier's.
      if (fault.discriminator === undefined) return wrongType("a string or a number", came);
      return unknownValue(optionsOf(fault), came, path);
    default:
      return { code: "invalid", message: `${fault.message}, got ${got}` };
  }
}

const EXPECTED: Readonly<Record<string, string>> = {
  number: "a number",
  int: "a whole number",
  string: "a string",
  boolean: "true or false",
  object: "an object",
  array: "an array",
};

/** zod gives a discriminated union's options with its fault, but does not say so in the type. */
function optionsOf(fault: object): string[] {
  return "options" in fault && Array.isArray(fault.options) ? fault.options.map(String) : [];
}

function wrongType(expected: string, came: unknown): Explanation {
  if (came === undefined) return { code: "missing", message: `missing: expected ${expected}` };
  return {
    code: "wrong-type",
    message: `expected ${expected}, got ${showValue(came)}`,
    ...(typeof came === "string" &&
      came.trim() !== "" &&
      Number.isFinite(Number(came)) &&
      expected.includes("number") && { hint: `write it without quotes: ${Number(came)}` }),
  };
}

/** Keys of shares, which are easily written in per cent. */
const SHARES: readonly (PathStep | undefined)[] = ["coverage", "probability"];

function outOfRange(
  fault: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig,
  came: unknown,
  path: readonly PathStep[],
): Explanation {
  const low = fault.code === "too_small";
  const limit = Number(low ? fault.minimum : fault.maximum);
  if (fault.origin === "array" && path.includes("coordinates")) return tooFewPositions(limit, came);
  if (fault.origin === "string" || fault.origin === "array") {
    const unit = fault.origin === "string" ? "characters" : "items";
    return {
      code: "out-of-range",
      message: `expected at ${low ? "least" : "most"} ${limit} ${unit}, got ${showValue(came)}`,
    };
  }
  const words = low ? (fault.inclusive ? "at least" : "above") : fault.inclusive ? "at most" : "below";
  const message = `expected ${words} ${limit}, got ${showValue(came)}`;
  const percent = SHARES.includes(path[path.length - 1]) && typeof came === "number" && came >= 2 && came <= 100;
  return { code: "out-of-range", message, ...(percent && { hint: `write a share: ${came / 100}` }) };
}

function tooFewPositions(limit: number, came: unknown): Explanation {
  if (limit === 4) {
    const count = Array.isArray(came) ? came.length : 0;
    return {
      code: "too-few-points",
      message: `expected a ring of at least 4 positions, got ${count}`,
      hint: "a ring has three corners or more and repeats the first at its end",
    };
  }
  const expected = limit === 2 ? "a position [longitude, latitude]" : "at least one ring";
  return { code: "wrong-type", message: `expected ${expected}, got ${showValue(came)}` };
}

function unknownValue(values: readonly string[], came: unknown, path: readonly PathStep[]): Explanation {
  const expected = values.length === 1 ? values[0] : `one of ${values.join(", ")}`;
  const place = path.slice(-2).join("/");
  if (place === "geometry/type") {
    return { code: "wrong-geometry", message: `this role needs a ${values.join(" or ")}, got ${showValue(came)}` };
  }
  if (came === undefined) return { code: "missing", message: `missing: expected ${expected}` };
  const near = typeof came === "string" ? nearestNames(came, values) : [];
  return {
    code: "unknown-value",
    message: `expected ${expected}, got ${showValue(came)}`,
    ...(near.length > 0 && { hint: `did you mean ${near.join(" or ")}?` }),
  };
}

/** The value at a path; undefined where there is none. */
export function valueAt(root: unknown, path: readonly PathStep[]): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<PathStep, unknown>)[step];
  }
  return value;
}
