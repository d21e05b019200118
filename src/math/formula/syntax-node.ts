/** A node of mathjs's syntax tree, as far as it is looked at. Which fields a node has depends on its type. */
export interface SyntaxNode {
  readonly type: string;
  readonly fn?: unknown;
  readonly op?: string;
  readonly name?: string;
  readonly value?: unknown;
  readonly args?: readonly SyntaxNode[];
  readonly content?: SyntaxNode;
  readonly condition?: SyntaxNode;
  readonly trueExpr?: SyntaxNode;
  readonly falseExpr?: SyntaxNode;
  toString(): string;
}

/** The node without the parentheses around it. */
export function unwrap(node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (inner.type === "ParenthesisNode") inner = inner.content as SyntaxNode;
  return inner;
}

const NODE_NOUNS: Readonly<Record<string, string>> = {
  AccessorNode: "access to a member",
  ArrayNode: "a list",
  AssignmentNode: "an assignment",
  BlockNode: "more than one expression",
  FunctionAssignmentNode: "the definition of a function",
  IndexNode: "an index",
  ObjectNode: "an object",
  RangeNode: "a range",
  RelationalNode: "a chain of comparisons",
};

/** For an error: "an assignment", "a text". */
export function describeNode(node: SyntaxNode): string {
  if (node.type !== "ConstantNode") return NODE_NOUNS[node.type] ?? "this";
  return typeof node.value === "string" ? "a text" : `the constant ${String(node.value)}`;
}
