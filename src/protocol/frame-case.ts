import { bytesOf, type CaseInput, choiceOf, type FrameWarning, missing, refuseUnknown } from "./case-values.ts";
import { candidateDevices, deviceName, type FrameOwner, type KeySource, ownerOf, pickKeys } from "./key-source.ts";
import { DECODE_INPUTS, decodePhyPayload } from "./lorawan/cases/decode-frame.ts";
import { ENCODE_INPUTS, encodeLorawanFrame } from "./lorawan/cases/encode-frame.ts";
import { LORAWAN_KEY_NAMES } from "./lorawan/cases/keys.ts";
import { parsePhyPayload } from "./lorawan/parse-phy-payload.ts";
import { MAX_INPUT_BYTES, type PhyPayload } from "./lorawan/phy-payload.ts";
import { decodePrivateCase, encodePrivateCase, PRIVATE_DECODE_INPUTS, PRIVATE_INPUTS } from "./private/case.ts";
import { parsePrivateFrame } from "./private/frame.ts";

export const FRAME_PROTOCOLS = ["lorawan", "private"] as const;

/** A decoded frame of either protocol. */
export interface AnyDecodedFrame {
  readonly kind: string;
  readonly micValid: boolean | null;
  readonly warnings: readonly FrameWarning[];
  readonly [field: string]: unknown;
}

/** An encoded frame of either protocol; after a join-accept also the keys of its session, in hexadecimal. */
export interface AnyEncodedFrame {
  readonly kind: string;
  readonly phyPayloadHex: string;
  readonly micHex: string;
  readonly [sessionKey: string]: string;
}

/** What a LoRaWAN frame to be read may come with. */
export const LORAWAN_DECODE_KEYS = [...DECODE_INPUTS, ...LORAWAN_KEY_NAMES];

/**
 * Builds a frame from a case of either protocol (`protocol`: `lorawan`, the default, or `private`).
 *
 * @param source keys for what the case leaves out
 * @throws {InputError} naming the input
 */
export function encodeAny(input: CaseInput, source: KeySource): AnyEncodedFrame {
  const { protocol, rest } = splitProtocol(input);
  const device = candidateDevices(source, rest)[0] ?? {};
  const known = protocol === "private" ? PRIVATE_INPUTS : [...ENCODE_INPUTS, ...LORAWAN_KEY_NAMES];
  const whole = { ...pickKeys({ ...source.shared, ...device }, known), ...rest };
  if (protocol === "private") return encodePrivateCase(whole);
  const { sessionKeys, ...frame } = encodeLorawanFrame(whole);
  const revealed = Object.entries(sessionKeys ?? {}).map(([name, key]) => [name, key.revealHex()]);
  return { ...frame, ...Object.fromEntries(revealed) };
}

/**
 * Reads a frame of a case of either protocol.
 *
 * @param source keys for what the case leaves out: of several devices with the frame's address, those under which its MIC is right
 * @throws {InputError} `bad-frame` when the bytes are no frame; else naming the input
 */
export function decodeAny(input: CaseInput, source: KeySource): AnyDecodedFrame {
  const { protocol, rest } = splitProtocol(input);
  if (protocol === "private") {
    const owner = { devAddr: parsePrivateFrame(frameBytes(rest)).devAddr };
    return decodeForDevice(rest, source, { owner, known: PRIVATE_DECODE_INPUTS, decode: decodePrivateCase });
  }
  refuseUnknown(rest, LORAWAN_DECODE_KEYS);
  const frame: PhyPayload = parsePhyPayload(frameBytes(rest));
  const decode = (whole: CaseInput) => decodePhyPayload(frame, whole);
  return decodeForDevice(rest, source, { owner: ownerOf(frame, rest), known: LORAWAN_DECODE_KEYS, decode });
}

/** How a protocol's frames are read: whose this one is, what a case may hold, and the reading itself. */
interface Reading {
  readonly owner: FrameOwner;
  readonly known: readonly string[];
  readonly decode: (input: CaseInput) => AnyDecodedFrame;
}

/** The answer under the first device's keys that fit; when none do, under the first's, or under the shared ones. */
function decodeForDevice(input: CaseInput, source: KeySource, { owner, known, decode }: Reading): AnyDecodedFrame {
  const candidates = candidateDevices(source, owner);
  const answers = (candidates.length === 0 ? [{}] : candidates).map((device) => {
    const answer = decode({ ...pickKeys({ ...source.shared, ...device }, known), ...input });
    return answer.micValid === true && candidates.length > 0 ? { ...answer, device: deviceName(device) } : answer;
  });
  return answers.find((answer) => answer.micValid === true) ?? answers[0];
}

/** @throws {InputError} `missing-input`, `bad-hex` or `too-long` */
export function frameBytes(input: CaseInput): Uint8Array {
  const bytes = bytesOf(input, "phyPayloadHex", MAX_INPUT_BYTES);
  if (bytes === undefined) throw missing("phyPayloadHex", "the frame's bytes in hexadecimal");
  return bytes;
}

/** The protocol, and the case without it. @throws {InputError} `unknown-value` */
export function splitProtocol(input: CaseInput) {
  const { protocol: _, ...rest } = input;
  return { protocol: choiceOf(input, "protocol", FRAME_PROTOCOLS) ?? "lorawan", rest };
}
