import { rmdirSync, rmSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { InterruptedError } from "../../math/errors.ts";

/** A file to be written. */
export interface WrittenFile {
  readonly name: string;
  /** Pieces are taken one at a time as they are written, so that memory need not hold them all. */
  readonly content: string | Uint8Array | Iterable<Uint8Array> | AsyncIterable<string>;
}

/** Temporaries that exist now: removed when the process has to end in a hurry. */
const temporaries = new Set<string>();

/**
 * Writes a set of files, all or none: first each under a temporary name in its folder, then all are renamed.
 *
 * The folder is made if missing and, if it was, removed again on failure. Files that were there are replaced; others stay.
 *
 * @param folder where to; names in `files` are relative to it
 * @param files taken one at a time, so that they can be made as they are written
 * @throws {InterruptedError} when `signal` is aborted before the renaming begins; nothing is left behind
 * @throws Node's error (`ENOSPC`, `EACCES`, …) when writing fails; nothing is left behind
 */
export async function writeFiles(folder: string, files: Iterable<WrittenFile>, signal?: AbortSignal): Promise<void> {
  const firstMade = await mkdir(folder, { recursive: true });
  const staged: { readonly temporary: string; readonly target: string }[] = [];
  try {
    for (const file of files) {
      if (signal?.aborted) throw new InterruptedError();
      const target = path.join(folder, file.name);
      const temporary = `${target}.${crypto.randomUUID()}.tmp`;
      temporaries.add(temporary);
      staged.push({ temporary, target });
      await writeFile(temporary, file.content);
    }
    if (signal?.aborted) throw new InterruptedError();
    for (const { temporary, target } of staged) {
      await rename(temporary, target);
      temporaries.delete(temporary);
    }
  } catch (error) {
    for (const { temporary } of staged) await rm(temporary, { force: true });
    for (const { temporary } of staged) temporaries.delete(temporary);
    if (firstMade !== undefined) removeEmptyFolders(folder, firstMade);
    throw error;
  }
}

/** Writes one file whole or not at all; its folder is made if missing. */
export async function writeWholeFile(
  file: string,
  content: WrittenFile["content"],
  signal?: AbortSignal,
): Promise<void> {
  await writeFiles(path.dirname(file), [{ name: path.basename(file), content }], signal);
}

/** Removes what {@link writeFiles} has begun and not finished: for a process that ends at once. */
export function removeTemporaryFiles(): void {
  for (const temporary of temporaries) rmSync(temporary, { force: true });
  temporaries.clear();
}

/** From the innermost folder up to the first that was made; one that is not empty stays, and so do those above. */
function removeEmptyFolders(folder: string, firstMade: string): void {
  const last = path.resolve(firstMade);
  for (let current = path.resolve(folder); current.startsWith(last); current = path.dirname(current)) {
    try {
      rmdirSync(current);
    } catch {
      return;
    }
  }
}
