import type { SampleFormat } from "./sample-format.ts";

/** What a recording's metadata says of its samples. */
export interface SigmfRecording {
  readonly format: SampleFormat;
  /** Null where the metadata does not say. */
  readonly sampleRateHz: number | null;
  /** In the order of their first samples. */
  readonly captures: readonly SigmfCapture[];
  readonly annotations: readonly SigmfAnnotation[];
  readonly description: string | null;
  /** Name of the file of samples, beside the metadata; null: the metadata's own name with the ending `.sigmf-data`. */
  readonly dataset: string | null;
  /** Bytes before the first sample and after the last one that are no samples. */
  readonly headerBytes: number;
  readonly trailingBytes: number;
}

/** Samples from one on that were taken with the same settings. */
export interface SigmfCapture {
  readonly sampleStart: number;
  /** Middle of the recorded band; null where it is unknown. */
  readonly frequencyHz: number | null;
  /** Time of the first sample, ISO 8601 in UTC. */
  readonly datetime: string | null;
}

/** A remark on a stretch of samples and a band. */
export interface SigmfAnnotation {
  readonly sampleStart: number;
  /** Null: up to the next annotation or the end. */
  readonly sampleCount: number | null;
  /** On the carrier's scale where the capture's frequency is known, else about zero. */
  readonly freqLowerHz: number | null;
  readonly freqUpperHz: number | null;
  /** A word or two. */
  readonly label: string | null;
  readonly comment: string | null;
}

/** The version of the specification that {@link formatSigmf} follows. */
export const SIGMF_VERSION = "1.2.0";

/** Our formats by the names of the specification, "Dataset Format"; big-endian and real samples are not among them. */
export const SIGMF_DATATYPES = {
  cf32_le: "cf32",
  cf64_le: "cf64",
  ci16_le: "ci16",
  ci8: "ci8",
  cu8: "cu8",
} as const satisfies Readonly<Record<string, SampleFormat>>;

/** What is to be written about a recording made here. */
export interface SigmfContent {
  readonly format: SampleFormat;
  readonly sampleRateHz: number;
  readonly frequencyHz: number | null;
  readonly description?: string;
  /** Name and version of the program. */
  readonly recorder: string;
  /** In the order of their first samples. */
  readonly annotations?: readonly SigmfAnnotation[];
}

/**
 * The text of a `.sigmf-meta` file.
 *
 * @see SigMF specification 1.2, "Metadata Format"
 */
export function formatSigmf(content: SigmfContent): string {
  const { format, sampleRateHz, frequencyHz, description, recorder, annotations = [] } = content;
  const [datatype] = Object.entries(SIGMF_DATATYPES).find(([, ours]) => ours === format) ?? [format];
  const document = {
    global: {
      "core:datatype": datatype,
      "core:version": SIGMF_VERSION,
      "core:sample_rate": sampleRateHz,
      "core:num_channels": 1,
      "core:recorder": recorder,
      ...(description === undefined ? {} : { "core:description": description }),
    },
    captures: [{ "core:sample_start": 0, ...optional({ "core:frequency": frequencyHz }) }],
    annotations: annotations.map((annotation) => ({
      "core:sample_start": annotation.sampleStart,
      ...optional({
        "core:sample_count": annotation.sampleCount,
        "core:freq_lower_edge": annotation.freqLowerHz,
        "core:freq_upper_edge": annotation.freqUpperHz,
        "core:label": annotation.label,
        "core:comment": annotation.comment,
      }),
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function optional(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}
