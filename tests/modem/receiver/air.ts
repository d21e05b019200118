import { createGaussian } from "../../../src/math/gaussian.ts";
import type { Random } from "../../../src/math/random.ts";
import { streamRandom } from "../../../src/math/stream-random.ts";
import { noiseSigma } from "../../../src/modem/channel/noise.ts";
import { encodeFrame } from "../../../src/modem/coding/encode-frame.ts";
import { DEFAULT_ENVELOPE, type FrameEnvelope, type FrameSettings } from "../../../src/modem/frame-settings.ts";
import { frameSettings } from "../../../src/modem/frame-settings-input.ts";
import {
  type DecodedFrame,
  RECEIVER_DEFAULTS,
  type ReceiverOptions,
} from "../../../src/modem/receiver/decoded-frame.ts";
import { createReceiver } from "../../../src/modem/receiver/receiver.ts";
import { addWaveform } from "../../../src/modem/waveform/add-waveform.ts";
import { frameChirps } from "../../../src/modem/waveform/frame-chirps.ts";
import { PERFECT_TRANSMITTER, type Waveform, waveformSamples } from "../../../src/modem/waveform/waveform.ts";

export const SF7 = frameSettings({ sf: 7 });

/** A receiver at 125 kHz and one sample a chip for SF7. */
export const LISTEN: ReceiverOptions = {
  ...RECEIVER_DEFAULTS,
  sampleRateHz: 125e3,
  bandwidthHz: 125e3,
  spreadingFactors: [7],
};

/** A frame on the air, and what it carries. */
export interface SentFrame extends Waveform {
  readonly settings: FrameSettings;
  readonly payload: Uint8Array;
  readonly symbols: Uint16Array;
  /** First sample after it. */
  readonly endSample: number;
}

export interface FrameInput extends Partial<Waveform> {
  readonly settings?: FrameSettings;
  readonly envelope?: Partial<FrameEnvelope>;
  readonly payload?: Uint8Array;
}

/** A frame from a perfect transmitter, but for what is given: at SF7, with the default preamble and sync word. */
export function sendFrame(input: FrameInput): SentFrame {
  const { settings = SF7, payload = Uint8Array.from("Hello LoRa!", (letter) => letter.charCodeAt(0)) } = input;
  const envelope = { ...DEFAULT_ENVELOPE, ...input.envelope };
  const symbols = encodeFrame(settings, payload);
  const waveform: Waveform = {
    ...PERFECT_TRANSMITTER,
    sampleRateHz: settings.bandwidthHz,
    invertIq: envelope.invertIq,
    chirps: frameChirps(settings, envelope, symbols),
    sf: settings.sf,
    bandwidthHz: settings.bandwidthHz,
    ...input,
  };
  return { ...waveform, settings, payload, symbols, endSample: waveform.startSample + waveformSamples(waveform) };
}

export function randomPayload(bytes: number, random: Random): Uint8Array {
  return Uint8Array.from({ length: bytes }, () => 256 * random());
}

export interface Air {
  readonly frames: readonly SentFrame[];
  /** Length of the recording; without it, it ends with the last frame. */
  readonly samples?: number;
  /** Of a frame of amplitude 1; none: no noise. */
  readonly snrDb?: number;
  readonly seed?: number;
}

/** What an antenna sees: the frames' sum, and white noise over the whole sample rate. */
export function record({ frames, samples, snrDb, seed = 1 }: Air): Float32Array {
  const length = samples ?? Math.ceil(Math.max(...frames.map(({ endSample }) => endSample)));
  const out = new Float32Array(2 * length);
  for (const frame of frames) addWaveform(out, 0, frame);
  if (snrDb !== undefined) createGaussian(seed).addTo(out, noiseSigma(snrDb, { ...frames[0], signalPower: 1 }));
  return out;
}

/** Noise alone, of power 1. */
export function noise(samples: number, seed: number): Float32Array {
  const out = new Float32Array(2 * samples);
  createGaussian(seed).addTo(out, Math.SQRT1_2);
  return out;
}

/** All frames of a recording, which is pushed in chunks of so many samples. */
export function receive(
  samples: Float32Array,
  options: Partial<ReceiverOptions> = {},
  chunk = samples.length / 2,
): DecodedFrame[] {
  const receiver = createReceiver({ ...LISTEN, ...options });
  const found: DecodedFrame[] = [];
  for (let at = 0; at < samples.length; at += 2 * chunk)
    found.push(...receiver.push(samples.subarray(at, at + 2 * chunk)));
  return [...found, ...receiver.end()].sort((a, b) => a.startSample - b.startSample);
}

/** Payload, and what became of its CRC: what one frame is told from another by. */
export function contents(frames: readonly { payload: Uint8Array; crcOk?: boolean | null }[]): string[] {
  return frames.map(
    ({ payload, crcOk }) => `${Buffer.from(payload).toString("hex")}${crcOk === false ? " (bad)" : ""}`,
  );
}

export interface Train {
  readonly count: number;
  readonly settings?: FrameSettings;
  readonly sampleRateHz?: number;
  readonly payloadBytes?: number;
  /** Symbols of silence before each frame: so many at least, and up to as many again. */
  readonly gapSymbols?: number;
  /** Of a frame of amplitude 1; none: no noise. */
  readonly snrDb?: number;
  readonly seed?: number;
  /** What the frames have that a perfect transmitter's have not. */
  readonly each?: (random: Random, index: number) => FrameInput;
}

/** Frames one after the other with random payloads, phases and gaps, each at a random fraction of a sample unless told otherwise. */
export function recordTrain(train: Train): { readonly samples: Float32Array; readonly frames: readonly SentFrame[] } {
  const { count, settings = SF7, sampleRateHz = settings.bandwidthHz, payloadBytes = 16, gapSymbols = 4 } = train;
  const { snrDb, seed = 1, each } = train;
  const random = streamRandom(seed, settings.sf);
  const symbolSamples = (2 ** settings.sf * sampleRateHz) / settings.bandwidthHz;
  const frames: SentFrame[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    const { startSample = random(), ...input } = each?.(random, i) ?? {};
    const frame = sendFrame({
      settings,
      sampleRateHz,
      payload: randomPayload(payloadBytes, random),
      phaseRad: 2 * Math.PI * random(),
      ...input,
      startSample: Math.ceil(at + gapSymbols * (1 + random()) * symbolSamples) + startSample,
    });
    frames.push(frame);
    at = frame.endSample;
  }
  return { samples: record({ frames, samples: Math.ceil(at + 6 * symbolSamples), snrDb, seed }), frames };
}

/** Which of the frames sent were found, and what else was. */
export function compare(sent: readonly SentFrame[], found: readonly DecodedFrame[]) {
  const others = [...found];
  const pairs: { readonly sent: SentFrame; readonly found: DecodedFrame }[] = [];
  for (const frame of sent) {
    const [wanted] = contents([frame]);
    const index = others.findIndex((other) => contents([other])[0] === wanted);
    if (index >= 0) pairs.push({ sent: frame, found: others.splice(index, 1)[0] });
  }
  /** Found, and by their CRC or for want of one, sound. */
  const falseFrames = others.filter(({ crcOk }) => crcOk !== false);
  return { pairs, lost: sent.length - pairs.length, others, falseFrames };
}
