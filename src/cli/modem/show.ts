import path from "node:path";
import { InputError } from "../../math/errors.ts";
import { frameSettings } from "../../modem/frame-settings-input.ts";
import { frameLabel } from "../../report/modem/frame-parts.ts";
import { DEFAULT_COLUMNS } from "../../report/modem/spectrogram-plan.ts";
import { writeWholeFile } from "../../runtime/node/write-files.ts";
import { type Context, defineCommand } from "../command.ts";
import { renamePlaces } from "../errors.ts";
import { flagOf } from "../model-options.ts";
import type { OptionSpecs, OptionValues } from "../options.ts";
import { pictureWriter } from "../picture-file.ts";
import {
  ENVELOPE_OPTIONS,
  givenFrame,
  PAYLOAD_OPTIONS,
  readEnvelopeOptions,
  readPayloadOptions,
} from "./frame-options.ts";
import { makeSignal } from "./made-signal.ts";
import { RECEIVER_OPTIONS, readReceiverOptions } from "./receiver-options.ts";
import { openRecordedSignal } from "./recorded-signal.ts";
import { RECORDING_ARGUMENT, RECORDING_OPTIONS } from "./recording-options.ts";
import type { ShownSignal } from "./shown-signal.ts";
import { drawView, VIEWS } from "./shown-views.ts";

const PICTURE = "Picture:";
const MADE = "A frame of one's own, in place of FILE:";

const PICTURE_OPTIONS = {
  view: {
    flag: "view",
    kind: "choice",
    values: VIEWS,
    title: "spectrogram with the frames marked (default), frequency of a frame's first chirps, or one symbol dechirped",
    group: PICTURE,
  },
  frame: { flag: "frame", kind: "integer", min: 1, title: "which frame, default 1: the first", group: PICTURE },
  symbol: {
    flag: "symbol",
    kind: "integer",
    min: 1,
    title: "which symbol after the start of frame; default 1 for dechirped",
    group: PICTURE,
  },
  fromS: { flag: "from", kind: "quantity", dimension: "time", min: 0, title: "begin of the stretch", group: PICTURE },
  toS: { flag: "to", kind: "quantity", dimension: "time", min: 0, title: "its end", group: PICTURE },
  spanHz: {
    flag: "span",
    kind: "quantity",
    dimension: "frequency",
    title: "band of the spectrogram, default twice the bandwidth",
    group: PICTURE,
  },
  columns: {
    flag: "columns",
    kind: "integer",
    min: 50,
    max: 4000,
    title: `columns of the spectrogram at most, default ${DEFAULT_COLUMNS}; fewer make a smaller file`,
    group: PICTURE,
  },
  out: {
    flag: "out",
    kind: "text",
    placeholder: "file",
    title: "an .svg or a .png; default FILE.svg beside FILE",
    group: PICTURE,
  },
} as const satisfies OptionSpecs;

const MADE_OPTIONS = {
  payloadText: { ...PAYLOAD_OPTIONS.payloadText, group: MADE },
  payloadHex: { ...PAYLOAD_OPTIONS.payloadHex, group: MADE },
  preambleSymbols: { ...ENVELOPE_OPTIONS.preambleSymbols, group: MADE },
  snrDb: {
    flag: "snr",
    kind: "quantity",
    dimension: "level",
    title: "noise at this SNR in the signal's bandwidth, default none",
    group: MADE,
  },
  seed: { flag: "seed", kind: "integer", min: 0, title: "of the noise, default 1", group: MADE },
} as const satisfies OptionSpecs;

const OPTIONS = { ...RECORDING_OPTIONS, ...RECEIVER_OPTIONS, ...MADE_OPTIONS, ...PICTURE_OPTIONS };
type Options = OptionValues<typeof OPTIONS>;

export const show = defineCommand({
  description:
    "Draws LoRa signals: a spectrogram of a recording with its decoded frames marked, the frequency of a frame's first chirps, or the\n" +
    "spectrum of one symbol before and after dechirping. Without FILE it draws a frame of one's own, by --sf and --payload-text.",
  arguments: [
    { ...RECORDING_ARGUMENT, title: RECORDING_ARGUMENT.title.replace(", or - for stdin", ""), optional: true },
  ],
  options: OPTIONS,
  examples: [
    { title: "What is in a recording", line: "modem show scenarios/examples/frames.sigmf-meta --out out/frames.svg" },
    {
      title: "How a frame begins, chirp by chirp",
      line: "modem show --sf 7 --payload-text hello --view frequency --out out/chirps.svg",
    },
    {
      title: "A symbol 10 dB below the noise, and its peak",
      line: "modem show --sf 10 --payload-text hello --snr -10dB --view dechirped --out out/symbol.png",
    },
  ],
  async run([file], options, { output, signal }) {
    const out = options.out ?? defaultName(file);
    const write = pictureWriter(out, "--out");
    const stretch = readOrder(options);
    const shown =
      file === undefined ? makeOwn(options) : await openFile(file, options, stretch.toS, { output, signal });
    const scene = await drawView(shown, options);
    await writeWholeFile(out, write(scene), signal);
    const { durationS } = shown;
    if (output.json) return output.printJson({ picture: out, frames: shown.frames.length, durationS });
    await output.print(`${out}\n`);
    for (const frame of file === undefined ? [] : shown.frames) {
      output.remark(`${frame.startS.toFixed(3)} s: ${frameLabel(frame)}`);
    }
  },
});

function defaultName(file: string | undefined): string {
  if (file === undefined) return "chirps.svg";
  const { dir, name } = path.parse(file);
  return path.join(dir, `${name}.svg`);
}

function readOrder({ fromS = 0, toS = Number.POSITIVE_INFINITY }: Options): { fromS: number; toS: number } {
  if (toS > fromS) return { fromS, toS };
  const message = `expected an end after the begin, ${fromS} s, got ${toS} s`;
  throw new InputError({ code: "out-of-range", where: "--to", message });
}

function openFile(file: string, options: Options, toS: number, { output, signal }: Pick<Context, "output" | "signal">) {
  const made = Object.entries(MADE_OPTIONS).find(([key]) => options[key as keyof typeof MADE_OPTIONS] !== undefined);
  if (made !== undefined) {
    const message = "makes a frame of one's own, and cannot be given together with FILE";
    throw new InputError({ code: "conflicting-options", where: `--${made[1].flag}`, message });
  }
  return openRecordedSignal({ file, recording: options, receiver: readReceiverOptions(options), toS, output, signal });
}

function makeOwn(options: Options): ShownSignal {
  const { spreadingFactors, sampleRateHz, snrDb, seed } = options;
  if (spreadingFactors === undefined) {
    const message = "missing: a recording to draw";
    const hint = "or a frame of one's own: --sf 7 --payload-text hello";
    throw new InputError({ code: "missing-option", where: "FILE", message, hint });
  }
  if (!/^\d+$/.test(spreadingFactors)) {
    const message = `expected one spreading factor for a frame of one's own, got "${spreadingFactors}"`;
    throw new InputError({ code: "out-of-range", where: "--sf", message });
  }
  return renamePlaces(
    (key) => flagOf({ ...OPTIONS, sf: OPTIONS.spreadingFactors }, key),
    () => {
      const settings = frameSettings({ ...givenFrame(options), sf: Number(spreadingFactors) });
      const payload = readPayloadOptions(options);
      return makeSignal({ settings, envelope: readEnvelopeOptions(options), payload, sampleRateHz, snrDb, seed });
    },
  );
}
