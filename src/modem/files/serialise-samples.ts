import { swapToLittleEndian } from "./byte-order.ts";
import { SAMPLE_LAYOUTS, type SampleFormat } from "./sample-format.ts";

/**
 * Samples as the bytes of a file. Integer formats round to the nearest code and clip what is beyond full scale: scale before.
 *
 * @param samples interleaved I and Q, full scale at an amplitude of 1, finite
 * @returns little-endian bytes of their own
 */
export function serialiseSamples(samples: Float32Array, format: SampleFormat): Uint8Array {
  const numbers = toStoredNumbers(samples, format);
  const bytes = new Uint8Array(numbers.buffer);
  swapToLittleEndian(bytes, numbers.BYTES_PER_ELEMENT);
  return bytes;
}

function toStoredNumbers(samples: Float32Array, format: SampleFormat) {
  switch (format) {
    case "cf32":
      return Float32Array.from(samples);
    case "cf64":
      return Float64Array.from(samples);
    case "ci16":
      return quantise(samples, format, new Int16Array(samples.length));
    case "ci8":
      return quantise(samples, format, new Int8Array(samples.length));
    case "cu8":
      return quantise(samples, format, new Uint8Array(samples.length));
  }
}

function quantise<T extends Int16Array | Int8Array | Uint8Array>(
  samples: Float32Array,
  format: SampleFormat,
  codes: T,
) {
  const { zero, fullScale, lowest, highest } = SAMPLE_LAYOUTS[format];
  for (let i = 0; i < samples.length; i++) {
    codes[i] = Math.min(Math.max(Math.round(samples[i] * fullScale + zero), lowest), highest);
  }
  return codes;
}
