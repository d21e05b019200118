import type { Severity } from "../rule.ts";
import { encrypts, type PrivateFinding } from "./cipher-rules.ts";
import type { PrivateProtocol } from "./description.ts";
import { durationText, nonceRepeatOdds, oddsText } from "./odds.ts";

/** Modes that survive a repeated nonce: they only show that two payloads are equal. */
const ROBUST_MODES = ["siv", "gcm-siv"];
/** Without a stated rotation a key lives as long as the device. */
const DEFAULT_KEY_DAYS = 3650;
/** NIST's bound on the chance that a nonce repeats. SP 800-38D §8. */
const ACCEPTED_ODDS = 2 ** -32;
const DAY_S = 86_400;

/** Whether a nonce, or a counter in its place, can come twice under one key. */
export function auditNonce(protocol: PrivateProtocol): readonly PrivateFinding[] {
  const { mode, nonce } = protocol;
  if (!encrypts(protocol) || mode === "ecb") return [];
  const severity: Severity | undefined = ROBUST_MODES.includes(mode ?? "")
    ? "low"
    : mode === "cbc"
      ? "medium"
      : undefined;
  const soften = (findings: readonly PrivateFinding[]) =>
    severity === undefined ? findings : findings.map((finding) => ({ ...finding, severity }));
  if (nonce === "fixed" || nonce === "none") {
    const what = "all frames have the same key stream: two of them give both payloads away";
    return soften([{ rule: "private-fixed-nonce", at: "/nonce/construction", what, evidence: `nonce: ${nonce}` }]);
  }
  if (nonce === "random") return soften(auditRandom(protocol));
  return soften([...auditReset(protocol), ...auditSharing(protocol), ...auditOverflow(protocol)]);
}

function auditRandom(protocol: PrivateProtocol): readonly PrivateFinding[] {
  const { nonceRandomBits, framesPerDay, keyPerDevice, devices = 1, rotationDays } = protocol;
  if (nonceRandomBits === undefined || framesPerDay === undefined) return [];
  const days = rotationDays === undefined || rotationDays === 0 ? DEFAULT_KEY_DAYS : rotationDays;
  const frames = framesPerDay * days * (keyPerDevice === false ? devices : 1);
  const odds = nonceRepeatOdds(nonceRandomBits, frames);
  if (odds <= ACCEPTED_ODDS) return [];
  const severity: Severity = odds > 0.5 ? "critical" : odds > 1e-4 ? "high" : "medium";
  const evidence = `${nonceRandomBits} random bits and ${frames.toExponential(0)} frames under one key: a repetition is ${odds >= 0.995 ? "almost certain" : `as likely as ${oddsText(odds)}`}`;
  return [
    {
      rule: "private-random-nonce",
      at: "/nonce/randomBits",
      what: "random nonces repeat by chance",
      evidence,
      severity,
    },
  ];
}

function auditReset({ nonce, counterKept }: PrivateProtocol): readonly PrivateFinding[] {
  if (counterKept !== "no" || (nonce !== "counter" && nonce !== "time")) return [];
  const evidence = `nonce: ${nonce}, counter.persistence: no`;
  const what = "after each reset the nonces of before come again, with other payloads";
  return [{ rule: "private-nonce-after-reset", at: "/counter/persistence", what, evidence }];
}

function auditSharing({
  keyPerDevice,
  nonceHasAddress,
  nonceHasDirection,
  hasDownlink,
}: PrivateProtocol): readonly PrivateFinding[] {
  const at = "/nonce";
  const found: PrivateFinding[] = [];
  if (keyPerDevice === false && nonceHasAddress === false) {
    const what = "two devices at the same count share a key stream";
    found.push({
      rule: "private-nonce-shared",
      at,
      what,
      evidence: "one key for all devices, and no address in the nonce",
    });
  }
  if (hasDownlink === true && nonceHasDirection === false) {
    const what = "uplink and downlink at the same count share a key stream";
    found.push({ rule: "private-nonce-shared", at, what, evidence: "no direction in the nonce" });
  }
  return found;
}

function auditOverflow({
  counterBits,
  counterOverflow,
  framesPerDay,
  rotationDays,
}: PrivateProtocol): readonly PrivateFinding[] {
  if (counterOverflow !== "wrap" || counterBits === undefined) return [];
  const at = "/counter/overflow";
  const what = "when the counter has run over, nonces and recorded frames come again";
  if (framesPerDay === undefined || framesPerDay === 0) {
    return [
      { rule: "private-counter-overflow", at, what, evidence: `${counterBits} bits, then from 0 with the same key` },
    ];
  }
  const days = 2 ** counterBits / framesPerDay;
  const keyDays = rotationDays === undefined || rotationDays === 0 ? DEFAULT_KEY_DAYS : rotationDays;
  if (days > keyDays) return [];
  const evidence = `${counterBits} bits at ${framesPerDay} frames a day last ${durationText(days * DAY_S)}, the key longer`;
  return [{ rule: "private-counter-overflow", at, what, evidence }];
}
