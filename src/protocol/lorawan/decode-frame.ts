import { formatHex } from "../../math/hex.ts";
import { bytesOf, type CaseInput, type FrameWarning, missing, refuseUnknown, switchOf } from "../case-values.ts";
import { sameCode } from "../crypto/aes-key.ts";
import { decodeDataFrame } from "./decode-data.ts";
import { decodeJoinAccept } from "./decode-join-accept.ts";
import { type DecodedFrame, micWarning } from "./decoded-frame.ts";
import {
  joinKeyName,
  keyWarnings,
  LORAWAN_KEY_NAMES,
  type LorawanKeys,
  readKeys,
  readVersion,
  rejoinKeyName,
} from "./keys.ts";
import { plainMic } from "./mic.ts";
import { type LorawanVersion, MAX_INPUT_BYTES, type PhyPayload, parsePhyPayload } from "./phy-payload.ts";
import { deriveJoinServerKeys } from "./session-keys.ts";

/** Inputs of {@link decodeFrame} besides the keys. What only `frame encode` needs may stand in a case and is compared or passed over. */
export const DECODE_INPUTS = [
  ...["phyPayloadHex", "version", "frameCounter", "fcnt32", "nextFrameCounter", "confFcnt", "txDr", "txCh"],
  ...["key", "keyName", "joinEui", "devEui", "devNonce", "devAddr", "joinReqType", "sessionKeys"],
] as const;

/**
 * Reads a LoRaWAN frame: fields, MIC, payload and MAC commands, as far as the keys at hand allow.
 *
 * A wrong MIC is no error: `micValid` says so, and what it would protect is not shown.
 *
 * @param input `phyPayloadHex`, `version`, keys as 32 digits or `AesKey`; for data frames `frameCounter` (all 32 bits) or
 *   `nextFrameCounter` (of the last one, plus one); for 1.1 uplinks `txDr`, `txCh`, and with an ACK `confFcnt`
 * @throws {InputError} `bad-frame` when the bytes are no frame; else naming the input; keys are never repeated
 */
export function decodeFrame(input: CaseInput): DecodedFrame {
  refuseUnknown(input, [...DECODE_INPUTS, ...LORAWAN_KEY_NAMES]);
  const bytes = bytesOf(input, "phyPayloadHex", MAX_INPUT_BYTES);
  if (bytes === undefined) throw missing("phyPayloadHex", "the frame's bytes in hexadecimal");
  return decodePhyPayload(parsePhyPayload(bytes), input);
}

/** The same for a frame that was already taken apart. */
export function decodePhyPayload(frame: PhyPayload, input: CaseInput): DecodedFrame {
  const version = readVersion(input);
  const keys = readKeys(input);
  const showKeys = switchOf(input, "sessionKeys");
  const decoded = decodeBody(frame, input, version, keys, showKeys);
  const reserved = frame.reservedBits ? [RESERVED_BITS] : [];
  return { ...decoded, warnings: [...reserved, ...decoded.warnings, ...keyWarnings(keys)] };
}

const RESERVED_BITS = {
  code: "reserved-bits",
  message: "reserved bits are set in the header; they were ignored, as the specification asks",
};

function decodeBody(
  frame: PhyPayload,
  input: CaseInput,
  version: LorawanVersion,
  keys: LorawanKeys,
  showKeys: boolean,
): DecodedFrame {
  const { body } = frame;
  switch (body.kind) {
    case "join-request": {
      const signing = keys.key ?? keys[joinKeyName(version)];
      return requestAnswer(
        frame,
        body,
        signing === undefined ? null : sameCode(plainMic(signing, frame.message), frame.mic),
        {
          names: [joinKeyName(version)],
          devEui: body.devEui,
        },
      );
    }
    case "rejoin-request": {
      const name = rejoinKeyName(body.rejoinType);
      const derived =
        name === "jsIntKey" && keys.nwkKey !== undefined
          ? deriveJoinServerKeys(keys.nwkKey, body.devEui).jsIntKey
          : undefined;
      const signing = keys.key ?? keys[name] ?? derived;
      return requestAnswer(
        frame,
        body,
        signing === undefined ? null : sameCode(plainMic(signing, frame.message), frame.mic),
        {
          names: [name],
          devEui: body.devEui,
        },
      );
    }
    case "join-accept":
      return decodeJoinAccept(frame, body.sealed, input, version, keys, showKeys);
    case "proprietary":
      return {
        kind: body.kind,
        mtype: frame.mtype,
        micHex: null,
        micValid: null,
        payloadHex: formatHex(body.body),
        macCommands: [],
        warnings: [{ code: "proprietary", message: "a format of the network's own: nothing but its type is known" }],
      };
    default:
      return decodeDataFrame(frame, body, input, version, keys);
  }
}

function requestAnswer(
  frame: PhyPayload,
  { kind, ...fields }: { readonly kind: "join-request" | "rejoin-request" },
  micValid: boolean | null,
  { names, devEui }: { readonly names: readonly string[]; readonly devEui: string },
): DecodedFrame {
  const warnings: FrameWarning[] = [];
  if (micValid !== true) warnings.push(micWarning(micValid, names));
  if (/^0+$/.test(devEui)) warnings.push({ code: "zero-eui", message: "DevEUI is zero: no device may have it" });
  return {
    kind,
    mtype: frame.mtype,
    ...fields,
    micHex: formatHex(frame.mic),
    micValid,
    payloadHex: "",
    macCommands: [],
    warnings,
  };
}
