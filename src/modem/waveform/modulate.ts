import type { FrameEnvelope, FrameSettings } from "../frame-settings.ts";
import { addWaveform } from "./add-waveform.ts";
import { frameTrain, type TrainOptions } from "./frame-train.ts";

/**
 * Frames as samples: what a receiver with a perfect antenna would see.
 *
 * @param payloads one for each frame
 * @param options sample rate; silence, timing, carrier, clock and amplitude where they are not those of `TRAIN_DEFAULTS`
 * @returns interleaved I and Q, an amplitude of 1 unless another is given; silence is exactly zero
 * @throws {InputError} for a sample rate below the bandwidth, a time below zero, or a payload that is too long
 * @example modulate(frameSettings({ sf: 7 }), DEFAULT_ENVELOPE, [Uint8Array.of(72, 105)], { sampleRateHz: 500_000 })
 */
export function modulate(
  settings: FrameSettings,
  envelope: FrameEnvelope,
  payloads: readonly Uint8Array[],
  options: Pick<TrainOptions, "sampleRateHz"> & Partial<TrainOptions>,
): Float32Array {
  const { waveforms, samples } = frameTrain(settings, envelope, payloads, options);
  const out = new Float32Array(2 * samples);
  for (const waveform of waveforms) addWaveform(out, 0, waveform);
  return out;
}
