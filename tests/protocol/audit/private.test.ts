import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  durationText,
  forgeryHalfTimeS,
  forgeryOdds,
  nonceRepeatOdds,
  oddsText,
} from "../../../src/protocol/audit/private/odds.ts";
import { auditTexts, rulesOf } from "../../support/audit.ts";

type Description = Record<string, Record<string, unknown>>;
const SOUND = JSON.parse(readFileSync("scenarios/examples/audit-private-sound.json", "utf8")).privateProtocol;

/** The sound protocol with some members changed, `group.member` by `group.member`. */
function auditWith(changes: Readonly<Record<string, unknown>>) {
  const protocol: Description = structuredClone(SOUND);
  for (const [name, value] of Object.entries(changes)) {
    const [group, member] = name.split(".");
    protocol[group] = { ...protocol[group], [member]: value };
  }
  return auditTexts({ "-": JSON.stringify({ privateProtocol: protocol }) });
}

const SIGNED = {
  "encryption.mode": "ctr",
  "authentication.algorithm": "cmac",
  "authentication.order": "encrypt-then-sign",
  "authentication.separateKey": true,
};

const FAULTS: readonly (readonly [string, Readonly<Record<string, unknown>>, string, string])[] = [
  ["no authentication", { ...SIGNED, "authentication.algorithm": "none" }, "critical", "private-no-authentication"],
  [
    "a CRC for authentication",
    { ...SIGNED, "authentication.algorithm": "crc" },
    "critical",
    "private-no-authentication",
  ],
  ["a tag of no bytes", { "authentication.tagBytes": 0 }, "critical", "private-no-authentication"],
  ["a payload that is not signed", { "authentication.covers": ["header"] }, "critical", "private-no-authentication"],
  [
    "no encryption",
    { "encryption.cipher": "none", "authentication.algorithm": "cmac" },
    "medium",
    "private-no-encryption",
  ],
  ["xor", { "encryption.cipher": "xor" }, "critical", "private-weak-cipher"],
  ["a cipher of its own", { "encryption.cipher": "own" }, "critical", "private-weak-cipher"],
  ["XTEA", { "encryption.cipher": "xtea" }, "medium", "private-weak-cipher"],
  ["56 bits of key", { "encryption.keyBits": 56 }, "critical", "private-short-key"],
  ["ECB", { "encryption.mode": "ecb", "authentication.algorithm": "cmac" }, "high", "private-ecb"],
  ["sign-then-encrypt", { ...SIGNED, "authentication.order": "sign-then-encrypt" }, "medium", "private-composition"],
  ["one key for cipher and code", { ...SIGNED, "authentication.separateKey": false }, "medium", "private-composition"],
  ["a header that is not signed", { "authentication.covers": ["payload"] }, "high", "private-header-not-covered"],
  ["a 2-byte tag", { "authentication.tagBytes": 2 }, "critical", "private-short-tag"],
  ["a 4-byte tag", { "authentication.tagBytes": 4 }, "medium", "private-short-tag"],
  ["a 5-byte tag", { "authentication.tagBytes": 5 }, "low", "private-short-tag"],
  ["GCM with 8 bytes", { "encryption.mode": "gcm" }, "high", "private-cut-gcm-tag"],
  ["a fixed nonce", { "nonce.construction": "fixed" }, "critical", "private-fixed-nonce"],
  ["32 random bits", { "nonce.construction": "random", "nonce.randomBits": 32 }, "critical", "private-random-nonce"],
  ["64 random bits", { "nonce.construction": "random", "nonce.randomBits": 64 }, "medium", "private-random-nonce"],
  ["counters that are lost", { "counter.persistence": "no" }, "critical", "private-nonce-after-reset"],
  ["no direction in the nonce", { "nonce.includesDirection": false }, "critical", "private-nonce-shared"],
  ["a counter that runs over", { "counter.bits": 16, "counter.overflow": "wrap" }, "high", "private-counter-overflow"],
  ["no replay check", { "replay.check": false }, "high", "private-no-replay-check"],
  ["a window in memory", { "replay.persisted": false }, "medium", "private-replay-forgotten"],
  ["one key for all", { "keys.perDevice": false }, "critical", "private-one-key"],
  ["keys from identifiers", { "keys.origin": "identifier" }, "critical", "private-key-derivable"],
  ["keys from words", { "keys.origin": "password" }, "high", "private-key-derivable"],
  ["keys over the air", { "keys.distribution": "plain-over-the-air" }, "critical", "private-key-sent-in-clear"],
  ["no rotation", { "keys.rotation": false }, "medium", "private-no-rotation"],
  ["open questions", { "replay.check": undefined, "keys.rotation": null }, "info", "private-not-stated"],
];

