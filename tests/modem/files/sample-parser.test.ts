import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/math/random.ts";
import { SAMPLE_FORMATS, SAMPLE_LAYOUTS } from "../../../src/modem/files/sample-format.ts";
import { createSampleParser } from "../../../src/modem/files/sample-parser.ts";
import { serialiseSamples } from "../../../src/modem/files/serialise-samples.ts";

const recording = readFileSync(new URL("../../reference/modem/iq/s01_sf7_os1_clean.cf32", import.meta.url));

/** All that a parser gives for pieces of the given lengths, over and over. */
function parseInPieces(format: (typeof SAMPLE_FORMATS)[number], bytes: Uint8Array, nextLength: () => number) {
  const parser = createSampleParser(format);
  const values: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = Math.min(bytes.length, at + nextLength());
    values.push(...parser.push(bytes.subarray(at, end)));
    at = end;
  }
  return { values, remainder: parser.remainder() };
}

describe("createSampleParser", () => {
  it.each(SAMPLE_FORMATS)("gives the samples of %s in pieces of any length", (format) => {
    const random = seededRandom(3);
    const samples = Float32Array.from({ length: 400 }, () => 1.98 * random() - 0.99);
    const bytes = serialiseSamples(samples, format);
    const { values, remainder } = parseInPieces(format, bytes, () => Math.floor(23 * random()));
    // Half of the step between two codes; floating point is exact, as the samples are 32 bits wide
    const tolerance = { cf32: 0, cf64: 0, ci16: 0.5 / 32768, ci8: 0.5 / 128, cu8: 0.5 / 127.5 }[format] * 1.0001;
    expect(remainder).toBe(0);
    expect(values).toHaveLength(samples.length);
    expect(Math.max(...values.map((value, k) => Math.abs(value - samples[k])))).toBeLessThanOrEqual(tolerance);
  });

  it.each(SAMPLE_FORMATS)("keeps the cut sample at the end of %s", (format) => {
    const { bytesPerSample } = SAMPLE_LAYOUTS[format];
    const { values, remainder } = parseInPieces(format, new Uint8Array(3 * bytesPerSample + 1), () => 1);
    expect(values).toHaveLength(6);
    expect(remainder).toBe(1);
  });

  it("reads aligned cf32 where it lies", () => {
    const bytes = new Uint8Array(serialiseSamples(Float32Array.of(0.25, -0.5), "cf32"));
    const samples = createSampleParser("cf32").push(bytes);
    expect(samples.buffer).toBe(bytes.buffer);
    expect(Array.from(samples)).toEqual([0.25, -0.5]);
  });

  it("reads what is not aligned, and what is one of Node's buffers, as well", () => {
    const shifted = Buffer.concat([Buffer.of(7), recording]).subarray(1);
    const { values } = parseInPieces("cf32", shifted, () => 4096);
    expect(values).toHaveLength(2 * 5710);
    expect(values[2001]).toBe(recording.readFloatLE(4 * 2001));
  });

  // rtl_sdr's bytes: 0 and 255 are the ends of the scale, and zero lies between 127 and 128
  it("centres unsigned bytes between two codes", () => {
    const [low, high, below, above] = createSampleParser("cu8").push(Uint8Array.of(0, 255, 127, 128));
    expect([low, high]).toEqual([-1, 1]);
    expect(below).toBeCloseTo(-0.5 / 127.5, 7);
    expect(above).toBeCloseTo(0.5 / 127.5, 7);
  });
});
