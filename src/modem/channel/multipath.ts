import { streamRandom } from "../../math/stream-random.ts";
import { addWaveform } from "../waveform/add-waveform.ts";
import type { Waveform } from "../waveform/waveform.ts";
import { createFading, type Fading, type FadingModel } from "./fading.ts";
import { INTERPOLATOR_REACH, INTERPOLATOR_TAPS, writeInterpolator } from "./interpolator.ts";
import { createSampleHistory } from "./sample-history.ts";
import type { ChannelContext, SampleStage } from "./stage.ts";

/** One of the ways on which the signal arrives. */
export interface Tap {
  readonly delayS: number;
  /** Mean power. */
  readonly gainDb: number;
  /** Of a gain that stands still; a wandering one has its own. */
  readonly phaseRad: number;
  readonly fading: "none" | FadingModel["kind"];
  /** Power of a Rician tap's steady part over that of the scattered part. */
  readonly kFactorDb: number;
}

/** Echoes. */
export interface MultipathStage {
  readonly kind: "multipath";
  readonly taps: readonly Tap[];
  /** Greatest Doppler shift of the taps that fade; 0: their gains are drawn once. */
  readonly dopplerHz: number;
  /** Whether the taps' mean powers are scaled to a sum of 1, so that the SNR is that of all together. */
  readonly normalise: boolean;
}

/** A tap at work. */
export interface Path {
  readonly delaySamples: number;
  readonly amplitude: number;
  readonly phaseRad: number;
  /** Null where the gain stands still. */
  readonly fading: Fading | null;
}

/** The paths of a channel; each that fades draws from the seed for itself. */
export function createPaths(
  { taps, dopplerHz, normalise }: MultipathStage,
  { sampleRateHz, seed }: Pick<ChannelContext, "sampleRateHz" | "seed">,
): Path[] {
  const power = taps.reduce((sum, { gainDb }) => sum + 10 ** (gainDb / 10), 0);
  const scale = normalise ? 1 / Math.sqrt(power) : 1;
  return taps.map(({ delayS, gainDb, phaseRad, fading, kFactorDb }, k) => ({
    delaySamples: delayS * sampleRateHz,
    amplitude: scale * 10 ** (gainDb / 20),
    phaseRad,
    fading:
      fading === "none"
        ? null
        : createFading({ kind: fading, kFactorDb, dopplerHz }, sampleRateHz, streamRandom(seed, k)),
  }));
}

/**
 * Adds what arrives of a waveform over several paths: each one's chirps are computed at their own instants, so that delays of any
 * fraction of a sample are exact even at one sample per chip.
 *
 * @param out as of `addWaveform`
 * @param scratch as long as `out`; overwritten
 */
export function addMultipathWaveform(
  out: Float32Array,
  firstSample: number,
  waveform: Waveform,
  paths: readonly Path[],
  scratch: Float32Array,
): void {
  for (const { delaySamples, amplitude, phaseRad, fading } of paths) {
    const arriving = {
      ...waveform,
      startSample: waveform.startSample + delaySamples,
      amplitude: waveform.amplitude * amplitude,
      phaseRad: waveform.phaseRad + phaseRad,
    };
    if (fading === null) {
      addWaveform(out, firstSample, arriving);
      continue;
    }
    scratch.fill(0);
    addWaveform(scratch, firstSample, arriving);
    fading.apply(scratch, firstSample);
    for (let i = 0; i < out.length; i++) out[i] += scratch[i];
  }
}

/**
 * Echoes of any stream, by a fractional-delay filter for each path; good up to 0.43 of the sample rate from the middle of the band.
 * The stream ends when the last echo has.
 */
export function createMultipath(stage: MultipathStage, context: ChannelContext): SampleStage {
  const filters = createPaths(stage, context).map(createPathFilter);
  const longest = Math.max(...filters.map(({ whole }) => whole)) + 1;
  const history = createSampleHistory(longest + INTERPOLATOR_TAPS);
  let made = 0;
  const read = (limit: number): Float32Array => {
    const out = new Float32Array(2 * Math.max(0, limit - made));
    for (const filter of filters) {
      const path = new Float32Array(out.length);
      runFilter(filter, history.samples, made - filter.whole - history.first, path);
      filter.fading?.apply(path, made);
      for (let i = 0; i < out.length; i++) out[i] += path[i];
    }
    made += out.length / 2;
    history.dropBefore(made - longest - INTERPOLATOR_TAPS);
    return out;
  };
  return {
    push(samples) {
      history.append(samples);
      return read(history.end - INTERPOLATOR_REACH);
    },
    end() {
      const limit = history.end + longest;
      history.append(new Float32Array(2 * (longest + INTERPOLATOR_REACH)));
      return read(limit);
    },
  };
}

interface PathFilter {
  /** Whole samples of the delay. */
  readonly whole: number;
  /** What remains of it, and the gain; interleaved. */
  readonly taps: Float64Array;
  readonly fading: Fading | null;
}

function createPathFilter({ delaySamples, amplitude, phaseRad, fading }: Path): PathFilter {
  // Read ahead of the whole delay that is the next greater one: the fraction then counts forwards
  const whole = Math.ceil(delaySamples);
  const delay = new Float64Array(INTERPOLATOR_TAPS);
  writeInterpolator(whole - delaySamples, delay);
  const taps = new Float64Array(2 * INTERPOLATOR_TAPS);
  for (let k = 0; k < INTERPOLATOR_TAPS; k++) {
    taps[2 * k] = delay[k] * amplitude * Math.cos(phaseRad);
    taps[2 * k + 1] = delay[k] * amplitude * Math.sin(phaseRad);
  }
  return { whole, taps, fading };
}

/** @param from place in `samples` of the sample that the first output is read at */
function runFilter({ taps }: PathFilter, samples: Float32Array, from: number, out: Float32Array): void {
  for (let n = 0; n < out.length; n += 2) {
    let at = 2 * (from - (INTERPOLATOR_REACH - 1)) + n;
    let re = 0;
    let im = 0;
    for (let k = 0; k < taps.length; k += 2) {
      re += taps[k] * samples[at] - taps[k + 1] * samples[at + 1];
      im += taps[k] * samples[at + 1] + taps[k + 1] * samples[at];
      at += 2;
    }
    out[n] = re;
    out[n + 1] = im;
  }
}
