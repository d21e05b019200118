import { InputError } from "./errors.ts";

const HEX_DIGITS = /^[0-9a-f]*$/i;

/**
 * Bytes written as hexadecimal digits, two a byte, the first byte first; spaces, colons and hyphens between bytes are passed over.
 *
 * @param where for the error
 * @throws {InputError} `bad-hex` for another character or half a byte
 * @example parseHex("payloadHex", "C0:FF ee") // Uint8Array [192, 255, 238]
 */
export function parseHex(where: string, text: string): Uint8Array {
  const digits = text.replace(/[\s:-]/g, "");
  if (!HEX_DIGITS.test(digits)) {
    const wrong = /[^0-9a-f\s:-]/i.exec(text)?.[0];
    throw badHex(where, `expected hexadecimal digits, got ${JSON.stringify(wrong)}`);
  }
  if (digits.length % 2 !== 0) throw badHex(where, `expected two digits a byte, got ${digits.length} digits`);
  const bytes = new Uint8Array(digits.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

function badHex(where: string, message: string): InputError {
  return new InputError({ code: "bad-hex", where, message, hint: "write bytes as in 48656c6c6f" });
}

/** Bytes as lower-case hexadecimal digits, two a byte. */
export function formatHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}
