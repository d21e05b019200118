import { formatHex } from "../../math/hex.ts";
import {
  bytesOf,
  type CaseInput,
  choiceOf,
  type FrameWarning,
  givenOf,
  identifierOf,
  missing,
  refuseUnknown,
  requiredIdentifier,
  requiredWhole,
  wholeOf,
} from "../case-values.ts";
import { AesKey } from "../crypto/aes-key.ts";
import { keyWeakness } from "../crypto/weak-key.ts";
import { TAG_BYTES } from "./ccm.ts";
import { MAX_PRIVATE_PAYLOAD_BYTES, openPrivateFrame, parsePrivateFrame, sealPrivateFrame } from "./frame.ts";
import { admitFrame, freshWindow, type ReplayWindow, WINDOW_FRAMES } from "./replay-window.ts";

export const DEVICE_KEY_TITLE = "the device's own key, private protocol";
/** What the file of keys and the command line may say of a private frame besides `deviceKey`. */
export const PRIVATE_INPUTS = ["devAddr", "epoch", "frameCounter", "direction", "payloadHex", "deviceKey"];
export const PRIVATE_DECODE_INPUTS = [
  "phyPayloadHex",
  "devAddr",
  "epoch",
  "frameCounter",
  "nextFrameCounter",
  "deviceKey",
];
const MAX_UINT32 = 0xffff_ffff;

/** A private frame as it was read. */
export interface DecodedPrivateFrame {
  readonly kind: "private-up" | "private-down";
  readonly micHex: string;
  readonly micValid: boolean | null;
  readonly payloadHex: string | null;
  readonly macCommands: readonly never[];
  readonly warnings: readonly FrameWarning[];
  readonly [field: string]: unknown;
}

/**
 * Builds a private frame from a case: `devAddr`, `frameCounter`, `payloadHex`, `deviceKey`; `direction` (up) and `epoch` (0) have defaults.
 *
 * @throws {InputError} naming the input; the key is never repeated
 */
export function encodePrivateCase(input: CaseInput): { kind: string; phyPayloadHex: string; micHex: string } {
  refuseUnknown(input, PRIVATE_INPUTS);
  const direction = choiceOf(input, "direction", ["up", "down"]) ?? "up";
  const frame = sealPrivateFrame(
    requireDeviceKey(input),
    {
      direction,
      devAddr: requiredIdentifier(input, "devAddr", 4),
      epoch: wholeOf(input, "epoch", 0, MAX_UINT32) ?? 0,
      frameCounter: requiredWhole(input, "frameCounter", 0, MAX_UINT32),
    },
    bytesOf(input, "payloadHex", MAX_PRIVATE_PAYLOAD_BYTES) ?? new Uint8Array(0),
  );
  return {
    kind: `private-${direction}`,
    phyPayloadHex: formatHex(frame),
    micHex: formatHex(frame.subarray(-TAG_BYTES)),
  };
}

/**
 * Reads a private frame: `phyPayloadHex` and `deviceKey`; `epoch` is the receiver's current one (0), `frameCounter` the whole counter,
 * or `nextFrameCounter` the last one plus one, from which it is recovered.
 *
 * @throws {InputError} `bad-frame` when the bytes are no private frame; else naming the input
 */
export function decodePrivateCase(input: CaseInput): DecodedPrivateFrame {
  refuseUnknown(input, PRIVATE_DECODE_INPUTS);
  const bytes = bytesOf(input, "phyPayloadHex", 1024);
  if (bytes === undefined) throw missing("phyPayloadHex", "the frame's bytes in hexadecimal");
  const frame = parsePrivateFrame(bytes);
  const key = givenOf(input, "deviceKey") === undefined ? undefined : AesKey.parse("deviceKey", input.deviceKey);
  const opened = key === undefined ? null : open(key, frame, input);
  const warnings = [...(opened?.warnings ?? [SEALED]), ...privateWarnings(frame.devAddr, key, input)];
  return {
    kind: `private-${frame.direction}`,
    devAddr: frame.devAddr,
    epoch: opened?.epoch ?? null,
    frameCounter: opened?.frameCounter ?? null,
    onAir: { epoch: frame.epochOnAir, counter: frame.counterOnAir },
    micHex: formatHex(frame.sealed.subarray(-TAG_BYTES)),
    micValid: opened === null ? null : opened.payload !== null,
    payloadHex: opened?.payload == null ? null : formatHex(opened.payload),
    macCommands: [],
    warnings,
  };
}

const SEALED = { code: "sealed", message: "encrypted: nothing but the header can be read without deviceKey" };
const FORGED = {
  code: "mic-invalid",
  message: "the tag is wrong: another key, epoch or counter, or the frame was altered",
};

function requireDeviceKey(input: CaseInput): AesKey {
  if (givenOf(input, "deviceKey") === undefined) throw missing("deviceKey", DEVICE_KEY_TITLE);
  return AesKey.parse("deviceKey", input.deviceKey);
}

function open(key: AesKey, frame: ReturnType<typeof parsePrivateFrame>, input: CaseInput) {
  const epoch = wholeOf(input, "epoch", 0, MAX_UINT32) ?? 0;
  const exact = wholeOf(input, "frameCounter", 0, MAX_UINT32);
  if (exact !== undefined) {
    const address = { direction: frame.direction, devAddr: frame.devAddr, epoch, frameCounter: exact };
    const payload = openPrivateFrame(key, frame, address);
    return { epoch, frameCounter: exact, payload, warnings: payload === null ? [FORGED] : [] };
  }
  const admission = admitFrame(key, frame, windowBefore(input));
  const payload = admission.verdict === "forged" ? null : admission.payload;
  const warnings = { fresh: [], replay: [REPLAY], forged: [FORGED] }[admission.verdict];
  return { epoch: admission.epoch, frameCounter: admission.frameCounter, payload, warnings };
}

const REPLAY = {
  code: "replay",
  message: "its counter is not above the last one: a replay, or a copy of the last frame",
};

/** The window by `epoch` and `nextFrameCounter`: all below that counts as received. */
export function windowBefore(input: CaseInput): ReplayWindow {
  const epoch = wholeOf(input, "epoch", 0, MAX_UINT32) ?? 0;
  const next = wholeOf(input, "nextFrameCounter", 0, MAX_UINT32 + 1) ?? 0;
  if (next === 0) return freshWindow(epoch);
  return { epoch, highest: next - 1, seen: next >= WINDOW_FRAMES ? MAX_UINT32 : 2 ** next - 1 };
}

/** What is to be said of a frame's device and its key. */
export function privateWarnings(devAddr: string, key: AesKey | undefined, input: CaseInput): FrameWarning[] {
  const expected = identifierOf(input, "devAddr", 4);
  const weakness = key === undefined ? null : keyWeakness(key);
  return [
    ...(expected === undefined || expected === devAddr
      ? []
      : [{ code: "other-device", message: `the frame is of ${devAddr}, not of ${expected}` }]),
    ...(weakness === null ? [] : [{ code: "weak-key", message: `deviceKey is no secret: ${weakness}` }]),
  ];
}
