import { deflateSync } from "fflate";
import { encodeBase64 } from "./base64.ts";
import type { PackedBytes, Span } from "./payload.ts";

/** Gathers the report's binary arrays into one deflated text, each found again by its span. */
export class ByteStore {
  readonly #parts: Uint8Array[] = [];
  #length = 0;

  /** @returns where the bytes will lie; offsets are multiples of 4, so that any typed array can be laid over them */
  add(values: Uint8Array | Uint16Array | Float32Array): Span {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    const span = { offset: this.#length, length: bytes.length };
    this.#parts.push(bytes);
    this.#length += Math.ceil(bytes.length / 4) * 4;
    return span;
  }

  /** Everything added so far: raw deflate (RFC 1951), base64. */
  pack(): PackedBytes {
    const all = new Uint8Array(this.#length);
    let offset = 0;
    for (const part of this.#parts) {
      all.set(part, offset);
      offset += Math.ceil(part.length / 4) * 4;
    }
    return { base64: encodeBase64(deflateSync(all)), length: all.length };
  }
}
