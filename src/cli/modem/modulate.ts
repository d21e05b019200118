import { InputError } from "../../math/errors.ts";
import { formatHex } from "../../math/hex.ts";
import { receivedPower } from "../../modem/channel/level.ts";
import { transmit } from "../../modem/channel/transmission.ts";
import type { SampleFormat } from "../../modem/files/sample-format.ts";
import type { SigmfAnnotation } from "../../modem/files/sigmf.ts";
import type { FrameSettings } from "../../modem/frame-settings.ts";
import { type FrameTrain, frameTrain } from "../../modem/waveform/frame-train.ts";
import { waveformSamples } from "../../modem/waveform/waveform.ts";
import { percentText, siText } from "../../report/si-text.ts";
import { createProgressLine } from "../../runtime/node/progress.ts";
import { defineCommand } from "../command.ts";
import { renamePlaces } from "../errors.ts";
import { flagOf } from "../model-options.ts";
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
import { FILE_OPTIONS, readFileOptions, writeRecording } from "./made-recording.ts";

const STREAM = "Stream:";
const TRANSMITTER = "Transmitter:";

/** Samples per chip where no sample rate is given: what receivers mostly work at. */
const DEFAULT_SAMPLES_PER_CHIP = 4;
const DEFAULT_SEED = 1;
/** Memory holds a note of each frame. */
const MAX_REPEAT = 1_000_000;
/** Root mean square of all that is received, where an integer format makes the level matter: peaks of noise stay whole. */
const INTEGER_LEVEL = 0.25;

const OWN_OPTIONS = {
  sampleRateHz: {
    flag: "sample-rate",
    kind: "quantity",
    dimension: "frequency",
    title: "samples per second, at least the bandwidth; default four times the bandwidth",
    group: STREAM,
  },
  leadS: {
    flag: "lead",
    kind: "quantity",
    dimension: "time",
    min: 0,
    title: "silence before the first frame",
    group: STREAM,
  },
  gapS: { flag: "gap", kind: "quantity", dimension: "time", min: 0, title: "silence between frames", group: STREAM },
  trailS: {
    flag: "trail",
    kind: "quantity",
    dimension: "time",
    min: 0,
    title: "silence after the last frame",
    group: STREAM,
  },
  repeat: {
    flag: "repeat",
    kind: "integer",
    min: 1,
    max: MAX_REPEAT,
    title: "how often all frames are sent",
    group: STREAM,
  },
  seed: {
    flag: "seed",
    kind: "integer",
    title: `for all that is drawn by lot, default ${DEFAULT_SEED}`,
    group: STREAM,
  },
  carrierOffsetHz: {
    flag: "cfo",
    kind: "quantity",
    dimension: "frequency",
    title: "how far its carrier is above the receiver's",
    group: TRANSMITTER,
  },
  driftHzPerS: {
    flag: "drift",
    kind: "quantity",
    dimension: "scalar",
    title: "what the carrier's offset grows by in each second of a frame, Hz",
    group: TRANSMITTER,
  },
  clockPpm: {
    flag: "clock-ppm",
    kind: "quantity",
    dimension: "scalar",
    min: -1000,
    max: 1000,
    title: "how much its clock is fast, parts per million; its carrier is --cfo's",
    group: TRANSMITTER,
  },
  timingOffset: {
    flag: "timing-offset",
    kind: "quantity",
    dimension: "scalar",
    min: 0,
    title: "by how many samples the frames start late: 0.5 is between two samples",
    group: TRANSMITTER,
  },
  amplitude: {
    flag: "amplitude",
    kind: "quantity",
    dimension: "scalar",
    title: "of the signal over full scale; default 1, in integer formats such that all of it fits",
    group: TRANSMITTER,
  },
} as const satisfies OptionSpecs;

const OPTIONS = {
  ...FRAME_OPTIONS,
  ...PAYLOAD_OPTIONS,
  payloadHex: {
    ...PAYLOAD_OPTIONS.payloadHex,
    title: "bytes in hexadecimal, of several frames with commas: c0ffee,0102",
  },
  ...ENVELOPE_OPTIONS,
  ...FILE_OPTIONS,
  ...OWN_OPTIONS,
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
    const train = readTrain(options, settings, payloads, { sampleRateHz, amplitude });

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
    const { file, format, metaFile } = target;
    const durationS = written.samples / sampleRateHz;
    if (output.json) {
      const frames = train.waveforms.map((waveform, k) => ({
        startSample: waveform.startSample,
        startS: waveform.startSample / sampleRateHz,
        endS: (waveform.startSample + waveformSamples(waveform)) / sampleRateHz,
        payloadHex: formatHex(payloads[k]),
      }));
      const { samples } = written;
      return output.printJson({
        file,
        metaFile,
        format,
        sampleRateHz,
        samples,
        durationS,
        amplitude,
        frames,
        ...channel,
      });
    }
    const count = train.waveforms.length;
    const what = `${count} ${count === 1 ? "frame" : "frames"} at SF${settings.sf}, ${siText(settings.bandwidthHz, "Hz")}`;
    const samples = `${written.samples} samples at ${siText(sampleRateHz, "Hz")} (${format}), ${siText(durationS, "s")}`;
    await output.print(`${metaFile ?? file}: ${what}; ${samples}\n`);
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

function readTrain(
  options: Options,
  settings: FrameSettings,
  payloads: readonly Uint8Array[],
  { sampleRateHz, amplitude }: { readonly sampleRateHz: number; readonly amplitude: number },
): FrameTrain {
  const { leadS = 0, gapS = 0, trailS = 0, timingOffset = 0 } = options;
  const { carrierOffsetHz = 0, driftHzPerS = 0, clockPpm = 0 } = options;
  requireInBand(carrierOffsetHz, settings.bandwidthHz, sampleRateHz);
  return renamePlaces(
    (key) => flagOf(OPTIONS, key),
    () =>
      frameTrain(settings, readEnvelopeOptions(options), payloads, {
        sampleRateHz,
        leadSamples: Math.round(leadS * sampleRateHz),
        gapSamples: gapS * sampleRateHz,
        trailSamples: Math.round(trailS * sampleRateHz),
        timingOffset,
        amplitude,
        carrierOffsetHz,
        driftHzPerS,
        clockPpm,
      }),
  );
}

/** A carrier beyond half the sample rate would come back on the other side. */
function requireInBand(carrierOffsetHz: number, bandwidthHz: number, sampleRateHz: number): void {
  if (Math.abs(carrierOffsetHz) <= sampleRateHz / 2) return;
  const message = `expected at most half the sample rate, ${sampleRateHz / 2} Hz, got ${carrierOffsetHz} Hz`;
  const hint = `a whole channel ${bandwidthHz} Hz wide fits up to ${(sampleRateHz - bandwidthHz) / 2} Hz`;
  throw new InputError({ code: "out-of-range", where: "--cfo", message, hint });
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
