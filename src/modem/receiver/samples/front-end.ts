import { requireRange } from "../../../math/errors.ts";
import { kaiserWindow } from "../../../math/kaiser.ts";
import { Kernel } from "../kernel/kernel.ts";
import type { HalfChipStream } from "./half-chip-stream.ts";

/** Half the filter's length, in chips: with it the transition from pass to stop takes a fifth of the bandwidth. */
const REACH_CHIPS = 6;
/** Kaiser's shape: about 45 dB in the stop band. */
const KAISER_BETA = 4;
/** Places between two input samples at which the filter is kept when the rates have no small common ratio. */
const MAX_PHASES = 512;
const SMALL_RATIO_TOLERANCE = 1e-9;

/** Input samples that are filtered at a time, so that they stay in the processor's cache. */
const PIECE = 8192;
/** Silence that is added to the end of the stream, for windows that reach beyond it: half-chips. */
const TAIL_PLACES = 64;

export interface FrontEndOptions {
  readonly sampleRateHz: number;
  readonly bandwidthHz: number;
  /** Middle of the channel less middle of the recording, Hz. */
  readonly channelOffsetHz: number;
  /** Whether the spectrum is mirrored first. */
  readonly invertIq: boolean;
}

/** Rates, filter and rotation of a channel: the same for all of its front ends. */
export interface FrontEndDesign {
  /** Input samples from one channel sample to the next. */
  readonly step: number;
  /** Sets of taps: one for each place between input samples. */
  readonly phases: number;
  readonly taps: Float64Array;
  /** Taps of a set, and how many of them lie before the place. */
  readonly length: number;
  readonly before: number;
  /** Angle from sample to sample that brings the channel to the middle. */
  readonly turnRad: number;
  readonly invertIq: boolean;
  /** Amplitude that a chirp across the whole band keeps, and power that white noise in the band keeps. */
  readonly chirpGain: number;
  readonly noiseGain: number;
}

/** Turns input samples into channel samples. */
export interface FrontEnd {
  /** Appends the channel samples that can be computed from the input so far. */
  push(samples: Float32Array, stream: HalfChipStream, keepFrom: number): void;
  /** Forgets all input, to go on at a place: the next input sample is number `firstInput(design, place)`. */
  restart(place: number): void;
  /** Appends what silence after the input brings out of the filter. */
  flush(stream: HalfChipStream, keepFrom: number): void;
}

/**
 * Low-pass filter at half the bandwidth and resampler to two samples a chip, in one pass over the input, from any rate at or above
 * the bandwidth; without delay: the sample at place p is the input at p·rate/(2·bandwidth).
 *
 * The filter has its −6 dB point at the band's edge, which costs the least: about 0.1 dB, a third of the transition's share of the
 * band, between the signal lost inside and the noise folded in from outside when every second sample is taken.
 *
 * @throws {InputError} when the sample rate is below the bandwidth
 */
export function designFrontEnd(options: FrontEndOptions): FrontEndDesign {
  const { sampleRateHz, bandwidthHz, channelOffsetHz, invertIq } = options;
  requireRange("sampleRateHz", sampleRateHz, bandwidthHz, Number.POSITIVE_INFINITY);
  const step = sampleRateHz / (2 * bandwidthHz);
  const phases = phaseCount(step);
  const turnRad = (-2 * Math.PI * channelOffsetHz) / sampleRateHz;
  const filter = designFilter(step, phases);
  return { step, phases, ...filter, ...gainsOf(filter, step), turnRad, invertIq };
}

/** Filters from the start of the stream. */
export function createFrontEnd(design: FrontEndDesign): FrontEnd {
  const { step, phases, length, before, turnRad, invertIq } = design;
  // At the channel's own rate the filter is 1 at one sample and 0 at all others.
  const isHalving = step === 0.5 && phases === 2;
  const pendingFloats = 2 * (2 * length + PIECE);
  const outputFloats = 2 * (Math.ceil((length + PIECE) / step) + 2);
  const kernel = new Kernel([2 * phases * length, pendingFloats, outputFloats]);
  const taps = kernel.allocate(2 * phases * length);
  for (let i = 0; i < design.taps.length; i++) taps.fill(design.taps[i]!, 2 * i, 2 * i + 2);
  const pending = kernel.allocate(pendingFloats);
  const output = kernel.allocate(outputFloats);
  /** Input sample that `pending` starts with, and how many it holds. Silence stands before the first one. */
  let pendingFirst = 0;
  let pendingCount = 0;
  /** Number of the next input sample, and the place of the next output. */
  let taken = 0;
  let made = 0;

  const restart = (place: number): void => {
    pendingFirst = Math.floor(place * step) - before;
    pendingCount = 0;
    if (place === 0) {
      // Silence stands before the stream.
      pendingCount = before;
      pending.fill(0, 0, 2 * before);
    }
    taken = pendingFirst + pendingCount;
    made = place;
  };
  restart(0);

  const append = (samples: Float32Array): void => {
    const count = samples.length / 2;
    const at = 2 * pendingCount;
    pending.set(samples, at);
    if (invertIq) for (let i = at + 1; i < at + 2 * count; i += 2) pending[i] = -pending[i]!;
    // The offset is that of the recording, before it is mirrored.
    if (turnRad !== 0) rotate(pending, at, count, invertIq ? -turnRad : turnRad, taken);
    pendingCount += count;
    taken += count;
  };

  const run = (stream: HalfChipStream, keepFrom: number): void => {
    // One sample is kept back, for a place may be rounded up to the next.
    const lastStart = pendingFirst + pendingCount - length - 1;
    const count = Math.floor((lastStart + before) / step) - made + 1;
    if (count <= 0) return;
    stream.reserve(count, keepFrom);
    if (isHalving) {
      const between = taps.byteOffset + 8 * length;
      kernel.run.insertHalfWay(pending.byteOffset, made - 2 * pendingFirst, count, between, before, output.byteOffset);
    } else {
      kernel.run.resample(
        pending.byteOffset,
        pendingFirst,
        made,
        step,
        count,
        taps.byteOffset,
        phases,
        length,
        before,
        output.byteOffset,
      );
    }
    stream.iq.set(output.subarray(0, 2 * count), 2 * (stream.end - stream.first));
    made += count;
    stream.end += count;
    const unused = Math.floor(made * step) - before - pendingFirst;
    if (unused > 0) {
      pending.copyWithin(0, 2 * unused, 2 * pendingCount);
      pendingFirst += unused;
      pendingCount -= unused;
    }
  };

  return {
    restart,
    push(samples, stream, keepFrom) {
      for (let at = 0; at < samples.length; at += 2 * PIECE) {
        append(samples.subarray(at, Math.min(at + 2 * PIECE, samples.length)));
        run(stream, keepFrom);
      }
    },
    flush(stream, keepFrom) {
      const silence = new Float32Array(2 * Math.ceil(length + TAIL_PLACES * step));
      for (let at = 0; at < silence.length; at += 2 * PIECE) {
        append(silence.subarray(at, at + 2 * PIECE));
        run(stream, keepFrom);
      }
    },
  };
}

