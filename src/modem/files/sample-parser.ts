import { isReadableInPlace, swapToLittleEndian } from "./byte-order.ts";
import { SAMPLE_LAYOUTS, type SampleFormat } from "./sample-format.ts";

/** Turns the bytes of a sample file, in pieces of any length, into samples. */
export interface SampleParser {
  /**
   * @param bytes the next ones; they may be changed by nobody while the samples are in use
   * @returns the whole samples that they complete: interleaved I and Q, an amplitude of 1 at full scale, valid until the next call
   *   (aligned cf32 is the bytes themselves; other formats share one buffer)
   */
  push(bytes: Uint8Array): Float32Array;
  /** Bytes of a sample that has begun and not ended. */
  remainder(): number;
}

const NONE = new Float32Array(0);

/** @returns a parser that carries the cut sample at the end of a piece over to the next one */
export function createSampleParser(format: SampleFormat): SampleParser {
  const { bytesPerSample } = SAMPLE_LAYOUTS[format];
  const decode = createDecoder(format);
  const carried = new Uint8Array(bytesPerSample);
  let carriedBytes = 0;
  return {
    push(bytes) {
      const whole = joinCarried(bytes);
      const length = whole.length - (whole.length % bytesPerSample);
      carriedBytes = whole.length - length;
      carried.set(whole.subarray(length));
      return length === 0 ? NONE : decode(whole.subarray(0, length));
    },
    remainder: () => carriedBytes,
  };

  function joinCarried(bytes: Uint8Array): Uint8Array {
    if (carriedBytes === 0) return bytes;
    const joined = new Uint8Array(carriedBytes + bytes.length);
    joined.set(carried.subarray(0, carriedBytes));
    joined.set(bytes, carriedBytes);
    return joined;
  }
}

type Stored = Float32Array | Float64Array | Int16Array | Int8Array | Uint8Array;
type Decode = (bytes: Uint8Array) => Float32Array;

function createDecoder(format: SampleFormat): Decode {
  switch (format) {
    case "cf32":
      return (bytes) => readNumbers(bytes, Float32Array);
    case "cf64":
      return createConverter(format, (bytes) => readNumbers(bytes, Float64Array));
    case "ci16":
      return createConverter(format, (bytes) => readNumbers(bytes, Int16Array));
    case "ci8":
      return createConverter(format, (bytes) => readNumbers(bytes, Int8Array));
    case "cu8":
      return createConverter(format, (bytes) => bytes);
  }
}

/** Scales stored numbers into one buffer that grows to the longest piece. */
function createConverter(format: SampleFormat, read: (bytes: Uint8Array) => Stored): Decode {
  const { zero, fullScale } = SAMPLE_LAYOUTS[format];
  const scale = 1 / fullScale;
  let buffer = NONE;
  return (bytes) => {
    const stored = read(bytes);
    if (buffer.length < stored.length) buffer = new Float32Array(stored.length);
    const samples = buffer.subarray(0, stored.length);
    for (let i = 0; i < stored.length; i++) samples[i] = (stored[i] - zero) * scale;
    return samples;
  };
}

interface NumberArray<T> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): T;
}

/** Little-endian numbers: where they lie if this machine can read them there, else in a copy. */
function readNumbers<T extends Stored>(bytes: Uint8Array, Numbers: NumberArray<T>): T {
  const width = Numbers.BYTES_PER_ELEMENT;
  const inPlace = isReadableInPlace(bytes, width) ? bytes : new Uint8Array(bytes);
  if (inPlace !== bytes) swapToLittleEndian(inPlace, width);
  return new Numbers(inPlace.buffer, inPlace.byteOffset, inPlace.length / width);
}
