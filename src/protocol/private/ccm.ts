import { concatBytes, padBlocks } from "../bytes.ts";
import { AES_BLOCK_BYTES, type AesKey, sameCode } from "../crypto/aes-key.ts";

/** Bytes of the tag: M in RFC 3610. */
export const TAG_BYTES = 8;
/** Bytes of the payload's length: L in RFC 3610, which leaves 13 bytes for the nonce. */
const LENGTH_BYTES = 2;

/** What is encrypted, what is only signed, and the number used once. */
export interface CcmInput {
  /** 13 bytes. */
  readonly nonce: Uint8Array;
  /** Sent in the clear, protected by the tag; 1 to 65,279 bytes. */
  readonly header: Uint8Array;
}

/**
 * AES-128-CCM with an 8-byte tag and a 13-byte nonce: AES-CCM-16-64-128 of RFC 9053, as in Bluetooth, 802.15.4 and OSCORE.
 *
 * The library has the block modes but not this composition of them; it is tested against RFC 3610 and OpenSSL.
 *
 * @returns ciphertext and tag
 * @see RFC 3610; NIST SP 800-38C
 */
export function sealCcm(key: AesKey, input: CcmInput, plain: Uint8Array): Uint8Array {
  const tag = padBlocks(authenticate(key, input, plain), AES_BLOCK_BYTES);
  const stream = key.applyCounterMode(counterBlock(input.nonce), concatBytes(tag, plain));
  return concatBytes(stream.subarray(AES_BLOCK_BYTES), stream.subarray(0, TAG_BYTES));
}

/** The inverse of {@link sealCcm}: the plain bytes, or null when the tag is wrong. Nothing of them is given before the tag is checked. */
export function openCcm(key: AesKey, input: CcmInput, sealed: Uint8Array): Uint8Array | null {
  if (sealed.length < TAG_BYTES) return null;
  const tag = padBlocks(sealed.subarray(-TAG_BYTES), AES_BLOCK_BYTES);
  const stream = key.applyCounterMode(counterBlock(input.nonce), concatBytes(tag, sealed.subarray(0, -TAG_BYTES)));
  const plain = stream.slice(AES_BLOCK_BYTES);
  return sameCode(stream.subarray(0, TAG_BYTES), authenticate(key, input, plain)) ? plain : null;
}

/** The tag before its encryption: CBC-MAC over lengths, nonce, header and plain bytes. RFC 3610 §2.2. */
function authenticate(key: AesKey, { nonce, header }: CcmInput, plain: Uint8Array): Uint8Array {
  const flags = 0x40 | (((TAG_BYTES - 2) / 2) << 3) | (LENGTH_BYTES - 1);
  const first = concatBytes([flags], nonce, [plain.length >> 8, plain.length & 0xff]);
  const signed = padBlocks(concatBytes([header.length >> 8, header.length & 0xff], header), AES_BLOCK_BYTES);
  return key.cbcMac(concatBytes(first, signed, padBlocks(plain, AES_BLOCK_BYTES))).slice(0, TAG_BYTES);
}

/** A_0, whose encryption hides the tag; the next ones hide the plain bytes. RFC 3610 §2.3. */
function counterBlock(nonce: Uint8Array): Uint8Array {
  return concatBytes([LENGTH_BYTES - 1], nonce, [0, 0]);
}
