import { inflateRawSync } from "node:zlib";
import { type Unpacked, unpack } from "../../../src/report/html/page/unpack.ts";
import type { Payload } from "../../../src/report/html/payload.ts";

/** The payload's arrays, inflated by Node's own zlib: what the page gets from DecompressionStream. */
export function unpackPayload(payload: Payload): Unpacked {
  const inflated = inflateRawSync(Buffer.from(payload.bytes.base64, "base64"));
  if (inflated.length !== payload.bytes.length) throw new Error("the store's length does not hold");
  // Own memory: Node's buffers may begin anywhere in a pool, where no typed array of words can be laid.
  return unpack(payload, Uint8Array.from(inflated));
}
