import type { MarkedFrame } from "../../report/modem/frame-parts.ts";

/** What `modem show` draws, from a recording or made on the spot. */
export interface ShownSignal {
  /** What pictures are headed with. */
  readonly name: string;
  /** Where it comes from, for the second line. */
  readonly origin: string;
  readonly sampleRateHz: number;
  readonly bandwidthHz: number;
  /** The channel's middle in the recording. */
  readonly channelOffsetHz: number;
  readonly invertIq: boolean;
  readonly durationS: number;
  /** In the order of time. */
  readonly frames: readonly MarkedFrame[];
  /** Of the chirps that are to be seen where there is no frame. */
  readonly sf: number;
  /** The samples, from the first; each call begins anew. */
  read(): AsyncIterable<Float32Array> | Iterable<Float32Array>;
}

/**
 * A stretch of the samples.
 *
 * @returns fewer where the signal ends before, or begins after
 */
export async function readStretch(
  { sampleRateHz, read }: ShownSignal,
  stretch: { readonly fromS: number; readonly toS: number },
): Promise<{ samples: Float32Array; samplesFromS: number }> {
  const first = Math.max(0, Math.floor(stretch.fromS * sampleRateHz));
  const end = Math.max(first, Math.ceil(stretch.toS * sampleRateHz));
  const samples = new Float32Array(2 * (end - first));
  let seen = 0;
  let taken = 0;
  for await (const piece of read()) {
    const count = piece.length / 2;
    const part = piece.subarray(2 * Math.max(0, first - seen), 2 * Math.max(0, Math.min(count, end - seen)));
    samples.set(part, taken);
    taken += part.length;
    seen += count;
    if (seen >= end) break;
  }
  return { samples: samples.subarray(0, taken), samplesFromS: first / sampleRateHz };
}
