import { formatHex } from "../../../math/hex.ts";
import { type Finding, findingOf } from "../finding.ts";
import type { AuditRuleId } from "../rules.ts";
import { BoundedMap } from "./bounded-map.ts";
import {
  type BackwardRun,
  beginRun,
  bytesOf,
  type CounterStep,
  extendRun,
  frameKey,
  isLate,
  isOtherGateway,
  isSameMoment,
  type KnownFrame,
  LEAP,
  wholeCounter,
} from "./counter-track.ts";
import { dataFrameOf, type HeardUplink, sessionOf, timeText, uplinkLabel } from "./heard-uplink.ts";

/** What an audit may know of a device from elsewhere. */
export type ActivationLookup = (device: {
  readonly devEui: string | null;
  readonly devAddr: string | null;
}) => "otaa" | "abp" | null;

interface Session {
  highest: number;
  newestS: number | null;
  /** Bytes of the frame with the highest counter. */
  bytes: string | null;
  run: BackwardRun | null;
  /** All 32 bits of its counters are told, not only those on air. */
  isWhole: boolean;
  /** The highest counter before the last reset. */
  before: number | null;
  /** Several devices have the address on air. */
  isShared: boolean;
}

interface Incident {
  readonly rule: AuditRuleId;
  readonly heard: HeardUplink;
  readonly evidence: string;
  count: number;
}

const MAX_SESSIONS = 65_536;
const MAX_FRAMES = 200_000;
const MAX_INCIDENTS = 20_000;
/** Gateways on slow links deliver so late. */
const LATE_S = 60;
const LATE_FRAMES = 16;
/** So many gateways of a frame are remembered. */
const MAX_GATEWAYS = 8;
/** So many frames of a session that ended are forgotten at most. */
const MAX_FORGOTTEN = 4096;
/** So many frames in a row, each above the last, are no replays of single frames. */
const CONFIRMING_FRAMES = 3;
/** A counter that begins again does so here, give or take frames that nobody heard. */
const RESTART_BELOW = 8;

/**
 * Follows the counters of all sessions in a log: resets, replays, and payloads under the same key stream. Late and repeated lines, gaps
 * and counters that run over are no faults; nor are two devices that share an address on air, whose counters take turns.
 */
export class CounterAudit {
  readonly #sessions = new BoundedMap<string, Session>(MAX_SESSIONS);
  readonly #frames = new BoundedMap<string, KnownFrame>(MAX_FRAMES);
  readonly #incidents = new Map<string, Incident>();
  /** Devices whose next session may begin at 0 under the same address. */
  readonly #joined = new BoundedMap<string, true>(MAX_SESSIONS);

