import { circularDistance } from "../../math/modulo.ts";
import type { Canceller } from "./canceller.ts";
import type { DecodedFrame, ReceiverOptions } from "./decoded-frame.ts";
import { describeFrame } from "./describe-frame.ts";
import { FrameJob, type IsKnown } from "./frame-job.ts";
import type { Lane } from "./lane.ts";
import type { FrameReader, ReadFrame } from "./reading/frame-reader.ts";
import type { FrontEndDesign } from "./samples/front-end.ts";
import type { HalfChipStream } from "./samples/half-chip-stream.ts";
import type { Delimiter } from "./search/delimiter-check.ts";
import type { Synchronisation } from "./search/measure-frame.ts";

/** Samples that a frame may be held for before it is given up: two of the longest frames, 60 MB. */
const MAX_HOLD_PLACES = 8_000_000;
/** Frames whose delimiter lies so near that of another, as parts of a symbol and in bins, are the same. */
const SAME_PLACE = 1 / 16;
const SAME_BINS = 4;
/** What is left of a frame that was taken off shows within so many symbols of its delimiter, near the tone of its preamble. */
const RESIDUE_SYMBOLS = 1.1;
const RESIDUE_BINS = 5.5;
/** Share of its power that taking a frame off may leave, at the least: what is weaker beside it is not believed. */
const LEFT_OVER = 1e-3;
/** Symbols after a frame that could not be read within which a preamble over its end would have been found. */
const HOLD_SYMBOLS = 14;

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

/** What all frames of a receiver share. */
export interface Surroundings {
  readonly stream: HalfChipStream;
  readonly options: ReceiverOptions;
  readonly design: FrontEndDesign;
  readonly canceller: Canceller;
}

/**
 * The candidates that are being worked on, and the frames read of late.
 *
 * Of frames that overlap, the one that can be read is taken off the samples, and what was found beside it is tried again.
 */
export class FrameQueue {
  private readonly around: Surroundings;
  private jobs: FrameJob[] = [];
  /** Where the frames read of late began. */
  private known: Known[] = [];
  /** Whether no more samples will come. */
  private hasEnded = false;

  constructor(around: Surroundings) {
    this.around = around;
  }

  /** Place before which no samples are needed. */
  get keepFrom(): number {
    return this.jobs.reduce((place, job) => Math.min(place, job.keepFrom), this.around.stream.end);
  }

  /** Does all that can be done with the samples at hand. */
  work(lanes: readonly Lane[], frames: DecodedFrame[], ended: boolean): void {
    this.hasEnded = ended;
    const { stream } = this.around;
    for (const lane of lanes) {
      for (const candidate of lane.search(stream, ended)) this.jobs.push(new FrameJob(lane, candidate));
    }
    let hasMoved = this.jobs.length > 0;
    while (hasMoved) {
      hasMoved = false;
      for (const job of this.jobs) {
        // One frame is followed as far as the samples go before the next: what it uncovers need not be looked at twice.
        while (job.isUnderWay && (job.readyAt <= stream.end || ended) && !this.mustWait(job)) {
          hasMoved = true;
          if (job.stage === "search") this.uncover(job);
          if (job.step(stream, this.isKnown(job)) === "read") this.finish(job, frames);
        }
      }
      this.jobs = this.jobs.filter((job) => job.stage !== "read");
    }
    this.giveUp(frames);
  }

  /** Forgets the frames that end before a place. */
  forget(place: number): void {
    this.known = this.known.filter(({ to }) => to > place);
  }

  /** Tells whether a place is that of a frame that has been read or is being read. */
  private isKnown(job: FrameJob): IsKnown {
    return (delimiter) => {
      const isSame: IsKnown = (other) =>
        Math.abs(other.place - delimiter.place) < SAME_PLACE * job.lane.symbolPlaces &&
        Math.abs(other.carrierBins - delimiter.carrierBins) < SAME_BINS;
      return (
        this.known.some((one) => one.lane === job.lane && (isSame(one.sync) || isResidue(one, delimiter))) ||
        this.jobs.some(
          (other) => other !== job && other.lane === job.lane && other.isUnderWay && other.places.some(isSame),
        )
      );
    };
  }

