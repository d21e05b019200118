import { type CaseInput, type FrameWarning, givenOf, wholeOf } from "../../case-values.ts";
import type { AesKey } from "../../crypto/aes-key.ts";
import type { ReplayGuard } from "../../replay-guard.ts";
import { MAX_FRAME_COUNTER, recoverFrameCounter } from "../frame-counter.ts";
import type { DataFrame, PhyPayload } from "../phy-payload.ts";
import { decodePhyPayload } from "./decode-frame.ts";
import type { DecodedLorawanFrame } from "./decoded-frame.ts";
import { devNonceCounts, readKeys, readVersion } from "./keys.ts";

/** Whether a frame may be acted on, and if not, why. Only `fresh` may. */
export type Verdict =
  | "fresh"
  /** The last frame once more: repeated by the device, heard by several gateways, or replayed. */
  | "duplicate"
  /** Authentic, but old. */
  | "replay"
  /** Authentic and new, but of a form that receivers drop. */
  | "dropped"
  | "mic-invalid"
  /** No key at hand that could tell. */
  | "unchecked";

export interface Judged {
  readonly verdict: Verdict;
  readonly decoded: DecodedLorawanFrame;
  readonly findings: readonly FrameWarning[];
}

/** Warnings of `decodeLorawanFrame` that mean: receivers drop the frame. */
const DROPPED = ["fopts-with-port-0", "reserved-port"];

/**
 * Judges a frame: is its MIC right, and was it there before?
 *
 * @param input as for `decodeLorawanFrame`; without `frameCounter` or `nextFrameCounter` the guard knows the counter
 * @param guard is moved by frames that are authentic
 */
export function verifyLorawanFrame(frame: PhyPayload, input: CaseInput, guard: ReplayGuard): Judged {
  const { body } = frame;
  if (body.kind === "data-up" || body.kind === "data-down") return verifyData({ ...frame, body }, input, guard);
  const decoded = decodePhyPayload(frame, input);
  if (decoded.micValid !== true) return refused(decoded);
  const nonce = nonceOf(decoded, input);
  // A join-accept does not say whose it is
  const state = nonce.owner === null ? "new" : guard.acceptNonce(nonce.owner, nonce.value);
  if (state === "new") return { verdict: "fresh", decoded, findings: decoded.warnings };
  const isReplay = state === "used" || nonce.counts;
  const message =
    state === "used"
      ? `${nonce.name} ${nonce.value} was used before`
      : `${nonce.name} ${nonce.value} is below an earlier one`;
  const finding = { code: state === "used" ? "nonce-reused" : "nonce-behind", message };
  return { verdict: isReplay ? "replay" : "fresh", decoded, findings: [finding, ...decoded.warnings] };
}

function refused(decoded: DecodedLorawanFrame): Judged {
  return { verdict: decoded.micValid === false ? "mic-invalid" : "unchecked", decoded, findings: decoded.warnings };
}

/** The number that a join's message must not repeat, and whether it counts up. LoRaWAN 1.0.4 §6.2.4; 1.1 §6.2.2 to §6.2.4. */
function nonceOf(decoded: DecodedLorawanFrame, input: CaseInput) {
  const devEui = decoded.devEui ?? givenOf(input, "devEui") ?? null;
  const counts = devNonceCounts(input);
  switch (decoded.kind) {
    case "join-request":
      return {
        owner: `devNonce ${decoded.joinEui} ${devEui}`,
        name: "DevNonce",
        value: Number(decoded.devNonce),
        counts,
      };
    case "join-accept":
      return {
        owner: devEui === null ? null : `joinNonce ${devEui}`,
        name: "JoinNonce",
        value: Number(decoded.joinNonce),
        counts,
      };
    default: {
      const name = decoded.rejoinType === 1 ? "RJcount1" : "RJcount0";
      return { owner: `${name} ${devEui}`, name, value: Number(decoded.rjCount), counts: true };
    }
  }
}

/** A data frame taken apart. */
type DataPayload = PhyPayload & { readonly body: DataFrame };