  push(heard: HeardUplink): CounterStep {
    const { record } = heard;
    const name = sessionOf(record);
    if (name === null || record.fCnt === null) return "same";
    const frame = dataFrameOf(record);
    const bytes = bytesOf(heard, frame === null ? null : formatHex(frame.frmPayload));
    const session = this.#sessions.get(name);
    if (session === undefined) {
      const isWhole = record.fCntBits === 32 || record.fCnt > 0xffff;
      this.#sessions.set(name, {
        highest: record.fCnt,
        newestS: record.timeS,
        bytes,
        run: null,
        isWhole,
        before: null,
        isShared: false,
      });
      // The join that began this session excuses no later one
      if (record.devEui !== null) this.#joined.delete(record.devEui);
      this.#remember(heard, record.fCnt, bytes);
      return "forward";
    }
    const elapsedS = elapsed(session, heard);
    session.isWhole ||= record.fCntBits === 32 || record.fCnt > 0xffff;
    const counter = session.isWhole ? record.fCnt : wholeCounter(record.fCnt, session.highest, elapsedS);
    if (counter > session.highest) {
      this.#settle(session);
      if (record.devEui === null && goesBackUp(session, counter)) this.#share(session, name);
      this.#advance(session, heard, counter, bytes);
      return "forward";
    }
    if (!isLate(record.timeS, session.newestS) && this.#hasJoined(record.devEui)) {
      this.#forget(heard, session.highest);
      this.#advance(session, heard, counter, bytes);
      return "forward";
    }
    if (counter === session.highest) return this.#again(session, heard, bytes);
    return this.#backward(session, heard, counter, bytes);
  }

  /** A device joined: its next session may begin at 0 under the same address. */
  join(devEui: string): void {
    this.#joined.set(devEui, true);
  }

  /** Whether a device has joined since its session began; said once. */
  #hasJoined(devEui: string | null): boolean {
    if (devEui === null || this.#joined.get(devEui) === undefined) return false;
    this.#joined.delete(devEui);
    return true;
  }

  /** Two devices bear one address: what looked like a reset of one was the other. */
  #share(session: Session, name: string): void {
    session.isShared = true;
    for (const rule of ["counter-reset", "keystream-reused"]) this.#incidents.delete(`${rule} ${name}`);
  }

  /** Ends the log. */
  findings(activation: ActivationLookup): readonly Finding[] {
    for (const session of this.#sessions.values()) this.#settle(session);
    return [...this.#incidents.values()].flatMap((incident) => describe(incident, activation));
  }

  #advance(session: Session, heard: HeardUplink, counter: number, bytes: string | null): void {
    session.highest = counter;
    session.newestS = heard.record.timeS ?? session.newestS;
    session.bytes = bytes;
    session.run = null;
    this.#remember(heard, counter, bytes);
  }

  #remember(heard: HeardUplink, counter: number, bytes: string | null): void {
    this.#frames.set(frameKey(heard, counter), {
      bytes: frameBytes(heard, bytes),
      timeS: heard.record.timeS,
      gatewayIds: heard.record.receptions.slice(0, MAX_GATEWAYS).map(({ gatewayId }) => gatewayId),
    });
  }

  /** The highest counter once more: a repetition, unless its payload is another. */
  #again(session: Session, heard: HeardUplink, bytes: string | null): CounterStep {
    if (bytes === null || session.bytes === null || bytes === session.bytes) return "same";
    // Two devices with one address on air may be at the same count; a platform tells them apart
    if (heard.record.devEui === null) return "same";
    const evidence = `counter ${session.highest} twice with different payloads, the second time ${timeText(heard.record.timeS)}`;
    this.#report("keystream-reused", heard, evidence);
    return "conflict";
  }

  #backward(session: Session, heard: HeardUplink, counter: number, bytes: string | null): CounterStep {
    const { record } = heard;
    const elapsedS = elapsed(session, heard);
    if (isLate(record.timeS, session.newestS)) return "same";
    const known = this.#frames.get(frameKey(heard, counter));
    const own = frameBytes(heard, bytes);
    if (known === undefined && session.run === null && comesLate(session, counter, elapsedS)) return "same";
    const isIdentical = known !== undefined && known.bytes !== null && known.bytes === own;
    if (isIdentical && (isSameMoment(known.timeS, record.timeS) || isOtherGateway(known, heard))) return "same";
    if (session.run !== null && counter === session.run.last && own === session.run.lastBytes) return "same";
    const isDiffering = known !== undefined && known.bytes !== null && own !== null && known.bytes !== own;
    session.run ??= beginRun(heard, counter, session.highest);
    const { run } = session;
    extendRun(run, heard, counter, isIdentical ? "identical" : isDiffering ? "differing" : null);
    run.lastBytes = own;
    if (run.ordered && run.frames >= CONFIRMING_FRAMES) {
      this.#settle(session);
      if (run.start < RESTART_BELOW) this.#advance(session, heard, counter, bytes);
    }
    return "backward";
  }

  /** Frames of the session before last no longer count as known. */
  #forget(heard: HeardUplink, highest: number): void {
    for (let counter = Math.max(0, highest - MAX_FORGOTTEN); counter <= highest; counter++) {
      this.#frames.delete(frameKey(heard, counter));
    }
  }

  /** Says what a run of old counters was, now that it is over. */
  #settle(session: Session): void {
    const { run } = session;
    if (run === null) return;
    session.run = null;
    const { first, firstIdentical, firstDiffering, before, start, last, frames, identical } = run;
    const span = start === last ? `counter ${start}` : `counters ${start} to ${last}`;
    const after = `${span} after ${before}, ${timeText(first.record.timeS)}`;
    const goesOn = frames >= CONFIRMING_FRAMES && (run.ordered || identical < frames);
    if (goesOn && start < RESTART_BELOW) {
      session.before = before;
      if (session.isShared) return;
      this.#report("counter-reset", first, after);
      if (firstDiffering !== null)
        this.#report("keystream-reused", firstDiffering, `${after}; other payloads than before`);
    } else if (firstIdentical !== null) {
      this.#report("replay", firstIdentical, `${after}; bit for bit as before`, identical);
    } else if (first.record.devEui !== null) {
      this.#report("counter-backward", first, after, frames);
    }
  }

  #report(rule: AuditRuleId, heard: HeardUplink, evidence: string, count = 1): void {
    const key = `${rule} ${sessionOf(heard.record)}`;
    const known = this.#incidents.get(key);
    if (known !== undefined) known.count += count;
    else if (this.#incidents.size < MAX_INCIDENTS) this.#incidents.set(key, { rule, heard, evidence, count });
  }
}

function elapsed({ newestS }: Session, { record }: HeardUplink): number | null {
  return record.timeS === null || newestS === null ? null : record.timeS - newestS;
}

/** Whether counters leap from where they began again to where they were before: no device counts so, but two with one address do. */
function goesBackUp({ highest, before }: Session, counter: number): boolean {
  return before !== null && counter - highest > LEAP && counter > before && counter - before <= LEAP;
}

/** A frame that was not heard before, shortly behind the newest: a server that stamps frames itself gets some late. */
function comesLate({ highest }: Session, counter: number, elapsedS: number | null): boolean {
  return highest - counter <= LATE_FRAMES && (elapsedS === null || elapsedS <= LATE_S);
}

/** What tells one frame from another: its MIC covers all of it; where the log has none, its payload. */
function frameBytes({ record }: HeardUplink, bytes: string | null): string | null {
  return record.micHex === null ? bytes : `${record.micHex} ${bytes ?? ""}`;
}

const WHAT: Partial<Record<AuditRuleId, string>> = {
  "counter-reset": "began its counter again under the same address",
  "counter-backward": "was heard with old counters",
  replay: "was heard with frames of before, after newer ones",
  "keystream-reused": "sent different payloads under the same counter",
};

function describe({ rule, heard, evidence, count }: Incident, activation: ActivationLookup): readonly Finding[] {
  const { record, place } = heard;
  const device = uplinkLabel(record);
  const joins = activation(record) ?? (/^0*$/.test(record.joinEui ?? "") ? null : "otaa");
  // A network may give the same address again to a device that joined anew; its keys are then others
  const mayHaveJoined = joins === "otaa" && (rule === "counter-reset" || rule === "keystream-reused");
  const doubt = mayHaveJoined ? "; harmless if it joined in between and got the same address" : "";
  const times = count > 1 ? `; ${count} times in all` : "";
  return [
    findingOf(rule, {
      what: `${device} ${WHAT[rule]}`,
      evidence: `${evidence}${times}${doubt}`,
      place,
      device,
      ...(mayHaveJoined ? { severity: "medium" } : {}),
    }),
  ];
}
