import type { FrameSettings } from "../frame-settings.ts";
import { payloadCrc } from "./crc.ts";
import { WHITENING } from "./whitening.ts";

/** What a frame carried. */
export interface ReadPayload {
  readonly payload: Uint8Array;
  /** Null where the frame has no CRC. */
  readonly crcOk: boolean | null;
}

/** Writes a payload, whitened, and its CRC, which is not, as nibbles: of each byte the low one first. */
export function writePayload(payload: Uint8Array, crc: boolean, nibbles: Uint8Array, from: number): void {
  let at = from;
  for (let i = 0; i < payload.length; i++, at += 2) writeByte(payload[i] ^ WHITENING[i], nibbles, at);
  if (!crc) return;
  const sum = payloadCrc(payload);
  writeByte(sum & 0xff, nibbles, at);
  writeByte(sum >> 8, nibbles, at + 2);
}

function writeByte(byte: number, nibbles: Uint8Array, at: number): void {
  nibbles[at] = byte & 0xf;
  nibbles[at + 1] = byte >> 4;
}

/**
 * Reads a payload and checks its CRC.
 *
 * @param nibbles of the frame, as the blocks gave them
 * @param from where the payload begins: after the header
 */
export function readPayload(
  nibbles: Uint8Array,
  from: number,
  { crc }: Pick<FrameSettings, "crc">,
  payloadBytes: number,
): ReadPayload {
  const payload = new Uint8Array(payloadBytes);
  for (let i = 0; i < payloadBytes; i++) payload[i] = readByte(nibbles, from + 2 * i) ^ WHITENING[i];
  if (!crc) return { payload, crcOk: null };
  const at = from + 2 * payloadBytes;
  const received = readByte(nibbles, at) | (readByte(nibbles, at + 2) << 8);
  return { payload, crcOk: received === payloadCrc(payload) };
}

function readByte(nibbles: Uint8Array, at: number): number {
  return nibbles[at] | (nibbles[at + 1] << 4);
}
