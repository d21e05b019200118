import { describe, expect, it } from "vitest";
import { HEADER_NIBBLES } from "../../../src/modem/coding/frame-layout.ts";
import { readHeader, writeHeader } from "../../../src/modem/coding/header.ts";
import { MODEM_CODING_RATES } from "../../../src/modem/frame-settings.ts";

const HEADERS = Array.from({ length: 256 }, (_, payloadBytes) =>
  MODEM_CODING_RATES.flatMap((codingRate) => [true, false].map((crc) => ({ payloadBytes, codingRate, crc }))),
).flat();

function written(header: (typeof HEADERS)[number]): Uint8Array {
  const nibbles = new Uint8Array(HEADER_NIBBLES);
  writeHeader(header, nibbles);
  return nibbles;
}

describe("the header", () => {
  it("is read as it was written", () => {
    for (const header of HEADERS) expect(readHeader(written(header))).toEqual(header);
  });

  it("is refused with any bit wrong", () => {
    for (const header of HEADERS) {
      for (let bit = 0; bit < 20; bit++) {
        const nibbles = written(header);
        nibbles[bit >> 2] ^= 1 << (bit & 3);
        expect(readHeader(nibbles)).toBeNull();
      }
    }
  });

  it("is refused with a coding rate that does not exist", () => {
    // By hand: no length, rate 5 and no CRC are the bits 1010; of the checksum's bits c2 and c0 see both ones, c1 the second only
    expect(readHeader(Uint8Array.of(0, 0, 0xa, 0, 0b0010))).toBeNull();
    expect(readHeader(Uint8Array.of(0, 0, 0, 0, 0))).toBeNull();
  });
});
