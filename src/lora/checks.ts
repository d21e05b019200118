import { InputError } from "../math/errors.ts";

/** @throws {InputError} `out-of-range` unless `value` is a whole number from `min` to `max` */
export function requireWhole(where: string, value: unknown, min: number, max: number): void {
  if (Number.isInteger(value) && (value as number) >= min && (value as number) <= max) return;
  throw outOfRange(where, value, `a whole number from ${min} to ${max}`);
}

/** @throws {InputError} `unknown-value` unless `value` is one of `values` */
export function requireChoice(where: string, value: unknown, values: readonly unknown[]): void {
  if (values.includes(value)) return;
  const message = `expected one of ${values.join(", ")}, got ${JSON.stringify(value)}`;
  throw new InputError({ code: "unknown-value", where, message });
}

/** @throws {InputError} `wrong-type` unless `value` is true or false */
export function requireSwitch(where: string, value: unknown): void {
  if (typeof value === "boolean") return;
  const message = `expected true or false, got ${JSON.stringify(value)}`;
  throw new InputError({ code: "wrong-type", where, message });
}

/** @param expected in words, without the "expected" */
export function outOfRange(where: string, value: unknown, expected: string, hint?: string): InputError {
  const message = `expected ${expected}, got ${JSON.stringify(value)}`;
  return new InputError({ code: "out-of-range", where, message, hint });
}
