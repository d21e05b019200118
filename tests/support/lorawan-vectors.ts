import { readFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "./cli.ts";

/** A row of `tests/reference/lorawan/vectors.json`, its keys in camelCase. */
export interface LorawanVector {
  readonly id: string;
  readonly kind: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
}

export function readReference<T>(name: string): T {
  return JSON.parse(readFileSync(path.join(PROJECT, "tests/reference/lorawan", name), "utf8"));
}

export const VECTORS: readonly LorawanVector[] = readReference<{ vectors: LorawanVector[] }>(
  "vectors.json",
).vectors.map((vector, i) => Object.assign({ id: `known-${i}` }, camel(vector) as LorawanVector));

/** The case that builds the vector's frame. */
export function caseOf({ kind, input }: LorawanVector): Record<string, unknown> {
  const version = /_1\.1$/.test(kind) || kind === "rejoin_request" ? "1.1" : "1.0";
  return { ...input, kind: kind.replace(/_1\.\d$/, "").replaceAll("_", "-"), version };
}

/** The keys of a case. */
export function keysOf(input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([name]) => /key$/i.test(name)));
}

function camel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camel);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
      camel(member),
    ]),
  );
}
