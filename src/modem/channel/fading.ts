import type { Random } from "../../math/random.ts";
import { streamRandom } from "../../math/stream-random.ts";
import { type ChannelContext, inPlaceStage, type SampleStage } from "./stage.ts";

/** How a path's gain wanders; its mean power is 1. */
export interface FadingModel {
  readonly kind: "rayleigh" | "rician";
  /** Power of the steady part over that of the scattered part; of no meaning for Rayleigh. */
  readonly kFactorDb: number;
  /** Greatest Doppler shift: speed over wavelength. 0: the gain is drawn once and stays. */
  readonly dopplerHz: number;
}

export interface FadingStage extends Omit<FadingModel, "kind"> {
  readonly kind: "fading";
  readonly model: FadingModel["kind"];
}

/** A gain that wanders with time, at any time one likes to ask for. */
export interface Fading {
  /**
   * Multiplies samples by the gain.
   *
   * @param firstSample their place in the stream
   */
  apply(samples: Float32Array, firstSample: number): void;
}

/** Scatterers around the receiver: with so many, the kurtosis of the gain is 2 − 1/64 where a true Gaussian's is 2. */
const SCATTERERS = 64;
/** Doppler shift of the steady part over the greatest one (3GPP TR 38.901, section 7.7.2, and COST 207). */
const STEADY_SHIFT = 0.7;
/** Exact gains in each cycle of the greatest shift; the cubic between two of them errs by (2π/16)⁴/384 = 6e-5. */
const KNOTS_PER_CYCLE = 16;

/**
 * Rayleigh or Rician fading with Clarke's Doppler spectrum, as a sum of plane waves: one from each of 64 equal sectors, at a random
 * angle in it, so that the autocorrelation over all draws is J0(2π·f·τ) exactly.
 *
 * @see R. Clarke, "A statistical theory of mobile-radio reception", Bell System Technical Journal 47, 1968
 * @see Y. Zheng and C. Xiao, "Simulation models with correct statistical properties for Rayleigh fading channels", IEEE Trans.
 *   Communications 51(6), 2003
 */
export function createFading(model: FadingModel, sampleRateHz: number, random: Random): Fading {
  const waves = drawWaves(model, random);
  if (model.dopplerHz === 0) {
    const still = gainAt(waves, 0);
    return { apply: (samples) => applyConstant(samples, still) };
  }
  const spacing = Math.max(1, Math.floor(sampleRateHz / (KNOTS_PER_CYCLE * model.dopplerHz)));
  const knotAt = (knot: number) => gainAt(waves, (knot * spacing) / sampleRateHz);
  const stepS = spacing / sampleRateHz;
  return {
    apply(samples, firstSample) {
      const end = firstSample + samples.length / 2;
      let knot = Math.floor(firstSample / spacing);
      let from = knotAt(knot);
      for (let sample = firstSample; sample < end; knot++) {
        const to = knotAt(knot + 1);
        const next = Math.min(end, (knot + 1) * spacing);
        applyCubic(samples, sample - firstSample, next - firstSample, {
          re: hermite(from.re, from.slopeRe * stepS, to.re, to.slopeRe * stepS),
          im: hermite(from.im, from.slopeIm * stepS, to.im, to.slopeIm * stepS),
          start: (sample - knot * spacing) / spacing,
          step: 1 / spacing,
        });
        sample = next;
        from = to;
      }
    },
  };
}

export function createFadingStage(stage: FadingStage, { sampleRateHz, seed }: ChannelContext): SampleStage {
  const { model, kFactorDb, dopplerHz } = stage;
  const fading = createFading({ kind: model, kFactorDb, dopplerHz }, sampleRateHz, streamRandom(seed));
  return inPlaceStage((samples, firstSample) => fading.apply(samples, firstSample));
}

/** Plane waves: amplitude, angular frequency and phase of each. */
interface Waves {
  readonly amplitude: Float64Array;
  readonly radPerS: Float64Array;
  readonly phaseRad: Float64Array;
}

function drawWaves({ kind, kFactorDb, dopplerHz }: FadingModel, random: Random): Waves {
  const steadyPower = kind === "rician" ? 1 / (1 + 10 ** (-kFactorDb / 10)) : 0;
  const count = SCATTERERS + 1;
  const amplitude = new Float64Array(count).fill(Math.sqrt((1 - steadyPower) / SCATTERERS));
  const radPerS = new Float64Array(count);
  const phaseRad = Float64Array.from({ length: count }, () => 2 * Math.PI * random());
  for (let k = 0; k < SCATTERERS; k++) {
    radPerS[k] = 2 * Math.PI * dopplerHz * Math.cos((2 * Math.PI * (k + random())) / SCATTERERS);
  }
  amplitude[SCATTERERS] = Math.sqrt(steadyPower);
  radPerS[SCATTERERS] = 2 * Math.PI * STEADY_SHIFT * dopplerHz;
  return { amplitude, radPerS, phaseRad };
}

/** A gain and its change per second. */
interface Knot {
  readonly re: number;
  readonly im: number;
  readonly slopeRe: number;
  readonly slopeIm: number;
}

function gainAt({ amplitude, radPerS, phaseRad }: Waves, timeS: number): Knot {
  let re = 0;
  let im = 0;
  let slopeRe = 0;
  let slopeIm = 0;
  for (let k = 0; k < amplitude.length; k++) {
    const angle = radPerS[k] * timeS + phaseRad[k];
    const x = amplitude[k] * Math.cos(angle);
    const y = amplitude[k] * Math.sin(angle);
    re += x;
    im += y;
    slopeRe -= radPerS[k] * y;
    slopeIm += radPerS[k] * x;
  }
  return { re, im, slopeRe, slopeIm };
}

/** Coefficients of the cubic with these ends and slopes over a unit step, from the constant up. */
type Cubic = readonly [number, number, number, number];

function hermite(from: number, slopeFrom: number, to: number, slopeTo: number): Cubic {
  const rise = to - from;
  return [from, slopeFrom, 3 * rise - 2 * slopeFrom - slopeTo, slopeFrom + slopeTo - 2 * rise];
}

interface CubicRun {
  readonly re: Cubic;
  readonly im: Cubic;
  /** Place between the knots, 0 to 1: of the first sample, and from each to the next. */
  readonly start: number;
  readonly step: number;
}

function applyCubic(samples: Float32Array, from: number, to: number, { re, im, start, step }: CubicRun): void {
  const [a0, a1, a2, a3] = re;
  const [b0, b1, b2, b3] = im;
  for (let k = from; k < to; k++) {
    const x = start + (k - from) * step;
    const gainRe = ((a3 * x + a2) * x + a1) * x + a0;
    const gainIm = ((b3 * x + b2) * x + b1) * x + b0;
    const i = samples[2 * k];
    const q = samples[2 * k + 1];
    samples[2 * k] = i * gainRe - q * gainIm;
    samples[2 * k + 1] = i * gainIm + q * gainRe;
  }
}

function applyConstant(samples: Float32Array, { re, im }: Knot): void {
  for (let k = 0; k < samples.length; k += 2) {
    const i = samples[k];
    const q = samples[k + 1];
    samples[k] = i * re - q * im;
    samples[k + 1] = i * im + q * re;
  }
}
