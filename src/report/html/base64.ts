import { strFromU8, strToU8 } from "fflate";

const ALPHABET = strToU8("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", true);
const PADDING = "=".charCodeAt(0);

/**
 * Base64 of a byte string, with padding: the core has no `btoa`.
 *
 * @see RFC 4648 §4
 */
export function encodeBase64(bytes: Uint8Array): string {
  const text = new Uint8Array(4 * Math.ceil(bytes.length / 3));
  for (let i = 0, out = 0; i < bytes.length; i += 3, out += 4) {
    const left = bytes.length - i;
    const word = (bytes[i] << 16) | ((left > 1 ? bytes[i + 1] : 0) << 8) | (left > 2 ? bytes[i + 2] : 0);
    text[out] = ALPHABET[word >> 18];
    text[out + 1] = ALPHABET[(word >> 12) & 63];
    text[out + 2] = left > 1 ? ALPHABET[(word >> 6) & 63] : PADDING;
    text[out + 3] = left > 2 ? ALPHABET[word & 63] : PADDING;
  }
  return strFromU8(text, true);
}