/** The input sample that a front end which starts at a place must be given first. */
export function firstInput({ step, before }: FrontEndDesign, startPlace: number): number {
  return startPlace === 0 ? 0 : Math.floor(startPlace * step) - before;
}

/** As many phases as the steps return to after whole numbers of input samples, where that is a small number. */
function phaseCount(step: number): number {
  for (let phases = 1; phases <= MAX_PHASES; phases++) {
    const turns = step * phases;
    if (Math.abs(turns - Math.round(turns)) < SMALL_RATIO_TOLERANCE * turns) return phases;
  }
  return MAX_PHASES;
}

/** Windowed sinc, one set of taps a phase, each with unit gain at the band's middle. */
type Filter = Pick<FrontEndDesign, "taps" | "length" | "before">;

function designFilter(step: number, phases: number): Filter {
  /** Input samples a chip, and cycles a sample at the band's edge. */
  const perChip = 2 * step;
  const cutoff = 0.5 / perChip;
  const reach = Math.ceil(REACH_CHIPS * perChip);
  // One tap more than the window spans, so that every phase has the same number of them; the kernel takes them by fours.
  const length = 4 * Math.ceil((2 * reach + 2) / 4);
  const before = reach;
  const taps = new Float64Array(phases * length);
  for (let phase = 0; phase < phases; phase++) {
    let sum = 0;
    for (let k = 0; k < length; k++) {
      const distance = k - before - phase / phases;
      const angle = 2 * Math.PI * cutoff * distance;
      const sinc = angle === 0 ? 1 : Math.sin(angle) / angle;
      const tap = sinc * kaiserWindow(distance / (REACH_CHIPS * perChip), KAISER_BETA);
      taps[phase * length + k] = tap;
      sum += tap;
    }
    for (let k = 0; k < length; k++) taps[phase * length + k]! /= sum;
  }
  return { taps, length, before };
}

/** Multiplies samples by e^(j·turn·n), n counted from the start of the stream. */
function rotate(iq: Float32Array, at: number, count: number, turn: number, first: number): void {
  let re = Math.cos((turn * first) % (2 * Math.PI));
  let im = Math.sin((turn * first) % (2 * Math.PI));
  const stepRe = Math.cos(turn);
  const stepIm = Math.sin(turn);
  for (let i = at; i < at + 2 * count; i += 2) {
    const x = iq[i]!;
    const y = iq[i + 1]!;
    iq[i] = x * re - y * im;
    iq[i + 1] = x * im + y * re;
    const next = re * stepRe - im * stepIm;
    im = re * stepIm + im * stepRe;
    re = next;
  }
}

/**
 * What the filter leaves of a chirp and of white noise, from its response across the band: a dechirped chirp is the mean of the
 * response; the noise of every second channel sample is that of the band and of what folds into it.
 */
function gainsOf({ taps, length, before }: Filter, step: number): { chirpGain: number; noiseGain: number } {
  const points = 64;
  let mean = 0;
  for (let i = 0; i < points; i++) {
    // Cycles an input sample, up to the band's edge.
    const frequency = ((i + 0.5) / points) * (0.5 / (2 * step));
    let response = 0;
    for (let k = 0; k < length; k++) response += taps[k]! * Math.cos(2 * Math.PI * frequency * (k - before));
    mean += response / points;
  }
  let power = 0;
  for (let k = 0; k < length; k++) power += taps[k]! ** 2;
  // At one sample a chip there is nothing outside of the band that the noise could lose.
  return { chirpGain: mean, noiseGain: power * 2 * step };
}
