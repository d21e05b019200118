import type { DecodedFrame } from "../../modem/receiver/decoded-frame.ts";
import { describeFrame, frameHead, frameRow } from "../../report/decoded-frames.ts";
import { durationText } from "../../report/si-text.ts";
import { type Output, toJson } from "../output.ts";

/** What is known when the samples have ended. */
export interface Ending {
  readonly samples: number;
  readonly sampleRateHz: number;
  readonly elapsedS: number;
  readonly warnings: readonly string[];
}

/** Prints decoded frames in one of the command's forms. */
export interface FramePrinter {
  /** Called with frames as they end. */
  add(frames: readonly DecodedFrame[]): Promise<void>;
  /** Prints what comes after the last frame. */
  finish(ending: Ending): Promise<void>;
  /** Frames with a sound CRC, or with none to be unsound. */
  readonly sound: number;
  /** The JSON document so far: what is owed even when the work ends with an error. */
  document(ending: Ending): Readonly<Record<string, unknown>>;
}

export function createFramePrinter(output: Output, form: "json" | "ndjson" | "table"): FramePrinter {
  const kept: DecodedFrame[] = [];
  let count = 0;
  let sound = 0;
  const document = ({ samples, sampleRateHz, elapsedS, warnings }: Ending) => ({
    frames: kept.sort((a, b) => a.startSample - b.startSample).map(describeFrame),
    samples,
    sampleRateHz,
    elapsedS,
    warnings,
  });
  return {
    async add(frames) {
      if (frames.length === 0) return;
      if (form === "json") kept.push(...frames);
      if (form === "ndjson") await output.print(frames.map((frame) => `${toJson(describeFrame(frame))}\n`).join(""));
      if (form === "table") {
        const head = count === 0 ? `${output.bold(frameHead())}\n` : "";
        await output.print(head + frames.map((frame) => `${frameRow(frame)}\n`).join(""));
      }
      count += frames.length;
      sound += frames.filter((frame) => frame.crcOk !== false).length;
    },
    async finish(ending) {
      if (form === "json") await output.printJson(document(ending));
      if (form === "table") await output.print(`${summaryLine({ count, sound }, ending)}\n`);
    },
    get sound() {
      return sound;
    },
    document,
  };
}

/** A speed from less than this would tell of the engine's start, not of the receiver. */
const MIN_SPEED_S = 1;

function summaryLine(frames: { readonly count: number; readonly sound: number }, ending: Ending): string {
  const { samples, sampleRateHz, elapsedS } = ending;
  const bad = frames.count - frames.sound;
  const found = `${frames.count} ${frames.count === 1 ? "frame" : "frames"}${bad > 0 ? `, ${bad} damaged` : ""}`;
  const durationS = samples / sampleRateHz;
  const speed = elapsedS > MIN_SPEED_S ? `, ${(durationS / elapsedS).toPrecision(2)} × real time` : "";
  return `${found} in ${durationText(durationS)} (${samples} samples${speed})`;
}
