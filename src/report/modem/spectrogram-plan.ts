import { requirePositive, requireRange } from "../../math/errors.ts";

export interface SpectrogramOptions {
  readonly sampleRateHz: number;
  /** Of the chirps that are to be seen. */
  readonly bandwidthHz: number;
  /** Of the chirps that are to be seen: their slope sets the window's length. */
  readonly sf: number;
  /** The stretch that is drawn, from the first sample; defaults: from the start, to the end of the stream. */
  readonly fromS?: number;
  readonly toS?: number;
  /** Columns at most; at least half as many are made unless the stretch is very short. Default {@link DEFAULT_COLUMNS}. */
  readonly columns?: number;
  /** The middle and the width of the band that is drawn; default: all of it. */
  readonly middleHz?: number;
  readonly spanHz?: number;
}

/** A pixel of a wide picture each. */
export const DEFAULT_COLUMNS = 800;
/** Rows of the band are at least so many, by zeros appended to short windows, and are joined where they are more. */
const ROWS = { least: 200, most: 400 };
/**
 * A window of √(2^SF) chips is as long as a chirp takes to cross the window's own bandwidth, which is where a slope is sharpest; the
 * Hann window's ends are so faint that it should be about so many times longer.
 */
const WINDOW_STRETCH = 2.5;

/** What follows from the options before the first sample comes. */
export interface SpectrogramPlan {
  readonly sampleRateHz: number;
  readonly firstSample: number;
  readonly endSample: number;
  readonly windowSamples: number;
  readonly fftSize: number;
  readonly window: Float64Array;
  /** Bin of the lowest frequency, which may be negative. */
  readonly firstRow: number;
  readonly rowBins: number;
  readonly rows: number;
  readonly maxColumns: number;
}

/** @throws {InputError} `out-of-range` when a rate, the stretch or the band cannot be drawn */
export function planSpectrogram(options: SpectrogramOptions): SpectrogramPlan {
  const { sampleRateHz, bandwidthHz, sf, fromS = 0, toS = Number.POSITIVE_INFINITY } = options;
  const { columns = DEFAULT_COLUMNS, middleHz = 0, spanHz = sampleRateHz } = options;
  requirePositive("sampleRateHz", sampleRateHz);
  requirePositive("bandwidthHz", bandwidthHz);
  requireRange("sf", sf, 5, 12);
  requireRange("fromS", fromS, 0, Number.MAX_VALUE);
  if (!(toS > fromS)) requireRange("toS", toS, fromS, Number.POSITIVE_INFINITY);
  requireRange("columns", columns, 2, 10_000);
  requireRange("spanHz", spanHz, sampleRateHz / 1000, sampleRateHz);
  requireRange("middleHz", middleHz, (spanHz - sampleRateHz) / 2, (sampleRateHz - spanHz) / 2);
  const wanted = (WINDOW_STRETCH * Math.sqrt(2 ** sf) * sampleRateHz) / bandwidthHz;
  const windowSamples = Math.max(8, 2 ** Math.round(Math.log2(wanted)));
  const share = spanHz / sampleRateHz;
  const fftSize = Math.max(windowSamples, 2 ** Math.ceil(Math.log2(ROWS.least / share)));
  const rowBins = Math.max(1, Math.ceil((share * fftSize) / ROWS.most));
  const rows = Math.max(1, Math.floor((share * fftSize) / rowBins));
  return {
    sampleRateHz,
    firstSample: Math.round(fromS * sampleRateHz),
    endSample: Math.round(toS * sampleRateHz),
    windowSamples,
    fftSize,
    window: hannWindow(windowSamples),
    firstRow: Math.round((middleHz / sampleRateHz) * fftSize - (rows * rowBins) / 2),
    rowBins,
    rows,
    maxColumns: 2 * Math.floor(columns / 2),
  };
}

/** Scaled so that a tone's power is its own, whatever the window's length. */
function hannWindow(size: number): Float64Array {
  const window = Float64Array.from({ length: size }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (n + 0.5)) / size));
  const sum = window.reduce((total, value) => total + value, 0);
  return window.map((value) => value / sum);
}
