import type { AesKey } from "../../crypto/aes-key.ts";
import type { Place } from "../finding.ts";
import { deviceLabel } from "../label.ts";

/** Names of keys in a device list, by the names that platforms give them (case and punctuation do not count). */
export const KEY_NAMES = {
  appKey: ["appkey", "applicationkey"],
  nwkKey: ["nwkkey", "networkkey"],
  genAppKey: ["genappkey"],
  nwkSKey: ["nwkskey", "networksessionkey", "networkskey"],
  appSKey: ["appskey", "appsessionkey", "applicationsessionkey"],
  fNwkSIntKey: ["fnwksintkey"],
  sNwkSIntKey: ["snwksintkey"],
  nwkSEncKey: ["nwksenckey"],
  deviceKey: ["devicekey"],
} as const;
export type KeyName = keyof typeof KEY_NAMES;

export interface FoundKey {
  readonly name: KeyName;
  readonly key: AesKey;
  readonly place: Place;
}

export interface LorawanMacVersion {
  readonly minor: number;
  /** Null: not told which of 1.0.x. */
  readonly patch: number | null;
}

/** What a device list says of one device; what it does not say is null. */
export interface AuditedDevice {
  readonly place: Place;
  readonly name: string | null;
  readonly devEui: string | null;
  /** As it was written, where it is no DevEUI. */
  readonly hasBadDevEui: boolean;
  readonly joinEui: string | null;
  readonly devAddr: string | null;
  /** As stated; see {@link activationOf} for what follows from the keys. */
  readonly activation: "otaa" | "abp" | null;
  readonly version: LorawanMacVersion | null;
  readonly keys: readonly FoundKey[];
  /** Whether the network compares counters. */
  readonly countersChecked: boolean | null;
  /** Whether the device keeps its counters over a reset. */
  readonly countersKept: boolean | null;
  readonly counterBits: number | null;
  readonly joinNoncesReset: boolean | null;
  readonly usedDevNonces: readonly number[];
  /** ChirpStack holds the root key of 1.0.x as `nwkKey`, and zeros as `appKey`. */
  readonly isChirpstack: boolean;
}

export function labelOf(device: AuditedDevice): string {
  return deviceLabel(device);
}

/** How the device is activated: as stated, or as its keys tell. */
export function activationOf(device: AuditedDevice): "otaa" | "abp" | null {
  if (device.activation !== null) return device.activation;
  const has = (names: readonly KeyName[]) => device.keys.some(({ name }) => names.includes(name));
  if (has(["appKey", "nwkKey"]) || device.usedDevNonces.length > 0) return "otaa";
  // ChirpStack gives a joined device's session apart from its root keys
  if (device.isChirpstack || device.joinEui !== null) return null;
  return has(["nwkSKey", "appSKey", "fNwkSIntKey"]) ? "abp" : null;
}

/** `1.0.3`, `1.1`, `1.0.x`. */
export function versionText({ minor, patch }: LorawanMacVersion): string {
  return minor > 0 && patch === 0 ? `1.${minor}` : `1.${minor}.${patch ?? "x"}`;
}
