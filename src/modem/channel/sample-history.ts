/** The last samples of a stream, so that a filter can reach back and ahead; before the first sample there is silence. */
export interface SampleHistory {
  /** Interleaved; begins with sample `first` of the stream. */
  readonly samples: Float32Array;
  readonly first: number;
  /** Samples taken from the stream so far. */
  readonly end: number;
  append(samples: Float32Array): void;
  /** Lets go of all before a sample. */
  dropBefore(sample: number): void;
}

/** @param silence samples before the stream's first that may be asked for */
export function createSampleHistory(silence: number): SampleHistory {
  let buffer = new Float32Array(2 * (silence + 4096));
  let first = -silence;
  let end = 0;
  return {
    get samples() {
      return buffer;
    },
    get first() {
      return first;
    },
    get end() {
      return end;
    },
    append(samples) {
      const used = 2 * (end - first);
      if (used + samples.length > buffer.length) {
        const larger = new Float32Array(2 * (used + samples.length));
        larger.set(buffer.subarray(0, used));
        buffer = larger;
      }
      buffer.set(samples, used);
      end += samples.length / 2;
    },
    dropBefore(sample) {
      const from = Math.min(Math.max(sample, first), end);
      buffer.copyWithin(0, 2 * (from - first), 2 * (end - first));
      first = from;
    },
  };
}
