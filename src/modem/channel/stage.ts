import { streamRandom } from "../../math/stream-random.ts";

/** What a stage must know of the stream that passes through it. */
export interface ChannelContext {
  readonly sampleRateHz: number;
  /** Of the signal: SNR is counted in it. */
  readonly bandwidthHz: number;
  /** Mean power of the signal while it is on, which SNR and SIR are counted from; 1 for an amplitude of 1. */
  readonly signalPower: number;
  readonly seed: number;
}

/** An impairment at work: takes a stream in pieces of any length, in order. */
export interface SampleStage {
  /**
   * @param samples interleaved I and Q; may be changed in place
   * @returns the samples that are ready, valid until the next call; a stage that looks ahead keeps some back
   */
  push(samples: Float32Array): Float32Array;
  /** What was kept back. */
  end(): Float32Array;
}

export const NO_SAMPLES = new Float32Array(0);

/**
 * A stage that changes each sample for itself.
 *
 * @param change is told which sample of the stream the first one is
 */
export function inPlaceStage(change: (samples: Float32Array, firstSample: number) => void): SampleStage {
  let firstSample = 0;
  return {
    push(samples) {
      change(samples, firstSample);
      firstSample += samples.length / 2;
      return samples;
    },
    end: () => NO_SAMPLES,
  };
}

/** A seed of its own for each part of a channel. */
export function partSeed(seed: number, ...path: readonly number[]): number {
  return streamRandom(seed, ...path)() * 2 ** 32;
}
