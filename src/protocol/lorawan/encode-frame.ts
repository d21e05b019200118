import { requireChoice } from "../../lora/checks.ts";
import { InputError } from "../../math/errors.ts";
import { formatHex } from "../../math/hex.ts";
import { concatBytes } from "../bytes.ts";
import {
  type CaseInput,
  givenOf,
  missing,
  objectOf,
  refuseUnknown,
  requiredIdentifier,
  requiredWhole,
  switchOf,
  wholeOf,
} from "../case-values.ts";
import type { AesKey } from "../crypto/aes-key.ts";
import { buildMessage, mhdr } from "./build-message.ts";
import { type DataRequest, readDataRequest, readUplinkChannel } from "./data-case.ts";
import { cryptOptions, cryptPayload, sealJoinAccept } from "./encryption.ts";
import { MAX_FRAME_COUNTER } from "./frame-counter.ts";
import { buildJoinAccept, type CfList, type JoinAccept } from "./join-accept.ts";
import {
  joinKeyName,
  LORAWAN_KEY_NAMES,
  type LorawanKeys,
  payloadKeyName,
  readKeys,
  readVersion,
  rejoinKeyName,
  requireKey,
} from "./keys.ts";
import { dataMic, forwardingHalf, joinAcceptMic, type MicContext, plainMic, servingHalf } from "./mic.ts";
import type { Direction, LorawanVersion, RejoinRequest } from "./phy-payload.ts";
import { deriveJoinServerKeys, deriveSessionKeys10, deriveSessionKeys11 } from "./session-keys.ts";

export const ENCODED_KINDS = ["join-request", "join-accept", "data-up", "data-down", "rejoin-request"] as const;
export type EncodedKind = (typeof ENCODED_KINDS)[number];

/** A frame ready to be sent. */
export interface EncodedFrame {
  readonly kind: EncodedKind;
  readonly phyPayloadHex: string;
  readonly micHex: string;
  /** Of a join-accept whose DevNonce is given: the keys of the session that it begins. */
  readonly sessionKeys: Readonly<Record<string, AesKey>> | null;
}

/** Keys of a case that describe a frame of some kind; keys to encrypt and sign are {@link LORAWAN_KEY_NAMES}. */
export const ENCODE_INPUTS = [
  ...["kind", "version", "key", "keyName", "joinEui", "devEui", "devNonce", "devAddr", "netId", "joinNonce"],
  ...["joinReqType", "dlSettings", "rxDelay", "cflistFrequencies", "cflistChannelMasks", "rejoinType", "rjCount"],
  ...["mtype", "confirmed", "fctrl", "fcnt32", "frameCounter", "fport", "foptsPlain", "foptsHex", "frmPlain"],
  ...["payloadHex", "macCommands", "confFcnt", "txDr", "txCh"],
] as const;

/**
 * Builds a LoRaWAN frame: encrypted and signed, ready for the air.
 *
 * @param input `kind`, `version` and the fields of the kind (see the guide, or `reference` vectors); keys as 32 digits or {@link AesKey}
 * @throws {InputError} naming the input; keys are never repeated
 * @example encodeFrame({ kind: "join-request", joinEui, devEui, devNonce: 7, appKey }).phyPayloadHex
 */
export function encodeFrame(input: CaseInput): EncodedFrame {
  refuseUnknown(input, [...ENCODE_INPUTS, ...LORAWAN_KEY_NAMES]);
  const kind = givenOf(input, "kind");
  if (kind === undefined) throw missing("kind", `one of ${ENCODED_KINDS.join(", ")}`);
  requireChoice("kind", kind, ENCODED_KINDS);
  const version = readVersion(input);
  const keys = readKeys(input);
  switch (kind as EncodedKind) {
    case "join-request":
      return encodeJoinRequest(input, version, keys);
    case "join-accept":
      return encodeJoinAccept(input, version, keys);
    case "rejoin-request":
      return encodeRejoinRequest(input, keys);
    case "data-up":
      return encodeData(input, "up", version, keys);
    case "data-down":
      return encodeData(input, "down", version, keys);
  }
}

function encoded(kind: EncodedKind, message: Uint8Array, mic: Uint8Array): EncodedFrame {
  return { kind, phyPayloadHex: formatHex(concatBytes(message, mic)), micHex: formatHex(mic), sessionKeys: null };
}

function encodeJoinRequest(input: CaseInput, version: LorawanVersion, keys: LorawanKeys): EncodedFrame {
  const message = buildMessage({
    kind: "join-request",
    joinEui: requiredIdentifier(input, "joinEui", 8),
    devEui: requiredIdentifier(input, "devEui", 8),
    devNonce: requiredWhole(input, "devNonce", 0, 0xffff),
  });
  return encoded("join-request", message, plainMic(keys.key ?? requireKey(keys, joinKeyName(version)), message));
}

