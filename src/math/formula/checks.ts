import { describeDimension, isSameDimension, PLAIN } from "./dimension.ts";
import { refuse } from "./refuse.ts";
import { describeNode, type SyntaxNode } from "./syntax-node.ts";
import type { Term } from "./term.ts";

/** The number of a constant; texts, booleans and infinities are refused. */
export function requireNumber(node: SyntaxNode): number {
  if (typeof node.value === "number" && Number.isFinite(node.value)) return node.value;
  if (typeof node.value === "number") throw refuse("formula-refused", "a number is too large", node);
  throw refuse("formula-refused", `${describeNode(node)} is not allowed`, node);
}

/** Lengths may be added to lengths only. */
export function requireSame(terms: readonly Term[], node: SyntaxNode): void {
  const [first, ...others] = terms;
  const other = others.find((term) => !isSameDimension(term.dimension, first.dimension));
  if (other === undefined) return;
  const message = `${describeDimension(first.dimension)} and ${describeDimension(other.dimension)} do not go together`;
  throw refuse("formula-dimension", message, node, dimensionHint([first, other]));
}

/** @param place where it stands: "in log10()" */
export function requirePlain(term: Term, node: SyntaxNode, place: string): void {
  if (isSameDimension(term.dimension, PLAIN)) return;
  const message = `expected a plain number ${place}, got ${describeDimension(term.dimension)}`;
  throw refuse("formula-dimension", message, node, dimensionHint([term]));
}

/** How to make a plain number of a quantity. */
export function dimensionHint(terms: readonly Term[]): string | undefined {
  const nouns = terms.map((term) => describeDimension(term.dimension));
  if (nouns.includes("a length")) return "divide a length by a unit: d/1 km";
  if (nouns.includes("a frequency")) return "divide a frequency by a unit: f/1 MHz";
  return undefined;
}
