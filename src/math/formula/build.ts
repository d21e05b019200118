import { nearestNames } from "../nearest-name.ts";
import { requireNumber, requirePlain, requireSame } from "./checks.ts";
import { COMPARISONS, type Comparison } from "./comparison.ts";
import {
  describeDimension,
  isSameDimension,
  type PhysicalDimension,
  PLAIN,
  productDimension,
  raisedDimension,
} from "./dimension.ts";
import { NAMED_CONSTANTS, NAMED_FUNCTIONS } from "./names.ts";
import { refuse } from "./refuse.ts";
import { describeNode, type SyntaxNode, unwrap } from "./syntax-node.ts";
import { binaryTerm, constantTerm, type FormulaValues, listTerm, type Term, unaryTerm } from "./term.ts";

/** A name that stands for a number given at each evaluation. */
export interface FormulaVariable {
  readonly name: string;
  /** For people: "distance". */
  readonly title: string;
  readonly dimension: PhysicalDimension;
}

/** A formula of this size takes half a page: anything larger is not one that a person wrote. */
const MAX_NODES = 256;
const MAX_DEPTH = 64;

/**
 * Turns a syntax tree into closures. What is not expressly allowed here is refused: nothing of the tree is ever run.
 *
 * @returns the formula's number, and the names of the variables in it
 * @throws {InputError} naming the part that is refused
 */
