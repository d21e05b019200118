import { describe, expect, it } from "vitest";
import { payloadCrc } from "../../../src/modem/coding/crc.ts";
import { SYMBOL_REFERENCE } from "./symbol-reference.ts";

describe("payloadCrc", () => {
  it("is CRC-16/XMODEM of all but the last two bytes", () => {
    // The check value of the catalogue of CRC algorithms (reveng.sourceforge.io): 123456789 gives 0x31c3
    const digits = Array.from("123456789", (digit) => digit.charCodeAt(0));
    expect(payloadCrc(Uint8Array.of(...digits, 0, 0))).toBe(0x31c3);
    expect(payloadCrc(Uint8Array.of(...digits, 0x12, 0x34))).toBe(0x31c3 ^ 0x1234);
  });

  it("of fewer bytes is these bytes", () => {
    expect(payloadCrc(new Uint8Array(0))).toBe(0);
    expect(payloadCrc(Uint8Array.of(0xf4))).toBe(0xf4);
    expect(payloadCrc(Uint8Array.of(0x12, 0xf4))).toBe(0x12f4);
  });

  it("is the references'", () => {
    const withCrc = SYMBOL_REFERENCE.filter(({ written }) => typeof written.crc16 === "string");
    expect(withCrc.length).toBeGreaterThan(20);
    for (const { id, payload, written } of withCrc) {
      expect(payloadCrc(payload).toString(16).padStart(4, "0"), id).toBe(written.crc16);
    }
  });
});
