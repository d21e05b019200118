import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatHex, parseHex } from "../../src/math/hex.ts";

describe("hexadecimal bytes", () => {
  it("are read as they are written", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(formatHex(bytes)).toBe(Buffer.from(bytes).toString("hex"));
        expect(parseHex("x", formatHex(bytes))).toEqual(bytes);
      }),
    );
  });

  it("may be parted and in capitals", () => {
    for (const text of ["c0ffee", "C0 FF EE", "c0:ff:ee", "c0-ff-ee"]) {
      expect(parseHex("x", text)).toEqual(Uint8Array.of(192, 255, 238));
    }
  });

  it.each([
    ["c0fg", 'x: expected hexadecimal digits, got "g"'],
    ["c0f", "x: expected two digits a byte, got 3 digits"],
    ["0xc0", 'got "x"'],
  ])("of %j are none", (text, message) => {
    expect(() => parseHex("x", text)).toThrow(
      expect.objectContaining({ code: "bad-hex", message: expect.stringContaining(message) }),
    );
  });
});
