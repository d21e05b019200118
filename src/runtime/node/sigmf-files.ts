import path from "node:path";
import { parseSigmf } from "../../modem/files/parse-sigmf.ts";
import type { SigmfRecording } from "../../modem/files/sigmf.ts";
import { parseJsonText } from "../../scenario/json-text.ts";
import { readTextFile } from "./read-text.ts";

const META = ".sigmf-meta";
const DATA = ".sigmf-data";
/** Metadata of millions of annotations is smaller. */
const MAX_META_BYTES = 64 * 1024 * 1024;

/** Whether a name is that of one of the two files of a SigMF recording. */
export function isSigmfName(file: string): boolean {
  return file.endsWith(META) || file.endsWith(DATA);
}

/** The metadata's file of a recording, by either of its files. */
export function metaFileOf(file: string): string {
  return file.endsWith(DATA) ? file.slice(0, -DATA.length) + META : file;
}

/** The samples' file of a recording, by either of its files. */
export function dataFileOf(file: string): string {
  return file.endsWith(META) ? file.slice(0, -META.length) + DATA : file;
}

/** A recording's metadata, and where its samples are. */
export interface SigmfFiles {
  readonly recording: SigmfRecording;
  readonly dataFile: string;
  readonly warnings: readonly string[];
}

/**
 * Reads the metadata of a SigMF recording.
 *
 * @throws {InputError} naming the file, and for a fault inside it the JSON pointer
 */
export async function readSigmf(metaFile: string): Promise<SigmfFiles> {
  const recording = parseSigmf(parseJsonText(await readTextFile(metaFile, MAX_META_BYTES), metaFile), metaFile);
  const dataFile =
    recording.dataset === null ? dataFileOf(metaFile) : path.join(path.dirname(metaFile), recording.dataset);
  return { recording, dataFile, warnings: retuningWarnings(metaFile, recording) };
}

/** The receiver listens on one channel: what comes after another tuning is decoded as if it had stayed. */
function retuningWarnings(metaFile: string, { captures }: SigmfRecording): string[] {
  const first = captures[0]?.frequencyHz ?? null;
  const retuned = captures.find(({ frequencyHz }) => frequencyHz !== null && frequencyHz !== first);
  if (retuned === undefined) return [];
  return [
    `${metaFile}: the recorder was tuned to another frequency from sample ${retuned.sampleStart} on, which is not followed`,
  ];
}
