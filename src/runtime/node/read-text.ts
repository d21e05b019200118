import { open } from "node:fs/promises";
import { InputError } from "../../math/errors.ts";
import { asFileFault } from "./file-fault.ts";

/** Larger text files are refused: a scenario of this size would have some hundred thousand features. */
export const MAX_TEXT_BYTES = 256 * 1024 * 1024;

/**
 * Reads a text file as UTF-8, without the byte order mark that some editors put first.
 *
 * @throws {InputError} `no-such-file`, `not-a-file`, `no-access`, `file-too-large` or `not-text` (not UTF-8), naming the file
 */
export async function readTextFile(file: string, maxBytes = MAX_TEXT_BYTES): Promise<string> {
  const bytes = await readWithLimit(file, maxBytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new InputError({ code: "not-text", where: file, message: "expected text in UTF-8" }, { cause });
  }
}

async function readWithLimit(file: string, maxBytes: number): Promise<Uint8Array> {
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    handle = await open(file, "r");
  } catch (cause) {
    throw asFileFault(file, cause);
  }
  try {
    const status = await handle.stat();
    if (status.isDirectory()) throw new InputError({ code: "not-a-file", where: file, message: "is a folder" });
    if (status.size > maxBytes) {
      const message = `expected at most ${maxBytes / 1024 / 1024} MiB, got ${Math.ceil(status.size / 1024 / 1024)} MiB`;
      throw new InputError({ code: "file-too-large", where: file, message });
    }
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}
