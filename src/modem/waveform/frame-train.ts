import { requirePositive, requireRange } from "../../math/errors.ts";
import { encodeFrame } from "../coding/encode-frame.ts";
import type { FrameEnvelope, FrameSettings } from "../frame-settings.ts";
import { frameChirps } from "./frame-chirps.ts";
import { PERFECT_TRANSMITTER, type Waveform, waveformSamples } from "./waveform.ts";

/** How frames follow each other, and what is wrong with their transmitter. Times are in samples. */
export interface TrainOptions {
  /** At least the bandwidth; it need not be a multiple of it. */
  readonly sampleRateHz: number;
  /** Silence before the first frame, between two frames, and after the last one. */
  readonly leadSamples: number;
  readonly gapSamples: number;
  readonly trailSamples: number;
  /** By how much the frames start after a sample of the receiver. */
  readonly timingOffset: number;
  readonly amplitude: number;
  readonly phaseRad: number;
  readonly carrierOffsetHz: number;
  readonly driftHzPerS: number;
  readonly clockPpm: number;
}

/** One frame after the other, without silence, from a perfect transmitter at full scale. */
export const TRAIN_DEFAULTS = {
  leadSamples: 0,
  gapSamples: 0,
  trailSamples: 0,
  timingOffset: 0,
  amplitude: PERFECT_TRANSMITTER.amplitude,
  phaseRad: PERFECT_TRANSMITTER.phaseRad,
  carrierOffsetHz: PERFECT_TRANSMITTER.carrierOffsetHz,
  driftHzPerS: PERFECT_TRANSMITTER.driftHzPerS,
  clockPpm: PERFECT_TRANSMITTER.clockPpm,
} as const satisfies Omit<TrainOptions, "sampleRateHz">;

/** Frames in their places on a stream. */
export interface FrameTrain {
  readonly waveforms: readonly Waveform[];
  /** Up to the end of the last silence. */
  readonly samples: number;
}

/**
 * Places frames one after the other. Each one's carrier starts afresh, with the train's phase and offset.
 *
 * @param payloads one for each frame; equal ones are encoded once
 * @throws {InputError} for a sample rate below the bandwidth, a time below zero, or a payload that is too long
 */
export function frameTrain(
  settings: FrameSettings,
  envelope: FrameEnvelope,
  payloads: readonly Uint8Array[],
  options: Pick<TrainOptions, "sampleRateHz"> & Partial<TrainOptions>,
): FrameTrain {
  const { leadSamples, gapSamples, trailSamples, timingOffset, ...transmitter } = { ...TRAIN_DEFAULTS, ...options };
  requireRange("sampleRateHz", transmitter.sampleRateHz, settings.bandwidthHz, Number.MAX_VALUE);
  requirePositive("amplitude", transmitter.amplitude);
  for (const [name, value] of Object.entries({ leadSamples, gapSamples, trailSamples, timingOffset })) {
    requireRange(name, value, 0, Number.MAX_SAFE_INTEGER);
  }
  const made = new Map<Uint8Array, Waveform>();
  let at = leadSamples + timingOffset;
  const waveforms = payloads.map((payload, k) => {
    const frame = made.get(payload) ?? makeFrame(settings, envelope, payload, transmitter);
    made.set(payload, frame);
    const startSample = at + (k === 0 ? 0 : gapSamples);
    at = startSample + waveformSamples(frame);
    return { ...frame, startSample };
  });
  return { waveforms, samples: Math.ceil(at + trailSamples) };
}

type Transmitter = Pick<
  TrainOptions,
  "sampleRateHz" | "amplitude" | "phaseRad" | "carrierOffsetHz" | "driftHzPerS" | "clockPpm"
>;

function makeFrame(
  settings: FrameSettings,
  envelope: FrameEnvelope,
  payload: Uint8Array,
  transmitter: Transmitter,
): Waveform {
  return {
    ...transmitter,
    chirps: frameChirps(settings, envelope, encodeFrame(settings, payload)),
    sf: settings.sf,
    bandwidthHz: settings.bandwidthHz,
    invertIq: envelope.invertIq,
    startSample: 0,
  };
}
