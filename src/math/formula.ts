import { create, parseDependencies } from "mathjs";
import { buildTerm, type FormulaVariable } from "./formula/build.ts";
import { dimensionHint } from "./formula/checks.ts";
import { describeDimension, isSameDimension, PLAIN } from "./formula/dimension.ts";
import { refuse } from "./formula/refuse.ts";
import type { SyntaxNode } from "./formula/syntax-node.ts";
import type { FormulaValues } from "./formula/term.ts";

/**
 * Formulas that users write, read by mathjs's parser and by nothing else of it: its evaluator can define functions, import and
 * reach JavaScript objects. Only the syntax tree is taken, and only the nodes that `buildTerm` allows are turned into closures.
 *
 * A module of its own, to be imported where a formula is met: the parser is large.
 */
const { parse } = create({ parseDependencies }, {});

/** Longer than any path-loss model with two slopes. */
const MAX_LENGTH = 500;
/** Bounds the parser's recursion, which is not bounded by itself. */
const MAX_BRACKETS = 32;

export interface CompiledFormula {
  readonly text: string;
  /** The variables that occur in it. */
  readonly uses: ReadonlySet<string>;
  /**
   * @param values one for each declared variable, in their order, in m, s and Hz
   * @returns a plain number; NaN or infinite where the formula has no value there
   */
  readonly evaluate: (values: FormulaValues) => number;
}

/**
 * Compiles a formula such as `128.95 + 23.2*log10(d/1 km)`.
 *
 * Allowed: numbers, units, `+ - * / ^`, parentheses, `condition ? a : b` with one comparison, the functions of `names.ts`, and the
 * variables given. Quantities carry their dimension: what does not fit is a fault, found now and not at evaluation.
 *
 * @throws {InputError} naming what is refused and where: `formula-syntax`, `formula-too-large`, `formula-refused`,
 *   `formula-unknown-name`, `formula-dimension`
 */
export function compileFormula(text: string, variables: readonly FormulaVariable[]): CompiledFormula {
  if (text.trim() === "") throw refuse("formula-syntax", "expected a formula, got an empty text");
  if (text.length > MAX_LENGTH) {
    throw refuse("formula-too-large", `expected at most ${MAX_LENGTH} characters, got ${text.length}`);
  }
  requireShallow(text);
  const { term, uses } = buildTerm(parseText(text), variables);
  if (!isSameDimension(term.dimension, PLAIN)) {
    const message = `expected a plain number (dB) as the result, got ${describeDimension(term.dimension)}`;
    throw refuse("formula-dimension", message, undefined, dimensionHint([term]));
  }
  return { text, uses, evaluate: term.evaluate };
}

function requireShallow(text: string): void {
  let depth = 0;
  for (const character of text) {
    if ("([{".includes(character)) depth++;
    if (")]}".includes(character)) depth--;
    if (depth > MAX_BRACKETS) {
      throw refuse("formula-too-large", `expected at most ${MAX_BRACKETS} brackets within each other`);
    }
  }
}

/** The parser tells a fault by an exception, with the character's number. */
function parseText(text: string): SyntaxNode {
  try {
    return parse(text) as unknown as SyntaxNode;
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : "it cannot be read";
    throw refuse("formula-syntax", `no formula: ${reason}`, text);
  }
}
