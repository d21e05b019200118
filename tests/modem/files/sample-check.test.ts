import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/math/random.ts";
import { createSampleCheck } from "../../../src/modem/files/sample-check.ts";
import { SAMPLE_FORMATS, type SampleFormat } from "../../../src/modem/files/sample-format.ts";
import { createSampleParser } from "../../../src/modem/files/sample-parser.ts";
import { serialiseSamples } from "../../../src/modem/files/serialise-samples.ts";

/** A tone of a given amplitude, as a chirp is at any moment. */
function tone(amplitude: number, samples = 1000): Float32Array {
  return Float32Array.from({ length: 2 * samples }, (_, k) =>
    Math.fround(amplitude * (k % 2 === 0 ? Math.cos((k >> 1) * 0.37) : Math.sin((k >> 1) * 0.37))),
  );
}

function checkStored(samples: Float32Array, format: SampleFormat) {
  const check = createSampleCheck(format, "x");
  check.inspect(createSampleParser(format).push(serialiseSamples(samples, format)));
  return check.report();
}

describe("createSampleCheck", () => {
  it.each(SAMPLE_FORMATS)("takes a tone at full scale of %s as sound", (format) => {
    const report = checkStored(tone(1), format);
    expect(report).toMatchObject({ samples: 1000, clippedShare: 0, constant: false });
    expect(report.powerDb).toBeCloseTo(0, 1);
  });

  // A tone of twice full scale is cut off always, but seen outside the corners' edge only: 1 − 8 asin(√0.05 / 2) / 2π = 0.857
  it.each(["ci16", "ci8", "cu8"] as const)("sees that %s is cut off", (format) => {
    expect(checkStored(tone(2), format).clippedShare).toBeCloseTo(0.857, 1);
  });

  it("sees floating-point samples that were cut off at 1 before", () => {
    const cut = tone(2).map((value) => Math.max(-1, Math.min(1, value)));
    expect(checkStored(cut, "cf32").clippedShare).toBeCloseTo(0.857, 1);
    expect(checkStored(tone(30_000), "cf32").clippedShare).toBe(0);
  });

  it("sees that nothing was recorded", () => {
    expect(checkStored(new Float32Array(20), "cf32")).toMatchObject({
      constant: true,
      powerDb: Number.NEGATIVE_INFINITY,
    });
    expect(checkStored(new Float32Array(20), "cu8")).toMatchObject({ constant: true });
    expect(createSampleCheck("cf32", "x").report()).toMatchObject({ samples: 0, clippedShare: 0 });
  });

  it("names the sample that is no number, counted over all pieces", () => {
    const check = createSampleCheck("cf32", "a.cf32");
    check.inspect(tone(1));
    const broken = tone(1);
    broken[2 * 7 + 1] = Number.NaN;
    expect(() => check.inspect(broken)).toThrow(/^a\.cf32: read as cf32, sample 1007 is .*, NaN$/);
  });

  // Bytes of noise around each format's zero, as a receiver with no signal writes them
  it.each([["cu8"], ["ci8"], ["ci16"]] as const)("tells %s from floating point", (format) => {
    const random = seededRandom(9);
    const noise = Float32Array.from({ length: 4000 }, () => 0.1 * (random() - 0.5));
    const misread = createSampleParser("cf32").push(serialiseSamples(noise, format));
    expect(() => createSampleCheck("cf32", "x").inspect(misread)).toThrow(
      expect.objectContaining({ code: "not-samples", name: "InputError" }),
    );
  });
});
