import type { SpreadingFactor } from "../../lora/parameters.ts";
import { needsLowDataRate } from "../frame-settings-input.ts";
import type { ReceiverOptions } from "./decoded-frame.ts";
import { Demapper } from "./reading/demapper.ts";
import type { ReaderTools } from "./reading/frame-reader.ts";
import type { HalfChipStream } from "./samples/half-chip-stream.ts";
import { SymbolWindow } from "./samples/symbol-window.ts";
import { type Candidate, Detector } from "./search/detector.ts";
import { SyncScratch } from "./search/sync-scratch.ts";

/** Symbols before a candidate's last window that may belong to its preamble. */
export const HISTORY_SYMBOLS = 72;

/** What one spreading factor needs: its search, and the tools to read its frames with. */
export class Lane {
  readonly sf: SpreadingFactor;
  /** Half-chips of a symbol. */
  readonly symbolPlaces: number;
  readonly scratch: SyncScratch;
  readonly tools: ReaderTools;
  /** Chips a symbol that a clock gains for each bin of carrier offset, where both come from one crystal; 0 where that is not known. */
  readonly clockPerCarrierBin: number;
  private readonly detector: Detector;
  private readonly found: Candidate[] = [];

  constructor(sf: SpreadingFactor, options: ReceiverOptions) {
    this.sf = sf;
    const chips = 2 ** sf;
    this.symbolPlaces = 2 * chips;
    this.clockPerCarrierBin = options.carrierHz === null ? 0 : options.bandwidthHz / options.carrierHz;
    const window = new SymbolWindow(chips, [
      ...Detector.arrays(chips),
      ...SyncScratch.arrays(chips),
      ...Demapper.arrays(sf, false),
      ...Demapper.arrays(sf, true),
    ]);
    this.detector = new Detector(window);
    this.scratch = new SyncScratch(window);
    this.tools = {
      sf,
      window,
      demappers: { full: new Demapper(window, sf, false), reduced: new Demapper(window, sf, true) },
      lowDataRate: options.ldro === "auto" ? needsLowDataRate(sf, options.bandwidthHz) : options.ldro,
      options,
    };
  }

  /** Place before which the search needs no samples. */
  get keepFrom(): number {
    return this.detector.place - this.symbolPlaces * HISTORY_SYMBOLS;
  }

  /** Tones so close belong to one preamble: bins. */
  get nearBins(): number {
    return this.detector.nearBins;
  }

  /** Preambles that ended in what came since the last call. */
  search(stream: HalfChipStream, ended: boolean): Candidate[] {
    const { found, detector } = this;
    found.length = 0;
    detector.run(stream, found);
    if (ended) detector.flush(found);
    return found;
  }
}
