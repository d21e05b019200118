import { cbc, cmac, ctr, ecb } from "@noble/ciphers/aes.js";
import { equalBytes } from "@noble/ciphers/utils.js";
import { InputError } from "../../math/errors.ts";
import { formatHex } from "../../math/hex.ts";

export const AES_BLOCK_BYTES = 16;
const KEY_BYTES = 16;
const KEY_DIGITS = /^[0-9a-f]{32}$/i;
const ZERO_BLOCK = new Uint8Array(AES_BLOCK_BYTES);

/**
 * An AES-128 key that works but does not show itself: it is printed, logged and serialised as `[key]`, and compares in constant time.
 *
 * Block cipher and CMAC are those of @noble/ciphers.
 */
export class AesKey {
  readonly #bytes: Uint8Array;

  /** @throws {InputError} `bad-key` unless there are 16 bytes */
  constructor(bytes: Uint8Array, where = "key") {
    if (bytes.length !== KEY_BYTES) throw badKey(where, `${bytes.length} bytes`);
    this.#bytes = bytes.slice();
  }

  /**
   * A key written as 32 hexadecimal digits; spaces, colons and hyphens between bytes are passed over.
   *
   * @param where the key's name, for the error
   * @throws {InputError} `bad-key`; what was written is not repeated, because it may be all but one digit of a key
   */
  static parse(where: string, text: unknown): AesKey {
    if (text instanceof AesKey) return text;
    if (typeof text !== "string") throw badKey(where, text === null ? "null" : `a ${typeof text}`);
    const digits = text.replace(/[\s:-]/g, "");
    if (!KEY_DIGITS.test(digits)) throw badKey(where, `${digits.length} characters`);
    return new AesKey(Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));
  }

  /** Each 16-byte block by itself (ECB): for single blocks that never repeat. */
  encryptBlocks(blocks: Uint8Array): Uint8Array {
    return ecb(this.#bytes, { disablePadding: true }).encrypt(blocks);
  }

  /** The inverse of {@link encryptBlocks}. */
  decryptBlocks(blocks: Uint8Array): Uint8Array {
    return ecb(this.#bytes, { disablePadding: true }).decrypt(blocks);
  }

  /** Xors data with the encrypted counter blocks from `firstBlock` on: its own inverse. NIST SP 800-38A, 6.5. */
  applyCounterMode(firstBlock: Uint8Array, data: Uint8Array): Uint8Array {
    return data.length === 0 ? new Uint8Array(0) : ctr(this.#bytes, firstBlock).encrypt(data);
  }

  /** The last block of cipher block chaining from a zero block: CBC-MAC, sound only for messages that tell their own length. */
  cbcMac(blocks: Uint8Array): Uint8Array {
    return cbc(this.#bytes, ZERO_BLOCK, { disablePadding: true }).encrypt(blocks).slice(-AES_BLOCK_BYTES);
  }

  /** AES-CMAC of a message, 16 bytes. RFC 4493. */
  cmac(message: Uint8Array): Uint8Array {
    return cmac(message, this.#bytes);
  }

  /** Compares in a time that does not depend on where the keys differ. */
  equals(other: AesKey): boolean {
    return equalBytes(this.#bytes, other.#bytes);
  }

  /** The digits of the key: only for answers that were asked for keys. */
  revealHex(): string {
    return formatHex(this.#bytes);
  }

  toString(): string {
    return "[key]";
  }

  toJSON(): string {
    return "[key]";
  }
}

/** Compares two authentication codes in a time that does not depend on where they differ. */
export function sameCode(a: Uint8Array, b: Uint8Array): boolean {
  return equalBytes(a, b);
}

function badKey(where: string, got: string): InputError {
  return new InputError({
    code: "bad-key",
    where,
    message: `expected 32 hexadecimal digits (16 bytes), got ${got}`,
    hint: "most significant byte first; what was given is not shown, because it may be nearly a key",
  });
}
