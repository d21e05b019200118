import type { SpreadingFactor } from "../../lora/parameters.ts";
import { InputError } from "../../math/errors.ts";
import { streamRandom } from "../../math/stream-random.ts";
import { encodeFrame } from "../coding/encode-frame.ts";
import { DEFAULT_ENVELOPE, type FrameSettings } from "../frame-settings.ts";
import { frameSettings } from "../frame-settings-input.ts";
import { addWaveform } from "../waveform/add-waveform.ts";
import { frameChirps } from "../waveform/frame-chirps.ts";
import { PERFECT_TRANSMITTER, type Waveform, waveformSamples } from "../waveform/waveform.ts";
import { type ChannelContext, inPlaceStage, type SampleStage } from "./stage.ts";

/** Another LoRa transmitter with a sound frame of random bytes. */
export interface LoraInterfererStage {
  readonly kind: "lora";
  /** Signal's mean power over the frame's. */
  readonly sirDb: number;
  readonly sf: SpreadingFactor;
  /** From the start of the stream to that of the frame; below zero it is under way as the stream begins. */
  readonly delayS: number;
  /** From the middle of the band. */
  readonly offsetHz: number;
  readonly payloadBytes: number;
  /** Null: the signal's own. */
  readonly bandwidthHz: number | null;
  /** From one frame's start to the next; null: there is but one. */
  readonly periodS: number | null;
}

/** @throws {InputError} when frames would follow each other before the one before has ended */
export function createLoraInterferer(stage: LoraInterfererStage, context: ChannelContext): SampleStage {
  const { periodS, delayS } = stage;
  const frame = interferingWaveform(stage, context);
  const frameS = waveformSamples(frame) / context.sampleRateHz;
  if (periodS !== null && !(periodS >= frameS)) {
    const message = `expected at least the frame's time on air, ${frameS.toFixed(4)} s, got ${periodS} s`;
    throw new InputError({ code: "out-of-range", where: "periodS", message });
  }
  const periodSamples = periodS === null ? Number.POSITIVE_INFINITY : periodS * context.sampleRateHz;
  const firstStart = delayS * context.sampleRateHz;
  return inPlaceStage((samples, firstSample) => {
    const end = firstSample + samples.length / 2;
    let start = firstStart;
    // From the frame on that may still be on the air
    if (periodS !== null && firstSample > firstStart) {
      start += Math.max(0, Math.floor((firstSample - firstStart) / periodSamples) - 1) * periodSamples;
    }
    for (; start < end; start += periodSamples) addWaveform(samples, firstSample, { ...frame, startSample: start });
  });
}

function interferingWaveform(stage: LoraInterfererStage, context: ChannelContext): Waveform {
  const random = streamRandom(context.seed);
  const settings: FrameSettings = frameSettings({
    sf: stage.sf,
    bandwidthHz: stage.bandwidthHz ?? context.bandwidthHz,
    chip: "sx126x",
  });
  const payload = Uint8Array.from({ length: stage.payloadBytes }, () => 256 * random());
  return {
    ...PERFECT_TRANSMITTER,
    chirps: frameChirps(settings, DEFAULT_ENVELOPE, encodeFrame(settings, payload)),
    sf: settings.sf,
    bandwidthHz: settings.bandwidthHz,
    sampleRateHz: context.sampleRateHz,
    carrierOffsetHz: stage.offsetHz,
    amplitude: Math.sqrt(context.signalPower * 10 ** (-stage.sirDb / 10)),
    phaseRad: 2 * Math.PI * random(),
  };
}
