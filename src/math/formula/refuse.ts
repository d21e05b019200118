import { InputError } from "../errors.ts";

/** The place of every fault in a formula: the argument's name. */
const WHERE = "formula";
/** A part of a formula is quoted up to this length. */
const MAX_QUOTE = 60;

/** A fault in a formula, with the part that it lies in. */
export function refuse(code: string, message: string, part?: { toString(): string }, hint?: string): InputError {
  const place = part === undefined ? "" : ` in "${shorten(part.toString())}"`;
  return new InputError({ code, where: WHERE, message: `${message}${place}`, ...(hint !== undefined && { hint }) });
}

function shorten(text: string): string {
  return text.length > MAX_QUOTE ? `${text.slice(0, MAX_QUOTE)}…` : text;
}
