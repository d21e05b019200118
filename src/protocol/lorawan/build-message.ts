import { concatBytes, identifierBytes, littleEndian } from "../bytes.ts";
import {
  type DataFrame,
  type JoinRequest,
  MESSAGE_TYPES,
  type MessageType,
  type RejoinRequest,
} from "./phy-payload.ts";

/**
 * The bytes of a frame up to its MIC, in the order of the air.
 *
 * @param body as {@link parsePhyPayload} gives it; data and options are already encrypted, lengths are checked
 */
export function buildMessage(body: JoinRequest | RejoinRequest | DataFrame): Uint8Array {
  switch (body.kind) {
    case "join-request":
      return concatBytes(
        [mhdr("JoinRequest")],
        identifierBytes(body.joinEui),
        identifierBytes(body.devEui),
        littleEndian(body.devNonce, 2),
      );
    case "rejoin-request":
      return concatBytes(
        [mhdr("RejoinRequest"), body.rejoinType],
        identifierBytes(body.rejoinType === 1 ? body.joinEui : body.netId),
        identifierBytes(body.devEui),
        littleEndian(body.rjCount, 2),
      );
    default:
      return buildDataMessage(body);
  }
}

function buildDataMessage(frame: DataFrame): Uint8Array {
  return concatBytes(
    [mhdr(dataMessageType(frame))],
    identifierBytes(frame.devAddr),
    [controlByte(frame)],
    littleEndian(frame.fcnt, 2),
    frame.fopts,
    frame.fport === null ? [] : [frame.fport],
    frame.frmPayload,
  );
}

export function dataMessageType({ kind, confirmed }: Pick<DataFrame, "kind" | "confirmed">): MessageType {
  return `${confirmed ? "Confirmed" : "Unconfirmed"}Data${kind === "data-up" ? "Up" : "Down"}`;
}

function controlByte({ fctrl, fopts }: DataFrame): number {
  return (
    (fctrl.adr ? 0x80 : 0) |
    (fctrl.adrAckReq ? 0x40 : 0) |
    (fctrl.ack ? 0x20 : 0) |
    (fctrl.classB || fctrl.fPending ? 0x10 : 0) |
    fopts.length
  );
}

/** Type in the upper three bits, major version 0 in the lower two. */
export function mhdr(type: MessageType): number {
  return MESSAGE_TYPES.indexOf(type) << 5;
}
