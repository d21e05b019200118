import { InputError } from "../../math/errors.ts";
import { ByteReader } from "../bytes.ts";

/** LoRaWAN versions that differ in their cryptography: 1.0 to 1.0.4 are one. */
export type LorawanVersion = "1.0" | "1.1";

export type Direction = "up" | "down";

/** Message types by their number in the MHDR. LoRaWAN 1.1 §4.2.1. */
export const MESSAGE_TYPES = [
  "JoinRequest",
  "JoinAccept",
  "UnconfirmedDataUp",
  "UnconfirmedDataDown",
  "ConfirmedDataUp",
  "ConfirmedDataDown",
  "RejoinRequest",
  "Proprietary",
] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];

export const MIC_BYTES = 4;
/** A LoRa frame's length is one byte. */
export const MAX_PHY_BYTES = 255;
/** Longer text is refused before it is read; what lies between gets a message that tells its length. */
export const MAX_INPUT_BYTES = 1024;
export const MAX_FOPTS_BYTES = 15;

/** Bits of FCtrl; what has no meaning in a frame's direction is false. LoRaWAN 1.1 §4.3.1. */
export interface FrameControl {
  readonly adr: boolean;
  /** Uplink only. */
  readonly adrAckReq: boolean;
  readonly ack: boolean;
  /** Uplink only: the device listens in ping slots. */
  readonly classB: boolean;
  /** Downlink only: more is waiting. */
  readonly fPending: boolean;
}

export interface JoinRequest {
  readonly kind: "join-request";
  readonly joinEui: string;
  readonly devEui: string;
  readonly devNonce: number;
}

/** All but the MHDR is encrypted: see {@link parseJoinAccept}. */
export interface SealedJoinAccept {
  readonly kind: "join-accept";
  /** 16 or 32 bytes, the MIC among them. */
  readonly sealed: Uint8Array;
}

export interface DataFrame {
  readonly kind: "data-up" | "data-down";
  readonly confirmed: boolean;
  readonly devAddr: string;
  readonly fctrl: FrameControl;
  /** The lower 16 bits of the frame counter. */
  readonly fcnt: number;
  /** As on air: encrypted in 1.1. */
  readonly fopts: Uint8Array;
  readonly fport: number | null;
  /** As on air: encrypted. */
  readonly frmPayload: Uint8Array;
}

export type RejoinRequest =
  | {
      readonly kind: "rejoin-request";
      readonly rejoinType: 0 | 2;
      readonly netId: string;
      readonly devEui: string;
      readonly rjCount: number;
    }
  | {
      readonly kind: "rejoin-request";
      readonly rejoinType: 1;
      readonly joinEui: string;
      readonly devEui: string;
      readonly rjCount: number;
    };

/** A format of the network's own: nothing but the type is known. */
export interface ProprietaryFrame {
  readonly kind: "proprietary";
  readonly body: Uint8Array;
}

export type FrameBody = JoinRequest | SealedJoinAccept | DataFrame | RejoinRequest | ProprietaryFrame;

/** A frame taken apart without any key. */
export interface PhyPayload {
  readonly mtype: MessageType;
  readonly body: FrameBody;
  /** What the MIC covers: all before it. */
  readonly message: Uint8Array;
  /** Empty where it cannot be told from the rest (join-accept, proprietary). */
  readonly mic: Uint8Array;
  /** True when reserved bits are set: they are ignored, as the specification asks. */
  readonly reservedBits: boolean;
}

/**
 * Takes a LoRaWAN frame apart as far as it can be read without keys.
 *
 * @throws {InputError} `bad-frame` when the bytes are no frame: too short or long, another major version, fields that do not fit
 * @see LoRaWAN 1.1 §4 (1.0.4 §4), MAC message formats
 */
export function parsePhyPayload(bytes: Uint8Array): PhyPayload {
  if (bytes.length === 0) throw badFrame("no bytes: a frame begins with its MHDR");
  if (bytes.length > MAX_PHY_BYTES) throw badFrame(`${bytes.length} bytes: a frame has at most ${MAX_PHY_BYTES}`);
  const major = bytes[0] & 0b11;
  if (major !== 0) throw badFrame(`major version ${major}: only 0 (LoRaWAN R1) is defined`);
  const mtype = MESSAGE_TYPES[bytes[0] >> 5];
  const body = parseBody(mtype, bytes);
  const hasMic = body.kind !== "join-accept" && body.kind !== "proprietary";
  const end = hasMic ? bytes.length - MIC_BYTES : bytes.length;
  return {
    mtype,
    body,
    message: bytes.slice(0, end),
    mic: bytes.slice(end),
    reservedBits: (bytes[0] & 0b11100) !== 0 || hasReservedControlBit(body, bytes),
  };
}

