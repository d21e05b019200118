import { InputError, WorkError } from "../math/errors.ts";
import { readLines } from "../runtime/node/read-lines.ts";
import { parseJsonText } from "../scenario/json-text.ts";
import { isObject } from "../scenario/plain-json.ts";
import { describeError, EXIT_CODES, errorDocument, renamePlaces } from "./errors.ts";
import { type Output, toJson } from "./output.ts";
import { parseSecretJson } from "./secret-json.ts";

/** A case of a batch: the command's flags in camelCase with the unit as suffix. */
export type BatchCase = Readonly<Record<string, unknown>>;

/** Answers are written together up to this length, and whenever the input pauses. */
const CHUNK_CHARACTERS = 64 * 1024;

/**
 * Newline-delimited JSON in, as many lines out, in order. A bad case gives `{"error": …}` on its line and the rest goes on.
 * Cases are answered as they come: memory does not grow with their number.
 *
 * @param source a file, or `-` for stdin
 * @param answer computes one case, at once or by a promise; its `InputError` and `WorkError` become the line's error
 * @param options `secret`: the cases may hold keys, so that no text of a line is repeated in an error
 * @returns the exit code: 2 when at least one line was bad
 */
export async function runBatch(
  source: string,
  output: Output,
  signal: AbortSignal,
  answer: (input: BatchCase) => unknown,
  { secret = false }: { readonly secret?: boolean } = {},
): Promise<number> {
  const name = source === "-" ? "stdin" : source;
  let number = 0;
  let bad = 0;
  let pending = "";
  for await (const lines of readLines(source, signal)) {
    for (const line of lines) {
      number++;
      const answered = answerLine(line, `${name}:${number}`, answer, secret ? parseSecretJson : parseJsonText);
      // Waiting for what is there already would halve the speed
      const result = answered instanceof Promise ? await answered : answered;
      if (result.bad) bad++;
      pending += `${result.text}\n`;
      if (pending.length > CHUNK_CHARACTERS) {
        await output.print(pending);
        pending = "";
      }
    }
    await output.print(pending);
    pending = "";
  }
  if (bad > 0) output.remark(`${bad} bad ${bad === 1 ? "line" : "lines"}: see the "error" in each`);
  return bad > 0 ? EXIT_CODES.badInput : EXIT_CODES.done;
}

interface LineAnswer {
  readonly text: string;
  readonly bad: boolean;
}

function answerLine(
  line: string,
  place: string,
  answer: (input: BatchCase) => unknown,
  parse: JsonParser,
): LineAnswer | Promise<LineAnswer> {
  try {
    const value = answer(parseCase(line, place, parse));
    return value instanceof Promise ? value.then(goodLine, badLine) : goodLine(value);
  } catch (error) {
    return badLine(error);
  }
}

function goodLine(value: unknown): LineAnswer {
  return { text: toJson(value), bad: false };
}

function badLine(error: unknown): LineAnswer {
  if (!(error instanceof InputError || error instanceof WorkError)) throw error;
  return { text: toJson({ error: errorDocument(describeError(error)) }), bad: true };
}

type JsonParser = (text: string, file: string) => unknown;

function parseCase(line: string, place: string, parse: JsonParser): BatchCase {
  const parsed = renamePlaces(
    () => place,
    () => parse(line, place),
  );
  if (isObject(parsed)) return parsed;
  throw new InputError({ code: "not-a-case", where: place, message: "expected a JSON object" });
}
