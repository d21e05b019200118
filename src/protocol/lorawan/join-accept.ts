import { ByteReader, concatBytes, identifierBytes, littleEndian } from "../bytes.ts";

/** DLSettings: how the device receives. LoRaWAN 1.1 §6.2.3. */
export interface DownlinkSettings {
  /** The network speaks 1.1; reserved in 1.0. */
  readonly optNeg: boolean;
  readonly rx1DrOffset: number;
  readonly rx2Dr: number;
}

/** What a network answers to a join- or rejoin-request, decrypted. */
export interface JoinAccept {
  /** AppNonce in 1.0. */
  readonly joinNonce: number;
  readonly netId: string;
  readonly devAddr: string;
  readonly dlSettings: DownlinkSettings;
  /** Seconds to the first receive window; 0 means 1. */
  readonly rxDelay: number;
  readonly cfList: CfList | null;
}

/** Channels for the device. RP002-1.0.3: type 0 lists frequencies, type 1 masks of channels. */
export type CfList =
  | { readonly type: 0; readonly frequenciesHz: readonly number[] }
  | { readonly type: 1; readonly channelMasks: readonly number[] }
  | { readonly type: number; readonly raw: Uint8Array };

const CFLIST_BYTES = 16;
const FREQUENCY_STEP_HZ = 100;

/**
 * Reads a decrypted join-accept.
 *
 * @param bytes between MHDR and MIC: 12, or 28 with a list of channels
 */
export function parseJoinAccept(bytes: Uint8Array): JoinAccept {
  const reader = new ByteReader(bytes);
  const joinNonce = reader.number(3);
  const netId = reader.identifier(3);
  const devAddr = reader.identifier(4);
  const settings = reader.number(1);
  return {
    joinNonce,
    netId,
    devAddr,
    dlSettings: {
      optNeg: (settings & 0x80) !== 0,
      rx1DrOffset: (settings >> 4) & 0x07,
      rx2Dr: settings & 0x0f,
    },
    rxDelay: reader.number(1),
    cfList: reader.left >= CFLIST_BYTES ? parseCfList(reader.take(CFLIST_BYTES)) : null,
  };
}

/** The inverse of {@link parseJoinAccept}; values are within their fields. */
export function buildJoinAccept(accept: JoinAccept): Uint8Array {
  const { optNeg, rx1DrOffset, rx2Dr } = accept.dlSettings;
  return concatBytes(
    littleEndian(accept.joinNonce, 3),
    identifierBytes(accept.netId),
    identifierBytes(accept.devAddr),
    [(optNeg ? 0x80 : 0) | (rx1DrOffset << 4) | rx2Dr, accept.rxDelay],
    accept.cfList === null ? [] : buildCfList(accept.cfList),
  );
}

function parseCfList(bytes: Uint8Array): CfList {
  const type = bytes[CFLIST_BYTES - 1];
  const reader = new ByteReader(bytes);
  if (type === 0) {
    const frequencies = Array.from({ length: 5 }, () => reader.number(3) * FREQUENCY_STEP_HZ);
    return { type, frequenciesHz: frequencies };
  }
  if (type === 1) return { type, channelMasks: Array.from({ length: 7 }, () => reader.number(2)) };
  return { type, raw: bytes };
}

function buildCfList(list: CfList): Uint8Array {
  if ("raw" in list) return list.raw;
  const bytes = new Uint8Array(CFLIST_BYTES);
  bytes[CFLIST_BYTES - 1] = list.type;
  if ("frequenciesHz" in list) {
    list.frequenciesHz.forEach((frequencyHz, i) => {
      bytes.set(littleEndian(Math.round(frequencyHz / FREQUENCY_STEP_HZ), 3), 3 * i);
    });
  } else {
    list.channelMasks.forEach((mask, i) => {
      bytes.set(littleEndian(mask, 2), 2 * i);
    });
  }
  return bytes;
}
