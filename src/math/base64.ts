const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * Bytes from Base64; line breaks, blanks and padding are passed over.
 *
 * @throws {RangeError} for a character that is none of Base64's
 * @see RFC 4648, section 4
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const digits = text.replace(/[\s=]/g, "");
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const digit of digits) {
    const value = ALPHABET.indexOf(digit);
    if (value < 0) throw new RangeError(`not Base64: "${digit}"`);
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[at++] = (bits >> held) & 0xff;
  }
  return bytes;
}
