import { formatHex } from "../math/hex.ts";
import { type CaseInput, type FrameWarning, givenOf, refuseUnknown } from "./case-values.ts";
import { AesKey } from "./crypto/aes-key.ts";
import { frameBytes, LORAWAN_DECODE_KEYS, splitProtocol } from "./frame-case.ts";
import { candidateDevices, deviceName, type KeySource, ownerOf, pickKeys } from "./key-source.ts";
import { type Verdict, verifyLorawanFrame } from "./lorawan/cases/verify-frame.ts";
import { parsePhyPayload } from "./lorawan/parse-phy-payload.ts";
import { PRIVATE_DECODE_INPUTS, privateWarnings, windowBefore } from "./private/case.ts";
import { type PrivateFrame, parsePrivateFrame } from "./private/frame.ts";
import { admitFrame } from "./private/replay-window.ts";
import type { ReplayGuard } from "./replay-guard.ts";

/** Whether a frame may be acted on. */
export interface Verification {
  readonly accept: boolean;
  readonly verdict: Verdict;
  readonly kind: string;
  readonly micValid: boolean | null;
  /** As the file of keys calls it; null where no device's keys fit. */
  readonly device: string | null;
  readonly devAddr: string | null;
  readonly devEui: string | null;
  readonly frameCounter: number | null;
  readonly payloadHex: string | null;
  readonly findings: readonly FrameWarning[];
}

/**
 * Judges a frame of either protocol: is it authentic, and is it new?
 *
 * @param input a case as for {@link decodeAny}
 * @param guard what was received so far; moved by authentic frames only
 * @throws {InputError} `bad-frame` when the bytes are no frame; else naming the input
 */
export function verifyAny(input: CaseInput, source: KeySource, guard: ReplayGuard): Verification {
  const { protocol, rest } = splitProtocol(input);
  return protocol === "private" ? verifyPrivate(rest, source, guard) : verifyLorawan(rest, source, guard);
}

function verifyLorawan(input: CaseInput, source: KeySource, guard: ReplayGuard): Verification {
  refuseUnknown(input, LORAWAN_DECODE_KEYS);
  const frame = parsePhyPayload(frameBytes(input));
  const candidates = candidateDevices(source, ownerOf(frame, input));
  const answers = (candidates.length === 0 ? [null] : candidates).map((device) => {
    const whole = { ...pickKeys({ ...source.shared, ...device }, LORAWAN_DECODE_KEYS), ...input };
    return { device, ...verifyLorawanFrame(frame, whole, guard) };
  });
  const { device, verdict, decoded, findings } = answers.find(({ decoded }) => decoded.micValid === true) ?? answers[0];
  return {
    accept: verdict === "fresh",
    verdict,
    kind: decoded.kind,
    micValid: decoded.micValid,
    device: device === null || decoded.micValid !== true ? null : deviceName(device),
    devAddr: textOrNull(decoded.devAddr),
    devEui: textOrNull(decoded.devEui),
    frameCounter: typeof decoded.frameCounter === "number" ? decoded.frameCounter : null,
    payloadHex: verdict === "fresh" ? decoded.payloadHex : null,
    findings,
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function verifyPrivate(input: CaseInput, source: KeySource, guard: ReplayGuard): Verification {
  refuseUnknown(input, PRIVATE_DECODE_INPUTS);
  const frame = parsePrivateFrame(frameBytes(input));
  const candidates = candidateDevices(source, frame);
  // While a device's key is being replaced, the old and the new one stand side by side
  const answers = (candidates.length === 0 ? [null] : candidates).map((device) => {
    const whole = { ...pickKeys({ ...source.shared, ...device }, PRIVATE_DECODE_INPUTS), ...input };
    const verification = verifyPrivateFrame(frame, whole, guard);
    return { ...verification, device: device === null || verification.micValid !== true ? null : deviceName(device) };
  });
  return answers.find(({ micValid }) => micValid === true) ?? answers[0];
}

function verifyPrivateFrame(frame: PrivateFrame, input: CaseInput, guard: ReplayGuard): Omit<Verification, "device"> {
  const common = { kind: `private-${frame.direction}`, devAddr: frame.devAddr, devEui: null } as const;
  const given = givenOf(input, "deviceKey");
  if (given === undefined) {
    const findings = [{ code: "sealed", message: "the tag was not checked: that takes deviceKey" }];
    return { accept: false, verdict: "unchecked", ...common, ...UNKNOWN, findings };
  }
  const key = AesKey.parse("deviceKey", given);
  const owner = `${frame.direction} ${frame.devAddr}`;
  const admission = admitFrame(key, frame, guard.window(owner, key) ?? windowBefore(input));
  const findings = [...admissionFindings(admission.verdict), ...privateWarnings(frame.devAddr, key, input)];
  if (admission.verdict === "forged") {
    return { accept: false, verdict: "mic-invalid", ...common, ...UNKNOWN, micValid: false, findings };
  }
  const isFresh = admission.verdict === "fresh";
  if (isFresh) guard.moveWindow(owner, key, admission.window);
  const { frameCounter } = admission;
  const payloadHex = isFresh ? formatHex(admission.payload) : null;
  return {
    accept: isFresh,
    verdict: admission.verdict,
    ...common,
    micValid: true,
    frameCounter,
    payloadHex,
    findings,
  };
}

const UNKNOWN = { micValid: null, frameCounter: null, payloadHex: null } as const;

function admissionFindings(verdict: "fresh" | "replay" | "forged"): FrameWarning[] {
  if (verdict === "fresh") return [];
  return verdict === "replay"
    ? [{ code: "replay", message: "this counter was received before" }]
    : [{ code: "mic-invalid", message: "the tag is wrong: another key or an old epoch, or the frame was altered" }];
}
