import { AesKey } from "./aes-key.ts";

/** Keys that stand in documents, examples and development kits: whoever attacks tries them first. */
const PUBLISHED_KEYS = [
  {
    hex: "2b7e151628aed2a6abf7158809cf4f3c",
    source: "the example of FIPS 197, and a default in Semtech's LoRaMac-node",
  },
  { hex: "000102030405060708090a0b0c0d0e0f", source: "an example of FIPS 197" },
  { hex: "00112233445566778899aabbccddeeff", source: "the plain text of FIPS 197's examples" },
  { hex: "0102030405060708090a0b0c0d0e0f10", source: "digits in a row" },
  { hex: "0123456789abcdef0123456789abcdef", source: "digits in a row" },
  { hex: "01020304050607080102030405060708", source: "digits in a row" },
].map(({ hex, source }) => ({ key: AesKey.parse("published key", hex), source }));

/**
 * Why a key is no secret: one byte repeated, or published.
 *
 * @returns a reason in words, or null where nothing speaks against it
 */
export function keyWeakness(key: AesKey): string | null {
  const digits = key.revealHex();
  if (digits === digits.slice(0, 2).repeat(16)) return "one byte repeated";
  const published = PUBLISHED_KEYS.find((known) => known.key.equals(key));
  return published === undefined ? null : `published: ${published.source}`;
}
