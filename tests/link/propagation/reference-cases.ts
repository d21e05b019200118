import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { findModel } from "../../../src/link/propagation/registry.ts";

interface ReferenceCase {
  readonly id: string;
  readonly model: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly expected: { readonly lossDb: number; readonly [intermediate: string]: unknown };
}

/** A table of `tests/reference/propagation` with the tolerance that it states. */
export function referenceTable(name: string): { toleranceDb: number; cases: readonly ReferenceCase[] } {
  return JSON.parse(readFileSync(new URL(`../../reference/propagation/${name}.json`, import.meta.url), "utf8"));
}

/** A test for each case of a model, through the registry, and one that there are cases at all. */
export function testReferenceCases(table: string, model: string, atLeast: number): void {
  const { toleranceDb, cases } = referenceTable(table);
  const own = cases.filter((one) => one.model === model);
  it(`has read its cases of ${table}`, () => expect(own.length).toBeGreaterThanOrEqual(atLeast));
  it.each(own)("agrees with $id", ({ input, expected }) => {
    expect(Math.abs(findModel(model).loss(input).lossDb - expected.lossDb)).toBeLessThanOrEqual(toleranceDb);
  });
}

/** The codes of a model's warnings. */
export function warningCodes(model: string, input: Readonly<Record<string, unknown>>): string[] {
  return findModel(model)
    .loss(input)
    .warnings.map(({ code }) => code);
}
