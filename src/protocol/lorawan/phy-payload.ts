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
