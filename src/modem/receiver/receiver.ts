import { Canceller } from "./canceller.ts";
import type { DecodedFrame, Receiver, ReceiverOptions } from "./decoded-frame.ts";
import { FrameQueue } from "./frame-queue.ts";
import { Lane } from "./lane.ts";
import { createFrontEnd, designFrontEnd } from "./samples/front-end.ts";
import { HalfChipStream } from "./samples/half-chip-stream.ts";

/** Input samples that are worked through at a time: small enough for the processor's cache. */
const PIECE_SAMPLES = 4096;
const START_CAPACITY = 1 << 18;

/**
 * A receiver for one channel: it finds and decodes the frames in a stream of samples, knowing nothing but its options.
 *
 * Every spreading factor is searched all the time, also while a frame is being read.
 *
 * @throws {InputError} when the sample rate is below the bandwidth
 * @example
 * const receiver = createReceiver({ ...RECEIVER_DEFAULTS, sampleRateHz: 500e3, bandwidthHz: 125e3, spreadingFactors: [7] });
 * const frames = [...receiver.push(samples), ...receiver.end()];
 */
export function createReceiver(options: ReceiverOptions): Receiver {
  const design = designFrontEnd(options);
  const frontEnd = createFrontEnd(design);
  const stream = new HalfChipStream(START_CAPACITY);
  const lanes = options.spreadingFactors.map((sf) => new Lane(sf, options));
  const queue = new FrameQueue({ stream, options, design, canceller: new Canceller(options, design) });
  let samples = 0;
  const piece = new Float32Array(2 * PIECE_SAMPLES);
  let held = 0;

  const keepFrom = (): number => {
    const place = lanes.reduce((least, lane) => Math.min(least, lane.keepFrom), queue.keepFrom);
    queue.forget(place);
    return place;
  };
  const work = (samples: Float32Array, frames: DecodedFrame[]): void => {
    frontEnd.push(samples, stream, keepFrom());
    queue.work(lanes, frames, false);
  };
  return {
    push(input) {
      const frames: DecodedFrame[] = [];
      samples += input.length / 2;
      // Always in the same pieces: what is found must not depend on how the samples came.
      for (let at = 0; at < input.length; ) {
        const part = input.subarray(at, at + piece.length - held);
        piece.set(part, held);
        held += part.length;
        at += part.length;
        if (held < piece.length) break;
        work(piece, frames);
        held = 0;
      }
      return frames;
    },
    end() {
      const frames: DecodedFrame[] = [];
      if (held > 0) work(piece.subarray(0, held), frames);
      held = 0;
      frontEnd.flush(stream, keepFrom());
      queue.work(lanes, frames, true);
      return frames;
    },
    get samples() {
      return samples;
    },
  };
}
