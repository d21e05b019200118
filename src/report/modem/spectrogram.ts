import { fftOf } from "../../math/fft.ts";
import { planSpectrogram, type SpectrogramOptions, type SpectrogramPlan } from "./spectrogram-plan.ts";

/** Power by time and frequency. */
export interface Spectrogram {
  readonly columns: number;
  readonly rows: number;
  /** Mean power per column and row, row-major from the highest frequency and the earliest time; full scale is 1. */
  readonly power: Float32Array;
  /** The edges of the picture. */
  readonly fromS: number;
  readonly toS: number;
  readonly lowHz: number;
  readonly highHz: number;
}

/** Takes samples as they come; its memory does not grow with them. */
export interface SpectrogramAccumulator {
  /** @param samples interleaved I and Q, the next ones of the stream; kept by nobody */
  push(samples: Float32Array): void;
  /** True once the stretch is full: the rest of the stream changes nothing. */
  readonly full: boolean;
  end(): Spectrogram;
}

/** Windows of the first columns overlap by all but this part. */
const FIRST_HOP = 1 / 16;

/**
 * A short-time Fourier transform of a stream, with as many columns as a picture has pixels.
 *
 * When the columns are used up, half as many of twice the length are made of them: as long as windows overlap by more than half,
 * by leaving out every other one, afterwards by the mean of two. So all columns are alike, and every sample is always seen.
 *
 * @throws {InputError} when a rate, the stretch or the band is out of range
 * @see F. J. Harris, "On the use of windows for harmonic analysis with the discrete Fourier transform", 1978 (Hann)
 */
export function createSpectrogram(options: SpectrogramOptions): SpectrogramAccumulator {
  const plan = planSpectrogram(options);
  const { windowSamples, fftSize, window, firstRow, rowBins, rows, maxColumns } = plan;
  const fft = fftOf(fftSize);
  const re = new Float64Array(fftSize);
  const im = new Float64Array(fftSize);
  // One column after another: pairs of columns join in place
  const sums = new Float64Array(maxColumns * rows);
  // The last samples, twice over, so that a window never wraps
  const ring = new Float64Array(4 * windowSamples);

  let hop = Math.max(1, Math.round(windowSamples * FIRST_HOP));
  /** Windows in a whole column. */
  let perColumn = 1;
  let columns = 0;
  /** Windows in the column that is being filled. */
  let filled = 0;
  let seen = 0;
  /** Samples of the stretch, the half window of silence before it included. */
  let taken = windowSamples >> 1;
  let nextWindow = windowSamples;
  let slot = taken % windowSamples;

  const take = (i: number, q: number): void => {
    ring[2 * slot] = i;
    ring[2 * slot + 1] = q;
    ring[2 * (slot + windowSamples)] = i;
    ring[2 * (slot + windowSamples) + 1] = q;
    slot = slot + 1 === windowSamples ? 0 : slot + 1;
    taken++;
    if (taken === nextWindow) {
      transform();
      nextWindow += hop;
    }
  };

  const transform = (): void => {
    re.fill(0);
    im.fill(0);
    for (let n = 0; n < windowSamples; n++) {
      re[n] = ring[2 * (slot + n)]! * window[n]!;
      im[n] = ring[2 * (slot + n) + 1]! * window[n]!;
    }
    fft.forward(re, im);
    if (filled === perColumn) {
      filled = 0;
      columns++;
      if (columns === maxColumns) halve();
    }
    const at = columns * rows;
    for (let row = 0; row < rows; row++) {
      let power = 0;
      for (let b = 0; b < rowBins; b++) {
        const bin = (firstRow + row * rowBins + b) & (fftSize - 1);
        power += re[bin]! * re[bin]! + im[bin]! * im[bin]!;
      }
      sums[at + row] += power;
    }
    filled++;
  };

  /** Half as many columns of twice the length; what is beyond them is emptied for what comes. */
  const halve = (): void => {
    columns >>= 1;
    const thin = hop < windowSamples >> 1;
    for (let column = 0; column < columns; column++) {
      for (let row = 0; row < rows; row++) {
        const pair = 2 * column * rows + row;
        sums[column * rows + row] = sums[pair]! + (thin ? 0 : sums[pair + rows]!);
      }
    }
    sums.fill(0, columns * rows);
    if (thin) hop *= 2;
    else perColumn *= 2;
  };

  return {
    push(samples) {
      const count = samples.length >> 1;
      const from = Math.max(0, plan.firstSample - seen);
      const to = Math.min(count, plan.endSample - seen);
      for (let n = from; n < to; n++) take(samples[2 * n]!, samples[2 * n + 1]!);
      seen += count;
    },
    get full() {
      return seen >= plan.endSample;
    },
    end() {
      for (let n = 0; n < windowSamples >> 1; n++) take(0, 0);
      return finish({ plan, sums, columns, filled, perColumn, columnSamples: hop * perColumn });
    },
  };
}

interface Filled {
  readonly plan: SpectrogramPlan;
  readonly sums: Float64Array;
  readonly columns: number;
  readonly filled: number;
  readonly perColumn: number;
  readonly columnSamples: number;
}

function finish({ plan, sums, columns: whole, filled, perColumn, columnSamples }: Filled): Spectrogram {
  const { rows, rowBins, firstRow, fftSize, sampleRateHz, firstSample } = plan;
  const columns = whole + (filled > 0 ? 1 : 0);
  const power = new Float32Array(columns * rows);
  for (let column = 0; column < columns; column++) {
    const windows = column < whole ? perColumn : filled;
    for (let row = 0; row < rows; row++)
      power[row * columns + column] = sums[column * rows + (rows - 1 - row)] / windows;
  }
  const fromS = firstSample / sampleRateHz;
  const low = firstRow - 0.5;
  return {
    columns,
    rows,
    power,
    fromS,
    // The last column may reach beyond the stream's end
    toS: fromS + (columns * columnSamples) / sampleRateHz,
    lowHz: (low * sampleRateHz) / fftSize,
    highHz: ((low + rows * rowBins) * sampleRateHz) / fftSize,
  };
}
