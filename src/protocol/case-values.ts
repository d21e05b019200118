import { InputError } from "../math/errors.ts";
import { formatHex, parseHex } from "../math/hex.ts";
import { nearestNames } from "../math/nearest-name.ts";

/** A case as it comes from outside: JSON, or flags by the keys of a case. */
export type CaseInput = Readonly<Record<string, unknown>>;

/** The value of the first of these keys that says something; null says nothing. */
export function givenOf(input: CaseInput, ...keys: readonly string[]): unknown {
  for (const key of keys) {
    const value = input[key];
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

/** @throws {InputError} `missing-input`, naming the key */
export function missing(key: string, what: string, hint?: string): InputError {
  return new InputError({ code: "missing-input", where: key, message: `missing: ${what}`, hint });
}

/** A whole number, or undefined when none is given. @throws {InputError} `out-of-range` */
export function wholeOf(input: CaseInput, key: string, min: number, max: number): number | undefined {
  const value = givenOf(input, key);
  if (value === undefined) return undefined;
  if (Number.isInteger(value) && (value as number) >= min && (value as number) <= max) return value as number;
  const message = `expected a whole number from ${min} to ${max}, got ${shown(value)}`;
  throw new InputError({ code: "out-of-range", where: key, message });
}

/** One of these texts, or undefined. @throws {InputError} `unknown-value` */
export function choiceOf<const T extends string>(input: CaseInput, key: string, choices: readonly T[]): T | undefined {
  const value = givenOf(input, key);
  if (value === undefined) return undefined;
  const choice = choices.find((one) => one === value);
  if (choice !== undefined) return choice;
  const message = `expected one of ${choices.join(", ")}, got ${shown(value)}`;
  throw new InputError({ code: "unknown-value", where: key, message });
}

/** A value for an error's text. What is long enough to be a key in the wrong place is not repeated. */
export function shown(value: unknown): string {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value === "string") {
    return value.length <= MAX_SHOWN_CHARACTERS ? JSON.stringify(value) : `a text of ${value.length} characters`;
  }
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `an ${typeof value}`;
}

const MAX_SHOWN_CHARACTERS = 20;

/** True or false; false when nothing is given. @throws {InputError} `wrong-type` */
export function switchOf(input: CaseInput, key: string, where = key): boolean {
  const value = givenOf(input, key);
  if (value === undefined) return false;
  if (typeof value === "boolean") return value;
  throw new InputError({ code: "wrong-type", where, message: `expected true or false, got ${shown(value)}` });
}

/** Bytes in hexadecimal, or undefined. @throws {InputError} `wrong-type`, `bad-hex` or `bad-length` */
export function bytesOf(input: CaseInput, key: string, maxBytes: number): Uint8Array | undefined {
  const value = givenOf(input, key);
  if (value === undefined) return undefined;
  if (typeof value !== "string") {
    throw new InputError({
      code: "wrong-type",
      where: key,
      message: `expected hexadecimal digits, got a ${typeof value}`,
    });
  }
  // Twice two digits and a separator a byte: longer text is refused before it is taken apart
  if (value.length > 8 * maxBytes + 8) throw tooLong(key, maxBytes, `${value.length} characters`);
  const bytes = parseHex(key, value);
  if (bytes.length > maxBytes) throw tooLong(key, maxBytes, `${bytes.length}`);
  return bytes;
}

function tooLong(where: string, maxBytes: number, got: string): InputError {
  return new InputError({ code: "too-long", where, message: `expected at most ${maxBytes} bytes, got ${got}` });
}

/** An identifier of so many bytes as lower-case digits, or undefined. @throws {InputError} `bad-length` and those of {@link bytesOf} */
export function identifierOf(input: CaseInput, key: string, length: number): string | undefined {
  const bytes = bytesOf(input, key, 64);
  if (bytes === undefined) return undefined;
  if (bytes.length === length) return formatHex(bytes);
  const message = `expected ${2 * length} hexadecimal digits, got ${2 * bytes.length}`;
  throw new InputError({ code: "bad-length", where: key, message, hint: "most significant byte first" });
}

/** Like {@link identifierOf}, but it must be there. */
export function requiredIdentifier(input: CaseInput, key: string, length: number): string {
  const digits = identifierOf(input, key, length);
  if (digits === undefined) throw missing(key, `${2 * length} hexadecimal digits`);
  return digits;
}

/** Like {@link wholeOf}, but it must be there. */
export function requiredWhole(input: CaseInput, key: string, min: number, max: number): number {
  const value = wholeOf(input, key, min, max);
  if (value === undefined) throw missing(key, `a whole number from ${min} to ${max}`);
  return value;
}

/** An object among the case's values; empty when nothing is given. @throws {InputError} `wrong-type` or `unknown-input` */
export function objectOf(input: CaseInput, key: string, known: readonly string[]): CaseInput {
  const value = givenOf(input, key);
  if (value === undefined) return {};
  if (typeof value !== "object" || Array.isArray(value)) {
    throw new InputError({ code: "wrong-type", where: key, message: "expected an object" });
  }
  refuseUnknown(value as CaseInput, known, `${key}.`);
  return value as CaseInput;
}

/** Refuses keys that a case does not have; values are not repeated. @throws {InputError} `unknown-input` */
export function refuseUnknown(input: CaseInput, known: readonly string[], prefix = ""): void {
  for (const key of Object.keys(input)) {
    if (known.includes(key)) continue;
    const near = nearestNames(key.slice(0, 64), known);
    const hint = near.length > 0 ? `did you mean ${near.join(" or ")}?` : `known keys: ${known.join(", ")}`;
    throw new InputError({ code: "unknown-input", where: `${prefix}${key}`, message: "unknown input", hint });
  }
}

/** Something noticed that is no error: a stable code for scripts and a sentence for people. */
export interface FrameWarning {
  readonly code: string;
  readonly message: string;
}
