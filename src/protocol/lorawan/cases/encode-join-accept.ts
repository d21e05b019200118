import { InputError } from "../../../math/errors.ts";
import { formatHex } from "../../../math/hex.ts";
import { concatBytes } from "../../bytes.ts";
import {
  type CaseInput,
  givenOf,
  objectOf,
  requiredIdentifier,
  requiredWhole,
  switchOf,
  wholeOf,
} from "../../case-values.ts";
import type { AesKey } from "../../crypto/aes-key.ts";
import { mhdr } from "../build-message.ts";
import { sealJoinAccept } from "../encryption.ts";
import { buildJoinAccept, type CfList, type JoinAccept } from "../join-accept.ts";
import { joinAcceptMic, plainMic } from "../mic.ts";
import type { LorawanVersion } from "../phy-payload.ts";
import { deriveJoinServerKeys, deriveSessionKeys10, deriveSessionKeys11 } from "../session-keys.ts";
import type { EncodedLorawanFrame } from "./encoded-frame.ts";
import { type FrameCase, joinKeyName, type LorawanKeys, requireKey } from "./keys.ts";

/** Builds a network's answer to a join- or rejoin-request. */
export function encodeJoinAccept({ input, version, keys }: FrameCase): EncodedLorawanFrame {
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
    sessionKeys: sessionKeysOf(accept, root, { input, keys }),
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
  accept: JoinAccept,
  root: AesKey,
  { input, keys }: Pick<FrameCase, "input" | "keys">,
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
  const frequencies = numberList(input, "cflistFrequencies", {
    most: 5,
    fits: (value) => value % 100 === 0 && value >= 0 && value <= 100 * 0xff_ffff,
    expected: "multiples of 100 Hz up to 1677721500",
  });
  const masks = numberList(input, "cflistChannelMasks", {
    most: 7,
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

/** What a list of numbers may hold. */
interface ListRule {
  readonly most: number;
  readonly fits: (value: number) => boolean;
  readonly expected: string;
}

function numberList(input: CaseInput, key: string, { most, fits, expected }: ListRule): readonly number[] | null {
  const list = givenOf(input, key);
  if (list === undefined) return null;
  const sound =
    Array.isArray(list) && list.length <= most && list.every((item) => typeof item === "number" && fits(item));
  if (sound) return list;
  throw new InputError({ code: "out-of-range", where: key, message: `expected a list of at most ${most} ${expected}` });
}