function verifyData(frame: DataPayload, input: CaseInput, guard: ReplayGuard): Judged {
  const { body } = frame;
  const key = sessionKeyOf(body, input);
  const session = sessionOf(body, input);
  const next = latest(key === undefined ? undefined : guard.nextCounter(session, key), input);
  const isSaid = (givenOf(input, "frameCounter") ?? givenOf(input, "fcnt32")) !== undefined;
  const decoded = decodePhyPayload(frame, next === undefined || isSaid ? input : { ...input, nextFrameCounter: next });
  if (decoded.micValid !== true || key === undefined) {
    return (next === undefined || isSaid ? null : findInPast(frame, input, next)) ?? refused(decoded);
  }
  const frameCounter = Number(decoded.frameCounter);
  if (next !== undefined && frameCounter < next) return repeated(decoded, frameCounter, next);
  guard.acceptCounter(session, key, frameCounter);
  const findings = [...gapFindings(next, body.fcnt), ...decoded.warnings];
  const isDropped = decoded.warnings.some(({ code }) => DROPPED.includes(code));
  return { verdict: isDropped ? "dropped" : "fresh", decoded, findings };
}

/** The next counter by what was received, and by what the case says: the higher one. */
function latest(received: number | undefined, input: CaseInput): number | undefined {
  const said = wholeOf(input, "nextFrameCounter", 0, MAX_FRAME_COUNTER + 1);
  return said === undefined || received === undefined ? (said ?? received) : Math.max(said, received);
}

/** The key by which the receiver knows the session; a forwarding network has but its own. */
function sessionKeyOf(body: DataFrame, input: CaseInput): AesKey | undefined {
  const keys = readKeys(input);
  if (readVersion(input) === "1.0") return keys.nwkSKey;
  return body.kind === "data-up" ? (keys.sNwkSIntKey ?? keys.fNwkSIntKey) : keys.sNwkSIntKey;
}

/** Downlinks of 1.1 have two counters: the application's, and the network's. LoRaWAN 1.1 §4.3.1.5. */
function sessionOf(body: DataFrame, input: CaseInput): string {
  const isNetworks = body.kind === "data-down" && readVersion(input) === "1.1" && (body.fport ?? 0) === 0;
  return `${body.kind}${isNetworks ? " network" : ""} ${body.devAddr}`;
}

/**
 * A frame whose MIC is wrong under the counter that it would have if it were new: is it right under an old one? Those are the last
 * one with the same lower bits, and the counter as it stands on air, which a device has that began anew.
 */
function findInPast(frame: DataPayload, input: CaseInput, next: number): Judged | null {
  const { fcnt } = frame.body;
  const before = recoverFrameCounter(next, fcnt).frameCounter - 0x1_0000;
  for (const frameCounter of new Set([before, fcnt])) {
    if (frameCounter < 0 || frameCounter >= next) continue;
    const decoded = decodePhyPayload(frame, { ...input, frameCounter });
    if (decoded.micValid === true) return repeated(decoded, frameCounter, next);
  }
  return null;
}

function repeated(decoded: DecodedLorawanFrame, frameCounter: number, next: number): Judged {
  if (frameCounter === next - 1) {
    const message = `counter ${frameCounter} is the last frame's: repeated, heard twice, or replayed`;
    return { verdict: "duplicate", decoded, findings: [{ code: "duplicate", message }, ...decoded.warnings] };
  }
  const message = `counter ${frameCounter}, but ${next - 1} was there before: replayed, or the device lost its counter`;
  return { verdict: "replay", decoded, findings: [{ code: "replay", message }, ...decoded.warnings] };
}

function gapFindings(expected: number | undefined, fcnt: number): FrameWarning[] {
  if (expected === undefined) return [];
  const { missing, withinMaxGap } = recoverFrameCounter(expected, fcnt);
  if (missing === 0) return [];
  const frames = missing === 1 ? "1 frame is" : `${missing} frames are`;
  const gap = { code: "counter-gap", message: `${frames} missing before this one` };
  const jump = {
    code: "counter-jump",
    message: "a jump that LoRaWAN up to 1.0.2, and 1.1, refuses (MAX_FCNT_GAP 16384)",
  };
  return withinMaxGap ? [gap] : [gap, jump];
}