function parseBody(mtype: MessageType, bytes: Uint8Array): FrameBody {
  switch (mtype) {
    case "JoinRequest":
      return parseJoinRequest(bytes);
    case "JoinAccept":
      requireLength(bytes, "join-accept", [17, 33]);
      return { kind: "join-accept", sealed: bytes.slice(1) };
    case "RejoinRequest":
      return parseRejoinRequest(bytes);
    case "Proprietary":
      return { kind: "proprietary", body: bytes.slice(1) };
    default:
      return parseDataFrame(mtype, bytes);
  }
}

function parseJoinRequest(bytes: Uint8Array): JoinRequest {
  requireLength(bytes, "join-request", [23]);
  const reader = new ByteReader(bytes.subarray(1));
  return {
    kind: "join-request",
    joinEui: reader.identifier(8),
    devEui: reader.identifier(8),
    devNonce: reader.number(2),
  };
}

/** LoRaWAN 1.1 §6.2.4: types 0 and 2 carry the NetID, type 1 the JoinEUI. */
function parseRejoinRequest(bytes: Uint8Array): RejoinRequest {
  const rejoinType = bytes[1];
  if (rejoinType === undefined) throw badFrame("1 byte: a rejoin-request has a type after its MHDR");
  if (rejoinType > 2) throw badFrame(`rejoin type ${rejoinType}: only 0, 1 and 2 are defined`);
  requireLength(bytes, `rejoin-request of type ${rejoinType}`, [rejoinType === 1 ? 24 : 19]);
  const reader = new ByteReader(bytes.subarray(2));
  const kind = "rejoin-request";
  if (rejoinType === 1) {
    return { kind, rejoinType, joinEui: reader.identifier(8), devEui: reader.identifier(8), rjCount: reader.number(2) };
  }
  return {
    kind,
    rejoinType: rejoinType as 0 | 2,
    netId: reader.identifier(3),
    devEui: reader.identifier(8),
    rjCount: reader.number(2),
  };
}

/** MHDR, DevAddr, FCtrl, FCnt, MIC: the shortest data frame. */
const MIN_DATA_BYTES = 12;

function parseDataFrame(mtype: MessageType, bytes: Uint8Array): DataFrame {
  if (bytes.length < MIN_DATA_BYTES)
    throw badFrame(`${bytes.length} bytes: a data frame has at least ${MIN_DATA_BYTES}`);
  const reader = new ByteReader(bytes.subarray(1, -MIC_BYTES));
  const devAddr = reader.identifier(4);
  const control = reader.number(1);
  const fcnt = reader.number(2);
  const foptsLength = control & 0x0f;
  if (foptsLength > reader.left) throw badFrame(`FOptsLen ${foptsLength}, but ${reader.left} bytes are left for FOpts`);
  const fopts = reader.take(foptsLength);
  const isUp = mtype.endsWith("Up");
  return {
    kind: isUp ? "data-up" : "data-down",
    confirmed: mtype.startsWith("Confirmed"),
    devAddr,
    fctrl: {
      adr: (control & 0x80) !== 0,
      adrAckReq: isUp && (control & 0x40) !== 0,
      ack: (control & 0x20) !== 0,
      classB: isUp && (control & 0x10) !== 0,
      fPending: !isUp && (control & 0x10) !== 0,
    },
    fcnt,
    fopts,
    fport: reader.left > 0 ? reader.number(1) : null,
    frmPayload: reader.take(reader.left),
  };
}

/** Bit 6 of a downlink's FCtrl is reserved. */
function hasReservedControlBit(body: FrameBody, bytes: Uint8Array): boolean {
  return body.kind === "data-down" && (bytes[5] & 0x40) !== 0;
}

function requireLength(bytes: Uint8Array, what: string, lengths: readonly number[]): void {
  if (lengths.includes(bytes.length)) return;
  throw badFrame(`${bytes.length} bytes: a ${what} has ${lengths.join(" or ")}`);
}

function badFrame(message: string): InputError {
  return new InputError({ code: "bad-frame", where: "phyPayloadHex", message });
}
