import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { serialiseSamples } from "../../../src/modem/files/serialise-samples.ts";

const reference = readFileSync(new URL("../../reference/modem/iq/s01_sf7_os1_clean.cf32", import.meta.url));

describe("serialiseSamples", () => {
  it("writes the bytes of a reference recording", () => {
    const samples = new Float32Array(reference.length / 4);
    for (let i = 0; i < samples.length; i++) samples[i] = reference.readFloatLE(4 * i);
    expect(Buffer.from(serialiseSamples(samples, "cf32")).equals(reference)).toBe(true);
  });

  // By hand: 0.5 is 0x3f000000 and 0x3fe0000000000000 (IEEE 754); 0.5 of 32768 is 0x4000; 0.5 × 127.5 + 127.5 = 191.25
  it.each([
    ["cf32", "0000003f0000803f"],
    ["cf64", "000000000000e03f000000000000f03f"],
    ["ci16", "0040ff7f"],
    ["ci8", "407f"],
    ["cu8", "bfff"],
  ] as const)("lays out %s in little-endian order", (format, hex) => {
    expect(Buffer.from(serialiseSamples(Float32Array.of(0.5, 1), format)).toString("hex")).toBe(hex);
  });

  it.each([
    ["ci16", "ff7f0080"],
    ["ci8", "7f80"],
    ["cu8", "ff00"],
  ] as const)("clips %s beyond full scale", (format, hex) => {
    expect(Buffer.from(serialiseSamples(Float32Array.of(1.7, -3), format)).toString("hex")).toBe(hex);
  });

  it("gives bytes that the samples' owner cannot change", () => {
    const samples = Float32Array.of(1, 1);
    const bytes = serialiseSamples(samples, "cf32");
    samples.fill(0);
    expect(Buffer.from(bytes).readFloatLE(0)).toBe(1);
  });
});
