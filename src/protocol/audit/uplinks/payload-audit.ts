import { type Finding, findingOf } from "../finding.ts";
import type { AuditRuleId } from "../rules.ts";
import { BoundedMap } from "./bounded-map.ts";
import { dataFrameOf, type HeardUplink, sessionOf, uplinkLabel } from "./heard-uplink.ts";

const MAX_SESSIONS = 16_384;
/** Chance that encrypted bytes look so, as a power of two: a log of a million devices raises no false alarm. */
const SURE_BITS = 64;
/** Fewer bytes are not judged by their letters. */
const MIN_TEXT_BYTES = 64;
const TEXT_SHARE = 0.95;
const FIRST_APPLICATION_PORT = 1;
const LAST_APPLICATION_PORT = 223;

/** What a session's payloads on air have in common. */
interface PayloadLook {
  readonly heard: HeardUplink;
  /** Of the first frame. */
  readonly first: Uint8Array;
  /** Positions at which all frames so far have had the same byte. */
  readonly same: boolean[];
  frames: number;
  bytes: number;
  printable: number;
  evidence: string | null;
}

/** Looks at payloads: what is on air must look random, and data must be on the ports for it. */
export class PayloadAudit {
  readonly #looks = new BoundedMap<string, PayloadLook>(MAX_SESSIONS);
  readonly #ports = new BoundedMap<string, { readonly rule: AuditRuleId; readonly heard: HeardUplink; count: number }>(
    MAX_SESSIONS,
  );

  /** @param isNew whether its counter was not there before: the same counter gives the same bytes again */
  push(heard: HeardUplink, isNew: boolean): void {
    const { record } = heard;
    if (record.kind !== "data") return;
    const frame = dataFrameOf(record);
    if (frame !== null) {
      if (isNew && frame.frmPayload.length > 0) this.#look(heard, frame.fport ?? 0, frame.frmPayload);
      if (frame.fport === 0 && frame.fopts.length > 0) this.#port("port-0-with-fopts", heard);
    } else if (record.fPort === 0 && record.payloadHex !== null && record.payloadHex !== "") {
      this.#port("payload-on-port-0", heard);
    }
    if (record.fPort !== null && record.fPort > LAST_APPLICATION_PORT) this.#port("port-reserved", heard);
  }

  /** A session began anew: under the same counters the same bytes come again. */
  restart(heard: HeardUplink): void {
    this.#looks.delete(lookKey(heard, heard.record.fPort ?? 0));
  }

  findings(): readonly Finding[] {
    const looks = this.#looks.values().flatMap(({ heard, evidence }): Finding[] => {
      if (evidence === null) return [];
      const device = uplinkLabel(heard.record);
      const what = `payloads of ${device} are on air in plain text`;
      return [findingOf("payload-not-encrypted", { what, evidence, place: heard.place, device })];
    });
    const ports = this.#ports.values().map(({ rule, heard, count }) => {
      const device = uplinkLabel(heard.record);
      const evidence = `port ${heard.record.fPort ?? 0} in ${count} ${count === 1 ? "frame" : "frames"}`;
      return findingOf(rule, { what: `${device} ${PORT_FAULTS[rule]}`, evidence, place: heard.place, device });
    });
    return [...looks, ...ports];
  }

  #port(rule: AuditRuleId, heard: HeardUplink): void {
    const { record } = heard;
    const key = `${rule} ${sessionOf(record) ?? record.devEui ?? record.deviceName} ${record.fPort}`;
    this.#ports.getOrMake(key, () => ({ rule, heard, count: 0 })).count++;
  }

  #look(heard: HeardUplink, port: number, payload: Uint8Array): void {
    const look = this.#looks.getOrMake(lookKey(heard, port), () => ({
      heard,
      first: payload,
      same: Array.from(payload, () => true),
      frames: 0,
      bytes: 0,
      printable: 0,
      evidence: null,
    }));
    look.frames++;
    look.bytes += payload.length;
    for (const byte of payload) if (byte >= 0x20 && byte < 0x7f) look.printable++;
    if (payload.length < look.same.length) look.same.length = payload.length;
    for (let i = 0; i < look.same.length; i++) if (payload[i] !== look.first[i]) look.same[i] = false;
    look.evidence ??= plainEvidence(look);
  }
}

const PORT_FAULTS: Partial<Record<AuditRuleId, string>> = {
  "payload-on-port-0": "sends application data on port 0",
  "port-0-with-fopts": "sends MAC commands in two places of a frame",
  "port-reserved": "sends on a port that is not for applications",
};

function lookKey({ record }: HeardUplink, port: number): string {
  return `${sessionOf(record)} ${Math.min(port, FIRST_APPLICATION_PORT)}`;
}

/** Why payloads cannot have been encrypted; null while they may have been. */
function plainEvidence({ frames, bytes, printable, same }: PayloadLook): string | null {
  if (bytes >= MIN_TEXT_BYTES && printable >= TEXT_SHARE * bytes) {
    return `${printable} of ${bytes} bytes are printable characters; of encrypted ones 37 % would be`;
  }
  const constant = same.filter(Boolean).length;
  // Any `constant` of the positions, each equal by chance in all frames after the first
  const bits = 8 * (frames - 1) * constant - log2Choose(same.length, constant);
  if (bits < SURE_BITS) return null;
  const where = constant === same.length ? "all" : `${constant} of ${same.length}`;
  return `${where} bytes at the same places are equal in ${frames} frames with different counters`;
}

function log2Choose(n: number, k: number): number {
  let bits = 0;
  for (let i = 1; i <= k; i++) bits += Math.log2((n - k + i) / i);
  return bits;
}