describe("a private protocol's description", () => {
  it("finds nothing in the private frame of the guide", () => {
    expect(auditWith({}).findings).toEqual([]);
    // 96 random bits at 144 frames a day for ten years: 525,960² / 2⁹⁷ = 2⁻⁵⁹
    expect(auditWith({ "nonce.construction": "random", "nonce.randomBits": 96 }).findings).toEqual([]);
    expect(auditWith(SIGNED).findings).toEqual([]);
  });

  it.each(FAULTS)("finds %s", (_, changes, severity, rule) => {
    const { findings } = auditWith(changes);
    expect(findings.map((finding) => [finding.severity, finding.rule])).toEqual([[severity, rule]]);
    expect(findings[0].where.pointer).toMatch(/^\/privateProtocol/);
  });

  it("asks for all that an empty description leaves open", () => {
    const { findings } = auditTexts({ "-": '{"privateProtocol":{}}' });
    expect(rulesOf(findings)).toEqual(["private-not-stated"]);
    expect(findings[0].evidence).toContain("encryption.cipher");
  });

  it("names what it cannot read with its JSON pointer, and does not repeat it", () => {
    const { files } = auditWith({ "encryption.mode": "2b7e151628aed2a6abf7158809cf4f3c", "counter.bits": "many" });
    expect(files[0].unread.map(({ place }) => place.pointer)).toEqual([
      "/privateProtocol/encryption/mode",
      "/privateProtocol/counter/bits",
    ]);
    expect(JSON.stringify(files)).not.toContain("2b7e");
  });

  it("softens what a robust mode survives", () => {
    const findings = auditWith({
      "encryption.mode": "gcm-siv",
      "counter.persistence": "no",
      "authentication.tagBytes": 16,
    }).findings;
    expect(findings).toMatchObject([{ rule: "private-nonce-after-reset", severity: "low" }]);
  });
});

describe("odds", () => {
  it("of forgeries are those of the guide to the private frame", () => {
    // docs/guide/private-frame.md: at ten a second, 8 bytes take 58 billion years, LoRaWAN's 4 last 14 (2ᵇ tries)
    const years = (tagBits: number) => forgeryHalfTimeS(tagBits, 10) / Math.LN2 / (365.25 * 86_400);
    expect(years(64) / 58e9).toBeCloseTo(1, 1);
    expect(years(32)).toBeCloseTo(13.6, 1);
    // By hand: 315,576,000 tries / 2³² = 0.0735; 1 − e^−0.0735 = 0.0708
    expect(forgeryOdds(32, 10)).toBeCloseTo(0.0708, 4);
    expect(forgeryOdds(64, 10)).toBeCloseTo(315_576_000 / 2 ** 64, 15);
  });

  it("of repeated nonces are those of birthdays", () => {
    // 23 people, 365 days: 1 − exp(−23·22/730) = 0.5000 (the approximation; exactly 0.5073)
    expect(nonceRepeatOdds(Math.log2(365), 23)).toBeCloseTo(0.5, 3);
    // NIST SP 800-38D §8.3: 2³² messages with 96 random bits stay near 2⁻³²
    expect(Math.log2(nonceRepeatOdds(96, 2 ** 32))).toBeCloseTo(-33, 1);
  });

  it("are told in words", () => {
    expect([1, 0.0708, 1.7e-11].map(oddsText)).toEqual(["almost certain", "7.1 %", "1 in 6e+10"]);
    expect([4542, 9.5e6, 4.3e8, 5].map(durationText)).toEqual(["1.3 hours", "110 days", "14 years", "5 seconds"]);
  });
});
