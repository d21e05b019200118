import type { FileHandle } from "node:fs/promises";
import type { Readable } from "node:stream";
import { InterruptedError } from "../../math/errors.ts";
import { asFileFault } from "./file-fault.ts";

/** Long enough that reading costs nothing beside the work on it, short enough to stay in a processor's cache. */
export const CHUNK_BYTES = 1024 * 1024;

/** A stretch of a file. */
export interface FileStretch {
  readonly start: number;
  /** The first byte that is not read. */
  readonly end: number;
  readonly signal?: AbortSignal;
}

/**
 * The bytes of a stretch of a file in chunks. The next chunk is fetched while the last one is worked on; two buffers take turns, so
 * that memory does not grow with the file.
 *
 * @returns chunks that are valid until the next one is asked for; a file that has become shorter ends early
 * @throws {InterruptedError} when the signal says so
 */
export async function* readFileChunks(
  handle: FileHandle,
  { start, end, signal }: FileStretch,
): AsyncGenerator<Uint8Array> {
  const buffers = [new Uint8Array(CHUNK_BYTES), new Uint8Array(CHUNK_BYTES)];
  let position = start;
  let pending = readNext(0);
  try {
    for (let turn = 1; ; turn ^= 1) {
      const { bytesRead, buffer } = await pending;
      if (signal?.aborted) throw new InterruptedError();
      if (bytesRead === 0) return;
      position += bytesRead;
      pending = readNext(turn);
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    // Whoever stops early must not close the file under a read.
    await pending.catch(() => undefined);
  }

  function readNext(turn: number) {
    const length = Math.min(CHUNK_BYTES, end - position);
    const reading = handle.read(buffers[turn], 0, Math.max(length, 0), position);
    reading.catch(() => undefined);
    return reading;
  }
}

/**
 * The bytes of a stream as they come; it is read no faster than they are taken.
 *
 * @param options.name for errors
 * @throws {InterruptedError} when the signal says so
 */
export async function* readStreamChunks(
  stream: Readable,
  { name, signal }: { readonly name: string; readonly signal?: AbortSignal },
): AsyncGenerator<Uint8Array> {
  const stop = () => void stream.destroy();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    if (signal?.aborted) throw new InterruptedError();
    for await (const chunk of stream) yield chunk as Uint8Array;
  } catch (error) {
    throw signal?.aborted ? new InterruptedError() : asFileFault(name, error);
  } finally {
    signal?.removeEventListener("abort", stop);
  }
  if (signal?.aborted) throw new InterruptedError();
}
