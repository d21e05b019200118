import { type FileHandle, open } from "node:fs/promises";
import { InputError, InterruptedError } from "../../math/errors.ts";
import { formatFromName, SAMPLE_LAYOUTS, type SampleFormat } from "../../modem/files/sample-format.ts";
import { createSampleParser } from "../../modem/files/sample-parser.ts";
import { MAX_WAV_HEADER_BYTES, parseWavHeader } from "../../modem/files/wav.ts";
import { asFileFault } from "./file-fault.ts";
import { readFileChunks, readStreamChunks } from "./read-chunks.ts";
import { dataFileOf, isSigmfName, metaFileOf, readSigmf } from "./sigmf-files.ts";

/** A recording or a stream of samples, opened and looked at, not yet read. */
export interface SampleSource {
  /** As errors and people call it. */
  readonly name: string;
  readonly format: SampleFormat;
  /** What the recording says of itself; null where it says nothing. */
  readonly sampleRateHz: number | null;
  /** Middle of the recorded band. */
  readonly centreHz: number | null;
  /** Null for a stream, whose end nobody knows. */
  readonly totalSamples: number | null;
  /** What a reader should know of the source; reading may add to it. */
  readonly warnings: readonly string[];
  /**
   * The samples from the first to the last, once. The next ones are fetched while these are worked on, and no more.
   *
   * @returns interleaved I and Q, valid until the next piece is asked for
   * @throws {InputError} `empty-file` when a stream ends before its first sample
   * @throws {InterruptedError} when the signal says so
   */
  read(signal?: AbortSignal): AsyncGenerator<Float32Array>;
  /** For a source that is not read to its end. */
  close(): Promise<void>;
}

/** The format that is asked for: one of bytes, a container, or `null`: by the name. */
export type SourceFormat = SampleFormat | "sigmf" | "wav" | null;

/**
 * Opens a sample file, a SigMF recording by either of its files, or stdin.
 *
 * @param source a file, or `-` for stdin
 * @throws {InputError} `missing-format` with `format` as the place, where the name says nothing; `empty-file`, `cut-sample` for a
 *   file that holds no whole number of samples, and the faults of the metadata, each naming its file
 */
export async function openSampleSource(source: string, format: SourceFormat): Promise<SampleSource> {
  if (source === "-") return openStdin(format);
  if (isSigmfName(source)) return openSigmf(source, format);
  const kind = format ?? formatFromName(source);
  if (kind === "sigmf") {
    const message = `expected a .sigmf-meta or .sigmf-data file with the format sigmf, got ${source}`;
    throw new InputError({ code: "bad-value", where: "format", message });
  }
  if (kind === null) throw missingFormat(`the name of ${source} does not tell its format`);
  if (kind === "wav") return openWav(source);
  return openRaw(source, { format: kind });
}

function missingFormat(reason: string): InputError {
  const hint = Object.entries(SAMPLE_LAYOUTS)
    .map(([name, { title }]) => `${name}: ${title}`)
    .join("; ");
  return new InputError({ code: "missing-format", where: "format", message: `missing: ${reason}`, hint });
}

function openStdin(format: SourceFormat): SampleSource {
  if (format === null) throw missingFormat("stdin has no name that tells its format");
  if (format === "sigmf" || format === "wav") {
    const message = `expected one of ${Object.keys(SAMPLE_LAYOUTS).join(", ")} on stdin, got ${format}`;
    throw new InputError({ code: "bad-value", where: "format", message });
  }
  return streamSource("stdin", process.stdin, { format });
}

async function openSigmf(source: string, format: SourceFormat): Promise<SampleSource> {
  const isBytes = format !== null && format !== "sigmf" && format !== "wav";
  const { recording, dataFile, warnings } = await readSigmf(metaFileOf(source)).catch((error: unknown) => {
    const isMissing = error instanceof InputError && error.code === "no-such-file";
    // The samples alone are enough for one who says what they are.
    if (!isMissing || !isBytes || source !== dataFileOf(source)) throw error;
    return {
      recording: null,
      dataFile: source,
      warnings: [`${metaFileOf(source)} is missing: nothing is known but the flags`],
    };
  });
  if (recording === null) return openRaw(dataFile, { format: format as SampleFormat, warnings });
  const { headerBytes, trailingBytes, sampleRateHz, captures } = recording;
  const differs = isBytes && format !== recording.format;
  return openRaw(dataFile, {
    format: isBytes ? format : recording.format,
    sampleRateHz,
    centreHz: captures[0]?.frequencyHz ?? null,
    headerBytes,
    trailingBytes,
    warnings: differs ? [...warnings, `read as ${format}, although the metadata says ${recording.format}`] : warnings,
  });
}

