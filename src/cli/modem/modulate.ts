import { formatHex } from "../../math/hex.ts";
import { receivedPower } from "../../modem/channel/level.ts";
import { transmit } from "../../modem/channel/transmission.ts";
import type { SampleFormat } from "../../modem/files/sample-format.ts";
import type { SigmfAnnotation } from "../../modem/files/sigmf.ts";
import type { FrameTrain } from "../../modem/waveform/frame-train.ts";
import { waveformSamples } from "../../modem/waveform/waveform.ts";
import { durationText, percentText, siText } from "../../report/si-text.ts";
import { createProgressLine } from "../../runtime/node/progress.ts";
import { defineCommand } from "../command.ts";
import type { OptionSpecs, OptionValues } from "../options.ts";
import { CHANNEL_OPTIONS, type GivenChannel, readChannelOptions } from "./channel-options.ts";
import {
  ENVELOPE_OPTIONS,
  FRAME_OPTIONS,
  PAYLOAD_OPTIONS,
  readEnvelopeOptions,
  readFrameOptions,
  readPayloadOptions,
} from "./frame-options.ts";
import { FILE_OPTIONS, type MadeFile, readFileOptions, writeRecording } from "./made-recording.ts";
import { DEFAULT_SEED, readTrain, TRAIN_OPTIONS } from "./train-options.ts";

/** Samples per chip where no sample rate is given: what receivers mostly work at. */
const DEFAULT_SAMPLES_PER_CHIP = 4;
/** Root mean square of all that is received, where an integer format makes the level matter: peaks of noise stay whole. */
const INTEGER_LEVEL = 0.25;

const OPTIONS = {
  ...FRAME_OPTIONS,
  ...PAYLOAD_OPTIONS,
  payloadHex: {
    ...PAYLOAD_OPTIONS.payloadHex,
    title: "bytes in hexadecimal, of several frames with commas: c0ffee,0102",
  },
  ...ENVELOPE_OPTIONS,
  ...FILE_OPTIONS,
  ...TRAIN_OPTIONS,
  ...CHANNEL_OPTIONS,
} as const satisfies OptionSpecs;

type Options = OptionValues<typeof OPTIONS>;

export const modulate = defineCommand({
  description:
    "Writes LoRa frames as samples, as a transmitter sends them or as a receiver gets them through a channel.\n" +
    "Chirps are computed at the instant of each sample: any rate from the bandwidth up and any fraction of a sample are exact.",
  arguments: [],
  options: OPTIONS,
  examples: [
    {
      title: "A frame at four samples per chip",
      line: "modem modulate --sf 7 --payload-text Hello --sample-rate 500kHz --out out/hello.cf32",
    },
    {
      title: "Three frames as a cheap receiver records them: noise, a carrier 3 kHz off, eight bits",
      line: "modem modulate --sf 9 --payload-hex c0ffee --repeat 3 --gap 50ms --snr -5dB --cfo 3kHz --clock-ppm 3.5 --out out/noisy.cu8",
    },
    {
      title:
        "Echoes of hilly terrain, a frame of another network, and a SigMF recording that says where the frames are",
      line: "modem modulate --sf 8 --payload-text hills --multipath cost207-hilly --interferer lora:sir=3dB:sf=8:delay=30ms --snr 10dB --out out/hills.sigmf-meta",
    },
  ],
  async run(_args, options, { output, signal }) {
    const settings = readFrameOptions(options);
    const target = readFileOptions(options);
    const channel = await readChannelOptions(options);
    const sampleRateHz = options.sampleRateHz ?? DEFAULT_SAMPLES_PER_CHIP * settings.bandwidthHz;
    const rates = { sampleRateHz, bandwidthHz: settings.bandwidthHz };
    const amplitude = options.amplitude ?? defaultAmplitude(target.format, channel, rates);
    const payloads = readPayloads(options);
    const envelope = readEnvelopeOptions(options);
    const train = readTrain(options, { settings, envelope, payloads, sampleRateHz, amplitude });

    const progress = createProgressLine(output.progressStream, () => performance.now());
    const context = { ...rates, signalPower: amplitude ** 2, seed: options.seed ?? DEFAULT_SEED };
    const written = await writeRecording(
      target,
      {
        blocks: transmit({ train, ...channel, context }),
        sampleRateHz,
        annotations: annotate(train, payloads, target.centerHz),
        onProgress: (samples) => progress.update("modulating", samples, train.samples),
      },
      signal,
    ).finally(() => progress.clear());

    if (written.clippedShare > 0) {
      const advice = `a lower --amplitude than ${Number(amplitude.toPrecision(3))} keeps them whole`;
      output.remark(
        `warning: ${percentText(written.clippedShare)} of the samples are cut off at full scale: ${advice}`,
      );
    }
    const made = { ...target, sampleRateHz, samples: written.samples, durationS: written.samples / sampleRateHz };
    if (output.json) return output.printJson({ ...made, amplitude, frames: placeFrames(train, payloads), ...channel });
    await output.print(`${target.metaFile ?? target.file}: ${framesText(train)}; ${samplesText(made)}\n`);
  },
});

