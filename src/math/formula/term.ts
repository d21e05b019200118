import type { PhysicalDimension } from "./dimension.ts";

/** The values of the variables, in the order in which they were declared. */
export type FormulaValues = ArrayLike<number>;

/** A part of a formula that is a number: what it measures, and how to compute it. */
export interface Term {
  readonly dimension: PhysicalDimension;
  /** Its value when no variable is in it. */
  readonly constant: number | null;
  readonly evaluate: (values: FormulaValues) => number;
}

export function constantTerm(value: number, dimension: PhysicalDimension): Term {
  return { dimension, constant: value, evaluate: () => value };
}

/** A function of one number; of a constant it is computed now. */
export function unaryTerm(dimension: PhysicalDimension, a: Term, apply: (a: number) => number): Term {
  if (a.constant !== null) return constantTerm(apply(a.constant), dimension);
  const { evaluate } = a;
  return { dimension, constant: null, evaluate: (values) => apply(evaluate(values)) };
}

export type BinaryOperator = "add" | "subtract" | "multiply" | "divide" | "pow";

/** One closure an operator: a call through a shared one would cost more than the arithmetic. */
export function binaryTerm(operator: BinaryOperator, dimension: PhysicalDimension, left: Term, right: Term): Term {
  const a = left.evaluate;
  const b = right.evaluate;
  const evaluate = {
    add: (values: FormulaValues) => a(values) + b(values),
    subtract: (values: FormulaValues) => a(values) - b(values),
    multiply: (values: FormulaValues) => a(values) * b(values),
    divide: (values: FormulaValues) => a(values) / b(values),
    pow: (values: FormulaValues) => a(values) ** b(values),
  }[operator];
  const isConstant = left.constant !== null && right.constant !== null;
  return isConstant ? constantTerm(evaluate([]), dimension) : { dimension, constant: null, evaluate };
}

/** A function of several numbers. */
export function listTerm(
  dimension: PhysicalDimension,
  terms: readonly Term[],
  apply: (...a: number[]) => number,
): Term {
  if (terms.length === 1) return unaryTerm(dimension, terms[0], apply);
  if (terms.length === 2) {
    const [a, b] = [terms[0].evaluate, terms[1].evaluate];
    return { dimension, constant: null, evaluate: (values) => apply(a(values), b(values)) };
  }
  return { dimension, constant: null, evaluate: (values) => apply(...terms.map((term) => term.evaluate(values))) };
}
