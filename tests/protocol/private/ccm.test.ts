import { createCipheriv } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOfHex } from "../../../src/protocol/bytes.ts";
import { AesKey } from "../../../src/protocol/crypto/aes-key.ts";
import { openCcm, sealCcm, TAG_BYTES } from "../../../src/protocol/private/ccm.ts";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

/** The same by OpenSSL. */
function openSsl(key: Uint8Array, nonce: Uint8Array, header: Uint8Array, plain: Uint8Array): string {
  const cipher = createCipheriv("aes-128-ccm", key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(header, { plaintextLength: plain.length });
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString("hex");
}

describe("AES-CCM", () => {
  it("seals as RFC 3610 does (packet vector 1)", () => {
    const key = AesKey.parse("key", "c0c1c2c3c4c5c6c7c8c9cacbcccdcecf");
    const nonce = bytesOfHex("00000003020100a0a1a2a3a4a5");
    const packet = Uint8Array.from({ length: 31 }, (_, i) => i);
    const input = { nonce, header: packet.subarray(0, 8) };
    const sealed = sealCcm(key, input, packet.subarray(8));
    expect(hex(sealed)).toBe("588c979a61c663d2f066d0c2c0f989806d5f6b61dac384" + "17e8d12cfdf926e0");
    expect(openCcm(key, input, sealed)).toEqual(packet.slice(8));
  });

  it("seals as OpenSSL does, whatever the lengths", () => {
    fc.assert(
      fc.property(
        bytes(16),
        bytes(13),
        fc.uint8Array({ minLength: 1, maxLength: 40 }),
        fc.uint8Array({ maxLength: 240 }),
        (key, nonce, header, plain) => {
          const sealed = sealCcm(new AesKey(key), { nonce, header }, plain);
          expect(hex(sealed)).toBe(openSsl(key, nonce, header, plain));
          expect(openCcm(new AesKey(key), { nonce, header }, sealed)).toEqual(plain);
        },
      ),
    );
  });

  it("opens nothing that one bit was changed in", () => {
    const key = AesKey.parse("key", "c0c1c2c3c4c5c6c7c8c9cacbcccdcecf");
    const input = { nonce: new Uint8Array(13), header: Uint8Array.of(1, 2, 3) };
    const sealed = sealCcm(key, input, Uint8Array.of(7, 8, 9));
    const flipped = (from: Uint8Array, bit: number) =>
      from.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
    for (let bit = 0; bit < 8 * sealed.length; bit++) expect(openCcm(key, input, flipped(sealed, bit))).toBeNull();
    for (let bit = 0; bit < 24; bit++) {
      expect(openCcm(key, { ...input, header: flipped(input.header, bit) }, sealed)).toBeNull();
    }
    for (let bit = 0; bit < 8 * 13; bit++) {
      expect(openCcm(key, { ...input, nonce: flipped(input.nonce, bit) }, sealed)).toBeNull();
    }
    expect(openCcm(key, input, sealed.subarray(0, 7))).toBeNull();
  });
});
