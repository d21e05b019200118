import type { Issue } from "../../../math/errors.ts";
import { isRecord, memberOf } from "../../platforms/fields.ts";

/** A private protocol as its maker describes it; what is not stated is undefined. */
export interface PrivateProtocol {
  readonly name: string;
  readonly cipher: string | undefined;
  readonly mode: string | undefined;
  readonly keyBits: number | undefined;
  readonly authentication: string | undefined;
  readonly tagBytes: number | undefined;
  readonly covers: readonly string[] | undefined;
  readonly order: string | undefined;
  readonly separateKey: boolean | undefined;
  readonly nonce: string | undefined;
  readonly nonceRandomBits: number | undefined;
  readonly nonceHasAddress: boolean | undefined;
  readonly nonceHasDirection: boolean | undefined;
  readonly counterBits: number | undefined;
  readonly counterKept: "yes" | "no" | "epoch" | undefined;
  readonly counterOverflow: string | undefined;
  readonly replayCheck: boolean | undefined;
  readonly replayKept: boolean | undefined;
  readonly keyPerDevice: boolean | undefined;
  readonly keyOrigin: string | undefined;
  readonly keyDistribution: string | undefined;
  readonly rotation: boolean | undefined;
  readonly rotationDays: number | undefined;
  readonly framesPerDay: number | undefined;
  readonly devices: number | undefined;
  readonly triesPerS: number | undefined;
  /** Whether devices receive: else there is one direction only. */
  readonly hasDownlink: boolean | undefined;
}

const TEXT = (...values: readonly string[]) => ({ kind: "text", values }) as const;
const NUMBER = (min: number, max: number) => ({ kind: "number", min, max }) as const;
const FLAG = { kind: "flag" } as const;
const LIST = { kind: "list", values: ["header", "address", "counter", "payload"] } as const;

/** Every member of a description, and what it may be. */
export const DESCRIPTION_FIELDS = {
  "encryption.cipher": TEXT(
    "aes",
    "chacha20",
    "xchacha20",
    "ascon",
    "speck",
    "xtea",
    "tea",
    "des",
    "3des",
    "rc4",
    "xor",
    "own",
    "none",
  ),
  "encryption.mode": TEXT(
    "ccm",
    "gcm",
    "eax",
    "ocb",
    "siv",
    "gcm-siv",
    "poly1305",
    "ctr",
    "ofb",
    "cfb",
    "cbc",
    "ecb",
    "stream",
    "none",
  ),
  "encryption.keyBits": NUMBER(1, 512),
  "authentication.algorithm": TEXT("aead", "cmac", "hmac", "cbc-mac", "poly1305", "checksum", "crc", "none"),
  "authentication.tagBytes": NUMBER(0, 64),
  "authentication.covers": LIST,
  "authentication.order": TEXT("encrypt-then-sign", "sign-then-encrypt", "encrypt-and-sign"),
  "authentication.separateKey": FLAG,
  "nonce.construction": TEXT("counter", "random", "time", "fixed", "none"),
  "nonce.randomBits": NUMBER(0, 512),
  "nonce.includesAddress": FLAG,
  "nonce.includesDirection": FLAG,
  "counter.bits": NUMBER(1, 64),
  "counter.persistence": TEXT("yes", "no", "epoch"),
  "counter.overflow": TEXT("new-key", "new-epoch", "stop", "wrap"),
  "replay.check": FLAG,
  "replay.persisted": FLAG,
  "keys.perDevice": FLAG,
  "keys.origin": TEXT("random", "identifier", "password", "published"),
  "keys.distribution": TEXT("workshop", "key-agreement", "wrapped-over-the-air", "plain-over-the-air"),
  "keys.rotation": FLAG,
  "keys.rotationDays": NUMBER(0, 100_000),
  "traffic.framesPerDay": NUMBER(0, 1e9),
  "traffic.devices": NUMBER(1, 1e9),
  "traffic.forgeryTriesPerS": NUMBER(0, 1e9),
  "traffic.downlink": FLAG,
} as const;
type FieldName = keyof typeof DESCRIPTION_FIELDS;

/** Whether a document is a private protocol's description. */
export function isPrivateDescription(document: unknown): boolean {
  return isRecord(document) && isRecord(document.privateProtocol);
}

/**
 * Reads a description; members that it does not know are passed over.
 *
 * @param pointer of the document
 * @returns every fault with its JSON pointer; what is at fault counts as not stated
 */
export function readPrivateDescription(
  document: unknown,
  pointer = "",
): { readonly protocol: PrivateProtocol; readonly issues: readonly Issue[] } {
  const root = memberOf(document, "privateProtocol");
  const issues: Issue[] = [];
  const values = new Map<string, unknown>();
  for (const name of Object.keys(DESCRIPTION_FIELDS) as FieldName[]) {
    const value = memberOf(root, ...name.split("."));
    if (value === undefined || value === null) continue;
    const expected = checkField(name, value);
    if (expected === null) values.set(name, typeof value === "string" ? value.trim().toLowerCase() : value);
    else {
      const where = `${pointer}/privateProtocol/${name.replace(".", "/")}`;
      issues.push({ code: "bad-description", where, message: `expected ${expected}` });
    }
  }
  const get = <T>(name: FieldName) => values.get(name) as T | undefined;
  const name = memberOf(root, "name");
  return {
    issues,
    protocol: {
      name: typeof name === "string" ? name : "the protocol",
      cipher: get("encryption.cipher"),
      mode: get("encryption.mode"),
      keyBits: get("encryption.keyBits"),
      authentication: get("authentication.algorithm"),
      tagBytes: get("authentication.tagBytes"),
      covers: get("authentication.covers"),
      order: get("authentication.order"),
      separateKey: get("authentication.separateKey"),
      nonce: get("nonce.construction"),
      nonceRandomBits: get("nonce.randomBits"),
      nonceHasAddress: get("nonce.includesAddress"),
      nonceHasDirection: get("nonce.includesDirection"),
      counterBits: get("counter.bits"),
      counterKept: get("counter.persistence"),
      counterOverflow: get("counter.overflow"),
      replayCheck: get("replay.check"),
      replayKept: get("replay.persisted"),
      keyPerDevice: get("keys.perDevice"),
      keyOrigin: get("keys.origin"),
      keyDistribution: get("keys.distribution"),
      rotation: get("keys.rotation"),
      rotationDays: get("keys.rotationDays"),
      framesPerDay: get("traffic.framesPerDay"),
      devices: get("traffic.devices"),
      triesPerS: get("traffic.forgeryTriesPerS"),
      hasDownlink: get("traffic.downlink"),
    },
  };
}

/** @returns what was expected; null where the value will do. The value is not repeated: it may be a key. */
function checkField(name: FieldName, value: unknown): string | null {
  const field = DESCRIPTION_FIELDS[name];
  switch (field.kind) {
    case "flag":
      return typeof value === "boolean" ? null : "true or false";
    case "number": {
      const isInside = typeof value === "number" && value >= field.min && value <= field.max;
      return isInside ? null : `a number from ${field.min} to ${field.max}`;
    }
    case "list": {
      const known: readonly unknown[] = field.values;
      const isList = Array.isArray(value) && value.length <= 16 && value.every((item) => known.includes(item));
      return isList ? null : `a list of ${field.values.join(", ")}`;
    }
    case "text": {
      const isKnown =
        typeof value === "string" && value.length < 64 && field.values.includes(value.trim().toLowerCase());
      return isKnown ? null : `one of ${field.values.join(", ")}`;
    }
  }
}
