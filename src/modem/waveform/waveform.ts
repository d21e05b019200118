import type { ChirpSequence } from "./frame-chirps.ts";

/** Chirps as a receiver's antenna sees them: when, how strong, and with the transmitter's errors. */
export interface Waveform {
  readonly chirps: ChirpSequence;
  readonly sf: number;
  readonly bandwidthHz: number;
  /** Of the receiver; any number that is at least the bandwidth. */
  readonly sampleRateHz: number;
  /** Where the first chirp starts, in samples of the stream; it need not be whole, and may lie anywhere. */
  readonly startSample: number;
  /** Positive: the transmitter is above the receiver. */
  readonly carrierOffsetHz: number;
  /** Positive: the transmitter's clock is fast, so that its chirps are steeper and shorter by as much. */
  readonly clockPpm: number;
  /** What is added to the carrier's offset in each second from `startSample` on. */
  readonly driftHzPerS: number;
  readonly amplitude: number;
  /** Phase of the carrier at `startSample`. */
  readonly phaseRad: number;
  /** Whether all of this, the carrier's offset as well, is mirrored. */
  readonly invertIq: boolean;
  /** A factor for each chirp, real and imaginary parts interleaved; applied before the mirroring. */
  readonly gains?: Float64Array;
}

/** What one must say of a waveform; the rest is that of a perfect transmitter at full scale. */
export const PERFECT_TRANSMITTER = {
  startSample: 0,
  carrierOffsetHz: 0,
  clockPpm: 0,
  driftHzPerS: 0,
  amplitude: 1,
  phaseRad: 0,
  invertIq: false,
} as const satisfies Partial<Waveform>;

/** Chips of a sequence together. */
export function sequenceChips({ chips }: ChirpSequence): number {
  let sum = 0;
  for (const length of chips) sum += length;
  return sum;
}

/** Chips that pass from one sample to the next, as the receiver's clock counts. */
export function chipsPerSample({
  bandwidthHz,
  sampleRateHz,
  clockPpm,
}: Pick<Waveform, "bandwidthHz" | "sampleRateHz" | "clockPpm">): number {
  return (bandwidthHz / sampleRateHz) * (1 + clockPpm * 1e-6);
}

/** Length of a waveform in samples, which is seldom whole. */
export function waveformSamples(waveform: Waveform): number {
  return sequenceChips(waveform.chirps) / chipsPerSample(waveform);
}
