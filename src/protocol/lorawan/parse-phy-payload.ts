import { InputError } from "../../math/errors.ts";
import { ByteReader } from "../bytes.ts";
import {
  type DataFrame,
  type FrameBody,
  type JoinRequest,
  MAX_PHY_BYTES,
  MESSAGE_TYPES,
  type MessageType,
  MIC_BYTES,
  type PhyPayload,
  type RejoinRequest,
} from "./phy-payload.ts";

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
