import { HISTORY_SYMBOLS, type Lane } from "./lane.ts";
import { FrameReader, type ReadFrame } from "./reading/frame-reader.ts";
import type { HalfChipStream } from "./samples/half-chip-stream.ts";
import type { Delimiter } from "./search/delimiter-check.ts";
import { findDelimiters, SEARCH_SYMBOLS } from "./search/delimiter-search.ts";
import { type Candidate, CLIP, WINDOWS } from "./search/detector.ts";
import { measureFrame } from "./search/measure-frame.ts";

/**
 * Where the work on a candidate stands: its delimiter is sought, its header is due, its payload is due; it has been read; or it could
 * not be read as the samples are, and may be when a frame above it has been taken off.
 */
export type Stage = "search" | "header" | "payload" | "read" | "held";

/** Symbols from the first down-chirp to the end of the header's block, and one to spare. */
const MAX_HEADER_SYMBOLS = 2.25 + 2 + 8 + 1;
/** Whether a place is that of a frame which is being read or has been. */
export type IsKnown = (delimiter: Pick<Delimiter, "place" | "carrierBins">) => boolean;
/** What noise adds to a candidate's strength at most. */
const NOISE_STRENGTH = 9;
/** A frame is looked for again this often at most. */
const MAX_TRIES = 4;

/** The work on one candidate, step by step as samples come. */
export class FrameJob {
  readonly lane: Lane;
  stage: Stage = "search";
  /** Place up to which samples are needed for the next step. */
  readyAt = 0;
  /** Place before which it needs no samples. */
  readonly keepFrom: number;
  /** Stretch of the stream that the frame covers, as far as it is known. */
  from = 0;
  to = 0;
  reader: FrameReader | null = null;
  result: ReadFrame | null = null;
  /** Whether something was taken off its samples. */
  isUncovered = false;
  private tries = 0;
  private delimiters: readonly Delimiter[] = [];
  private untried: Delimiter[] = [];
  /** What could be read of it, where that was not all. */
  damaged: { readonly reader: FrameReader; readonly result: ReadFrame } | null = null;
  readonly candidate: Candidate;

  constructor(lane: Lane, candidate: Candidate) {
    this.lane = lane;
    this.candidate = candidate;
    this.keepFrom = candidate.place - lane.symbolPlaces * HISTORY_SYMBOLS;
    this.restart();
  }

  /** Starts again on changed samples, unless it has been tried often enough. */
  restart(): void {
    if (this.tries++ >= MAX_TRIES) return;
    const { lane, candidate } = this;
    this.stage = "search";
    this.reader = null;
    this.delimiters = [];
    this.untried = [];
    this.damaged = null;
    this.result = null;
    this.readyAt = candidate.place + lane.symbolPlaces * SEARCH_SYMBOLS;
    this.from = candidate.place - lane.symbolPlaces * (WINDOWS - 1);
    this.to = this.readyAt;
  }

  /** Whether the candidate is made of symbols of a frame that has been read: a few repeat each other now and then. */
  isMadeOf(reader: FrameReader): boolean {
    const { symbolPlaces, nearBins } = this.lane;
    const { bin, place, strength } = this.candidate;
    // A symbol shows in two windows.
    const symbols = reader.countSymbolsLike(bin, this.from, place + symbolPlaces, nearBins);
    return 2 * symbols * CLIP + NOISE_STRENGTH >= strength;
  }

  /** Whether it could not be read and is worth another try when something is taken off its samples. */
  get isHopeful(): boolean {
    return this.stage === "held" && this.tries < MAX_TRIES;
  }

  /** Gives it up for good. */
  drop(): void {
    this.tries = MAX_TRIES;
    this.stage = "held";
  }

  overlaps(other: FrameJob): boolean {
    return this.from < other.to && other.from < this.to;
  }

  /** The next step; the samples for it must be there, or none more will come. */
  step(stream: HalfChipStream, isKnown: IsKnown): Stage {
    if (this.stage === "search") this.findDelimiter(stream, isKnown);
    else if (this.stage === "header") this.readHeader(stream);
    else if (this.stage === "payload") this.readPayload(stream);
    return this.stage;
  }

  /** Whether there is a next step. */
  get isUnderWay(): boolean {
    return this.stage !== "held" && this.stage !== "read";
  }

  /** Where the frame may begin, or does; none before it is known. */
  get places(): readonly Pick<Delimiter, "place" | "carrierBins">[] {
    return this.reader === null ? this.delimiters : [this.reader.sync];
  }

  private findDelimiter(stream: HalfChipStream, isKnown: IsKnown): void {
    const { lane } = this;
    const all = findDelimiters(stream, this.candidate, lane.tools.options.syncWord, lane.scratch);
    // The same preamble has led to a frame already: there is nothing more in it.
    const isSeen = all[0] !== undefined && isKnown(all[0]);
    if (isSeen) {
      this.drop();
      return;
    }
    this.delimiters = all.filter((delimiter) => !isKnown(delimiter));
    if (this.delimiters.length === 0) {
      this.stage = "held";
      return;
    }
    this.untried = [...this.delimiters];
    const last = Math.max(...this.delimiters.map(({ place }) => place));
    this.readyAt = last + lane.symbolPlaces * MAX_HEADER_SYMBOLS;
    this.to = this.readyAt;
    this.stage = "header";
  }

  private readHeader(stream: HalfChipStream): void {
    const { scratch, tools, clockPerCarrierBin } = this.lane;
    while (this.untried.length > 0) {
      const delimiter = this.untried.shift()!;
      const reader = new FrameReader(measureFrame(stream, delimiter, scratch, clockPerCarrierBin), tools);
      if (reader.placeAfter(reader.headerSymbols) > stream.end || !reader.readFirstBlock(stream)) continue;
      this.reader = reader;
      this.from = Math.min(this.from, reader.sync.place - this.lane.symbolPlaces * (reader.sync.preambleSymbols + 2));
      this.readyAt = reader.placeAfter(reader.frameSymbols);
      this.to = this.readyAt;
      this.stage = "payload";
      return;
    }
    this.stage = "held";
  }

  private readPayload(stream: HalfChipStream): void {
    const reader = this.reader!;
    const result = reader.readRest(stream);
    const { isCredible } = reader;
    if (result.crcOk === true || (result.crcOk === null && isCredible)) {
      this.result = result;
      this.damaged = null;
      this.stage = "read";
      return;
    }
    // Noise that passed for a header must not pass for a frame, not even for a damaged one.
    if (isCredible) this.damaged ??= { reader, result };
    this.stage = "header";
  }
}
