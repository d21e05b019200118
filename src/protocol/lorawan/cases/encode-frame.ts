import { InputError } from "../../../math/errors.ts";
import {
  type CaseInput,
  choiceOf,
  givenOf,
  missing,
  refuseUnknown,
  requiredIdentifier,
  requiredWhole,
} from "../../case-values.ts";
import type { AesKey } from "../../crypto/aes-key.ts";
import { buildMessage } from "../build-message.ts";
import { plainMic } from "../mic.ts";
import type { RejoinRequest } from "../phy-payload.ts";
import { deriveJoinServerKeys } from "../session-keys.ts";
import { encodeData } from "./encode-data.ts";
import { encodeJoinAccept } from "./encode-join-accept.ts";
import { ENCODED_KINDS, type EncodedLorawanFrame, encoded } from "./encoded-frame.ts";
import {
  type FrameCase,
  joinKeyName,
  LORAWAN_KEY_NAMES,
  type LorawanKeys,
  readFrameCase,
  rejoinKeyName,
  requireKey,
} from "./keys.ts";

/** Keys of a case that describe a frame of some kind; keys to encrypt and sign are {@link LORAWAN_KEY_NAMES}. */
export const ENCODE_INPUTS = [
  ...["kind", "version", "key", "keyName", "joinEui", "devEui", "devNonce", "devAddr", "netId", "joinNonce"],
  ...["joinReqType", "dlSettings", "rxDelay", "cflistFrequencies", "cflistChannelMasks", "rejoinType", "rjCount"],
  ...["mtype", "confirmed", "fctrl", "fcnt32", "frameCounter", "fport", "foptsPlain", "foptsHex", "frmPlain"],
  ...["payloadHex", "macCommands", "confFcnt", "txDr", "txCh"],
] as const;

/** What a decoded frame tells besides, so that one can be changed and encoded again: passed over. */
const RESULTS = ["fcnt", "micHex", "micValid", "onAir", "warnings", "device"];

/**
 * Builds a LoRaWAN frame: encrypted and signed, ready for the air.
 *
 * @param input `kind`, `version` and the fields of the kind (see the guide, or `reference` vectors); keys as 32 digits or {@link AesKey}
 * @throws {InputError} naming the input; keys are never repeated
 * @example encodeLorawanFrame({ kind: "join-request", joinEui, devEui, devNonce: 7, appKey }).phyPayloadHex
 */
export function encodeLorawanFrame(input: CaseInput): EncodedLorawanFrame {
  refuseUnknown(input, [...ENCODE_INPUTS, ...RESULTS, ...LORAWAN_KEY_NAMES]);
  const kind = choiceOf(input, "kind", ENCODED_KINDS);
  if (kind === undefined) throw missing("kind", `one of ${ENCODED_KINDS.join(", ")}`);
  const frameCase = readFrameCase(input);
  switch (kind) {
    case "join-request":
      return encodeJoinRequest(frameCase);
    case "join-accept":
      return encodeJoinAccept(frameCase);
    case "rejoin-request":
      return encodeRejoinRequest(frameCase);
    case "data-up":
      return encodeData(frameCase, "up");
    case "data-down":
      return encodeData(frameCase, "down");
  }
}

function encodeJoinRequest({ input, version, keys }: FrameCase): EncodedLorawanFrame {
  const message = buildMessage({
    kind: "join-request",
    joinEui: requiredIdentifier(input, "joinEui", 8),
    devEui: requiredIdentifier(input, "devEui", 8),
    devNonce: requiredWhole(input, "devNonce", 0, 0xffff),
  });
  return encoded("join-request", message, plainMic(keys.key ?? requireKey(keys, joinKeyName(version)), message));
}

function encodeRejoinRequest({ input, keys }: FrameCase): EncodedLorawanFrame {
  const rejoinType = requiredWhole(input, "rejoinType", 0, 2);
  const devEui = requiredIdentifier(input, "devEui", 8);
  const rjCount = requiredWhole(input, "rjCount", 0, 0xffff);
  const kind = "rejoin-request";
  const body: RejoinRequest =
    rejoinType === 1
      ? { kind, rejoinType, joinEui: requiredIdentifier(input, "joinEui", 8), devEui, rjCount }
      : { kind, rejoinType: rejoinType as 0 | 2, netId: requiredIdentifier(input, "netId", 3), devEui, rjCount };
  const message = buildMessage(body);
  return encoded(kind, message, plainMic(rejoinKey(body, input, keys), message));
}

/** `key` is taken by what it is said to be; JSIntKey may come from NwkKey. */
function rejoinKey({ rejoinType, devEui }: RejoinRequest, input: CaseInput, keys: LorawanKeys): AesKey {
  const name = rejoinKeyName(rejoinType);
  const said = givenOf(input, "keyName");
  // Vectors write names with underscores
  if (said !== undefined && String(said).replaceAll("_", "").toLowerCase() !== name.toLowerCase()) {
    const message = `a rejoin-request of type ${rejoinType} is signed with ${name}`;
    throw new InputError({ code: "conflicting-inputs", where: "keyName", message });
  }
  const derived = name === "jsIntKey" && keys.nwkKey !== undefined ? deriveJoinServerKeys(keys.nwkKey, devEui) : null;
  return keys.key ?? keys[name] ?? derived?.jsIntKey ?? requireKey(keys, name);
}
