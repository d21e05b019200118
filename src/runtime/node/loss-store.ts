import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { deflateSync, inflateSync } from "node:zlib";
import type { LossStore } from "../../network/environment.ts";
import { writeWholeFile } from "./write-files.ts";

/** The folder, inside the output folder, in which an interrupted run leaves what it had finished. */
export const PARTIAL_FOLDER = ".partial";

/** Keeps finished path losses beside the results, so that the next run of the same scenario need not compute them again. */
export function createLossStore(outputFolder: string): LossStore & { clear(): Promise<void> } {
  const folder = path.join(outputFolder, PARTIAL_FOLDER);
  const fileOf = (key: string) => path.join(folder, `${key}.loss`);
  return {
    async read(key, length) {
      let bytes: Buffer;
      try {
        bytes = inflateSync(await readFile(fileOf(key)), { maxOutputLength: 4 * length + 1 });
      } catch {
        // Absent or damaged: it is computed again
        return null;
      }
      if (bytes.byteLength !== 4 * length) return null;
      return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    },
    async write(key, lossDb) {
      const bytes = Buffer.from(lossDb.buffer, lossDb.byteOffset, lossDb.byteLength);
      // With a checksum, so that damage is noticed
      await writeWholeFile(fileOf(key), deflateSync(bytes, { level: 1 }));
    },
    clear: () => rm(folder, { recursive: true, force: true }),
  };
}
