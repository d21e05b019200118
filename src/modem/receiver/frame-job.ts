import type { Candidate } from "./detector.ts";
import { FrameReader, type ReadFrame } from "./frame-reader.ts";
import type { HalfChipStream } from "./half-chip-stream.ts";
import { HISTORY_SYMBOLS, type Lane } from "./lane.ts";
import { SEARCH_SYMBOLS, type Synchronisation, synchronise } from "./synchronise.ts";

/**
 * Where the work on a candidate stands: its delimiter is sought, its header is due, its payload is due; it has been read; or it could
 * not be read as the samples are, and may be when a frame above it has been taken off.
 */
export type Stage = "search" | "header" | "payload" | "read" | "held";

/** A frame is looked for again this often at most. */
const MAX_TRIES = 4;

/** The work on one candidate, step by step as samples come. */
export class FrameJob {
  readonly lane: Lane;
  stage: Stage = "search";
  /** Place up to which samples are needed for the next step. */
  readyAt = 0;
  /** Stretch of the stream that the frame covers, as far as it is known. */
  readonly from: number;
  to = 0;
  reader: FrameReader | null = null;
  result: ReadFrame | null = null;
  /** Whether something was taken off its samples. */
  isUncovered = false;
  private tries = 0;
  private readers: FrameReader[] = [];
  readonly candidate: Candidate;

  constructor(lane: Lane, candidate: Candidate) {
    this.lane = lane;
    this.candidate = candidate;
    this.from = candidate.place - lane.symbolPlaces * HISTORY_SYMBOLS;
    this.restart();
  }

  /** Starts again on changed samples. @returns false when it has been tried often enough */
  restart(): boolean {
    if (this.tries++ >= MAX_TRIES) return false;
    const { lane, candidate } = this;
    this.stage = "search";
    this.reader = null;
    this.readers = [];
    this.result = null;
    this.readyAt = candidate.place + lane.symbolPlaces * SEARCH_SYMBOLS;
    this.to = this.readyAt;
    return true;
  }

  overlaps(other: FrameJob): boolean {
    return this.from < other.to && other.from < this.to;
  }

  /** The next step; the samples for it must be there, or none more will come. */
  step(stream: HalfChipStream, isKnown: (sync: Synchronisation) => boolean): Stage {
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
  get syncs(): readonly Synchronisation[] {
    return this.reader === null ? this.readers.map((reader) => reader.sync) : [this.reader.sync];
  }

  private findDelimiter(stream: HalfChipStream, isKnown: (sync: Synchronisation) => boolean): void {
    const { lane } = this;
    const { tools } = lane;
    const all = synchronise(stream, this.candidate, tools.options.syncWord, lane.scratch);
    const syncs = all.filter((sync) => !isKnown(sync));
    if (syncs.length === 0) {
      // The same preamble has led to a frame already: there is nothing more in it.
      if (all.length > 0) this.tries = MAX_TRIES;
      this.stage = "held";
      return;
    }
    this.readers = syncs.map((sync) => new FrameReader(sync, tools));
    this.readyAt = Math.max(...this.readers.map((reader) => reader.placeAfter(reader.headerSymbols)));
    this.to = this.readyAt;
    this.stage = "header";
  }

  private readHeader(stream: HalfChipStream): void {
    const isThere = (reader: FrameReader) => reader.placeAfter(reader.headerSymbols) <= stream.end;
    const reader = this.readers.find((one) => isThere(one) && one.readFirstBlock(stream));
    if (reader === undefined) {
      this.stage = "held";
      return;
    }
    this.reader = reader;
    this.readyAt = reader.placeAfter(reader.frameSymbols);
    this.to = this.readyAt;
    this.stage = "payload";
  }

  private readPayload(stream: HalfChipStream): void {
    this.result = this.reader!.readRest(stream);
    this.stage = this.result.crcOk === false ? "held" : "read";
  }
}
