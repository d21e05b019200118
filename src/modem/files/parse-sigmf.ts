import { InputError, type Issue } from "../../math/errors.ts";
import { nearestNames } from "../../math/nearest-name.ts";
import { isJsonObject, JsonReader, shownValue } from "./json-reader.ts";
import type { SampleFormat } from "./sample-format.ts";
import { SIGMF_DATATYPES, type SigmfAnnotation, type SigmfCapture, type SigmfRecording } from "./sigmf.ts";

/**
 * Reads the metadata of a SigMF recording.
 *
 * What programs in the field leave out and no reader needs (version, annotations, the first capture's start) may be missing; what
 * the samples cannot be read without may not, and a layout that this reader does not know is refused.
 *
 * @param json the parsed `.sigmf-meta` file
 * @param file its name, for errors: a place is `file#/global/core:datatype`, with the JSON pointer as the fragment
 * @throws {InputError} with every fault: `missing-key`, `wrong-type`, `unknown-format` or `unsupported`
 * @see SigMF specification 1.2, "Metadata Format"
 */
export function parseSigmf(json: unknown, file: string): SigmfRecording {
  const issues: Issue[] = [];
  const root = new JsonReader(isJsonObject(json) ? json : {}, `${file}#`, issues);
  if (!isJsonObject(json)) root.fault("", "wrong-type", `expected a JSON object, got ${shownValue(json)}`);
  const global = root.object("global");
  const captures = root.objects("captures").map((capture, index) => readCapture(capture, index));
  const recording = {
    format: readFormat(global),
    sampleRateHz: global.number("core:sample_rate", 0),
    captures: captures.map(({ capture }) => capture),
    annotations: root.objects("annotations").map(readAnnotation),
    description: global.text("core:description"),
    dataset: readDataset(global),
    headerBytes: captures[0]?.headerBytes ?? 0,
    trailingBytes: global.count("core:trailing_bytes") ?? 0,
  };
  refuseUnknownLayouts(global);
  if (issues.length > 0) throw new InputError(issues);
  return recording;
}

function readFormat(global: JsonReader): SampleFormat {
  const name = global.text("core:datatype");
  if (name === null) {
    if (global.missing("core:datatype")) global.fault("core:datatype", "missing-key", "missing: the samples' format");
    return "cf32";
  }
  if (Object.hasOwn(SIGMF_DATATYPES, name)) return SIGMF_DATATYPES[name as keyof typeof SIGMF_DATATYPES];
  const known = Object.keys(SIGMF_DATATYPES);
  const near = nearestNames(name, known);
  global.fault(
    "core:datatype",
    "unknown-format",
    `expected one of ${known.join(", ")}, got ${shownValue(name)}`,
    near.length > 0 ? `did you mean ${near.join(" or ")}?` : undefined,
  );
  return "cf32";
}

/** A name in the same folder: metadata must not lead to other files of the machine. */
function readDataset(global: JsonReader): string | null {
  const name = global.text("core:dataset");
  if (name === null || /^[^/\\\0]+$/.test(name.replace(/^\.\.?$/, "/"))) return name;
  global.fault("core:dataset", "unsupported", `expected a file's name without a folder, got ${shownValue(name)}`);
  return null;
}

function refuseUnknownLayouts(global: JsonReader): void {
  const channels = global.count("core:num_channels") ?? 1;
  if (channels !== 1) {
    global.fault(
      "core:num_channels",
      "unsupported",
      `expected 1 channel, got ${channels}`,
      "extract one channel first",
    );
  }
  if (global.value("core:metadata_only") === true) {
    global.fault("core:metadata_only", "unsupported", "the recording has no samples, by its metadata");
  }
  for (const extension of global.objects("core:extensions")) {
    if (extension.value("optional") !== false) continue;
    const name = extension.text("name") ?? "without a name";
    extension.fault("name", "unsupported", `needs the extension ${shownValue(name)}, which is not known here`);
  }
}

function readCapture(reader: JsonReader, index: number): { capture: SigmfCapture; headerBytes: number } {
  const sampleStart = reader.count("core:sample_start");
  if (sampleStart === null && index > 0 && reader.missing("core:sample_start")) {
    reader.fault("core:sample_start", "missing-key", "missing: the capture's first sample");
  }
  const headerBytes = reader.count("core:header_bytes") ?? 0;
  if (index > 0 && headerBytes > 0) {
    reader.fault("core:header_bytes", "unsupported", "bytes between captures are not supported");
  }
  const frequencyHz = reader.number("core:frequency");
  return {
    capture: { sampleStart: sampleStart ?? 0, frequencyHz, datetime: reader.text("core:datetime") },
    headerBytes,
  };
}

function readAnnotation(reader: JsonReader): SigmfAnnotation {
  return {
    sampleStart: reader.count("core:sample_start") ?? 0,
    sampleCount: reader.count("core:sample_count"),
    freqLowerHz: reader.number("core:freq_lower_edge"),
    freqUpperHz: reader.number("core:freq_upper_edge"),
    label: reader.text("core:label"),
    comment: reader.text("core:comment"),
  };
}
