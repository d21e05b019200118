import type { FindingDetails } from "../finding.ts";
import type { Severity } from "../rule.ts";
import type { AuditRuleId } from "../rules.ts";
import type { PrivateProtocol } from "./description.ts";
import { durationText, forgeryHalfTimeS, forgeryOdds, oddsText } from "./odds.ts";

/** What a rule finds in a description: the place and the protocol's name are put to it. */
export type PrivateFinding = Pick<FindingDetails, "what" | "evidence" | "severity"> & {
  readonly rule: AuditRuleId;
  /** JSON pointer below the description. */
  readonly at: string;
};

/** Modes that encrypt and sign in one. */
const AEAD_MODES = ["ccm", "gcm", "eax", "ocb", "siv", "gcm-siv", "poly1305"];
const BROKEN_CIPHERS = ["xor", "own", "rc4", "des", "tea"];
/** Blocks of 64 bits: sound for the little that LoRa sends, but on their way out. */
const AGEING_CIPHERS = ["xtea", "3des"];
/** So many frames a second an attacker sends where nothing else is stated: short ones at SF7, on several channels. */
export const DEFAULT_TRIES_PER_S = 10;

export function encrypts({ cipher, mode }: PrivateProtocol): boolean {
  return cipher !== undefined && cipher !== "none" && mode !== "none";
}

/** Whether the code on air proves who sent it; undefined where it is not stated. */
export function authenticates({ authentication, mode }: PrivateProtocol): boolean | undefined {
  if (authentication === undefined) return mode !== undefined && AEAD_MODES.includes(mode) ? true : undefined;
  return !["none", "crc", "checksum"].includes(authentication);
}

/** Cipher, mode and key length. */
export function auditCipher(protocol: PrivateProtocol): readonly PrivateFinding[] {
  const { cipher, mode, keyBits } = protocol;
  const found: PrivateFinding[] = [];
  if (cipher === "none" || mode === "none") {
    found.push({
      rule: "private-no-encryption",
      at: "/encryption",
      what: "payloads can be read by everybody near",
      evidence: "cipher none",
    });
    return found;
  }
  const at = "/encryption/cipher";
  if (cipher !== undefined && BROKEN_CIPHERS.includes(cipher)) {
    const evidence = cipher === "own" ? "a cipher of its own, which nobody has tried to break" : `cipher ${cipher}`;
    found.push({ rule: "private-weak-cipher", at, what: "the cipher can be broken", evidence });
  } else if (cipher !== undefined && AGEING_CIPHERS.includes(cipher)) {
    const evidence = `cipher ${cipher}, blocks of 64 bits`;
    found.push({
      rule: "private-weak-cipher",
      at,
      what: "the cipher is no longer recommended",
      evidence,
      severity: "medium",
    });
  }
  if (keyBits !== undefined && keyBits < 112) {
    const severity: Severity = keyBits < 80 ? "critical" : "high";
    found.push({
      rule: "private-short-key",
      at: "/encryption/keyBits",
      what: "the key can be tried out",
      evidence: `${keyBits} bits`,
      severity,
    });
  }
  if (mode === "ecb") {
    const what = "equal blocks of payload are equal on air, in all frames";
    found.push({ rule: "private-ecb", at: "/encryption/mode", what, evidence: "mode ECB" });
  }
  return found;
}

/** Whether frames are signed, over what, and how hard the tag is to guess. */
export function auditAuthentication(protocol: PrivateProtocol): readonly PrivateFinding[] {
  const { authentication, mode, covers, order, separateKey } = protocol;
  if (authenticates(protocol) === false) {
    const evidence = authentication === "none" ? "no code" : `${authentication}: everybody can compute it`;
    const bitwise = ["ctr", "ofb", "stream", "cfb"].includes(mode ?? "");
    const what = bitwise
      ? `everybody can alter single bits of a payload unseen: ${(mode ?? "").toUpperCase()} without authentication`
      : "everybody can send frames in the name of a device";
    return [{ rule: "private-no-authentication", at: "/authentication", what, evidence }];
  }
  const found: PrivateFinding[] = [];
  const missing =
    covers === undefined
      ? []
      : ["counter", "address"].filter((part) => !covers.includes(part) && !covers.includes("header"));
  if (missing.length > 0) {
    const what = `the ${missing.join(" and the ")} can be altered unseen`;
    found.push({
      rule: "private-header-not-covered",
      at: "/authentication/covers",
      what,
      evidence: `covered: ${covers?.join(", ")}`,
    });
  }
  if (covers !== undefined && !covers.includes("payload")) {
    const what = "the payload can be altered unseen";
    found.push({
      rule: "private-no-authentication",
      at: "/authentication/covers",
      what,
      evidence: `covered: ${covers.join(", ")}`,
    });
  }
  const isAead = AEAD_MODES.includes(mode ?? "") || authentication === "aead";
  if (!isAead && encrypts(protocol) && order !== undefined && order !== "encrypt-then-sign") {
    const what = "the receiver decrypts before it knows who sent the frame";
    found.push({ rule: "private-composition", at: "/authentication/order", what, evidence: order });
  }
  if (!isAead && encrypts(protocol) && separateKey === false) {
    const what = "cipher and code have the same key";
    found.push({ rule: "private-composition", at: "/authentication/separateKey", what, evidence: "one key for both" });
  }
  return [...found, ...auditTag(protocol)];
}

/** Bytes of GCM's whole tag; from 12 on NIST lets it be used in general. */
const MIN_GCM_TAG_BYTES = 12;

function auditTag({ tagBytes, mode, triesPerS = DEFAULT_TRIES_PER_S }: PrivateProtocol): readonly PrivateFinding[] {
  if (tagBytes === undefined) return [];
  const at = "/authentication/tagBytes";
  if (tagBytes === 0) {
    return [
      {
        rule: "private-no-authentication",
        at,
        what: "everybody can send frames in the name of a device",
        evidence: "a tag of 0 bytes",
      },
    ];
  }
  if (mode === "gcm" && tagBytes < MIN_GCM_TAG_BYTES) {
    const what = `a few lucky forgeries of GCM's ${tagBytes}-byte tag give its signing key away`;
    return [{ rule: "private-cut-gcm-tag", at, what, evidence: `${tagBytes} bytes of 16` }];
  }
  const odds = forgeryOdds(8 * tagBytes, triesPerS);
  const severity = tagSeverity(odds);
  if (severity === null) return [];
  const half = durationText(forgeryHalfTimeS(8 * tagBytes, triesPerS));
  const evidence = `${tagBytes} bytes: at ${triesPerS} tries a second ${oddsText(odds)} in a year, one in two within ${half}`;
  return [{ rule: "private-short-tag", at, what: "tags can be guessed by trying", evidence, severity }];
}

/** LoRaWAN's 4 bytes at 10 tries a second: 7 % in a year. */
function tagSeverity(oddsInYear: number): Severity | null {
  if (oddsInYear > 0.99) return "critical";
  if (oddsInYear > 0.5) return "high";
  if (oddsInYear > 0.01) return "medium";
  return oddsInYear > 1e-6 ? "low" : null;
}
