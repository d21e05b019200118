import { describe, expect, it } from "vitest";
import { parseWavHeader } from "../../../src/modem/files/wav.ts";

/** A chunk: its name, its length, its body, and a byte of padding where the body's length is odd. */
function chunk(name: string, body: Uint8Array, length = body.length): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, "latin1");
  head.writeUInt32LE(length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

function format({ tag = 1, channels = 2, bits = 16, rate = 250_000, subTag = 0 } = {}): Buffer {
  const body = Buffer.alloc(subTag === 0 ? 16 : 40);
  body.writeUInt16LE(tag, 0);
  body.writeUInt16LE(channels, 2);
  body.writeUInt32LE(rate, 4);
  body.writeUInt16LE(bits, 14);
  if (subTag !== 0) body.writeUInt16LE(subTag, 24);
  return chunk("fmt ", body);
}

/** When a recording began and ended, then the frequency: the layout that SpectraVue began and HDSDR, SDRuno and SDR# follow. */
function auxi(centreHz: number): Buffer {
  const body = Buffer.alloc(68);
  body.writeUInt32LE(centreHz, 32);
  return chunk("auxi", body);
}

const riff = (...chunks: Buffer[]) => Buffer.concat([Buffer.from("RIFF\0\0\0\0WAVE", "latin1"), ...chunks]);
const SAMPLES = Buffer.alloc(40);

describe("parseWavHeader", () => {
  // By hand: 12 bytes of RIFF, 24 of the format, 8 before the samples
  it("finds the samples of a plain file", () => {
    expect(parseWavHeader(riff(format(), chunk("data", SAMPLES)), "x")).toEqual({
      format: "ci16",
      sampleRateHz: 250_000,
      centreHz: null,
      start: 44,
      length: 40,
    });
  });

  it.each([
    [{ bits: 8 }, "cu8"],
    [{ tag: 3, bits: 32 }, "cf32"],
    [{ tag: 3, bits: 64 }, "cf64"],
    [{ tag: 0xfffe, bits: 32, subTag: 3 }, "cf32"],
  ] as const)("knows %o as %s", (fields, expected) => {
    expect(parseWavHeader(riff(format(fields), chunk("data", SAMPLES)), "x").format).toBe(expected);
  });

  it("takes the center from where SDR programs note it, past chunks of odd length", () => {
    const bytes = riff(chunk("LIST", Buffer.alloc(7)), format(), auxi(868_100_000), chunk("data", SAMPLES));
    expect(parseWavHeader(bytes, "x")).toMatchObject({ centreHz: 868_100_000, start: 12 + 16 + 24 + 76 + 8 });
  });

  it("reads to the end where the length was never written, and RF64's long length", () => {
    expect(parseWavHeader(riff(format(), chunk("data", SAMPLES, 0)), "x").length).toBeNull();
    const ds64 = Buffer.alloc(28);
    ds64.writeBigUInt64LE(5_000_000_000n, 8);
    const bytes = riff(chunk("ds64", ds64), format(), chunk("data", SAMPLES, 0xffffffff));
    bytes.write("RF64", "latin1");
    expect(parseWavHeader(bytes, "x").length).toBe(5_000_000_000);
  });

  it.each([
    ["no WAV file", Buffer.from("no WAV file at all"), "not-wav"],
    ["nothing", Buffer.alloc(0), "not-wav"],
    ["no samples", riff(format()), "not-wav"],
    ["no format", riff(chunk("data", SAMPLES)), "not-wav"],
    ["a rate of 0", riff(format({ rate: 0 }), chunk("data", SAMPLES)), "not-wav"],
    ["one channel", riff(format({ channels: 1 }), chunk("data", SAMPLES)), "unsupported"],
    ["24 bits", riff(format({ bits: 24 }), chunk("data", SAMPLES)), "unsupported"],
    ["an encoding for speech", riff(format({ tag: 6, bits: 8 }), chunk("data", SAMPLES)), "unsupported"],
  ])("refuses %s", (_, bytes, code) => {
    expect(() => parseWavHeader(bytes, "a.wav")).toThrow(expect.objectContaining({ name: "InputError", code }));
  });

  it("never looks past its bytes", () => {
    const whole = riff(format({ tag: 0xfffe, subTag: 1 }), auxi(1e9), chunk("data", SAMPLES));
    for (let length = 0; length < whole.length - SAMPLES.length; length++) {
      expect(() => parseWavHeader(whole.subarray(0, length), "x")).toThrow(
        expect.objectContaining({ code: "not-wav" }),
      );
    }
  });
});
