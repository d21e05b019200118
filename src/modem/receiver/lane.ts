import type { SpreadingFactor } from "../../lora/parameters.ts";
import type { DecodedFrame, ReceiverOptions } from "./decoded-frame.ts";
import { Demapper } from "./demapper.ts";
import { type Candidate, Detector } from "./detector.ts";
import { FrameReader, type ReaderTools } from "./frame-reader.ts";
import type { HalfChipStream } from "./half-chip-stream.ts";
import { SymbolWindow } from "./symbol-window.ts";
import { SEARCH_SYMBOLS, SyncScratch, synchronise } from "./synchronise.ts";

/** Symbols before a candidate's last window that may belong to its preamble. */
const HISTORY_SYMBOLS = 16;
/** Low-data-rate optimisation `auto`: symbols above it. */
const LONG_SYMBOL_S = 0.016;

interface Job {
  readonly candidate: Candidate;
  reader: FrameReader | null;
  readers: FrameReader[];
  hasHeader: boolean;
  /** Place up to which samples are needed for the next step. */
  readyAt: number;
  /** Place before which nothing is needed. */
  from: number;
}

/** One spreading factor's part of the receiver. */
export class Lane {
  readonly sf: SpreadingFactor;
  private readonly options: ReceiverOptions;
  private readonly chips: number;
  private readonly detector: Detector;
  private readonly scratch: SyncScratch;
  private readonly tools: ReaderTools;
  private readonly found: Candidate[] = [];
  private jobs: Job[] = [];

  constructor(sf: SpreadingFactor, options: ReceiverOptions) {
    this.sf = sf;
    this.options = options;
    this.chips = 2 ** sf;
    this.detector = new Detector(sf, 0);
    const window = new SymbolWindow(this.chips);
    this.scratch = new SyncScratch(window);
    const symbolS = this.chips / options.bandwidthHz;
    this.tools = {
      sf,
      window,
      demappers: { full: new Demapper(sf, false), reduced: new Demapper(sf, true) },
      lowDataRate: options.ldro === "auto" ? symbolS > LONG_SYMBOL_S : options.ldro,
      options,
    };
  }

  /** Place before which this lane needs no samples. */
  keepFrom(): number {
    let place = this.detector.place - 2 * this.chips * HISTORY_SYMBOLS;
    for (const job of this.jobs) place = Math.min(place, job.from);
    return place;
  }

  search(stream: HalfChipStream, ended: boolean): void {
    const { found, detector, chips } = this;
    detector.run(stream, found);
    if (ended) detector.flush(found);
    for (const candidate of found) {
      this.jobs.push({
        candidate,
        reader: null,
        readers: [],
        hasHeader: false,
        readyAt: candidate.place + 2 * chips * SEARCH_SYMBOLS,
        from: candidate.place - 2 * chips * HISTORY_SYMBOLS,
      });
    }
    found.length = 0;
  }

  read(stream: HalfChipStream, frames: DecodedFrame[], ended: boolean): void {
    if (this.jobs.length === 0) return;
    const going: Job[] = [];
    for (const job of this.jobs) {
      let wanted = true;
      while (wanted && (job.readyAt <= stream.end || ended)) wanted = this.step(job, stream, frames);
      if (wanted) going.push(job);
    }
    this.jobs = going;
  }

  /** @returns whether the job goes on */
  private step(job: Job, stream: HalfChipStream, frames: DecodedFrame[]): boolean {
    if (job.reader === null) {
      const syncs = synchronise(stream, job.candidate, this.options.syncWord, this.scratch);
      if (syncs.length === 0) return false;
      job.readers = syncs.map((sync) => new FrameReader(sync, this.tools));
      job.reader = job.readers[0]!;
      job.readyAt = Math.max(...job.readers.map((reader) => reader.placeAfter(reader.headerSymbols)));
      return true;
    }
    if (!job.hasHeader) {
      if (job.readyAt > stream.end) return false;
      const reader = job.readers.find((one) => one.readFirstBlock(stream));
      if ((globalThis as any).SYNCLOG) (globalThis as any).SYNCLOG.push([job.reader.sync.place, job.reader.sync.carrierBins, -1, job.readers.length, reader===undefined? 0:1]);
      if (reader === undefined) return false;
      job.reader = reader;
      job.hasHeader = true;
      job.readyAt = job.reader.placeAfter(job.reader.frameSymbols);
      return true;
    }
    const read = job.reader.readRest(stream);
    frames.push(this.describe(job.reader, read, stream));
    return false;
  }

  private describe(reader: FrameReader, read: ReturnType<FrameReader["readRest"]>, stream: HalfChipStream): DecodedFrame {
    const { sync } = reader;
    const { bandwidthHz, sampleRateHz } = this.options;
    const { chips } = this;
    const step = sampleRateHz / (2 * bandwidthHz);
    const slope = sync.slopeBins - reader.tracker.lateRate;
    const startPlace = sync.place - 2 * (sync.preambleSymbols + 2) * (chips - sync.slopeBins);
    const endPlace = reader.placeOf(reader.frameSymbols);
    const carrier = (((sync.carrierBins + chips / 2) % chips) + chips) % chips - chips / 2;
    const cut = reader.symbolCount < reader.frameSymbols;
    return {
      startSample: startPlace * step,
      endSample: endPlace * step,
      startS: (startPlace * step) / sampleRateHz,
      endS: (endPlace * step) / sampleRateHz,
      sf: this.sf,
      bandwidthHz,
      codingRate: read.settings.codingRate,
      chip: read.settings.chip,
      lowDataRate: read.settings.lowDataRate,
      implicitHeader: read.settings.implicitHeader,
      preambleSymbols: sync.preambleSymbols,
      syncWord: sync.syncWord,
      symbols: reader.symbols.slice(0, reader.symbolCount),
      payload: read.payload,
      crcOk: read.crcOk,
      snrDb: 10 * Math.log10(sync.signalPower / sync.noisePower),
      rssiDb: 10 * Math.log10(sync.signalPower),
      cfoHz: (carrier * bandwidthHz) / chips,
      clockPpm: (slope / chips) * 1e6,
      correctedBits: read.correctedBits,
      afterCancellation: false,
      warnings: cut ? ["the recording ends before the frame"] : [],
    };
  }
}
