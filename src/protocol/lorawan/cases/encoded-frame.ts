import { formatHex } from "../../../math/hex.ts";
import { concatBytes } from "../../bytes.ts";
import type { AesKey } from "../../crypto/aes-key.ts";

export const ENCODED_KINDS = ["join-request", "join-accept", "data-up", "data-down", "rejoin-request"] as const;
export type EncodedKind = (typeof ENCODED_KINDS)[number];

/** A frame ready to be sent. */
export interface EncodedLorawanFrame {
  readonly kind: EncodedKind;
  readonly phyPayloadHex: string;
  readonly micHex: string;
  /** Of a join-accept whose DevNonce is given: the keys of the session that it begins. */
  readonly sessionKeys: Readonly<Record<string, AesKey>> | null;
}

/** A frame of its signed bytes and its MIC. */
export function encoded(kind: EncodedKind, message: Uint8Array, mic: Uint8Array): EncodedLorawanFrame {
  return { kind, phyPayloadHex: formatHex(concatBytes(message, mic)), micHex: formatHex(mic), sessionKeys: null };
}
