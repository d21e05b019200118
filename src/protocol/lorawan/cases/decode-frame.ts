import { formatHex } from "../../../math/hex.ts";
import { bytesOf, type CaseInput, missing, refuseUnknown } from "../../case-values.ts";
import { type AesKey, sameCode } from "../../crypto/aes-key.ts";
import { plainMic } from "../mic.ts";
import { parsePhyPayload } from "../parse-phy-payload.ts";
import { type JoinRequest, MAX_INPUT_BYTES, type PhyPayload, type RejoinRequest } from "../phy-payload.ts";
import { deriveJoinServerKeys } from "../session-keys.ts";
import { decodeDataFrame } from "./decode-data.ts";
import { decodeJoinAccept } from "./decode-join-accept.ts";
import { type DecodedLorawanFrame, micWarning } from "./decoded-frame.ts";
import {
  type FrameCase,
  joinKeyName,
  keyWarnings,
  LORAWAN_KEY_NAMES,
  type LorawanKeys,
  readFrameCase,
  rejoinKeyName,
} from "./keys.ts";

/** Inputs of {@link decodeLorawanFrame} besides the keys. What only `frame encode` needs may stand in a case and is compared or passed over. */
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
export function decodeLorawanFrame(input: CaseInput): DecodedLorawanFrame {
  refuseUnknown(input, [...DECODE_INPUTS, ...LORAWAN_KEY_NAMES]);
  const bytes = bytesOf(input, "phyPayloadHex", MAX_INPUT_BYTES);
  if (bytes === undefined) throw missing("phyPayloadHex", "the frame's bytes in hexadecimal");
  return decodePhyPayload(parsePhyPayload(bytes), input);
}

/** The same for a frame that was already taken apart. */
export function decodePhyPayload(frame: PhyPayload, input: CaseInput): DecodedLorawanFrame {
  const frameCase = readFrameCase(input);
  const decoded = decodeBody(frame, frameCase);
  const reserved = frame.reservedBits ? [RESERVED_BITS] : [];
  return { ...decoded, warnings: [...reserved, ...decoded.warnings, ...keyWarnings(frameCase.keys)] };
}

const RESERVED_BITS = {
  code: "reserved-bits",
  message: "reserved bits are set in the header; they were ignored, as the specification asks",
};

function decodeBody(frame: PhyPayload, frameCase: FrameCase): DecodedLorawanFrame {
  const { body } = frame;
  const { version, keys } = frameCase;
  switch (body.kind) {
    case "join-request":
      return decodeRequest(frame, body, keys.key ?? keys[joinKeyName(version)], joinKeyName(version));
    case "rejoin-request":
      return decodeRequest(frame, body, rejoinKeyOf(body, keys), rejoinKeyName(body.rejoinType));
    case "join-accept":
      return decodeJoinAccept(frame, body.sealed, frameCase);
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
      return decodeDataFrame(frame, body, frameCase);
  }
}

/** JSIntKey, which signs type 1, may come from NwkKey. */
function rejoinKeyOf({ rejoinType, devEui }: RejoinRequest, keys: LorawanKeys): AesKey | undefined {
  const given = keys.key ?? keys[rejoinKeyName(rejoinType)];
  if (given !== undefined || rejoinType !== 1 || keys.nwkKey === undefined) return given;
  return deriveJoinServerKeys(keys.nwkKey, devEui).jsIntKey;
}

function decodeRequest(
  frame: PhyPayload,
  { kind, ...fields }: JoinRequest | RejoinRequest,
  key: AesKey | undefined,
  keyName: string,
): DecodedLorawanFrame {
  const micValid = key === undefined ? null : sameCode(plainMic(key, frame.message), frame.mic);
  const isZero = /^0+$/.test(fields.devEui);
  return {
    kind,
    mtype: frame.mtype,
    ...fields,
    micHex: formatHex(frame.mic),
    micValid,
    payloadHex: "",
    macCommands: [],
    warnings: [...(micValid === true ? [] : [micWarning(micValid, [keyName])]), ...(isZero ? [ZERO_EUI] : [])],
  };
}

const ZERO_EUI = { code: "zero-eui", message: "DevEUI is zero: no device may have it" };
