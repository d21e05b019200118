import { InputError } from "../../math/errors.ts";
import { SAMPLE_LAYOUTS, type SampleFormat } from "./sample-format.ts";

/** Looks over samples as they pass, for what betrays a wrong format or a receiver set up badly. */
export interface SampleCheck {
  /**
   * @param samples interleaved I and Q, the next ones
   * @throws {InputError} `not-samples` where a floating-point value is no number or beyond belief
   */
  inspect(samples: Float32Array): void;
  report(): SampleReport;
}

export interface SampleReport {
  readonly samples: number;
  /** Share of the samples that were cut off at full scale. */
  readonly clippedShare: number;
  /** Whether every I is the same number, and every Q: no signal at all, or none of the samples was read. */
  readonly constant: boolean;
  /** Mean power over full scale (an amplitude of 1), dB; −∞ where all is zero. */
  readonly powerDb: number;
}

/** Above any scale that a program writes (32-bit integers left unscaled reach 2^31), below what misread bytes give. */
const MAX_BELIEVABLE = 1e12;
/**
 * Power from which a sample at full scale counts as cut off. A strong signal of constant envelope touches full scale at the four
 * ends of the axes and is sound; only a cut-off one reaches into the corners.
 */
const CORNER_POWER = 1.05;

/**
 * @param format of the file: where full scale is, and what to suggest in place of it
 * @param file the name that errors give
 */
export function createSampleCheck(format: SampleFormat, file: string): SampleCheck {
  const { zero, fullScale, highest } = SAMPLE_LAYOUTS[format];
  // Floating-point recordings come from integers at ±1; greater values mean another scale, not clipping.
  const limit = Number.isFinite(highest) ? Math.fround((highest - zero) / fullScale) : 1;
  const isFloat = !Number.isFinite(highest);
  let seen = 0;
  let clipped = 0;
  let power = 0;
  let firstI = Number.NaN;
  let firstQ = Number.NaN;
  let constant = true;
  return {
    inspect(samples) {
      if (seen === 0 && samples.length > 0) [firstI, firstQ] = samples;
      let sum = 0;
      let largest = 0;
      for (let k = 0; k < samples.length; k += 2) {
        const i = samples[k];
        const q = samples[k + 1];
        const p = i * i + q * q;
        sum += p;
        if (p > largest) largest = p;
        if (p > CORNER_POWER && isAtLimit(i, q)) clipped++;
        if (constant && (i !== firstI || q !== firstQ)) constant = false;
      }
      // One test for all of them: a NaN stays in the sum
      if (Number.isNaN(sum) || largest > MAX_BELIEVABLE ** 2) throw misread(samples);
      power += sum;
      seen += samples.length / 2;
    },
    report: () => ({
      samples: seen,
      clippedShare: seen === 0 ? 0 : clipped / seen,
      constant,
      powerDb: 10 * Math.log10(power / Math.max(seen, 1)),
    }),
  };

  function isAtLimit(i: number, q: number): boolean {
    const largest = Math.max(Math.abs(i), Math.abs(q));
    return isFloat ? largest === limit : largest >= limit;
  }

  function misread(samples: Float32Array): InputError {
    const at = samples.findIndex((value, k) => !(value * value + samples[k ^ 1] ** 2 <= MAX_BELIEVABLE ** 2));
    const others = Object.keys(SAMPLE_LAYOUTS).filter((name) => name !== format);
    return new InputError({
      code: "not-samples",
      where: file,
      message: `read as ${format}, sample ${seen + (at >> 1)} is ${samples[at & ~1].toPrecision(3)}, ${samples[at | 1].toPrecision(3)}`,
      hint: `the file looks like another format: try --format ${others.join(", ")}`,
    });
  }
}
