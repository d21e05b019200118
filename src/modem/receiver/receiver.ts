import { Canceller } from "./canceller.ts";
import type { DecodedFrame, Receiver, ReceiverOptions } from "./decoded-frame.ts";
import { describeFrame } from "./describe-frame.ts";
import { FrameJob, type IsKnown } from "./frame-job.ts";
import type { FrameReader, ReadFrame } from "./frame-reader.ts";
import { createFrontEnd, designFrontEnd } from "./front-end.ts";
import { HalfChipStream } from "./half-chip-stream.ts";
import { Lane } from "./lane.ts";
import type { Synchronisation } from "./measure-frame.ts";

/** Input samples that are worked through at a time: small enough for the processor's cache. */
const PIECE_SAMPLES = 16_384;
const START_CAPACITY = 1 << 18;
/** Samples that a frame may be held for before it is given up: two of the longest frames, 60 MB. */
const MAX_HOLD_PLACES = 8_000_000;
/** Frames whose delimiter lies so near that of another, as parts of a symbol and in bins, are the same. */
const SAME_PLACE = 1 / 16;
const SAME_BINS = 4;

/** A frame that was read, or given up. */
interface Known {
  readonly lane: Lane;
  readonly sync: Synchronisation;
  /** Place of its end. */
  readonly to: number;
  readonly reader: FrameReader;
  /** Null when it could not be read. */
  readonly result: ReadFrame | null;
  /** Whether it has been taken off the samples. */
  isOff: boolean;
}

/**
 * A receiver for one channel: it finds and decodes the frames in a stream of samples, knowing nothing but its options.
 *
 * Every spreading factor is searched all the time, also while a frame is being read. Of frames that overlap, the one that can be
 * read is taken off the samples, and what was found beside it is tried again.
 *
 * @throws {InputError} when the sample rate is below the bandwidth
 * @example
 * const receiver = createReceiver({ ...RECEIVER_DEFAULTS, sampleRateHz: 500e3, bandwidthHz: 125e3, spreadingFactors: [7] });
 * const frames = [...receiver.push(samples), ...receiver.end()];
 */
export function createReceiver(options: ReceiverOptions): Receiver {
  const design = designFrontEnd(options);
  const frontEnd = createFrontEnd(design);
  const canceller = new Canceller(options, design);
  const stream = new HalfChipStream(START_CAPACITY);
  const lanes = options.spreadingFactors.map((sf) => new Lane(sf, options));
  let jobs: FrameJob[] = [];
  /** Where the frames read of late began. */
  let known: Known[] = [];
  let samples = 0;

  /** Whether a place is that of a frame that has been read or is being read. */
  const isKnown =
    (job: FrameJob): IsKnown =>
    (sync) => {
      const isSame: IsKnown = (other) =>
        Math.abs(other.place - sync.place) < SAME_PLACE * job.lane.symbolPlaces &&
        Math.abs(other.carrierBins - sync.carrierBins) < SAME_BINS;
      return (
        known.some((one) => one.lane === job.lane && isSame(one.sync)) ||
        jobs.some((other) => other !== job && other.lane === job.lane && other.isUnderWay && other.places.some(isSame))
      );
    };

  /** A candidate within a frame that is under way waits for its end: most are that frame's own symbols. */
  const mustWait = (job: FrameJob): boolean =>
    job.stage === "search" &&
    jobs.some(
      (one) =>
        one.isUnderWay && one.lane === job.lane && one.candidate.place < job.candidate.place && one.overlaps(job),
    );

  const finish = (job: FrameJob, frames: DecodedFrame[]): void => {
    const { reader, result, lane, to } = job;
    if (reader === null || result === null) return;
    frames.push(describeFrame(reader, result, job.isUncovered, options, design));
    const one: Known = { lane, sync: reader.sync, to, reader, result, isOff: false };
    known.push(one);
    if (jobs.some((other) => other.isHopeful && other.overlaps(job))) takeOff(one);
  };

  /** Takes a frame that has been read off the samples, and lets what lies beside it be tried again. */
  const takeOff = (one: Known): void => {
    if (!options.cancel || one.isOff || one.result === null) return;
    one.isOff = true;
    canceller.cancel(stream, one.reader, one.result);
    for (const job of jobs) {
      if (job.from >= one.to || job.to <= one.sync.place || job.stage === "read") continue;
      job.isUncovered = true;
      if (job.stage === "held") job.restart();
    }
  };

  /** Frames that were read before anything was found beside them come off now, unless what was found are their own symbols. */
  const uncover = (job: FrameJob): void => {
    const beside = known.filter((one) => job.from < one.to && one.sync.place < job.to);
    if (beside.some((one) => one.lane === job.lane && one.result !== null && job.isMadeOf(one.reader))) job.drop();
    else for (const one of beside) takeOff(one);
  };

  /** Does all that can be done with the samples at hand. */
  const work = (frames: DecodedFrame[], ended: boolean): void => {
    for (const lane of lanes) {
      for (const candidate of lane.search(stream, ended)) jobs.push(new FrameJob(lane, candidate));
    }
    let moved = jobs.length > 0;
    while (moved) {
      moved = false;
      for (const job of jobs) {
        // One frame is followed as far as the samples go before the next: what it uncovers need not be looked at twice.
        while (job.isUnderWay && (job.readyAt <= stream.end || ended) && !mustWait(job)) {
          moved = true;
          if (job.stage === "search") uncover(job);
          if (job.step(stream, isKnown(job)) === "read") finish(job, frames);
        }
      }
      jobs = jobs.filter((job) => job.stage !== "read");
    }
    giveUp(frames);
  };

  /** Lets go of what could not be read and that no other frame can uncover any more. */
  const giveUp = (frames: DecodedFrame[]): void => {
    const kept = jobs.filter((job) => {
      if (job.stage !== "held") return true;
      const isHopeful = jobs.some((other) => other.stage !== "held" && other.overlaps(job));
      if (isHopeful && stream.end - job.from < MAX_HOLD_PLACES) return true;
      if (job.damaged !== null) {
        const { reader, result } = job.damaged;
        frames.push(describeFrame(reader, result, job.isUncovered, options, design));
        known.push({ lane: job.lane, sync: reader.sync, to: job.to, reader, result: null, isOff: false });
      }
      return false;
    });
    jobs = kept;
    const oldest = keepFrom();
    known = known.filter(({ to }) => to > oldest);
  };

  const keepFrom = (): number => {
    let place = stream.end;
    for (const lane of lanes) place = Math.min(place, lane.keepFrom);
    for (const job of jobs) place = Math.min(place, job.keepFrom);
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