function encodeRejoinRequest(input: CaseInput, keys: LorawanKeys): EncodedFrame {
  const rejoinType = requiredWhole(input, "rejoinType", 0, 2);
  const devEui = requiredIdentifier(input, "devEui", 8);
  const rjCount = requiredWhole(input, "rjCount", 0, 0xffff);
  const kind = "rejoin-request";
  const body: RejoinRequest =
    rejoinType === 1
      ? { kind, rejoinType, joinEui: requiredIdentifier(input, "joinEui", 8), devEui, rjCount }
      : { kind, rejoinType: rejoinType as 0 | 2, netId: requiredIdentifier(input, "netId", 3), devEui, rjCount };
  const message = buildMessage(body);
  return encoded(kind, message, plainMic(rejoinKey(input, rejoinType, devEui, keys), message));
}

/** `key` is taken by what it is said to be; JSIntKey may come from NwkKey. */
function rejoinKey(input: CaseInput, rejoinType: number, devEui: string, keys: LorawanKeys): AesKey {
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

function encodeJoinAccept(input: CaseInput, version: LorawanVersion, keys: LorawanKeys): EncodedFrame {
  const accept = readJoinAccept(input, version);
  const message = concatBytes([mhdr("JoinAccept")], buildJoinAccept(accept));
  const joinReqType = wholeOf(input, "joinReqType", 0, 255) ?? 255;
  const root = keys.key ?? requireKey(keys, joinKeyName(version));
  const jsKeys =
    version === "1.1" && (accept.dlSettings.optNeg || joinReqType !== 255) ? joinServerKeys(input, keys, root) : null;
  const mic =
    jsKeys !== null && accept.dlSettings.optNeg
      ? joinAcceptMic(jsKeys.jsIntKey, message, {
          joinReqType,
          joinEui: requiredIdentifier(input, "joinEui", 8),
          devNonce: requiredWhole(input, "devNonce", 0, 0xffff),
        })
      : plainMic(root, message);
  const sealing = jsKeys !== null && joinReqType !== 255 ? jsKeys.jsEncKey : root;
  const sealed = sealJoinAccept(sealing, concatBytes(message.subarray(1), mic));
  return {
    kind: "join-accept",
    phyPayloadHex: formatHex(concatBytes([mhdr("JoinAccept")], sealed)),
    micHex: formatHex(mic),
    sessionKeys: sessionKeysOf(input, accept, root, keys),
  };
}

function joinServerKeys(input: CaseInput, keys: LorawanKeys, nwkKey: AesKey) {
  if (keys.jsIntKey !== undefined && keys.jsEncKey !== undefined) {
    return { jsIntKey: keys.jsIntKey, jsEncKey: keys.jsEncKey };
  }
  const derived = deriveJoinServerKeys(nwkKey, requiredIdentifier(input, "devEui", 8));
  return { jsIntKey: keys.jsIntKey ?? derived.jsIntKey, jsEncKey: keys.jsEncKey ?? derived.jsEncKey };
}

/**
 * The keys of the session that a join-accept begins; null when a value that they depend on is not given.
 *
 * @param root AppKey in 1.0, NwkKey in 1.1
 */
export function sessionKeysOf(
  input: CaseInput,
  accept: JoinAccept,
  root: AesKey,
  keys: LorawanKeys,
): Readonly<Record<string, AesKey>> | null {
  const devNonce = wholeOf(input, "devNonce", 0, 0xffff);
  if (devNonce === undefined) return null;
  const context = { joinNonce: accept.joinNonce, devNonce };
  if (!accept.dlSettings.optNeg) return { ...deriveSessionKeys10(root, accept.netId, context) };
  if (keys.appKey === undefined || givenOf(input, "joinEui") === undefined) return null;
  const joinEui = requiredIdentifier(input, "joinEui", 8);
  return { ...deriveSessionKeys11({ nwkKey: root, appKey: keys.appKey }, joinEui, context) };
}

function readJoinAccept(input: CaseInput, version: LorawanVersion): JoinAccept {
  const settings = objectOf(input, "dlSettings", ["optNeg", "rx1DrOffset", "rx2Dr"]);
  const optNeg = givenOf(settings, "optNeg") === undefined ? version === "1.1" : switchOf(settings, "optNeg");
  if (optNeg && version === "1.0") {
    const message = "is reserved in LoRaWAN 1.0";
    throw new InputError({
      code: "conflicting-inputs",
      where: "dlSettings.optNeg",
      message,
      hint: 'or give version "1.1"',
    });
  }
  return {
    joinNonce: requiredWhole(input, "joinNonce", 0, 0xff_ffff),
    netId: requiredIdentifier(input, "netId", 3),
    devAddr: requiredIdentifier(input, "devAddr", 4),
    dlSettings: {
      optNeg,
      rx1DrOffset: wholeOf(settings, "rx1DrOffset", 0, 7) ?? 0,
      rx2Dr: wholeOf(settings, "rx2Dr", 0, 15) ?? 0,
    },
    rxDelay: wholeOf(input, "rxDelay", 0, 15) ?? 0,
    cfList: readCfList(input),
  };
}

function readCfList(input: CaseInput): CfList | null {
  const frequencies = numberList(input, "cflistFrequencies", 5, {
    fits: (value) => value % 100 === 0 && value >= 0 && value <= 100 * 0xff_ffff,
    expected: "multiples of 100 Hz up to 1677721500",
  });
  const masks = numberList(input, "cflistChannelMasks", 7, {
    fits: (value) => Number.isInteger(value) && value >= 0 && value <= 0xffff,
    expected: "whole numbers from 0 to 65535",
  });
  if (frequencies !== null && masks !== null) {
    const message = "cannot be given together with cflistFrequencies";
    throw new InputError({ code: "conflicting-inputs", where: "cflistChannelMasks", message });
  }
  if (frequencies !== null) return { type: 0, frequenciesHz: frequencies };
  return masks === null ? null : { type: 1, channelMasks: masks };
}

function numberList(
  input: CaseInput,
  key: string,
  most: number,
  { fits, expected }: { fits: (value: number) => boolean; expected: string },
): readonly number[] | null {
  const list = givenOf(input, key);
  if (list === undefined) return null;
  const sound =
    Array.isArray(list) && list.length <= most && list.every((item) => typeof item === "number" && fits(item));
  if (sound) return list;
  throw new InputError({ code: "out-of-range", where: key, message: `expected a list of at most ${most} ${expected}` });
}

function encodeData(input: CaseInput, direction: Direction, version: LorawanVersion, keys: LorawanKeys): EncodedFrame {
  const request = readDataRequest(input, direction, version);
  const context = { direction, devAddr: request.devAddr, frameCounter: request.frameCounter };
  const kind = direction === "up" ? "data-up" : "data-down";
  const message = buildMessage({
    kind,
    confirmed: request.confirmed,
    devAddr: request.devAddr,
    fctrl: request.fctrl,
    fcnt: request.frameCounter % 0x1_0000,
    fopts: sealedOptions(request, version, keys, context),
    fport: request.fport,
    frmPayload: sealedPayload(request, version, keys, context),
  });
  const mic =
    version === "1.0" ? dataMic(requireKey(keys, "nwkSKey"), message, context) : mic11(input, request, message, keys);
  return encoded(kind, message, mic);
}

function sealedOptions(
  request: DataRequest,
  version: LorawanVersion,
  keys: LorawanKeys,
  context: MicContext,
): Uint8Array {
  if (version === "1.0" || request.fopts.length === 0) return request.fopts;
  const hasApplicationPort = (request.fport ?? 0) > 0;
  return cryptOptions(requireKey(keys, "nwkSEncKey"), request.fopts, context, { hasApplicationPort });
}

function sealedPayload(
  request: DataRequest,
  version: LorawanVersion,
  keys: LorawanKeys,
  context: MicContext,
): Uint8Array {
  if (request.payload.length === 0) return request.payload;
  return cryptPayload(requireKey(keys, payloadKeyName(request.fport, version)), request.payload, context);
}

function mic11(input: CaseInput, request: DataRequest, message: Uint8Array, keys: LorawanKeys): Uint8Array {
  const context = { direction: request.direction, devAddr: request.devAddr, frameCounter: request.frameCounter };
  const confirmedCounter = request.fctrl.ack ? requiredWhole(input, "confFcnt", 0, MAX_FRAME_COUNTER) : 0;
  const serving = requireKey(keys, "sNwkSIntKey");
  if (request.direction === "down") return dataMic(serving, message, context, confirmedCounter);
  const channel = readUplinkChannel(input);
  if (channel === undefined)
    throw missing("txDr", "data rate and channel (txDr, txCh), which a 1.1 uplink's MIC covers");
  return concatBytes(
    servingHalf(serving, message, { ...context, ...channel, confirmedCounter }),
    forwardingHalf(requireKey(keys, "fNwkSIntKey"), message, context),
  );
}
