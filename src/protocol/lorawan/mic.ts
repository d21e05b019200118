import { concatBytes, identifierBytes, littleEndian } from "../bytes.ts";
import type { AesKey } from "../crypto/aes-key.ts";
import { type Direction, MIC_BYTES } from "./phy-payload.ts";

/** What a data frame's MIC depends on besides its bytes. */
export interface MicContext {
  readonly direction: Direction;
  readonly devAddr: string;
  /** All 32 bits. */
  readonly frameCounter: number;
  /** In 1.1, of a frame that acknowledges: the counter of what it confirms. Else 0, or left out. */
  readonly confirmedCounter?: number;
}

/** Of a 1.1 uplink also: the channel that it is sent on. */
export interface UplinkMicContext extends MicContext {
  readonly txDataRate: number;
  readonly txChannel: number;
}

/** First byte of the block before the message. */
const MIC_BLOCK = 0x49;

/** MIC of a join- or rejoin-request, or of a 1.0 join-accept: the plain CMAC's first four bytes. LoRaWAN 1.1 §6.2.2, §6.2.4. */
export function plainMic(key: AesKey, message: Uint8Array): Uint8Array {
  return key.cmac(message).slice(0, MIC_BYTES);
}

/**
 * MIC of a 1.0 data frame, and of a 1.1 downlink.
 *
 * @param key NwkSKey; of a 1.1 downlink SNwkSIntKey
 * @see LoRaWAN 1.0.4 §4.4; 1.1 §4.4.1
 */
export function dataMic(key: AesKey, message: Uint8Array, context: MicContext): Uint8Array {
  const block = micBlock(context, message.length, [...confirmedBytes(context), 0, 0]);
  return key.cmac(concatBytes(block, message)).slice(0, MIC_BYTES);
}

/** The half of a 1.1 uplink's MIC that a forwarding network checks too: its last two bytes. LoRaWAN 1.1 §4.4.2, cmacF. */
export function forwardingHalf(fNwkSIntKey: AesKey, message: Uint8Array, context: MicContext): Uint8Array {
  return dataMic(fNwkSIntKey, message, { ...context, confirmedCounter: 0 }).slice(0, 2);
}

/** The half of a 1.1 uplink's MIC that only the serving network checks: its first two bytes. LoRaWAN 1.1 §4.4.2, cmacS. */
export function servingHalf(sNwkSIntKey: AesKey, message: Uint8Array, context: UplinkMicContext): Uint8Array {
  const head = [...confirmedBytes(context), context.txDataRate, context.txChannel];
  return sNwkSIntKey.cmac(concatBytes(micBlock(context, message.length, head), message)).slice(0, 2);
}

function confirmedBytes({ confirmedCounter = 0 }: MicContext): Uint8Array {
  return littleEndian(confirmedCounter % 0x1_0000, 2);
}

/** B0, or B1 of a 1.1 uplink: what tells frames with equal bytes apart. */
function micBlock(context: MicContext, length: number, head: readonly number[]): Uint8Array {
  return concatBytes(
    [MIC_BLOCK, ...head, context.direction === "up" ? 0 : 1],
    identifierBytes(context.devAddr),
    littleEndian(context.frameCounter, 4),
    [0, length],
  );
}

/** What a 1.1 network's answer says of the request that it answers. */
export interface AnsweredRequest {
  /** 255 for a join-request, else the type of the rejoin-request. */
  readonly joinReqType: number;
  readonly joinEui: string;
  /** DevNonce, or the rejoin counter. */
  readonly devNonce: number;
}

/**
 * MIC of a join-accept of a network that speaks 1.1 (OptNeg set).
 *
 * @param message MHDR and the decrypted fields
 * @see LoRaWAN 1.1 §6.2.3
 */
export function joinAcceptMic(jsIntKey: AesKey, message: Uint8Array, request: AnsweredRequest): Uint8Array {
  const head = concatBytes([request.joinReqType], identifierBytes(request.joinEui), littleEndian(request.devNonce, 2));
  return plainMic(jsIntKey, concatBytes(head, message));
}
