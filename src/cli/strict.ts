import type { ModelWarning } from "../link/propagation/model.ts";
import { requireWithinRange } from "../link/propagation/validity.ts";
import type { OptionSpec } from "./options.ts";

/** In every command that asks a propagation model. */
export const STRICT_OPTION = {
  flag: "strict",
  kind: "switch",
  title: "an input outside the model's range is an error, not a warning",
  setting: "environment-and-file",
} as const satisfies OptionSpec;

/**
 * An answer as it is, or under `--strict` only from within the model's range.
 *
 * @throws {InputError} under `strict`, with the key of each input that lies outside
 */
export function answerStrictly<T extends { readonly warnings: readonly ModelWarning[] }>(
  answer: T,
  strict: boolean,
): T {
  if (strict) requireWithinRange(answer.warnings);
  return answer;
}
