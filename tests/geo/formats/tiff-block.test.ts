import { zlibSync } from "fflate";
import { describe, expect, it } from "vitest";
import { decodeLzw } from "../../../src/geo/formats/lzw.ts";
import { decodeTiffBlock } from "../../../src/geo/formats/tiff-block.ts";

const plain = { compression: 1, predictor: 1, width: 4, rows: 2, bytesPerSample: 1, littleEndian: true };

describe("decodeTiffBlock", () => {
  it("undoes differences in either byte order", () => {
    // 1000, 1001, 999, 1000 as 16-bit differences 1000, 1, −2, 1.
    const big = { ...plain, predictor: 2, bytesPerSample: 2, littleEndian: false, rows: 1 };
    const bigSamples = decodeTiffBlock({ ...big, bytes: Uint8Array.of(3, 0xe8, 0, 1, 0xff, 0xfe, 0, 1) });
    expect([...bigSamples]).toEqual([3, 0xe8, 3, 0xe9, 3, 0xe7, 3, 0xe8]);
    const bytes = Uint8Array.of(0xe8, 3, 1, 0, 0xfe, 0xff, 1, 0);
    expect([...decodeTiffBlock({ ...big, littleEndian: true, bytes })]).toEqual([0xe8, 3, 0xe9, 3, 0xe7, 3, 0xe8, 3]);
    const small = decodeTiffBlock({ ...plain, predictor: 2, bytes: Uint8Array.of(250, 10, 1, 1, 5, 0, 0, 0) });
    expect([...small]).toEqual([250, 4, 5, 6, 5, 5, 5, 5]);
  });

  it("puts the bytes of floats together in either byte order", () => {
    // 1.5 = 3FC00000, −2 = C0000000: by significance 3F C0, C0 00, 00 00, 00 00, then each minus the one before.
    const bytes = Uint8Array.of(0x3f, 0x81, 0x00, 0x40, 0, 0, 0, 0);
    const floats = { ...plain, predictor: 3, bytesPerSample: 4, width: 2, rows: 1, bytes };
    expect([...decodeTiffBlock(floats)]).toEqual([0, 0, 0xc0, 0x3f, 0, 0, 0, 0xc0]);
    expect([...decodeTiffBlock({ ...floats, littleEndian: false })]).toEqual([0x3f, 0xc0, 0, 0, 0xc0, 0, 0, 0]);
  });

  it("checks the sum at the end of Deflate data", () => {
    const bytes = zlibSync(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8));
    expect([...decodeTiffBlock({ ...plain, compression: 8, bytes })]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    bytes[bytes.length - 1] ^= 1;
    expect(() => decodeTiffBlock({ ...plain, compression: 8, bytes })).toThrowError(/checksum/);
  });

  it("never makes more than the block can hold", () => {
    const bomb = zlibSync(new Uint8Array(10_000_000));
    expect(() => decodeTiffBlock({ ...plain, compression: 8, bytes: bomb })).toThrowError();
    expect(decodeTiffBlock({ ...plain, bytes: new Uint8Array(99) })).toHaveLength(8);
  });

  it("refuses what it does not know", () => {
    expect(() => decodeTiffBlock({ ...plain, compression: 7, bytes: new Uint8Array(8) })).toThrowError(/compression 7/);
    expect(() => decodeTiffBlock({ ...plain, predictor: 4, bytes: new Uint8Array(8) })).toThrowError(/predictor 4/);
  });
});

describe("decodeLzw", () => {
  it("decodes the example of the standard", () => {
    // TIFF 6.0, section 13: 7 7 7 8 8 7 7 6 6 is written as the 9-bit codes 256 7 258 8 8 258 6 6 257.
    const codes = [256, 7, 258, 8, 8, 258, 6, 6, 257];
    const bits = codes.map((code) => code.toString(2).padStart(9, "0")).join("");
    const input = Uint8Array.from(bits.match(/.{1,8}/g) ?? [], (byte) => Number.parseInt(byte.padEnd(8, "0"), 2));
    const out = new Uint8Array(20);
    expect([...out.subarray(0, decodeLzw(input, out))]).toEqual([7, 7, 7, 8, 8, 7, 7, 6, 6]);
  });

  it("ends on random bytes, with an error or within the space it has", () => {
    let state = 1;
    for (let run = 0; run < 2000; run++) {
      const input = Uint8Array.from({ length: 300 }, () => {
        state = (state * 48_271) % 2_147_483_647;
        return state & 0xff;
      });
      input[0] = 0x80; // begins with the clear code, as every block does
      input[1] &= 0x7f;
      try {
        expect(decodeLzw(input, new Uint8Array(1000))).toBeLessThanOrEqual(1000);
      } catch (error) {
        expect(String(error)).toMatch(/impossible LZW code/);
      }
    }
  });
});
