import path from "node:path";
import { InputError, InterruptedError } from "../../math/errors.ts";
import { formatFromName, SAMPLE_FORMATS, SAMPLE_LAYOUTS, type SampleFormat } from "../../modem/files/sample-format.ts";
import { serialiseSamples } from "../../modem/files/serialise-samples.ts";
import { formatSigmf, type SigmfAnnotation } from "../../modem/files/sigmf.ts";
import { dataFileOf, isSigmfName, metaFileOf } from "../../runtime/node/sigmf-files.ts";
import { writeFiles } from "../../runtime/node/write-files.ts";
import { VERSION } from "../../version.ts";
import type { OptionSpecs, OptionValues } from "../options.ts";

const FILE = "File:";

/** Where samples are written, and how: read by {@link readFileOptions}. */
export const FILE_OPTIONS = {
  out: { flag: "out", kind: "text", placeholder: "file", title: "where to write the samples", group: FILE },
  format: {
    flag: "format",
    kind: "choice",
    values: [...SAMPLE_FORMATS, "sigmf"],
    title: "layout of the samples, default by the file's name",
    group: FILE,
  },
  datatype: {
    flag: "datatype",
    kind: "choice",
    values: SAMPLE_FORMATS,
    title: "layout of the samples of a SigMF recording, default cf32",
    group: FILE,
  },
  centerHz: {
    flag: "center",
    kind: "quantity",
    dimension: "frequency",
    title: "frequency of the middle of the band, for a SigMF recording to say",
    group: FILE,
  },
} as const satisfies OptionSpecs;

/** A file to be written. */
export interface MadeFile {
  /** Of samples. */
  readonly file: string;
  readonly format: SampleFormat;
  /** SigMF's metadata; null for bare samples. */
  readonly metaFile: string | null;
  readonly centerHz: number | null;
}

/** @throws {InputError} naming the flag */
export function readFileOptions(options: OptionValues<typeof FILE_OPTIONS>): MadeFile {
  const { out, datatype, centerHz } = options;
  if (out === undefined) {
    const message = "missing: the file to write";
    throw new InputError({ code: "missing-option", where: "--out", message, hint: "such as frame.cf32" });
  }
  const format = options.format ?? formatFromName(out);
  if (format === "sigmf") {
    const named = isSigmfName(out) ? out : `${out}.sigmf-data`;
    const layout = (datatype ?? "cf32") as SampleFormat;
    return { file: dataFileOf(named), format: layout, metaFile: metaFileOf(named), centerHz: centerHz ?? null };
  }
  for (const [flag, value] of [
    ["--datatype", datatype],
    ["--center", centerHz],
  ] as const) {
    if (value === undefined) continue;
    throw new InputError({ code: "idle-option", where: flag, message: "counts with --format sigmf only" });
  }
  if (format === null || format === "wav") {
    const message = `missing: the name of ${out} tells no format that is written here`;
    const hint = `one of ${SAMPLE_FORMATS.join(", ")}, sigmf`;
    throw new InputError({ code: "missing-option", where: "--format", message, hint });
  }
  return { file: out, format: format as SampleFormat, metaFile: null, centerHz: null };
}

/** What was written. */
export interface WrittenSamples {
  readonly samples: number;
  /** Share of the samples that lay beyond full scale and were cut off there. */
  readonly clippedShare: number;
}

/**
 * Writes samples as they are made, whole or not at all.
 *
 * @throws {InterruptedError} when the signal says so
 */
export async function writeRecording(
  { file, format, metaFile, centerHz }: MadeFile,
  made: {
    readonly blocks: Iterable<Float32Array>;
    readonly sampleRateHz: number;
    readonly annotations: readonly SigmfAnnotation[];
    readonly onProgress: (samples: number) => void;
  },
  signal: AbortSignal,
): Promise<WrittenSamples> {
  let samples = 0;
  let clipped = 0;
  const limit = Number.isFinite(SAMPLE_LAYOUTS[format].highest) ? 1 : Number.POSITIVE_INFINITY;
  function* bytes(): Generator<Uint8Array> {
    for (const block of made.blocks) {
      if (signal.aborted) throw new InterruptedError();
      if (block.length === 0) continue;
      samples += block.length / 2;
      clipped += countBeyond(block, limit);
      made.onProgress(samples);
      yield serialiseSamples(block, format);
    }
  }
  const files = [{ name: path.basename(file), content: bytes() as Iterable<Uint8Array> | string }];
  if (metaFile !== null) {
    const content = formatSigmf({
      format,
      sampleRateHz: made.sampleRateHz,
      frequencyHz: centerHz,
      description: "LoRa frames made by chirpscape modem modulate",
      recorder: `chirpscape ${VERSION}`,
      annotations: made.annotations,
    });
    files.push({ name: path.basename(metaFile), content });
  }
  await writeFiles(path.dirname(file), files, signal);
  return { samples, clippedShare: samples === 0 ? 0 : clipped / samples };
}

function countBeyond(block: Float32Array, limit: number): number {
  let count = 0;
  for (let i = 0; i < block.length; i += 2) {
    if (Math.abs(block[i]) > limit || Math.abs(block[i + 1]) > limit) count++;
  }
  return count;
}
