import { InputError } from "../../math/errors.ts";
import { SAMPLE_FORMATS } from "../../modem/files/sample-format.ts";
import { openSampleSource, type SampleSource, type SourceFormat } from "../../runtime/node/sample-source.ts";
import type { ArgumentSpec } from "../command.ts";
import { renamePlacesOf } from "../errors.ts";
import { flagOf } from "../model-options.ts";
import type { OptionSpecs, OptionValues } from "../options.ts";

const RECORDING = "Recording:";

/** The recording that a command reads. */
export const RECORDING_ARGUMENT = {
  name: "FILE",
  title: "samples: a raw file, a SigMF recording (.sigmf-meta or .sigmf-data), a WAV file, or - for stdin",
} as const satisfies ArgumentSpec;

/** What a file does not say of itself: read by {@link openRecording}. */
export const RECORDING_OPTIONS = {
  sampleRateHz: {
    flag: "sample-rate",
    kind: "quantity",
    dimension: "frequency",
    title: "samples per second; SigMF and WAV files say it themselves",
    group: RECORDING,
  },
  format: {
    flag: "format",
    kind: "choice",
    values: [...SAMPLE_FORMATS, "sigmf", "wav"],
    title: "layout of the samples, default by the file's name",
    group: RECORDING,
  },
  centerHz: {
    flag: "center",
    kind: "quantity",
    dimension: "frequency",
    title: "frequency that the recorder was tuned to; ties the clock's error to the carrier's",
    group: RECORDING,
  },
  frequencyHz: {
    flag: "frequency",
    kind: "quantity",
    dimension: "frequency",
    title: "carrier of the channel to decode, default the recording's center",
    group: RECORDING,
  },
} as const satisfies OptionSpecs;

/** A recording with all that must be known of it. */
export interface Recording {
  readonly source: SampleSource;
  readonly sampleRateHz: number;
  /** Carrier of the channel; null where nothing says it. */
  readonly carrierHz: number | null;
  /** The channel's middle less the recording's. */
  readonly channelOffsetHz: number;
  /** Where the flags and the file disagree. */
  readonly warnings: readonly string[];
}

/**
 * Opens the recording that is named; a flag wins over what the file says. Close its source when it is not read to the end.
 *
 * @param bandwidthHz of the channel, which must lie inside the recording
 * @throws {InputError} naming the flag or the file
 */
export async function openRecording(
  file: string,
  options: OptionValues<typeof RECORDING_OPTIONS>,
  bandwidthHz: number,
): Promise<Recording> {
  const source = await renamePlacesOf(
    (key) => flagOf(RECORDING_OPTIONS, key),
    () => openSampleSource(file, (options.format ?? null) as SourceFormat),
  );
  try {
    const sampleRateHz = readSampleRate(options.sampleRateHz, source, bandwidthHz);
    const channel = readChannel(options, source, { sampleRateHz, bandwidthHz });
    return { source, sampleRateHz, ...channel, warnings: findDisagreements(options, source) };
  } catch (error) {
    await source.close();
    throw error;
  }
}

function readSampleRate(given: number | undefined, source: SampleSource, bandwidthHz: number): number {
  const sampleRateHz = given ?? source.sampleRateHz;
  const where = given === undefined ? source.name : "--sample-rate";
  if (sampleRateHz === null) {
    const message = "missing: samples per second of the recording";
    throw new InputError({ code: "missing-option", where: "--sample-rate", message, hint: "such as 500kHz or 2.4MHz" });
  }
  if (!(sampleRateHz >= bandwidthHz)) {
    const message = `expected a sample rate of at least the bandwidth, ${bandwidthHz} Hz, got ${sampleRateHz} Hz`;
    throw new InputError({ code: "out-of-range", where, message, hint: "is --bw right?" });
  }
  return sampleRateHz;
}

function readChannel(
  { centerHz, frequencyHz }: OptionValues<typeof RECORDING_OPTIONS>,
  source: SampleSource,
  { sampleRateHz, bandwidthHz }: { readonly sampleRateHz: number; readonly bandwidthHz: number },
): { carrierHz: number | null; channelOffsetHz: number } {
  const centre = centerHz ?? source.centreHz;
  if (frequencyHz === undefined) return { carrierHz: centre, channelOffsetHz: 0 };
  if (centre === null) {
    const message = "cannot be placed: nothing says what the recorder was tuned to";
    throw new InputError({ code: "missing-option", where: "--frequency", message, hint: "give --center too" });
  }
  const channelOffsetHz = frequencyHz - centre;
  const largestHz = (sampleRateHz - bandwidthHz) / 2;
  if (!(Math.abs(channelOffsetHz) <= largestHz)) {
    const range = `${(centre - largestHz) / 1e6} to ${(centre + largestHz) / 1e6} MHz`;
    const message = `expected a channel inside the recording, ${range}, got ${frequencyHz / 1e6} MHz`;
    throw new InputError({ code: "out-of-range", where: "--frequency", message });
  }
  return { carrierHz: frequencyHz, channelOffsetHz };
}

function findDisagreements(
  { sampleRateHz, centerHz }: OptionValues<typeof RECORDING_OPTIONS>,
  source: SampleSource,
): string[] {
  const pairs = [
    ["--sample-rate", sampleRateHz, source.sampleRateHz],
    ["--center", centerHz, source.centreHz],
  ] as const;
  return pairs
    .filter(([, given, own]) => given !== undefined && own !== null && given !== own)
    .map(([flag, given, own]) => `${flag} is ${given} Hz, although ${source.name} says ${own} Hz: the flag counts`);
}
