import path from "node:path";
import { InputError } from "../../math/errors.ts";
import { createSampleCheck } from "../../modem/files/sample-check.ts";
import type { DecodedFrame } from "../../modem/receiver/decoded-frame.ts";
import { createReceiver } from "../../modem/receiver/receiver.ts";
import { siText } from "../../report/si-text.ts";
import type { OptionValues } from "../options.ts";
import type { Output } from "../output.ts";
import type { GivenReceiverOptions } from "./receiver-options.ts";
import { openRecording, type RECORDING_OPTIONS } from "./recording-options.ts";
import type { ShownSignal } from "./shown-signal.ts";

export interface RecordedSignalOptions {
  readonly file: string;
  readonly recording: OptionValues<typeof RECORDING_OPTIONS>;
  readonly receiver: GivenReceiverOptions;
  /** What comes later is not drawn: the receiver reads on only until frames that began before must have ended. */
  readonly toS: number;
  readonly output: Output;
  readonly signal: AbortSignal;
}

/** The longest frame: 255 bytes at SF5 and 4/8, rounded up. */
const LONGEST_FRAME_SYMBOLS = 900;

/**
 * A recording with the frames that the receiver finds in it. The file is read once for them, and again for the picture.
 *
 * @throws {InputError} naming the flag or the file
 */
export async function openRecordedSignal(options: RecordedSignalOptions): Promise<ShownSignal> {
  const { file, receiver: given, output, signal } = options;
  if (file === "-") {
    const message = "expected a file: a picture is drawn in two passes, and stdin can be read once";
    throw new InputError({ code: "bad-value", where: "FILE", message });
  }
  const { bandwidthHz, spreadingFactors, invertIq } = given;
  const open = () => openRecording(file, options.recording, bandwidthHz);
  const { source, sampleRateHz, carrierHz, channelOffsetHz, warnings } = await open();
  for (const warning of [...warnings, ...source.warnings]) output.remark(`warning: ${warning}`);

  const check = createSampleCheck(source.format, source.name);
  const receiver = createReceiver({ ...given, sampleRateHz, carrierHz, channelOffsetHz });
  const longestS = (LONGEST_FRAME_SYMBOLS * 2 ** Math.max(...spreadingFactors)) / bandwidthHz;
  const frames: DecodedFrame[] = [];
  for await (const samples of source.read(signal)) {
    check.inspect(samples);
    frames.push(...receiver.push(samples));
    if (receiver.samples / sampleRateHz > options.toS + longestS) break;
  }
  frames.push(...receiver.end());
  frames.sort((a, b) => a.startS - b.startS);
  return {
    name: path.basename(file),
    origin: `${siText(sampleRateHz, "S/s")}, ${frames.length} frame${frames.length === 1 ? "" : "s"} decoded`,
    sampleRateHz,
    bandwidthHz,
    channelOffsetHz,
    invertIq,
    durationS: receiver.samples / sampleRateHz,
    frames,
    sf: spreadingFactors[spreadingFactors.length >> 1],
    read: async function* () {
      yield* (await open()).source.read(signal);
    },
  };
}
