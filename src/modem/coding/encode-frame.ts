import { MAX_LORA_PAYLOAD_BYTES } from "../../lora/lora-packet.ts";
import { InputError } from "../../math/errors.ts";
import type { FrameSettings } from "../frame-settings.ts";
import { encodeBlock } from "./block-encoder.ts";
import { frameBlocks, frameSymbolCount, HEADER_NIBBLES, requireHeaderFits } from "./frame-layout.ts";
import { writeHeader } from "./header.ts";
import { writePayload } from "./payload-nibbles.ts";

/**
 * The symbols of a frame, after the start-of-frame delimiter.
 *
 * @param payload 0 to 255 bytes
 * @returns start offsets of the chirps, 0 to 2^SF − 1
 * @throws {InputError} `out-of-range` for a longer payload, `not-on-chip` for a header that the SX127x does not have
 * @example encodeFrame(frameSettings({ sf: 7 }), Uint8Array.of(72, 105)) // 18 symbols
 */
export function encodeFrame(settings: FrameSettings, payload: Uint8Array): Uint16Array {
  const nibbles = frameNibbles(settings, payload);
  const symbols = new Uint16Array(frameSymbolCount(settings, payload.length));
  for (const block of frameBlocks(settings, payload.length)) encodeBlock(block, nibbles, settings.sf, symbols);
  return symbols;
}

/**
 * The nibbles that a frame's code words carry: header, payload (whitened) and CRC, then zeros to the end of the last block.
 *
 * Chips pad otherwise; a receiver ignores the padding.
 */
export function frameNibbles(settings: FrameSettings, payload: Uint8Array): Uint8Array {
  requireHeaderFits(settings);
  requirePayload(payload);
  const { implicitHeader, codingRate, crc } = settings;
  const last = frameBlocks(settings, payload.length).at(-1)!;
  const nibbles = new Uint8Array(last.nibble + last.shape.rows);
  if (!implicitHeader) writeHeader({ payloadBytes: payload.length, codingRate, crc }, nibbles);
  writePayload(payload, crc, nibbles, implicitHeader ? 0 : HEADER_NIBBLES);
  return nibbles;
}

function requirePayload({ length }: Uint8Array): void {
  if (length <= MAX_LORA_PAYLOAD_BYTES) return;
  const message = `expected at most ${MAX_LORA_PAYLOAD_BYTES} bytes, got ${length}`;
  throw new InputError({ code: "out-of-range", where: "payload", message });
}
