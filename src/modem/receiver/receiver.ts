import type { SpreadingFactor } from "../../lora/parameters.ts";
import type { DecodedFrame, Receiver, ReceiverOptions } from "./decoded-frame.ts";
import { createFrontEnd } from "./front-end.ts";
import { HalfChipStream } from "./half-chip-stream.ts";
import { Lane } from "./lane.ts";

/** Input samples that are worked through at a time: small enough for the processor's cache. */
const PIECE_SAMPLES = 16_384;
const START_CAPACITY = 1 << 18;

/**
 * A receiver for one channel.
 *
 * @example
 * const receiver = createReceiver({ ...RECEIVER_DEFAULTS, sampleRateHz: 500e3, bandwidthHz: 125e3, spreadingFactors: [7] });
 * const frames = [...receiver.push(samples), ...receiver.end()];
 * @throws {InputError} when the sample rate is below the bandwidth
 */
export function createReceiver(options: ReceiverOptions): Receiver {
  const frontEnd = createFrontEnd(options);
  const stream = new HalfChipStream(START_CAPACITY);
  const lanes = options.spreadingFactors.map((sf: SpreadingFactor) => new Lane(sf, options));
  let samples = 0;

  const work = (frames: DecodedFrame[], ended: boolean): void => {
    for (const lane of lanes) lane.search(stream, ended);
    for (const lane of lanes) lane.read(stream, frames, ended);
  };
  const keepFrom = (): number => {
    let place = stream.end;
    for (const lane of lanes) place = Math.min(place, lane.keepFrom());
    return place;
  };
  return {
    push(input) {
      const frames: DecodedFrame[] = [];
      for (let at = 0; at < input.length; at += 2 * PIECE_SAMPLES) {
        const piece = input.subarray(at, Math.min(at + 2 * PIECE_SAMPLES, input.length));
        frontEnd.push(piece, stream, keepFrom());
        samples += piece.length / 2;
        work(frames, false);
      }
      return frames;
    },
    end() {
      const frames: DecodedFrame[] = [];
      frontEnd.flush(stream, keepFrom());
      work(frames, true);
      return frames;
    },
    get samples() {
      return samples;
    },
  };
}
