import type { FormulaValues, Term } from "./term.ts";

export type Comparison = (values: FormulaValues) => boolean;

type Evaluate = Term["evaluate"];

/** By their operators. */
export const COMPARISONS: Readonly<Record<string, (a: Evaluate, b: Evaluate) => Comparison>> = {
  "<": (a, b) => (values) => a(values) < b(values),
  ">": (a, b) => (values) => a(values) > b(values),
  "<=": (a, b) => (values) => a(values) <= b(values),
  ">=": (a, b) => (values) => a(values) >= b(values),
  "==": (a, b) => (values) => a(values) === b(values),
  "!=": (a, b) => (values) => a(values) !== b(values),
};
