import { concatBytes, identifierBytes, littleEndian, padBlocks } from "../bytes.ts";
import { AES_BLOCK_BYTES, AesKey } from "../crypto/aes-key.ts";

/** What a join settles between device and network. */
export interface JoinContext {
  readonly joinNonce: number;
  /** DevNonce, or the counter of the rejoin-request. */
  readonly devNonce: number;
}

/** Keys of a 1.0 session. */
export interface SessionKeys10 {
  readonly nwkSKey: AesKey;
  readonly appSKey: AesKey;
}

/** Keys of a 1.1 session. */
export interface SessionKeys11 {
  readonly fNwkSIntKey: AesKey;
  readonly sNwkSIntKey: AesKey;
  readonly nwkSEncKey: AesKey;
  readonly appSKey: AesKey;
}

/** First bytes of the blocks that keys are derived from. */
const PURPOSE = { fNwkSIntKey: 1, appSKey: 2, sNwkSIntKey: 3, nwkSEncKey: 4, jsEncKey: 5, jsIntKey: 6 } as const;

/**
 * Session keys of a 1.0 device: both from AppKey, bound to the network.
 *
 * @param netId six digits, most significant byte first
 * @see LoRaWAN 1.0.4 §6.2.5
 */
export function deriveSessionKeys10(appKey: AesKey, netId: string, context: JoinContext): SessionKeys10 {
  const tail = derivationTail(netId, context);
  const derive = (purpose: number) => encryptToKey(appKey, concatBytes([purpose], tail));
  return { nwkSKey: derive(PURPOSE.fNwkSIntKey), appSKey: derive(PURPOSE.appSKey) };
}

/**
 * Session keys of a 1.1 device in a 1.1 network: the network's from NwkKey, the application's from AppKey, bound to the join server.
 *
 * @param joinEui sixteen digits, most significant byte first
 * @see LoRaWAN 1.1 §6.2.5
 */
export function deriveSessionKeys11(
  keys: { readonly nwkKey: AesKey; readonly appKey: AesKey },
  joinEui: string,
  context: JoinContext,
): SessionKeys11 {
  const tail = derivationTail(joinEui, context);
  const derive = (root: AesKey, purpose: number) => encryptToKey(root, concatBytes([purpose], tail));
  return {
    fNwkSIntKey: derive(keys.nwkKey, PURPOSE.fNwkSIntKey),
    sNwkSIntKey: derive(keys.nwkKey, PURPOSE.sNwkSIntKey),
    nwkSEncKey: derive(keys.nwkKey, PURPOSE.nwkSEncKey),
    appSKey: derive(keys.appKey, PURPOSE.appSKey),
  };
}

/**
 * The keys of a 1.1 device that outlive its sessions: JSIntKey signs rejoin-requests of type 1 and join-accepts, JSEncKey encrypts the
 * answers to rejoin-requests.
 *
 * @param devEui sixteen digits, most significant byte first
 * @see LoRaWAN 1.1 §6.1.1.3
 */
export function deriveJoinServerKeys(nwkKey: AesKey, devEui: string): { jsIntKey: AesKey; jsEncKey: AesKey } {
  const derive = (purpose: number) => encryptToKey(nwkKey, concatBytes([purpose], identifierBytes(devEui)));
  return { jsIntKey: derive(PURPOSE.jsIntKey), jsEncKey: derive(PURPOSE.jsEncKey) };
}

/** What follows the purpose: JoinNonce, what the session is bound to (NetID or JoinEUI), DevNonce. */
function derivationTail(boundTo: string, { joinNonce, devNonce }: JoinContext): Uint8Array {
  return concatBytes(littleEndian(joinNonce, 3), identifierBytes(boundTo), littleEndian(devNonce, 2));
}

function encryptToKey(root: AesKey, block: Uint8Array): AesKey {
  return new AesKey(root.encryptBlocks(padBlocks(block, AES_BLOCK_BYTES)));
}
