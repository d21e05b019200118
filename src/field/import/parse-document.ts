import { InputError } from "../../math/errors.ts";
import { parseJsonText } from "../../scenario/json-text.ts";
import { isTooDeep } from "../../scenario/plain-json.ts";
import type { DocumentText } from "./split-documents.ts";

/** A document, and what stood before it on its line. */
export interface ParsedDocument {
  readonly value: unknown;
  readonly prefix: string;
}

/**
 * Parses a document. Before it on its line may stand what logs put there: a time, a level, an MQTT topic.
 *
 * @returns null for a line without any JSON
 * @throws {InputError} `not-json` or `too-deep`, with `where` as the column
 */
export function parseDocument({ text }: DocumentText): ParsedDocument | null {
  const start = startOf(text);
  if (start < 0) return null;
  const prefix = text.slice(0, start).trim();
  const body = quoteLongIntegers(text.slice(start));
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    value = namePlace(body, start);
  }
  if (isTooDeep(value)) {
    throw new InputError({ code: "too-deep", where: "", message: "nests deeper than 64 levels: no message does" });
  }
  return { value, prefix };
}

/** Parsed again, for the place of the fault in the same words on every engine. */
function namePlace(body: string, start: number): unknown {
  try {
    return parseJsonText(body, "");
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { code, where, message } = error.issues[0];
    const [, line, column] = where.split(":");
    const place = line === "1" ? `column ${Number(column) + start}` : `line ${line} of it, column ${column}`;
    // What stands there may be a part of a key, or a control character
    throw new InputError({ code, where: place, message: message.replace(/, got [\s\S]*/, "") });
  }
}

function startOf(text: string): number {
  const first = text.search(/\S/);
  return text[first] === "[" ? first : text.indexOf("{");
}

/** From 16 digits on an integer may lie beyond what a double holds. */
const LONG_INTEGER = /\d{16}/;

/**
 * Puts integers beyond 2⁵³ in quotes, so that they are kept digit by digit: Basics Station's `xtime` is one.
 */
export function quoteLongIntegers(text: string): string {
  if (!LONG_INTEGER.test(text)) return text;
  const parts: string[] = [];
  let done = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') {
      at = endOfString(text, at);
      continue;
    }
    if (!isNumberStart(text, at)) continue;
    const end = endOfNumber(text, at);
    const number = text.slice(at, end);
    if (/^-?\d{16,}$/.test(number) && !Number.isSafeInteger(Number(number))) {
      parts.push(text.slice(done, at), `"${number}"`);
      done = end;
    }
    at = end - 1;
  }
  return parts.join("") + text.slice(done);
}

/** The closing quote, or the text's end. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

function isNumberStart(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 0x2d || (code >= 0x30 && code <= 0x39);
}

function endOfNumber(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && /[\d.eE+-]/.test(text[at])) at++;
  return at;
}
