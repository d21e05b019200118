import { InputError } from "../math/errors.ts";
import { parseJsonText } from "../scenario/json-text.ts";

/**
 * Parses JSON text that may hold keys: where it is broken, only the place is told, and neither the text nor the engine's own error,
 * which quotes it.
 *
 * @throws {InputError} `not-json`, with `where` as `file:line:column`
 */
export function parseSecretJson(text: string, file: string): unknown {
  try {
    return parseJsonText(text, file);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { code, where } = error.issues[0];
    throw new InputError({ code, where, message: "not JSON; the text is not shown, because it may hold keys" });
  }
}
