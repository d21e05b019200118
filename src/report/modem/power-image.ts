import { powerColour } from "../colours.ts";
import type { RgbaImage } from "../png.ts";
import type { Spectrogram } from "./spectrogram.ts";

/** The decibels that the colours span. */
export interface PowerRange {
  readonly lowDb: number;
  readonly highDb: number;
}

/** Steps of colour: few enough that the picture packs well, more than an eye tells apart. */
const LEVELS = 24;
/** What lies so far under the strongest is the window's leakage. */
const GREATEST_RANGE_DB = 40;
/** The colours span at least so much, upwards from the noise: its own peaks should not look like a signal. */
const LEAST_RANGE_DB = 8;
/** Digital silence, dB: a file that holds nothing is drawn as such. */
const SILENCE_DB = -200;

/** From the noise (the median) to the strongest: half of the noise is then one dark colour, and what rises above it is seen. */
export function powerRange({ power }: Pick<Spectrogram, "power">): PowerRange {
  const sorted = Float32Array.from(power).sort();
  const strongestDb = decibels(sorted[sorted.length - 1] ?? 0);
  const medianDb = decibels(sorted[sorted.length >> 1] ?? 0);
  const lowDb = Math.max(medianDb, strongestDb - GREATEST_RANGE_DB);
  return { lowDb, highDb: Math.max(strongestDb, lowDb + LEAST_RANGE_DB) };
}

/** A spectrogram in colours: one pixel for each column and row. */
export function powerImage({ power, columns, rows }: Spectrogram, { lowDb, highDb }: PowerRange): RgbaImage {
  const data = new Uint8ClampedArray(4 * columns * rows);
  const colours = Array.from({ length: LEVELS }, (_, level) => powerColour(level / (LEVELS - 1)).map(Math.round));
  for (let i = 0; i < power.length; i++) {
    const part = (decibels(power[i]) - lowDb) / (highDb - lowDb);
    const level = Math.min(LEVELS - 1, Math.max(0, Math.floor(part * LEVELS)));
    data.set(colours[level], 4 * i);
    data[4 * i + 3] = 255;
  }
  return { width: columns, height: rows, data };
}

/** The same colours as a bar, the strongest on top. */
export function colourBar(): RgbaImage {
  const colours = Array.from({ length: LEVELS }, (_, i) => [...powerColour(1 - i / (LEVELS - 1)), 255]);
  const data = Uint8ClampedArray.from(colours.flat());
  return { width: 1, height: LEVELS, data };
}

function decibels(power: number): number {
  return power > 0 ? Math.max(SILENCE_DB, 10 * Math.log10(power)) : SILENCE_DB;
}
