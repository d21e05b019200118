import { InputError, InterruptedError, WorkError } from "../../math/errors.ts";
import type { SampleReport } from "../../modem/files/sample-check.ts";
import { createReceiver } from "../../modem/receiver/receiver.ts";
import { durationText, percentText } from "../../report/si-text.ts";
import { createProgressLine, type ProgressLine } from "../../runtime/node/progress.ts";
import { defineCommand } from "../command.ts";
import { AnsweredError, EXIT_CODES } from "../errors.ts";
import type { OptionSpecs } from "../options.ts";
import { createFramePrinter } from "./frame-printer.ts";
import { receiveRecording } from "./receive-recording.ts";
import { findIdleFlags, RECEIVER_OPTIONS, readReceiverOptions } from "./receiver-options.ts";
import { openRecording, RECORDING_ARGUMENT, RECORDING_OPTIONS, type Recording } from "./recording-options.ts";

const OWN_OPTIONS = {
  ndjson: {
    flag: "ndjson",
    kind: "switch",
    title: "print each frame as a line of JSON as soon as it ends",
    group: "Output:",
  },
  require: {
    flag: "require",
    kind: "switch",
    title: "exit with 1 unless a frame was decoded that its CRC does not contradict",
    group: "Output:",
  },
} as const satisfies OptionSpecs;

/** Above this share, clipping spreads the signal enough to be worth a word. */
const MAX_CLIPPED_SHARE = 0.001;

export const demodulate = defineCommand({
  description:
    "Finds and decodes the LoRa frames in the samples of a software-defined radio; the bandwidth is all it must be told.\n" +
    "Files may be larger than memory, and a stream on stdin need not end: frames are printed as they end.",
  arguments: [RECORDING_ARGUMENT],
  options: { ...RECORDING_OPTIONS, ...RECEIVER_OPTIONS, ...OWN_OPTIONS },
  examples: [
    { title: "What is in a SigMF recording", line: "modem demodulate scenarios/examples/frames.sigmf-meta" },
    {
      title: "One spreading factor and sync word, from bare samples",
      line: "modem demodulate scenarios/examples/frames.sigmf-data --format cu8 --sample-rate 250kHz --bw 125kHz --sf 7 --sync-word 0x34 --json",
    },
  ],
  async run([file = ""], options, { output, signal }) {
    if (options.ndjson && output.json) {
      const message = "cannot be given together with --json, which prints one document";
      throw new InputError({ code: "conflicting-options", where: "--ndjson", message });
    }
    const warnings: string[] = [];
    const warn = (warning: string) => {
      warnings.push(warning);
      output.remark(`warning: ${warning}`);
    };
    const given = readReceiverOptions(options);
    const recording = await openRecording(file, options, given.bandwidthHz);
    const { source, sampleRateHz, carrierHz, channelOffsetHz } = recording;
    for (const warning of [...findIdleFlags(options), ...recording.warnings, ...source.warnings]) warn(warning);
    const known = source.warnings.length;

    const receiver = createReceiver({ ...given, sampleRateHz, carrierHz, channelOffsetHz });
    const printer = createFramePrinter(output, output.json ? "json" : options.ndjson ? "ndjson" : "table");
    const progress = createProgressLine(output.progressStream, () => performance.now());
    const { report, elapsedS, interrupted } = await receiveRecording({
      source,
      receiver,
      signal,
      onFrames: (frames) => {
        if (frames.length > 0) progress.clear();
        return printer.add(frames);
      },
      onProgress: (samples, sofarS) => showProgress(progress, recording, samples, sofarS),
    }).finally(() => progress.clear());
    for (const warning of [...source.warnings.slice(known), ...sampleWarnings(report)]) warn(warning);

    const ending = { samples: report.samples, sampleRateHz, elapsedS, warnings };
    const failure = interrupted ? new InterruptedError() : options.require ? missingFrame(printer.sound) : null;
    if (failure !== null && output.json) throw new AnsweredError(failure, printer.document(ending));
    await printer.finish(ending);
    if (failure !== null) throw failure;
    if (printer.sound === 0 && !report.constant) output.remark(`  hint: ${NOTHING_FOUND}`);
    return EXIT_CODES.done;
  },
});

const NOTHING_FOUND =
  "are --format, --sample-rate, --bw and --frequency those of the recording? Gateways send with --invert-iq; " +
  "frames without a header need --implicit-header; SF5 and SF6 must be named: --sf 5-12";

function missingFrame(sound: number): WorkError | null {
  return sound > 0 ? null : new WorkError("nothing-decoded", "no frame was decoded", { hint: NOTHING_FOUND });
}

function sampleWarnings({ clippedShare, constant }: SampleReport): string[] {
  if (constant) return ["all samples are the same: nothing was recorded"];
  if (clippedShare < MAX_CLIPPED_SHARE) return [];
  return [`${percentText(clippedShare)} of the samples are cut off at full scale: a lower gain would keep them whole`];
}

function showProgress(progress: ProgressLine, recording: Recording, samples: number, elapsedS: number): void {
  const { sampleRateHz, source } = recording;
  const total = source.totalSamples;
  const share = total === null ? "" : `${Math.floor((100 * samples) / total)} %, `;
  const speed = (samples / sampleRateHz / elapsedS).toPrecision(2);
  const note = `${share}${durationText(samples / sampleRateHz)}, ${speed} × real time`;
  progress.update("demodulating", total === null ? 0 : samples / total, 1, note);
}
