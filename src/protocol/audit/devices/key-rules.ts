import { identifierBytes } from "../../bytes.ts";
import { AesKey } from "../../crypto/aes-key.ts";
import { keyWeakness } from "../../crypto/weak-key.ts";
import { type Finding, findingOf } from "../finding.ts";
import { listed } from "../label.ts";
import { type AuditedDevice, type FoundKey, type KeyName, labelOf } from "./device.ts";

/** A key of a device that is no secret, made from an identifier, or in two roles. */
export function auditKeys(device: AuditedDevice): readonly Finding[] {
  const label = labelOf(device);
  const derived = identifierKeys(device);
  const keys = device.keys.filter((found) => !isUnusedZero(found, device));
  const single = keys.flatMap(({ name, key, place }): Finding[] => {
    const weakness = keyWeakness(key);
    if (weakness !== null) {
      const what = `${name} of ${label} is no secret`;
      return [findingOf("key-published", { what, evidence: weakness, place, device: label })];
    }
    const source = derived.find((one) => one.key.equals(key));
    if (source === undefined) return [];
    const what = `${name} of ${label} can be computed from what it sends in the clear`;
    return [findingOf("key-from-identifier", { what, evidence: source.how, place, device: label })];
  });
  return [...single, ...twoRoles(keys, label)];
}

/** ChirpStack keeps the root key of 1.0.x as nwkKey, and leaves appKey at zeros; it does so with genAppKey, too. */
function isUnusedZero({ name, key }: FoundKey, device: AuditedDevice): boolean {
  if (!device.isChirpstack || !key.equals(ZERO_KEY) || device.version?.minor === 1) return false;
  return name === "genAppKey" || (name === "appKey" && device.keys.some((other) => other.name === "nwkKey"));
}

const ZERO_KEY = new AesKey(new Uint8Array(16));

/** Keys that installers make from identifiers. */
function identifierKeys({ devEui, joinEui, devAddr }: AuditedDevice): readonly { key: AesKey; how: string }[] {
  const pieces = [
    ...(devEui === null ? [] : [{ digits: devEui, name: "DevEUI" }]),
    ...(joinEui === null ? [] : [{ digits: joinEui, name: "JoinEUI" }]),
    ...(devAddr === null ? [] : [{ digits: devAddr, name: "DevAddr" }]),
  ].flatMap(({ digits, name }) => [
    { bytes: identifierBytes(digits).reverse(), name },
    { bytes: identifierBytes(digits), name: `${name} backwards` },
  ]);
  const repeated = pieces.map(({ bytes, name }) => ({ parts: [bytes], how: `the ${name}, repeated` }));
  const padded = pieces.flatMap(({ bytes, name }) => {
    const zeros = new Uint8Array(16 - bytes.length);
    return [
      { parts: [bytes, zeros], how: `the ${name} and zeros` },
      { parts: [zeros, bytes], how: `zeros and the ${name}` },
    ];
  });
  const joined = pieces.flatMap((a) =>
    pieces.filter((b) => b.name !== a.name).map((b) => ({ parts: [a.bytes, b.bytes], how: `${a.name} and ${b.name}` })),
  );
  return [...repeated, ...padded, ...joined].map(({ parts, how }) => ({ key: keyOf(parts), how }));
}

/** The parts one after another, again and again, up to 16 bytes. */
function keyOf(parts: readonly Uint8Array[]): AesKey {
  const bytes = parts.flatMap((part) => Array.from(part));
  return new AesKey(Uint8Array.from({ length: 16 }, (_, i) => bytes[i % bytes.length]));
}

/** Pairs that must differ. Those of one network session may be equal: a 1.0.x device has one NwkSKey in all three places. */
const INDEPENDENT: readonly (readonly [KeyName, KeyName])[] = [
  ["nwkKey", "appKey"],
  ["appKey", "appSKey"],
  ["appKey", "nwkSKey"],
  ["nwkKey", "appSKey"],
  ["nwkSKey", "appSKey"],
  ["fNwkSIntKey", "appSKey"],
  ["nwkSEncKey", "appSKey"],
];

function twoRoles(keys: readonly FoundKey[], device: string): readonly Finding[] {
  return INDEPENDENT.flatMap(([first, second]): Finding[] => {
    const a = keys.find(({ name }) => name === first);
    const b = keys.find(({ name }) => name === second);
    if (a === undefined || b === undefined || !a.key.equals(b.key) || keyWeakness(a.key) !== null) return [];
    const what = `${first} and ${second} of ${device} are the same key`;
    const evidence = "they compare equal; they are not shown";
    return [findingOf("key-in-two-roles", { what, evidence, place: b.place, device })];
  });
}

/** The devices that have a key. */
interface Bearers {
  readonly found: FoundKey;
  readonly names: Set<string>;
  /** By what tells a device from others. */
  readonly labels: Map<string, string>;
}

/** Keys that several devices have; those that are no secret anyway have a finding of their own. */
export function auditSharedKeys(devices: readonly AuditedDevice[]): readonly Finding[] {
  const groups = new Map<string, Bearers>();
  devices.forEach((device, i) => {
    for (const found of device.keys) {
      if (isUnusedZero(found, device) || keyWeakness(found.key) !== null) continue;
      const digits = found.key.revealHex();
      const bearers = groups.get(digits) ?? { found, names: new Set<string>(), labels: new Map<string, string>() };
      groups.set(digits, bearers);
      bearers.names.add(found.name);
      bearers.labels.set(identityOf(device, i), labelOf(device));
    }
  });
  return [...groups.values()].flatMap(({ found, names, labels: bearers }): Finding[] => {
    if (bearers.size < 2) return [];
    const labels = [...bearers.values()];
    const what = `${labels.length} devices have the same key (${[...names].join(", ")})`;
    return [findingOf("key-shared", { what, evidence: listed(labels), place: found.place, device: labels[0] })];
  });
}

/** One device may stand in a list twice: with its old key and its new one while the key is replaced. */
function identityOf({ devEui, devAddr, name }: AuditedDevice, index: number): string {
  if (devEui !== null) return JSON.stringify([devEui, name]);
  return devAddr ?? `number ${index}`;
}
