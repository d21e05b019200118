import { formatHex } from "../../../math/hex.ts";
import { concatBytes } from "../../bytes.ts";
import { type CaseInput, type FrameWarning, identifierOf, switchOf, wholeOf } from "../../case-values.ts";
import { type AesKey, sameCode } from "../../crypto/aes-key.ts";
import { openJoinAccept } from "../encryption.ts";
import { type CfList, type JoinAccept, parseJoinAccept } from "../join-accept.ts";
import { joinAcceptMic, plainMic } from "../mic.ts";
import { type LorawanVersion, MIC_BYTES, type PhyPayload } from "../phy-payload.ts";
import { deriveJoinServerKeys } from "../session-keys.ts";
import type { DecodedLorawanFrame } from "./decoded-frame.ts";
import { sessionKeysOf } from "./encode-join-accept.ts";
import { type FrameCase, joinKeyName, type LorawanKeys } from "./keys.ts";

/** Reads a join-accept. Its fields are shown only when its MIC is right: under a wrong key they would be noise. */
export function decodeJoinAccept(frame: PhyPayload, sealed: Uint8Array, frameCase: FrameCase): DecodedLorawanFrame {
  const { input, version, keys } = frameCase;
  const showKeys = switchOf(input, "sessionKeys");
  const joinReqType = wholeOf(input, "joinReqType", 0, 255) ?? 255;
  const root = keys.key ?? keys[joinKeyName(version)];
  const jsKeys = joinServerKeys(input, root, keys);
  const answersRejoin = version === "1.1" && joinReqType !== 255;
  const opening = answersRejoin ? jsKeys.jsEncKey : root;
  const common = { kind: "join-accept", mtype: frame.mtype, payloadHex: "", macCommands: [] } as const;
  if (opening === undefined) {
    const needed = answersRejoin ? "jsEncKey, or nwkKey and devEui" : joinKeyName(version);
    const message = `encrypted: nothing can be read without ${needed}`;
    return { ...common, micHex: null, micValid: null, warnings: [{ code: "sealed", message }] };
  }
  const clear = openJoinAccept(opening, sealed);
  const message = concatBytes(frame.message.subarray(0, 1), clear.subarray(0, -MIC_BYTES));
  const mic = clear.slice(-MIC_BYTES);
  const accept = parseJoinAccept(message.subarray(1));
  const code = expectedMic(message, accept, { input, version, root, jsIntKey: jsKeys.jsIntKey, joinReqType });
  const micValid = code === null ? null : sameCode(code, mic);
  if (micValid === false || code === null) {
    return { ...common, micHex: formatHex(mic), micValid, warnings: [unreadable(micValid)] };
  }
  const session = showKeys && root !== undefined ? sessionKeysOf(accept, root, frameCase) : null;
  const revealed = Object.entries(session ?? {}).map(([name, key]) => [name, key.revealHex()]);
  return {
    ...common,
    ...fieldsOf(accept),
    micHex: formatHex(mic),
    micValid,
    warnings: [],
    ...(session === null ? {} : { sessionKeys: Object.fromEntries(revealed) }),
  };
}

function joinServerKeys(input: CaseInput, root: AesKey | undefined, keys: LorawanKeys) {
  const devEui = identifierOf(input, "devEui", 8);
  const derived = root !== undefined && devEui !== undefined ? deriveJoinServerKeys(root, devEui) : undefined;
  return { jsIntKey: keys.jsIntKey ?? derived?.jsIntKey, jsEncKey: keys.jsEncKey ?? derived?.jsEncKey };
}

/** Null where a value that the MIC covers is not known. */
function expectedMic(
  message: Uint8Array,
  accept: JoinAccept,
  known: {
    readonly input: CaseInput;
    readonly version: LorawanVersion;
    readonly root: AesKey | undefined;
    readonly jsIntKey: AesKey | undefined;
    readonly joinReqType: number;
  },
): Uint8Array | null {
  const { input, version, root, jsIntKey, joinReqType } = known;
  if (version === "1.0" || !accept.dlSettings.optNeg) return root === undefined ? null : plainMic(root, message);
  const joinEui = identifierOf(input, "joinEui", 8);
  const devNonce = wholeOf(input, "devNonce", 0, 0xffff);
  if (jsIntKey === undefined || joinEui === undefined || devNonce === undefined) return null;
  return joinAcceptMic(jsIntKey, message, { joinReqType, joinEui, devNonce });
}

function unreadable(micValid: boolean | null): FrameWarning {
  return micValid === false
    ? { code: "mic-invalid", message: "the MIC is wrong: another key or version, or the frame was altered" }
    : { code: "mic-unchecked", message: "the MIC was not checked: that takes nwkKey, devEui, joinEui and devNonce" };
}

function fieldsOf({ cfList, ...fields }: JoinAccept): Readonly<Record<string, unknown>> {
  return { ...fields, ...channelFields(cfList) };
}

function channelFields(list: CfList | null): Readonly<Record<string, unknown>> {
  if (list === null) return {};
  if ("raw" in list) return { cflistHex: formatHex(list.raw) };
  return "frequenciesHz" in list
    ? { cflistFrequencies: list.frequenciesHz }
    : { cflistChannelMasks: list.channelMasks };
}
