import { type ChirpSequence, DOWN_CHIRP } from "../../modem/waveform/frame-chirps.ts";

/** Points over time: x in seconds from the first sample, y in hertz, in turn; NaN where there is none. */
export type FrequencyLine = Float64Array;

/** What is so much weaker than the mean has no frequency worth a dot. */
const SILENCE = 1e-3;

/**
 * Frequency by the phase from one value to the next.
 *
 * @param values interleaved I and Q
 * @param rateHz of the values
 * @param points at most so many: more are joined by the sum of their products, which weighs each by its power
 */
export function measureFrequency(values: Float64Array, rateHz: number, points: number): FrequencyLine {
  const steps = Math.max(0, (values.length >> 1) - 1);
  const group = Math.max(1, Math.ceil(steps / points));
  const count = Math.floor(steps / group);
  const line = new Float64Array(2 * count);
  const least = SILENCE * meanPower(values) * group;
  for (let g = 0; g < count; g++) {
    let re = 0;
    let im = 0;
    for (let n = g * group; n < (g + 1) * group; n++) {
      const [i0, q0, i1, q1] = [values[2 * n], values[2 * n + 1], values[2 * n + 2], values[2 * n + 3]];
      re += i1 * i0 + q1 * q0;
      im += q1 * i0 - i1 * q0;
    }
    // The step from n to n + 1 measures the frequency half-way between them
    line[2 * g] = ((g + 0.5) * group) / rateHz;
    line[2 * g + 1] = Math.hypot(re, im) <= least ? Number.NaN : (Math.atan2(im, re) / (2 * Math.PI)) * rateHz;
  }
  return line;
}

function meanPower(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0) / Math.max(1, values.length >> 1);
}

/**
 * Frequency of perfect chirps about the middle of their band: each rises (or falls) through the whole band, and goes on at the
 * other edge where it reaches one.
 */
export function idealFrequency(chirps: ChirpSequence, sf: number, bandwidthHz: number): FrequencyLine {
  const bins = 2 ** sf;
  const points: number[] = [];
  const add = (chip: number, bin: number, sense: number) => {
    points.push(chip / bandwidthHz, sense * (bin / bins - 0.5) * bandwidthHz);
  };
  let start = 0;
  for (let k = 0; k < chirps.chips.length; k++) {
    const [value, length] = [chirps.values[k], chirps.chips[k]];
    const sense = chirps.kinds[k] === DOWN_CHIRP ? -1 : 1;
    const fold = bins - value;
    add(start, value, sense);
    add(start + Math.min(fold, length), value + Math.min(fold, length), sense);
    if (fold < length) {
      points.push(Number.NaN, Number.NaN);
      add(start + fold, 0, sense);
      add(start + length, length - fold, sense);
    }
    points.push(Number.NaN, Number.NaN);
    start += length;
  }
  return Float64Array.from(points);
}
