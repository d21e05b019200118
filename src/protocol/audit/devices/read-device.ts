import { InputError } from "../../../math/errors.ts";
import { AesKey } from "../../crypto/aes-key.ts";
import { finiteNumber } from "../../platforms/fields.ts";
import { devAddrDigits, euiDigits } from "../../platforms/values.ts";
import type { Place } from "../finding.ts";
import { findLeaf, flagOf, type Leaf, leavesOf, textOf } from "../leaves.ts";
import { type AuditedDevice, type FoundKey, KEY_NAMES, type KeyName, type LorawanMacVersion } from "./device.ts";

const NAMES = {
  devEui: ["deveui", "deviceeui"],
  joinEui: ["joineui", "appeui"],
  devAddr: ["devaddr", "deviceaddress"],
  name: ["name", "devicename", "deviceid", "id"],
  activation: ["activation", "activationmode", "activationtype", "jointype", "joinmode"],
  joins: ["supportsjoin", "supportsotaa", "otaa"],
  personalised: ["isabp", "abp"],
  version: ["lorawanversion", "macversion", "lorawanmacversion", "version"],
  checkOff: ["skipfcntcheck", "skipfcntchecks", "disablefcntcheck", "relaxfcnt", "relaxfcntcheck"],
  checkOn: ["checkscounters", "framecounterchecks", "fcntcheck", "countercheck"],
  kept: ["persistscounters", "keepscounters"],
  resets: ["resetsfcnt", "resetscounters"],
  wide: ["supports32bitfcnt"],
  bits: ["counterbits"],
  noncesReset: ["resetsjoinnonces"],
  nonces: ["useddevnonces", "devnonces"],
} as const;

/** So many nonces there are. */
const MAX_NONCES = 65_536;

/** Something of a device that cannot be read: it is named and the rest is audited. */
export interface UnreadablePart {
  readonly place: Place;
  readonly message: string;
}

/** Whether a document speaks of a device: it has an identifier of one. */
export function isDevice(document: unknown): boolean {
  const leaves = leavesOf(document);
  return (
    findLeaf(leaves, [...NAMES.devEui, ...NAMES.devAddr], textOf) !== null ||
    leaves.some(({ name, value }) => typeof value === "string" && keyNameOf(name) !== null)
  );
}

/**
 * Reads a device of whatever list: ChirpStack's, The Things Stack's, a file of keys, a table's row. Fields are known by their names,
 * however deep they lie and however they are written.
 */
export function readDevice(
  document: unknown,
  place: Place,
): { readonly device: AuditedDevice; readonly unreadable: readonly UnreadablePart[] } {
  const leaves = leavesOf(document, place.pointer ?? "");
  const find = <T>(names: readonly string[], read: (value: unknown) => T | null) =>
    findLeaf(leaves, names, read)?.value ?? null;
  const { keys, unreadable } = readKeys(leaves, place);
  const devEui = find(NAMES.devEui, euiDigits);
  const bits = find(NAMES.bits, finiteNumber);
  return {
    device: {
      place,
      name: find(NAMES.name, textOf),
      devEui,
      hasBadDevEui: devEui === null && find(NAMES.devEui, textOf) !== null,
      joinEui: find(NAMES.joinEui, euiDigits),
      devAddr: find(NAMES.devAddr, devAddrDigits),
      activation: readActivation(find),
      version: find(NAMES.version, readVersion),
      keys,
      countersChecked: not(find(NAMES.checkOff, flagOf)) ?? find(NAMES.checkOn, flagOf),
      countersKept: find(NAMES.kept, flagOf) ?? (find(NAMES.resets, flagOf) === true ? false : null),
      counterBits: bits ?? (find(NAMES.wide, flagOf) === false ? 16 : null),
      joinNoncesReset: find(NAMES.noncesReset, flagOf),
      usedDevNonces: find(NAMES.nonces, readNonces) ?? [],
      isChirpstack: isChirpstack(leaves),
    },
    unreadable,
  };
}

function not(flag: boolean | null): boolean | null {
  return flag === null ? null : !flag;
}

type Find = <T>(names: readonly string[], read: (value: unknown) => T | null) => T | null;

function readActivation(find: Find): "otaa" | "abp" | null {
  const stated = find(NAMES.activation, (value) => {
    const text = textOf(value)?.slice(0, 64).toLowerCase() ?? "";
    return /otaa|over.the.air/.test(text) ? "otaa" : /abp|personali/.test(text) ? "abp" : null;
  });
  if (stated !== null) return stated;
  const joins = find(NAMES.joins, flagOf) ?? not(find(NAMES.personalised, flagOf));
  return joins === null ? null : joins ? "otaa" : "abp";
}

/** `MAC_V1_0_3`, `LORAWAN_1_0_4`, `1.0.3`, `1.1`. A plain `1.0` means any of 1.0.x; `MAC_V1_0` the first. */
function readVersion(value: unknown): LorawanMacVersion | null {
  const text = textOf(value);
  const match = text === null ? null : /^(MAC_V|LORAWAN_|v)?1[._]([01])(?:[._](\d))?$/i.exec(text);
  if (match === null) return null;
  const [, prefix, minor, patch] = match;
  const isWhole = patch !== undefined || minor === "1" || /^(MAC_V|LORAWAN_)/i.test(prefix ?? "");
  return { minor: Number(minor), patch: isWhole ? Number(patch ?? 0) : null };
}

function readNonces(value: unknown): readonly number[] | null {
  if (!Array.isArray(value)) return null;
  return value.slice(0, MAX_NONCES).flatMap((item) => {
    const nonce = typeof item === "string" && /^[0-9a-f]{4}$/i.test(item) ? Number.parseInt(item, 16) : item;
    return typeof nonce === "number" && Number.isInteger(nonce) && nonce >= 0 && nonce < MAX_NONCES ? [nonce] : [];
  });
}

function keyNameOf(name: string): KeyName | null {
  const found = Object.entries(KEY_NAMES).find(([, names]) => (names as readonly string[]).includes(name));
  return found === undefined ? null : (found[0] as KeyName);
}

function readKeys(leaves: readonly Leaf[], { file, line }: Place) {
  const keys: FoundKey[] = [];
  const unreadable: UnreadablePart[] = [];
  for (const { name, value, pointer } of leaves) {
    const keyName = keyNameOf(name);
    const text = textOf(value);
    if (keyName === null || text === null) continue;
    const place = { file, line, pointer };
    const key = parseKey(text);
    if (key === null)
      unreadable.push({ place, message: `${keyName}: expected 32 hexadecimal digits; it is not shown` });
    else keys.push({ name: keyName, key, place });
  }
  return { keys, unreadable };
}

/** Digits, also as an array of C writes them; null where it is no key. */
function parseKey(text: string): AesKey | null {
  if (text.length > 256) return null;
  try {
    return AesKey.parse("key", text.replace(/0x|[{},]/gi, ""));
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** Fields that only ChirpStack's documents have. */
function isChirpstack(leaves: readonly Leaf[]): boolean {
  return leaves.some(({ pointer }) =>
    /\/(deviceKeys|deviceActivation|deviceProfileId|device_profile_id|skipFcntCheck)(\/|$)/.test(pointer),
  );
}
