import { formatHex } from "../math/hex.ts";

/** Reads fields in the order of the air, numbers least significant byte first. The caller has checked the length. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Bytes not yet read. */
  get left(): number {
    return this.#bytes.length - this.#at;
  }

  take(count: number): Uint8Array {
    if (count > this.left) throw new RangeError(`${count} bytes wanted, ${this.left} left`);
    this.#at += count;
    return this.#bytes.slice(this.#at - count, this.#at);
  }

  /** A number of 1 to 4 bytes. */
  number(bytes: number): number {
    return this.take(bytes).reduceRight((value, byte) => value * 256 + byte, 0);
  }

  /** An identifier as people write it: most significant byte first. */
  identifier(bytes: number): string {
    return formatHex(this.take(bytes).reverse());
  }
}

/** A number of 1 to 6 bytes, least significant byte first. */
export function littleEndian(value: number, bytes: number): Uint8Array {
  return Uint8Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** i) % 256);
}

/** An identifier's digits, written most significant byte first, in the order of the air. */
export function identifierBytes(digits: string): Uint8Array {
  return bytesOfHex(digits).reverse();
}

/** Bytes of digits that were checked before. */
export function bytesOfHex(digits: string): Uint8Array {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

export function concatBytes(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The bytes and zeros after them, up to a whole number of blocks. */
export function padBlocks(bytes: Uint8Array, blockBytes: number): Uint8Array {
  const padded = new Uint8Array(Math.ceil(bytes.length / blockBytes) * blockBytes);
  padded.set(bytes);
  return padded;
}

export function xorBytes(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, i) => byte ^ b[i]);
}