export function buildTerm(root: SyntaxNode, variables: readonly FormulaVariable[]): { term: Term; uses: Set<string> } {
  const uses = new Set<string>();
  let nodes = 0;

  function build(node: SyntaxNode, depth: number): Term {
    nodes++;
    if (nodes > MAX_NODES) throw refuse("formula-too-large", `expected at most ${MAX_NODES} parts`);
    if (depth > MAX_DEPTH) throw refuse("formula-too-large", `expected at most ${MAX_DEPTH} levels of nesting`);
    switch (node.type) {
      case "ConstantNode":
        return constantTerm(requireNumber(node), PLAIN);
      case "SymbolNode":
        return buildName(node);
      case "ParenthesisNode":
        return build(node.content as SyntaxNode, depth + 1);
      case "OperatorNode":
        return buildOperator(node, depth);
      case "FunctionNode":
        return buildCall(node, depth);
      case "ConditionalNode":
        return buildChoice(node, depth);
      default:
        throw refuse("formula-refused", `${describeNode(node)} is not allowed`, node);
    }
  }

  function buildName(node: SyntaxNode): Term {
    const name = node.name ?? "";
    const index = variables.findIndex((variable) => variable.name === name);
    if (index >= 0) {
      uses.add(name);
      return { dimension: variables[index].dimension, constant: null, evaluate: (values) => values[index] };
    }
    const known = NAMED_CONSTANTS.get(name);
    if (known !== undefined) return constantTerm(known.value, known.dimension);
    throw unknownName(name, node);
  }

  function unknownName(name: string, node: SyntaxNode) {
    // Every one-letter name is near every other
    const known = name.length === 1 ? [] : [...variables.map((variable) => variable.name), ...NAMED_CONSTANTS.keys()];
    const near = nearestNames(name, known);
    const list = variables.map((variable) => `${variable.name} (${variable.title})`).join(", ");
    const hint = near.length > 0 ? `did you mean ${near.join(" or ")}?` : undefined;
    const units = [...NAMED_CONSTANTS.keys()].join(", ");
    const isFunction = NAMED_FUNCTIONS.has(name);
    const message = isFunction ? `${name} needs arguments in parentheses` : `unknown name "${name}"`;
    return refuse("formula-unknown-name", message, node, hint ?? `variables: ${list}; units: ${units}`);
  }

  function buildOperator(node: SyntaxNode, depth: number): Term {
    const terms = (node.args ?? []).map((arg) => build(arg, depth + 1));
    const [a, b] = terms;
    switch (node.fn) {
      case "unaryMinus":
        return unaryTerm(a.dimension, a, (value) => -value);
      case "unaryPlus":
        return a;
      case "add":
      case "subtract":
        requireSame(terms, node);
        return binaryTerm(node.fn, a.dimension, a, b);
      case "multiply":
        return binaryTerm("multiply", productDimension(a.dimension, b.dimension, 1), a, b);
      case "divide":
        return binaryTerm("divide", productDimension(a.dimension, b.dimension, -1), a, b);
      case "pow":
        return buildPower(a, b, node);
      default:
        if (Object.hasOwn(COMPARISONS, node.op ?? "")) {
          throw refuse("formula-refused", "a comparison stands only before a ?", node, "such as d < 1 km ? 100 : 120");
        }
        throw refuse(
          "formula-refused",
          `operator ${node.op} is not allowed`,
          node,
          "operators: + - * / ^ ? : < > <= >= == !=",
        );
    }
  }

  function buildPower(base: Term, exponent: Term, node: SyntaxNode): Term {
    requirePlain(exponent, node, "as an exponent");
    if (isSameDimension(base.dimension, PLAIN)) return binaryTerm("pow", PLAIN, base, exponent);
    if (exponent.constant === null) {
      throw refuse(
        "formula-dimension",
        `${describeDimension(base.dimension)} can only be raised to a fixed power`,
        node,
      );
    }
    return binaryTerm("pow", raisedDimension(base.dimension, exponent.constant), base, exponent);
  }

  function buildCall(node: SyntaxNode, depth: number): Term {
    const callee = node.fn as SyntaxNode;
    const name = callee?.type === "SymbolNode" ? (callee.name ?? "") : "";
    const known = NAMED_FUNCTIONS.get(name);
    if (known === undefined) {
      const message = `function ${name === "" ? String(callee) : `"${name}"`} is not allowed`;
      throw refuse("formula-refused", message, node, `functions: ${[...NAMED_FUNCTIONS.keys()].join(", ")}`);
    }
    const terms = (node.args ?? []).map((arg) => build(arg, depth + 1));
    const [least, most] = known.arguments;
    if (terms.length < least || terms.length > most) {
      const expected = least === most ? `${least}` : `${least} to ${most}`;
      const noun = most === 1 ? "argument" : "arguments";
      throw refuse("formula-refused", `${name} takes ${expected} ${noun}, got ${terms.length}`, node);
    }
    switch (known.rule) {
      case "plain":
        for (const term of terms) requirePlain(term, node, `in ${name}()`);
        return listTerm(PLAIN, terms, known.apply);
      case "root":
        return unaryTerm(raisedDimension(terms[0].dimension, 0.5), terms[0], known.apply);
      case "same":
        requireSame(terms, node);
        return listTerm(terms[0].dimension, terms, known.apply);
      case "power":
        return buildPower(terms[0], terms[1], node);
    }
  }

  function buildChoice(node: SyntaxNode, depth: number): Term {
    const holds = buildComparison(unwrap(node.condition as SyntaxNode), depth + 1);
    const yes = build(node.trueExpr as SyntaxNode, depth + 1);
    const no = build(node.falseExpr as SyntaxNode, depth + 1);
    requireSame([yes, no], node);
    const evaluate = (values: FormulaValues) => (holds(values) ? yes.evaluate(values) : no.evaluate(values));
    return { dimension: yes.dimension, constant: null, evaluate };
  }

  function buildComparison(node: SyntaxNode, depth: number): Comparison {
    const make = node.type === "OperatorNode" ? COMPARISONS[node.op ?? ""] : undefined;
    if (make === undefined) {
      const hint = "such as d < 1 km, one comparison at a time";
      throw refuse("formula-refused", "expected a comparison before the ?", node, hint);
    }
    const terms = (node.args ?? []).map((arg) => build(arg, depth + 1));
    requireSame(terms, node);
    return make(terms[0].evaluate, terms[1].evaluate);
  }

  return { term: build(root, 0), uses };
}
