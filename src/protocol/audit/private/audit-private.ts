import { type Finding, findingOf, type Place } from "../finding.ts";
import { shownName } from "../label.ts";
import { auditAuthentication, auditCipher, authenticates, encrypts, type PrivateFinding } from "./cipher-rules.ts";
import type { PrivateProtocol } from "./description.ts";
import { auditKeyCare, auditReplay } from "./key-rules.ts";
import { auditNonce } from "./nonce-rules.ts";

/**
 * What is wrong with a protocol of someone's own, as its description tells. What the description leaves out is asked for and judged
 * neither way.
 */
export function auditPrivateProtocol(protocol: PrivateProtocol, place: Place): readonly Finding[] {
  const device = shownName(protocol.name);
  const found = [
    ...auditCipher(protocol),
    ...auditAuthentication(protocol),
    ...auditNonce(protocol),
    ...auditReplay(protocol),
    ...auditKeyCare(protocol),
    ...openQuestions(protocol),
  ];
  return found.map(({ rule, at, what, evidence, severity }) =>
    findingOf(rule, {
      what: `${device}: ${what}`,
      evidence,
      place: { ...place, pointer: `${place.pointer ?? ""}/privateProtocol${at}` },
      device,
      ...(severity === undefined ? {} : { severity }),
    }),
  );
}

/** What must be known to call a protocol sound, as far as the rest of it makes it matter. */
function openQuestions(protocol: PrivateProtocol): readonly PrivateFinding[] {
  const secret = encrypts(protocol) && protocol.mode !== "ecb";
  const signed = authenticates(protocol) !== false;
  const counted = protocol.nonce === "counter" || protocol.nonce === "time";
  const questions: readonly (readonly [boolean, unknown, string])[] = [
    [true, protocol.cipher, "encryption.cipher"],
    [protocol.cipher !== "none", protocol.mode, "encryption.mode"],
    [encrypts(protocol), protocol.keyBits, "encryption.keyBits"],
    [true, authenticates(protocol), "authentication.algorithm"],
    [signed, protocol.tagBytes, "authentication.tagBytes"],
    [signed, protocol.covers, "authentication.covers"],
    [secret, protocol.nonce, "nonce.construction"],
    [secret && protocol.nonce === "random", protocol.nonceRandomBits, "nonce.randomBits"],
    [secret && protocol.nonce === "random", protocol.framesPerDay, "traffic.framesPerDay"],
    [secret && counted, protocol.counterKept, "counter.persistence"],
    [secret && counted, protocol.counterOverflow, "counter.overflow"],
    [secret && protocol.keyPerDevice === false, protocol.nonceHasAddress, "nonce.includesAddress"],
    [secret && protocol.hasDownlink === true, protocol.nonceHasDirection, "nonce.includesDirection"],
    [true, protocol.replayCheck, "replay.check"],
    [protocol.replayCheck === true, protocol.replayKept, "replay.persisted"],
    [encrypts(protocol) || signed, protocol.keyPerDevice, "keys.perDevice"],
    [encrypts(protocol) || signed, protocol.keyOrigin, "keys.origin"],
    [encrypts(protocol) || signed, protocol.keyDistribution, "keys.distribution"],
    [encrypts(protocol) || signed, protocol.rotation, "keys.rotation"],
  ];
  const open = questions.flatMap(([matters, answer, name]) => (matters && answer === undefined ? [name] : []));
  if (open.length === 0) return [];
  const what = `${open.length} ${open.length === 1 ? "question is" : "questions are"} left open`;
  return [{ rule: "private-not-stated", at: "", what, evidence: open.join(", ") }];
}