/** Floating-point samples hold any level. */
function defaultAmplitude(
  format: SampleFormat,
  { stages }: GivenChannel,
  rates: { readonly sampleRateHz: number; readonly bandwidthHz: number },
): number {
  if (format === "cf32" || format === "cf64") return 1;
  return INTEGER_LEVEL / Math.sqrt(receivedPower(stages, rates));
}

/** One for each frame. */
function readPayloads({ payloadHex, payloadText, repeat = 1 }: Options): Uint8Array[] {
  const hexes = payloadHex === undefined ? [undefined] : payloadHex.split(",");
  const payloads = hexes.map((hex) => readPayloadOptions({ payloadHex: hex, payloadText }));
  return Array.from({ length: repeat }, () => payloads).flat();
}

/** Where the frames are, for scripts. */
function placeFrames({ waveforms }: FrameTrain, payloads: readonly Uint8Array[]) {
  return waveforms.map((waveform, k) => {
    const { startSample, sampleRateHz } = waveform;
    const endSample = startSample + waveformSamples(waveform);
    const payloadHex = formatHex(payloads[k]);
    return { startSample, startS: startSample / sampleRateHz, endS: endSample / sampleRateHz, payloadHex };
  });
}

function framesText({ waveforms: [first, ...others] }: FrameTrain): string {
  const count = others.length === 0 ? "1 frame" : `${others.length + 1} frames`;
  return `${count} at SF${first.sf}, ${siText(first.bandwidthHz, "Hz")}`;
}

function samplesText({ samples, sampleRateHz, durationS, format }: MadeFile & MadeSamples): string {
  return `${samples} samples at ${siText(sampleRateHz, "Hz")} (${format}), ${durationText(durationS)}`;
}

interface MadeSamples {
  readonly samples: number;
  readonly sampleRateHz: number;
  readonly durationS: number;
}

/** Where the frames are, for those who look at a SigMF recording. */
function annotate(
  { waveforms }: FrameTrain,
  payloads: readonly Uint8Array[],
  centerHz: number | null,
): SigmfAnnotation[] {
  return waveforms.map((waveform, k) => {
    const middleHz = (centerHz ?? 0) + (waveform.invertIq ? -1 : 1) * waveform.carrierOffsetHz;
    return {
      sampleStart: Math.ceil(waveform.startSample),
      sampleCount: Math.round(waveformSamples(waveform)),
      freqLowerHz: middleHz - waveform.bandwidthHz / 2,
      freqUpperHz: middleHz + waveform.bandwidthHz / 2,
      label: `LoRa SF${waveform.sf}`,
      comment: `payload ${formatHex(payloads[k])}`,
    };
  });
}