  /** A candidate within a frame that is under way waits for its end: most are that frame's own symbols. */
  private mustWait(job: FrameJob): boolean {
    return (
      job.stage === "search" &&
      this.jobs.some(
        (one) =>
          one.isUnderWay && one.lane === job.lane && one.candidate.place < job.candidate.place && one.overlaps(job),
      )
    );
  }

  private finish(job: FrameJob, frames: DecodedFrame[]): void {
    const { reader, result, lane, to } = job;
    if (reader === null || result === null || this.isLeftOver(job, reader)) return;
    frames.push(this.describe(job, reader, result));
    const one: Known = { lane, sync: reader.sync, to, reader, result, isOff: false };
    this.known.push(one);
    if (this.jobs.some((other) => other.isHopeful && other.overlaps(job))) this.takeOff(one);
  }

  /** Whether a frame is so much weaker than one that was taken off beside it that it is what was left of that one. */
  private isLeftOver(job: FrameJob, reader: FrameReader): boolean {
    return this.known.some(
      (one) =>
        one.isOff &&
        one.lane === job.lane &&
        isBeside(job, one) &&
        reader.signalPower < LEFT_OVER * one.reader.signalPower,
    );
  }

  private describe(job: FrameJob, reader: FrameReader, result: ReadFrame): DecodedFrame {
    return describeFrame(reader, result, job.isUncovered, this.around.options, this.around.design);
  }

  /** Takes a frame that has been read off the samples, and lets what lies beside it be tried again. */
  private takeOff(one: Known): void {
    const { options, canceller, stream } = this.around;
    if (!options.cancel || one.isOff || one.result === null) return;
    one.isOff = true;
    canceller.cancel(stream, one.reader, one.result);
    for (const job of this.jobs) {
      if (job.stage === "read" || !isBeside(job, one)) continue;
      job.isUncovered = true;
      if (job.stage === "held") job.restart();
    }
  }

  /** Frames that were read before anything was found beside them come off now, unless what was found are their own symbols. */
  private uncover(job: FrameJob): void {
    const beside = this.known.filter((one) => isBeside(job, one));
    if (beside.some((one) => one.lane === job.lane && one.result !== null && job.isMadeOf(one.reader))) job.drop();
    else for (const one of beside) this.takeOff(one);
  }

  /** Lets go of what could not be read and that no other frame can uncover any more. */
  private giveUp(frames: DecodedFrame[]): void {
    const { stream } = this.around;
    const isOver = (job: FrameJob): boolean =>
      job.stage === "held" &&
      (stream.end - job.from >= MAX_HOLD_PLACES ||
        // A preamble over the frame's last symbols shows only when it has ended.
        ((this.hasEnded || stream.end > job.to + HOLD_SYMBOLS * job.lane.symbolPlaces) &&
          !this.jobs.some((other) => other.stage !== "held" && other.overlaps(job))));
    const over = this.jobs.filter(isOver);
    if (over.length === 0) return;
    for (const job of over) {
      if (job.damaged === null) continue;
      const { reader, result } = job.damaged;
      // Another candidate of the same preamble may have led to the frame after all.
      if (this.isKnown(job)(reader.sync)) continue;
      frames.push(this.describe(job, reader, result));
      this.known.push({ lane: job.lane, sync: reader.sync, to: job.to, reader, result: null, isOff: false });
    }
    this.jobs = this.jobs.filter((job) => !over.includes(job));
  }
}

/** Whether a candidate lies over a frame, its preamble included. */
function isBeside(job: FrameJob, { lane, sync, to }: Known): boolean {
  const start = sync.place - (sync.preambleSymbols + 2) * lane.symbolPlaces;
  return job.from < to && start < job.to;
}

/** Whether a place shares the up-chirps' tone of a frame that was read, at about its place: what is left of it shows there. */
function isResidue({ lane, sync }: Known, delimiter: Pick<Delimiter, "place" | "carrierBins">): boolean {
  if (Math.abs(sync.place - delimiter.place) > RESIDUE_SYMBOLS * lane.symbolPlaces) return false;
  const chips = lane.symbolPlaces / 2;
  const tone = sync.carrierBins - sync.place / 2;
  return circularDistance(tone, delimiter.carrierBins - delimiter.place / 2, chips) < RESIDUE_BINS;
}
