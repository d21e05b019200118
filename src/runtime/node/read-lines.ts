import { createReadStream } from "node:fs";
import { InputError, InterruptedError } from "../../math/errors.ts";
import { asFileFault } from "./file-fault.ts";

/** A longer line is refused: it would have to be held in memory whole. */
const MAX_LINE_CHARACTERS = 64 * 1024 * 1024;

/**
 * The lines of a text file or of stdin, without their ends, in groups as they arrive: a program that writes a line and waits for
 * its answer gets it. The last line need not end in a newline. A byte order mark at the start is passed over.
 *
 * @param source a file, or `-` for stdin
 * @throws {InputError} `no-such-file` or `not-a-file`; `line-too-long` above 64 Mi characters
 * @throws {InterruptedError} when `signal` is aborted
 */
export async function* readLines(source: string, signal?: AbortSignal): AsyncGenerator<readonly string[]> {
  const stream = source === "-" ? process.stdin : createReadStream(source);
  stream.setEncoding("utf8");
  const stop = () => stream.destroy();
  signal?.addEventListener("abort", stop, { once: true });
  let first = true;
  let rest = "";
  try {
    for await (const chunk of stream as AsyncIterable<string>) {
      const text = first && chunk.startsWith("\ufeff") ? chunk.slice(1) : chunk;
      first = false;
      const lines = text.split("\n");
      lines[0] = rest + lines[0];
      rest = lines.pop() ?? "";
      if (rest.length > MAX_LINE_CHARACTERS) {
        throw new InputError({
          code: "line-too-long",
          where: source,
          message: "a line is longer than 64 Mi characters",
        });
      }
      if (lines.length > 0) yield lines;
    }
  } catch (error) {
    throw signal?.aborted ? new InterruptedError() : asFileFault(source, error);
  } finally {
    signal?.removeEventListener("abort", stop);
  }
  if (signal?.aborted) throw new InterruptedError();
  if (rest !== "") yield [rest];
}
