import { InputError } from "../../math/errors.ts";
import type { CaseInput } from "../../protocol/case-values.ts";
import { type AnyDecodedFrame, decodeAny } from "../../protocol/frame-case.ts";
import type { KeySource } from "../../protocol/key-source.ts";
import { readTextFile } from "../../runtime/node/read-text.ts";
import { parseJsonText } from "../../scenario/json-text.ts";
import { isObject } from "../../scenario/plain-json.ts";
import { describeError, errorDocument } from "../errors.ts";
import { readStdinText } from "../stdin-text.ts";
import { decodedFrameText } from "./frame-text.ts";

/** A frame of the air: what the receiver measured, and what it carries. */
export interface ReceivedFrame {
  readonly startS: unknown;
  readonly snrDb: unknown;
  readonly crcOk: unknown;
  readonly frame: AnyDecodedFrame | { readonly error: unknown };
}

/**
 * Reads the frames that `modem demodulate --json` found.
 *
 * @param file its answer, or `-` for stdin
 * @param options `given`: inputs for all frames
 * @throws {InputError} `not-json` or `wrong-type` when the file is none of its answers; a frame that cannot be read gets its error
 */
export async function readDemodulated(
  file: string,
  { given, source, signal }: { readonly given: CaseInput; readonly source: KeySource; readonly signal: AbortSignal },
): Promise<readonly ReceivedFrame[]> {
  const name = file === "-" ? "stdin" : file;
  const answer = parseJsonText(file === "-" ? await readStdinText(signal) : await readTextFile(file), name);
  if (!isObject(answer) || !Array.isArray(answer.frames) || !answer.frames.every(isObject)) {
    const message = 'expected {"frames": […]} as modem demodulate --json gives it';
    throw new InputError({ code: "wrong-type", where: name, message });
  }
  return answer.frames.map(({ startS, snrDb, crcOk, payloadHex }) => ({
    startS,
    snrDb,
    crcOk,
    frame: decodeOrExplain({ ...given, phyPayloadHex: payloadHex }, source),
  }));
}

function decodeOrExplain(input: CaseInput, source: KeySource): ReceivedFrame["frame"] {
  try {
    return decodeAny(input, source);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { error: errorDocument(describeError(error)) };
  }
}

/** One block of lines for each frame. */
export function receivedText(frames: readonly ReceivedFrame[]): string {
  if (frames.length === 0) return "no frames\n";
  return frames.map(frameBlock).join("\n");
}

function frameBlock({ startS, snrDb, crcOk, frame }: ReceivedFrame): string {
  const at = typeof startS === "number" ? `${startS.toFixed(6)} s` : "–";
  const snr = typeof snrDb === "number" ? `, SNR ${snrDb.toFixed(1)} dB` : "";
  const head = `${at}${snr}${crcOk === false ? ", CRC wrong" : ""}\n`;
  if (!("kind" in frame)) return `${head}no frame: ${(frame.error as { message: string }).message}\n`;
  return head + decodedFrameText(frame) + frame.warnings.map(({ message }) => `warning: ${message}\n`).join("");
}
