import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { bytesOfHex } from "../../../src/protocol/bytes.ts";
import { AesKey, sameCode } from "../../../src/protocol/crypto/aes-key.ts";
import { keyWeakness } from "../../../src/protocol/crypto/weak-key.ts";

const DIGITS = "2b7e151628aed2a6abf7158809cf4f3c";
const key = AesKey.parse("key", DIGITS);
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

describe("AesKey", () => {
  // RFC 4493 §4: messages of 0, 16, 40 and 64 bytes under the key of its examples
  const message = bytesOfHex(
    "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710",
  );
  it.each([
    [0, "bb1d6929e95937287fa37d129b756746"],
    [16, "070a16b46b4d4144f79bdd9dd04a287c"],
    [40, "dfa66747de9ae63030ca32611497c827"],
    [64, "51f0bebf7e3b9d92fc49741779363cfe"],
  ])("gives the CMAC of %i bytes as RFC 4493 does", (length, expected) => {
    expect(hex(key.cmac(message.subarray(0, length)))).toBe(expected);
  });

  it("encrypts a block as FIPS 197 does, and back", () => {
    // FIPS 197, appendix C.1
    const block = bytesOfHex("00112233445566778899aabbccddeeff");
    const fips = AesKey.parse("key", "000102030405060708090a0b0c0d0e0f");
    expect(hex(fips.encryptBlocks(block))).toBe("69c4e0d86a7b0430d8cdb78070b4c55a");
    expect(fips.decryptBlocks(fips.encryptBlocks(block))).toEqual(block);
  });

  it("compares keys and codes", () => {
    expect(key.equals(AesKey.parse("key", DIGITS.toUpperCase()))).toBe(true);
    expect(key.equals(AesKey.parse("key", DIGITS.replace(/c$/, "d")))).toBe(false);
    expect(sameCode(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
    expect(sameCode(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
    expect(sameCode(Uint8Array.of(1, 2), Uint8Array.of(1))).toBe(false);
  });

  it("does not show itself", () => {
    const shown = [
      `${key}`,
      JSON.stringify({ key }),
      inspect({ key }, { showHidden: true, depth: 9 }),
      Object.entries(key).join(),
      String(Object.values(structuredCloneable(key))),
    ].join("\n");
    for (const part of [DIGITS, "2b7e", "43, 126", "43,126"]) expect(shown).not.toContain(part);
    expect(key.revealHex()).toBe(DIGITS);
  });

  it.each<[string, unknown]>([
    ["too short", DIGITS.slice(2)],
    ["too long", `${DIGITS}0`],
    ["no digits", `${DIGITS.slice(1)}g`],
    ["a number", 5],
    ["null", null],
  ])("refuses what is %s without repeating it", (_, text) => {
    let message = "";
    try {
      AesKey.parse("appKey", text);
    } catch (error) {
      message = String((error as Error).stack) + JSON.stringify((error as { issues?: unknown }).issues);
    }
    expect(message).toMatch(/appKey: expected 32 hexadecimal digits/);
    expect(message).toContain('"code":"bad-key"');
    expect(message).not.toContain("7e1516");
  });
});

/** What a careless copy of the object's own members would carry. */
function structuredCloneable(value: object): object {
  return { ...value };
}

describe("keyWeakness", () => {
  it("knows repeated bytes and published keys", () => {
    expect(keyWeakness(AesKey.parse("key", "00".repeat(16)))).toBe("one byte repeated");
    expect(keyWeakness(AesKey.parse("key", "ff".repeat(16)))).toBe("one byte repeated");
    expect(keyWeakness(key)).toMatch(/published/);
    expect(keyWeakness(AesKey.parse("key", "d3b1f60a5e8c47299b04e6c1a87f3d52"))).toBeNull();
  });
});
