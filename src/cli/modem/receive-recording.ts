import { InterruptedError } from "../../math/errors.ts";
import { createSampleCheck, type SampleReport } from "../../modem/files/sample-check.ts";
import type { DecodedFrame, Receiver } from "../../modem/receiver/decoded-frame.ts";
import type { SampleSource } from "../../runtime/node/sample-source.ts";

/** What came of a recording besides its frames. */
export interface Reception {
  readonly report: SampleReport;
  /** Time of the work, waiting for samples included. */
  readonly elapsedS: number;
  /** Whether it was stopped before the samples ended. */
  readonly interrupted: boolean;
}

export interface ReceptionOptions {
  readonly source: SampleSource;
  readonly receiver: Receiver;
  readonly signal: AbortSignal;
  /** Called with frames in the order in which they end. */
  readonly onFrames: (frames: readonly DecodedFrame[]) => Promise<void>;
  /** Called after each piece, with the samples and the time so far. */
  readonly onProgress: (samples: number, elapsedS: number) => void;
}

/**
 * Leads a source's samples through a receiver. Only the piece in hand is held in memory; the next is read when the frames of this
 * one have been taken.
 *
 * @throws {InputError} when the samples betray another format; what the source throws but for an interruption
 */
export async function receiveRecording(options: ReceptionOptions): Promise<Reception> {
  const { source, receiver, signal, onFrames, onProgress } = options;
  const startMs = performance.now();
  const elapsedS = () => (performance.now() - startMs) / 1000;
  const check = createSampleCheck(source.format, source.name);
  let interrupted = false;
  try {
    for await (const samples of source.read(signal)) {
      check.inspect(samples);
      const frames = receiver.push(samples);
      if (frames.length > 0) await onFrames(frames);
      onProgress(receiver.samples, elapsedS());
    }
    await onFrames(receiver.end());
  } catch (error) {
    if (!(error instanceof InterruptedError)) throw error;
    interrupted = true;
  }
  return { report: check.report(), elapsedS: elapsedS(), interrupted };
}
