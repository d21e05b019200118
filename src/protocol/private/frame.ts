import { InputError, requireRange } from "../../math/errors.ts";
import { formatHex } from "../../math/hex.ts";
import { bytesOfHex, concatBytes } from "../bytes.ts";
import { AesKey } from "../crypto/aes-key.ts";
import { type CcmInput, openCcm, sealCcm, TAG_BYTES } from "./ccm.ts";

/** The layout's version: the upper two bits of the first byte. */
export const PRIVATE_VERSION = 1;
/** Version, direction and epoch; device address; lower half of the counter. */
export const HEADER_BYTES = 7;
export const PRIVATE_OVERHEAD_BYTES = HEADER_BYTES + TAG_BYTES;
const MAX_FRAME_BYTES = 255;
export const MAX_PRIVATE_PAYLOAD_BYTES = MAX_FRAME_BYTES - PRIVATE_OVERHEAD_BYTES;
/** Values of the epoch and of the counter that a frame can tell apart. */
export const EPOCHS_ON_AIR = 32;
export const COUNTERS_ON_AIR = 0x1_0000;
const MAX_UINT32 = 0xffff_ffff;

/** What makes a frame's nonce: never twice the same under one device's key. */
export interface PrivateAddress {
  readonly direction: "up" | "down";
  /** Eight digits. */
  readonly devAddr: string;
  /** Number of the key in use: it goes up by one whenever the counters begin anew. */
  readonly epoch: number;
  /** All 32 bits, of its direction. */
  readonly frameCounter: number;
}

/** A frame taken apart without a key. */
export interface PrivateFrame {
  readonly direction: "up" | "down";
  readonly devAddr: string;
  /** The lower 5 bits. */
  readonly epochOnAir: number;
  /** The lower 16 bits. */
  readonly counterOnAir: number;
  readonly header: Uint8Array;
  readonly sealed: Uint8Array;
}

/**
 * Encrypts and signs a payload.
 *
 * @param deviceKey the device's own key; the frame's key is derived from it ({@link deriveEpochKey})
 * @param payload at most 240 bytes
 * @returns header, ciphertext and tag
 * @throws {InputError} `out-of-range` or `too-long`
 */
export function sealPrivateFrame(deviceKey: AesKey, address: PrivateAddress, payload: Uint8Array): Uint8Array {
  requireRange("epoch", address.epoch, 0, MAX_UINT32);
  requireRange("frameCounter", address.frameCounter, 0, MAX_UINT32);
  if (payload.length > MAX_PRIVATE_PAYLOAD_BYTES) {
    const message = `expected at most ${MAX_PRIVATE_PAYLOAD_BYTES} bytes, got ${payload.length}`;
    throw new InputError({ code: "too-long", where: "payloadHex", message });
  }
  const header = headerOf(address);
  return concatBytes(header, sealCcm(deriveEpochKey(deviceKey, address), ccmInput(header, address), payload));
}

/**
 * Takes a frame apart as far as it can be read without a key.
 *
 * @throws {InputError} `bad-frame` when the bytes are no frame of this version
 */
export function parsePrivateFrame(bytes: Uint8Array): PrivateFrame {
  const fault = (message: string) => new InputError({ code: "bad-frame", where: "phyPayloadHex", message });
  if (bytes.length < PRIVATE_OVERHEAD_BYTES || bytes.length > MAX_FRAME_BYTES) {
    throw fault(`${bytes.length} bytes: a private frame has ${PRIVATE_OVERHEAD_BYTES} to ${MAX_FRAME_BYTES}`);
  }
  const version = bytes[0] >> 6;
  if (version !== PRIVATE_VERSION)
    throw fault(`version ${version} of the private frame: only ${PRIVATE_VERSION} is defined`);
  return {
    direction: (bytes[0] & 0x20) === 0 ? "up" : "down",
    devAddr: formatHex(bytes.subarray(1, 5)),
    epochOnAir: bytes[0] & (EPOCHS_ON_AIR - 1),
    counterOnAir: bytes[5] * 256 + bytes[6],
    header: bytes.slice(0, HEADER_BYTES),
    sealed: bytes.slice(HEADER_BYTES),
  };
}

/** The payload under a whole epoch and counter, or null when the tag is wrong. */
export function openPrivateFrame(deviceKey: AesKey, frame: PrivateFrame, address: PrivateAddress): Uint8Array | null {
  return openCcm(deriveEpochKey(deviceKey, address), ccmInput(frame.header, address), frame.sealed);
}

/** Text under which keys are derived: another use of the device's key gets other keys. */
const LABEL = Uint8Array.from("chirpscape private frame", (letter) => letter.charCodeAt(0));
const KEY_BITS = 128;

/**
 * The key of an epoch, of the device's key, by CMAC in counter mode: whoever learns it learns neither the device's key nor the keys of
 * other epochs.
 *
 * @see NIST SP 800-108r1, §4.1
 */
export function deriveEpochKey(
  deviceKey: AesKey,
  { devAddr, epoch }: Pick<PrivateAddress, "devAddr" | "epoch">,
): AesKey {
  const context = concatBytes(bytesOfHex(devAddr), bigEndian(epoch));
  return new AesKey(deviceKey.cmac(concatBytes([1], LABEL, [0], context, [0, KEY_BITS])));
}

function headerOf({ direction, devAddr, epoch, frameCounter }: PrivateAddress): Uint8Array {
  const first = (PRIVATE_VERSION << 6) | (direction === "up" ? 0 : 0x20) | (epoch % EPOCHS_ON_AIR);
  return concatBytes([first], bytesOfHex(devAddr), bigEndian(frameCounter).subarray(2));
}

/** Nonce: first byte of the header, address, epoch, counter: 13 bytes, all of them telling. */
function ccmInput(header: Uint8Array, { devAddr, epoch, frameCounter }: PrivateAddress): CcmInput {
  const nonce = concatBytes(header.subarray(0, 1), bytesOfHex(devAddr), bigEndian(epoch), bigEndian(frameCounter));
  return { nonce, header };
}

function bigEndian(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);
}