async function openWav(source: string): Promise<SampleSource> {
  const handle = await openFile(source);
  try {
    const head = new Uint8Array(MAX_WAV_HEADER_BYTES);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    const { size } = await handle.stat();
    const { format, sampleRateHz, centreHz, start, length } = parseWavHeader(head.subarray(0, bytesRead), source);
    const available = size - start;
    const cut = length !== null && length > available;
    // A program that was stopped leaves a length that is not true, and perhaps half a sample.
    const used = length === null || cut ? available - (available % SAMPLE_LAYOUTS[format].bytesPerSample) : length;
    return await openRaw(source, {
      format,
      sampleRateHz,
      centreHz,
      headerBytes: start,
      trailingBytes: available - used,
      warnings: cut ? [`${source} is cut: its header promises ${length} bytes of samples, ${available} are there`] : [],
    });
  } finally {
    await handle.close();
  }
}

interface RawOptions {
  readonly format: SampleFormat;
  readonly sampleRateHz?: number | null;
  readonly centreHz?: number | null;
  readonly headerBytes?: number;
  readonly trailingBytes?: number;
  readonly warnings?: readonly string[];
}

async function openRaw(file: string, options: RawOptions): Promise<SampleSource> {
  const handle = await openFile(file);
  try {
    const status = await handle.stat();
    if (status.isDirectory()) throw new InputError({ code: "not-a-file", where: file, message: "is a folder" });
    if (!status.isFile()) return streamSource(file, handle.createReadStream(), options);
    const { format, headerBytes = 0, trailingBytes = 0 } = options;
    const end = status.size - trailingBytes;
    const totalSamples = countSamples(file, end - headerBytes, format);
    const chunks = (signal?: AbortSignal) => readFileChunks(handle, { start: headerBytes, end, signal });
    return createSource(file, { ...options, totalSamples, chunks, close: () => handle.close() });
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function openFile(file: string): Promise<FileHandle> {
  try {
    return await open(file, "r");
  } catch (cause) {
    throw asFileFault(file, cause);
  }
}

/** @throws {InputError} where a file holds no sample, or ends in the middle of one */
function countSamples(file: string, bytes: number, format: SampleFormat): number {
  const { bytesPerSample } = SAMPLE_LAYOUTS[format];
  if (bytes <= 0) {
    throw new InputError({ code: "empty-file", where: file, message: "expected samples, the file holds none" });
  }
  const rest = bytes % bytesPerSample;
  if (rest === 0) return bytes / bytesPerSample;
  const isCut = bytes > bytesPerSample;
  throw new InputError({
    code: "cut-sample",
    where: file,
    message: `expected whole ${format} samples of ${bytesPerSample} bytes, got ${bytes} bytes`,
    hint: `is ${format} its format?${isCut ? ` If it was cut, head -c -${rest} leaves the broken sample out` : ""}`,
  });
}

function streamSource(name: string, stream: NodeJS.ReadableStream, options: RawOptions): SampleSource {
  const readable = stream as NodeJS.ReadStream;
  return createSource(name, {
    ...options,
    totalSamples: null,
    chunks: (signal) => readStreamChunks(readable, { name, signal }),
    close: async () => void readable.destroy(),
  });
}

interface SourceParts extends RawOptions {
  readonly totalSamples: number | null;
  readonly chunks: (signal?: AbortSignal) => AsyncGenerator<Uint8Array>;
  readonly close: () => Promise<void>;
}

function createSource(name: string, parts: SourceParts): SampleSource {
  const { format, sampleRateHz = null, centreHz = null, totalSamples, chunks, close } = parts;
  const warnings = [...(parts.warnings ?? [])];
  async function* read(signal?: AbortSignal): AsyncGenerator<Float32Array> {
    const parser = createSampleParser(format);
    let any = false;
    try {
      for await (const chunk of chunks(signal)) {
        const samples = parser.push(chunk);
        if (samples.length > 0) yield samples;
        any ||= samples.length > 0;
      }
    } finally {
      await close();
    }
    if (signal?.aborted) throw new InterruptedError();
    if (!any) throw new InputError({ code: "empty-file", where: name, message: "expected samples, none came" });
    if (parser.remainder() > 0) {
      warnings.push(`${name} ended in the middle of a sample: ${parser.remainder()} bytes were left out`);
    }
  }
  return { name, format, sampleRateHz, centreHz, totalSamples, warnings, read, close };
}
