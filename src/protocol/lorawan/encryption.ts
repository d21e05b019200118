import { concatBytes, identifierBytes, littleEndian, xorBytes } from "../bytes.ts";
import { AES_BLOCK_BYTES, type AesKey } from "../crypto/aes-key.ts";
import type { MicContext } from "./mic.ts";

/** First byte of the blocks that make the key stream. */
const STREAM_BLOCK = 0x01;

/**
 * Encrypts or decrypts FRMPayload: the same operation.
 *
 * @param key AppSKey; on port 0 NwkSKey, in 1.1 NwkSEncKey
 * @see LoRaWAN 1.0.4 §4.3.3; 1.1 §4.3.3
 */
export function cryptPayload(key: AesKey, payload: Uint8Array, context: MicContext): Uint8Array {
  const count = Math.ceil(payload.length / AES_BLOCK_BYTES);
  if (count === 0) return new Uint8Array(0);
  const blocks = Array.from({ length: count }, (_, i) => streamBlock(context, 0, i + 1));
  return xorBytes(payload, key.encryptBlocks(concatBytes(...blocks)));
}

/** What the key stream of a 1.1 frame's FOpts depends on. */
export interface OptionsContext extends MicContext {
  /** Of a downlink: FPort is above 0, so that its counter is AFCntDown, not NFCntDown. */
  readonly hasApplicationPort: boolean;
}

/**
 * Encrypts or decrypts the FOpts of a 1.1 frame: the same operation.
 *
 * The counters of both kinds of downlink may be equal under one key; the specification's erratum tells them apart by a byte.
 *
 * @see LoRaWAN 1.1 §4.3.1.6, and the Technical Committee's "FOpts Encryption, Usage of FCntDwn Errata"
 */
export function cryptOptions(nwkSEncKey: AesKey, fopts: Uint8Array, context: OptionsContext): Uint8Array {
  if (fopts.length === 0) return new Uint8Array(0);
  const usage = context.direction === "down" && context.hasApplicationPort ? 0x02 : 0x01;
  return xorBytes(fopts, nwkSEncKey.encryptBlocks(streamBlock(context, usage, 1)));
}

function streamBlock(context: MicContext, usage: number, index: number): Uint8Array {
  return concatBytes(
    [STREAM_BLOCK, 0, 0, 0, usage, context.direction === "up" ? 0 : 1],
    identifierBytes(context.devAddr),
    littleEndian(context.frameCounter, 4),
    [0, index],
  );
}

/**
 * Encrypts a join-accept with the inverse cipher, so that the device needs only the forward one.
 *
 * @param key AppKey; in 1.1 NwkKey, and JSEncKey in answer to a rejoin-request
 * @param clear fields and MIC: 16 or 32 bytes
 */
export function sealJoinAccept(key: AesKey, clear: Uint8Array): Uint8Array {
  return key.decryptBlocks(clear);
}

/** The inverse of {@link sealJoinAccept}: what the device does. */
export function openJoinAccept(key: AesKey, sealed: Uint8Array): Uint8Array {
  return key.encryptBlocks(sealed);
}
