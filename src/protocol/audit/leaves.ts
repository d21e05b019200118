import { isRecord } from "../platforms/fields.ts";
import { pointerToken } from "./label.ts";

/** A value in a document that is neither object nor list of objects. */
export interface Leaf {
  /** The last telling key on the way to it, in lower-case letters and digits: `root_keys.app_key.key` is `appkey`. */
  readonly name: string;
  readonly value: unknown;
  readonly pointer: string;
}

/** More than a device's description ever has; what lies beyond is not looked at. */
const MAX_LEAVES = 4096;
const MAX_DEPTH = 8;
/** Keys that say nothing of what they hold. */
const WRAPPERS = ["key", "value"];

/** The values of a document, those near its root first. */
export function leavesOf(document: unknown, pointer = ""): readonly Leaf[] {
  const leaves: Leaf[] = [];
  let level: { readonly name: string; readonly value: unknown; readonly pointer: string }[] = [
    { name: "", value: document, pointer },
  ];
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0 && leaves.length < MAX_LEAVES; depth++) {
    const next: typeof level = [];
    for (const node of level) {
      const { value } = node;
      const isList = Array.isArray(value);
      if (!isRecord(value) && !(isList && value.some((item) => typeof item === "object"))) {
        if (leaves.length < MAX_LEAVES) leaves.push(node);
        continue;
      }
      for (const [key, member] of Object.entries(value)) {
        if (next.length >= MAX_LEAVES) break;
        const own = plainName(key);
        const name = isList || (WRAPPERS.includes(own) && node.name !== "") ? node.name : own;
        next.push({ name, value: member, pointer: node.pointer + pointerToken(key) });
      }
    }
    level = next;
  }
  return leaves;
}

/** A key or heading without case, blanks and punctuation. */
export function plainName(key: string): string {
  return key
    .slice(0, 64)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}

/** The first of these that has one of the names and that `read` can make something of. */
export function findLeaf<T>(
  leaves: readonly Leaf[],
  names: readonly string[],
  read: (value: unknown) => T | null,
): { readonly value: T; readonly pointer: string } | null {
  for (const name of names) {
    for (const leaf of leaves) {
      if (leaf.name !== name) continue;
      const value = read(leaf.value);
      if (value !== null) return { value, pointer: leaf.pointer };
    }
  }
  return null;
}

/** True, false, and the words for them; null for anything else. */
export function flagOf(value: unknown): boolean | null {
  if (typeof value === "boolean") return value;
  if (value === 1 || value === 0) return value === 1;
  const text = typeof value === "string" && value.length < 8 ? value.trim().toLowerCase() : "";
  if (["true", "yes", "1", "on"].includes(text)) return true;
  return ["false", "no", "0", "off"].includes(text) ? false : null;
}

/** A text with something in it. */
export function textOf(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}
