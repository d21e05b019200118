import { STRETCHES, type SymbolWindow } from "../samples/symbol-window.ts";
import { FINE_COUNT, FINE_REACH, FINE_STEP } from "./tone-fit.ts";
import { ToneGrid } from "./tone-sums.ts";

/** Windows that are searched for down-chirps, a quarter of a symbol apart, over seven symbols. */
const DOWN_WINDOWS = 32;
/** Windows that are measured of a frame: preamble, sync word and down-chirps. */
const MEASURED_WINDOWS = 12;
/** Cells near a tone, in twelve windows: 145 at SF12. */
const NEAR_CELLS = 12 * 160;
/** Windows that are searched for what stands before the down-chirps. */
const SEARCHED_WINDOWS = 64;
/** Tones are checked within so many bins of where they should be, in such steps. */
export const NEAR_REACH = 2;
const NEAR_STEP = 0.25;

/** Buffers of one spreading factor's search. */
export class SyncScratch {
  readonly window: SymbolWindow;
  readonly chips: number;
  /** Power of the down-chirps' cells, for each window of the search and both samplings; whether it has been filled. */
  readonly power: Float32Array[] = [];
  readonly isRead = new Uint8Array(DOWN_WINDOWS);
  /** Sums of the windows of one frame over their stretches: preamble, sync, down-chirps. */
  readonly sums: Float32Array;
  readonly energies: Float64Array;
  readonly rows: Float64Array;
  /** Tones about the expected one of a window: as they are checked, and as they are measured. */
  readonly nearTones: ToneGrid;
  readonly fineTones: ToneGrid;
  /** Power of the cells of one window, and of those near a candidate's tone in several windows. */
  readonly single: Float32Array;
  readonly near: Float64Array;
  /** For each window of the search, power of a preamble symbol and of the two sync symbols. */
  readonly before: Float64Array;

  /** What the window's kernel must have room for. */
  static arrays(chips: number): number[] {
    return [
      ...Array.from({ length: 2 * DOWN_WINDOWS + 1 }, () => 2 * chips),
      ...ToneGrid.arrays(NEAR_REACH, NEAR_STEP),
      ...ToneGrid.arrays(FINE_REACH, FINE_STEP),
    ];
  }

  constructor(window: SymbolWindow) {
    this.window = window;
    this.chips = window.chips;
    this.sums = new Float32Array(2 * STRETCHES * MEASURED_WINDOWS);
    this.energies = new Float64Array(MEASURED_WINDOWS);
    this.rows = new Float64Array(FINE_COUNT * MEASURED_WINDOWS);
    this.near = new Float64Array(NEAR_CELLS);
    while (this.power.length < 2 * DOWN_WINDOWS) this.power.push(window.kernel.allocate(2 * window.chips));
    this.before = new Float64Array(3 * SEARCHED_WINDOWS);
    this.nearTones = new ToneGrid(window, NEAR_REACH, NEAR_STEP);
    this.fineTones = new ToneGrid(window, FINE_REACH, FINE_STEP);
    this.single = window.kernel.allocate(2 * window.chips);
  }
}
