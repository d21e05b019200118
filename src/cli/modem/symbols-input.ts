import { InputError } from "../../math/errors.ts";
import { readTextFile } from "../../runtime/node/read-text.ts";
import { parseJsonText } from "../../scenario/json-text.ts";
import { isObject } from "../../scenario/plain-json.ts";
import { readStdinText } from "../stdin-text.ts";

const FLAG = "--symbols";

/** Where symbols may stand. */
export interface SymbolsRequest {
  /** JSON: a list, or an object with a list `symbols`; `-` is stdin. */
  readonly file: string | undefined;
  /** What was typed for `--symbols`. */
  readonly list: string | undefined;
  readonly signal: AbortSignal;
}

/** A list of symbols, not yet checked, and its place for errors. */
export interface GivenSymbols {
  readonly symbols: readonly number[];
  readonly source: string;
}

/**
 * Reads the symbols that a command is given.
 *
 * @throws {InputError} when there are none or two lists, or what there is is no list
 */
export async function readSymbols({ file, list, signal }: SymbolsRequest): Promise<GivenSymbols> {
  if (file !== undefined && list !== undefined) {
    const message = "cannot be given together with FILE";
    throw new InputError({ code: "conflicting-inputs", where: FLAG, message });
  }
  if (list !== undefined) return { symbols: parseList(list), source: FLAG };
  if (file === undefined) {
    const message = "missing: the symbols, such as 61,1,17";
    throw new InputError({ code: "missing-input", where: FLAG, message, hint: "or a JSON file with them" });
  }
  const source = file === "-" ? "stdin" : file;
  const parsed = parseJsonText(file === "-" ? await readStdinText(signal) : await readTextFile(file), source);
  return { symbols: requireSymbolList(source, isObject(parsed) ? parsed.symbols : parsed), source };
}

/** Numbers between commas or blanks; brackets around them, as in JSON, do no harm. */
function parseList(text: string): readonly number[] {
  const items = text
    .replace(/^\s*\[|\]\s*$/g, "")
    .split(/[\s,]+/)
    .filter((item) => item !== "");
  return items.map((item, i) => {
    if (/^\d+$/.test(item)) return Number(item);
    const message = `expected a whole number, got "${item}"`;
    throw new InputError({ code: "wrong-type", where: `${FLAG}[${i}]`, message });
  });
}

/**
 * @returns the value itself: what its items are worth is checked by who decodes them
 * @throws {InputError} `missing-input` or `wrong-type` where it is no list
 */
export function requireSymbolList(where: string, value: unknown): readonly number[] {
  if (Array.isArray(value)) return value;
  const missing = value === undefined || value === null;
  const message = missing ? "missing: a list of symbols" : `expected a list of symbols, got ${JSON.stringify(value)}`;
  throw new InputError({ code: missing ? "missing-input" : "wrong-type", where, message });
}
