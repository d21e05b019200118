import { CHANNEL_DEFAULTS } from "../../modem/channel/channel.ts";
import { transmit } from "../../modem/channel/transmission.ts";
import { encodeFrame } from "../../modem/coding/encode-frame.ts";
import type { FrameEnvelope, FrameSettings } from "../../modem/frame-settings.ts";
import { frameTrain } from "../../modem/waveform/frame-train.ts";
import { waveformSamples } from "../../modem/waveform/waveform.ts";
import type { ShownSignal } from "./shown-signal.ts";

export interface MadeSignalOptions {
  readonly settings: FrameSettings;
  readonly envelope: FrameEnvelope;
  readonly payload: Uint8Array;
  /** Default: {@link SAMPLES_PER_CHIP} times the bandwidth. */
  readonly sampleRateHz: number | undefined;
  /** Without noise unless given. */
  readonly snrDb: number | undefined;
  readonly seed: number | undefined;
}

const SAMPLES_PER_CHIP = 4;
/** Silence before and after the frame, symbols. */
const LEAD_SYMBOLS = 2;

/**
 * A frame as a transmitter sends it, between two stretches of silence; with noise over all of it where an SNR is given.
 *
 * @throws {InputError} where the sample rate is below the bandwidth
 */
export function makeSignal({ settings, envelope, payload, snrDb, ...options }: MadeSignalOptions): ShownSignal {
  const { sf, bandwidthHz, crc } = settings;
  const { sampleRateHz = SAMPLES_PER_CHIP * bandwidthHz, seed = CHANNEL_DEFAULTS.seed } = options;
  const leadSamples = Math.ceil((LEAD_SYMBOLS * 2 ** sf * sampleRateHz) / bandwidthHz);
  const silence = { leadSamples, trailSamples: leadSamples };
  const train = frameTrain(settings, envelope, [payload], { sampleRateHz, ...silence });
  const endSample = leadSamples + waveformSamples(train.waveforms[0]);
  const noise = snrDb === undefined ? [] : [{ kind: "noise", snrDb } as const];
  const context = { ...CHANNEL_DEFAULTS, sampleRateHz, bandwidthHz, seed };
  return {
    name: `A frame at SF${sf}`,
    origin: snrDb === undefined ? "as sent, without noise" : `SNR ${snrDb} dB`.replace("-", "−"),
    sampleRateHz,
    bandwidthHz,
    channelOffsetHz: 0,
    invertIq: envelope.invertIq,
    durationS: train.samples / sampleRateHz,
    frames: [
      {
        ...settings,
        ...envelope,
        startS: leadSamples / sampleRateHz,
        endS: endSample / sampleRateHz,
        symbols: encodeFrame(settings, payload),
        payload,
        crcOk: crc ? true : null,
        cfoHz: 0,
        clockPpm: 0,
      },
    ],
    sf,
    read: () => transmit({ train, multipath: null, stages: noise, context }),
  };
}
