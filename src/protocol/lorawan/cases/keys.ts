import { InputError } from "../../../math/errors.ts";
import { type CaseInput, type FrameWarning, givenOf, missing, shown } from "../../case-values.ts";
import { AesKey } from "../../crypto/aes-key.ts";
import { keyWeakness } from "../../crypto/weak-key.ts";
import type { LorawanVersion } from "../phy-payload.ts";

/** The keys of LoRaWAN by the names of a case, and what each is for. */
export const LORAWAN_KEYS = {
  appKey: "root key: of the device in 1.0, of the application in 1.1",
  nwkKey: "root key of the network, 1.1",
  nwkSKey: "network session key, 1.0",
  appSKey: "application session key",
  fNwkSIntKey: "forwarding network session integrity key, 1.1",
  sNwkSIntKey: "serving network session integrity key, 1.1",
  nwkSEncKey: "network session encryption key, 1.1",
  jsIntKey: "join server integrity key, 1.1; derived from nwkKey and devEui when absent",
  jsEncKey: "join server encryption key, 1.1; derived from nwkKey and devEui when absent",
} as const;

export type LorawanKeyName = keyof typeof LORAWAN_KEYS;
export const LORAWAN_KEY_NAMES = Object.keys(LORAWAN_KEYS) as readonly LorawanKeyName[];

/** The keys at hand. `key` is whichever one the kind of frame takes. */
export type LorawanKeys = Readonly<Partial<Record<LorawanKeyName | "key", AesKey>>>;

/**
 * The keys of a case.
 *
 * @throws {InputError} `bad-key`, naming the key and not what was written
 */
export function readKeys(input: CaseInput): LorawanKeys {
  const given = [...LORAWAN_KEY_NAMES, "key"].flatMap((name) => {
    const value = givenOf(input, name);
    return value === undefined ? [] : [[name, AesKey.parse(name, value)] as const];
  });
  return Object.fromEntries(given);
}

/** A case, and what every kind of frame needs of it. */
export interface FrameCase {
  readonly input: CaseInput;
  readonly version: LorawanVersion;
  readonly keys: LorawanKeys;
}

/** @throws {InputError} of {@link readVersion} and {@link readKeys} */
export function readFrameCase(input: CaseInput): FrameCase {
  return { input, version: readVersion(input), keys: readKeys(input) };
}

/** @throws {InputError} `missing-input`, when it is not there */
export function requireKey(keys: LorawanKeys, name: LorawanKeyName): AesKey {
  const key = keys[name];
  if (key === undefined)
    throw missing(name, LORAWAN_KEYS[name], "from a file (--keys), the environment, a flag or the case");
  return key;
}

/** The key that signs a join-request: NwkKey in 1.1, AppKey in 1.0. */
export function joinKeyName(version: LorawanVersion): "nwkKey" | "appKey" {
  return version === "1.1" ? "nwkKey" : "appKey";
}

/** The key that signs a rejoin-request. LoRaWAN 1.1 §6.2.4. */
export function rejoinKeyName(rejoinType: number): "jsIntKey" | "sNwkSIntKey" {
  return rejoinType === 1 ? "jsIntKey" : "sNwkSIntKey";
}

/** Port 0 carries MAC commands: the network's key, not the application's. */
export function payloadKeyName(fport: number | null, version: LorawanVersion): "appSKey" | "nwkSKey" | "nwkSEncKey" {
  if (fport !== 0) return "appSKey";
  return version === "1.0" ? "nwkSKey" : "nwkSEncKey";
}

/**
 * `1.0`, `1.0.2`, `1.0.x`, `1.1`, …: by their cryptography there are two.
 *
 * @throws {InputError} `unknown-value`
 */
export function readVersion(input: CaseInput): LorawanVersion {
  const value = givenOf(input, "version") ?? DEFAULT_VERSION;
  const match = typeof value === "string" ? /^1\.([01])(?:\.[\dx])?$/.exec(value) : null;
  if (match !== null) return match[1] === "0" ? "1.0" : "1.1";
  throw new InputError({
    code: "unknown-value",
    where: "version",
    message: `expected "1.0" or "1.1", got ${shown(value)}`,
  });
}

/** Most devices in use speak 1.0.x. */
export const DEFAULT_VERSION = "1.0";

/** Whether DevNonce counts up, so that a lower one is old: from 1.0.4 on. LoRaWAN 1.0.4 §6.2.4. */
export function devNonceCounts(input: CaseInput): boolean {
  return readVersion(input) === "1.1" || givenOf(input, "version") === "1.0.4";
}

/** What is wrong with keys that could be known to others. */
export function keyWarnings(keys: LorawanKeys): FrameWarning[] {
  const weak = Object.entries(keys).flatMap(([name, key]) => {
    const weakness = keyWeakness(key);
    return weakness === null ? [] : [{ code: "weak-key", message: `${name} is no secret: ${weakness}` }];
  });
  const { nwkSKey, appSKey } = keys;
  if (nwkSKey === undefined || appSKey === undefined || !nwkSKey.equals(appSKey)) return weak;
  return [...weak, { code: "same-key", message: "nwkSKey and appSKey are the same: the network can read the payload" }];
}
