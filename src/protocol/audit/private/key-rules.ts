import type { PrivateFinding } from "./cipher-rules.ts";
import type { PrivateProtocol } from "./description.ts";

/** Where keys come from, who has them, and whether they can be replaced. */
export function auditKeyCare(protocol: PrivateProtocol): readonly PrivateFinding[] {
  const { keyPerDevice, keyOrigin, keyDistribution, rotation, devices } = protocol;
  const found: PrivateFinding[] = [];
  if (keyPerDevice === false) {
    const what = "who opens one device can speak for all";
    const evidence = devices === undefined ? "one key for all devices" : `one key for ${devices} devices`;
    if (devices !== 1) found.push({ rule: "private-one-key", at: "/keys/perDevice", what, evidence });
  }
  if (keyOrigin !== undefined && keyOrigin !== "random") {
    const what = keyOrigin === "password" ? "keys can be guessed from words" : "keys are no secret";
    const severity = keyOrigin === "password" ? "high" : "critical";
    found.push({
      rule: "private-key-derivable",
      at: "/keys/origin",
      what,
      evidence: `keys from: ${keyOrigin}`,
      severity,
    });
  }
  if (keyDistribution === "plain-over-the-air") {
    const what = "who listens while a device is set up has its key";
    found.push({ rule: "private-key-sent-in-clear", at: "/keys/distribution", what, evidence: keyDistribution });
  }
  if (rotation === false) {
    const what = "a key that leaks stays good for whoever has it";
    found.push({ rule: "private-no-rotation", at: "/keys/rotation", what, evidence: "no rotation" });
  }
  return found;
}

/** Whether the receiver knows what it has accepted. */
export function auditReplay({ replayCheck, replayKept }: PrivateProtocol): readonly PrivateFinding[] {
  if (replayCheck === false) {
    const what = "who records a frame can send it again";
    return [{ rule: "private-no-replay-check", at: "/replay/check", what, evidence: "no check" }];
  }
  if (replayKept === false) {
    const what = "after a restart the receiver takes old frames for new";
    return [{ rule: "private-replay-forgotten", at: "/replay/persisted", what, evidence: "kept in memory only" }];
  }
  return [];
}
