import { earliestTimeS, type Reception, type UplinkRecord } from "../../protocol/platforms/uplink-record.ts";

/**
 * Gateways hear an uplink at the same moment; their clocks and the way to the log differ by less than this. A device that repeats a
 * frame waits for its second receive window first, which opens 2 s after the end of the uplink [RP002-1.0.4, 3.1].
 */
export const DEFAULT_MERGE_WINDOW_S = 2;

/** So many uplinks are held back at most. */
const MAX_PENDING = 4096;
/** Where times are missing, an uplink waits for so many others. */
const MAX_PENDING_UNTIMED = 64;
/** A frame is sent 15 times at most [LoRaWAN 1.0.4, NbTrans]: older ones of the same bytes are not looked at. */
const MAX_ALIKE = 16;
/** More gateways than hear one uplink anywhere. */
const MAX_RECEPTIONS = 256;
/** Two carriers nearer than this are the same channel, however they were rounded. */
const SAME_CHANNEL_HZ = 1000;

interface Pending {
  /** Null: it cannot be told what belongs to it. */
  readonly key: string | null;
  uplink: UplinkRecord;
}

/**
 * Puts together what several gateways heard of one uplink: the same device, counter and bytes within the window, on the same channel,
 * each gateway once. A gateway that hears the same frame again heard a repetition, which is an uplink of its own; a line that says the
 * same of the same gateway a second time is dropped. Memory does not grow with the log.
 */
export class UplinkMerger {
  readonly #windowS: number;
  /** In the order of their coming. */
  #pending: Pending[] = [];
  readonly #byKey = new Map<string, Pending[]>();
  /** Uplinks that were put to another. */
  merged = 0;
  /** Hearings that were told twice. */
  repeated = 0;

  constructor(windowS = DEFAULT_MERGE_WINDOW_S) {
    this.#windowS = windowS;
  }

  /** @returns the uplinks that can no longer grow, in the order of their coming */
  push(uplink: UplinkRecord): readonly UplinkRecord[] {
    const key = keyOf(uplink);
    const same = key === null ? undefined : this.#byKey.get(key)?.find((one) => this.#belongs(one.uplink, uplink));
    if (same !== undefined) this.#join(same, uplink);
    else this.#hold({ key, uplink });
    return this.#release(uplink.timeS);
  }

  end(): readonly UplinkRecord[] {
    const all = this.#pending.map(({ uplink }) => uplink);
    this.#pending = [];
    this.#byKey.clear();
    return all;
  }

  #belongs(held: UplinkRecord, next: UplinkRecord): boolean {
    if (held.timeS !== null && next.timeS !== null && Math.abs(held.timeS - next.timeS) > this.#windowS) return false;
    if (held.receptions.length + next.receptions.length > MAX_RECEPTIONS) return false;
    const apartHz = Math.abs((held.frequencyHz ?? 0) - (next.frequencyHz ?? 0));
    if (held.frequencyHz !== null && next.frequencyHz !== null && apartHz > SAME_CHANNEL_HZ) return false;
    return next.receptions.every((one) => {
      const known = held.receptions.filter(({ gatewayId }) => gatewayId === one.gatewayId);
      return known.length === 0 || known.some((other) => isSameHearing(one, other));
    });
  }

  #join(held: Pending, next: UplinkRecord): void {
    const fresh = next.receptions.filter((one) => !held.uplink.receptions.some((other) => isSameHearing(one, other)));
    this.repeated += next.receptions.length - fresh.length;
    this.merged++;
    const receptions = [...held.uplink.receptions, ...fresh];
    const filled = Object.fromEntries(
      Object.entries(held.uplink).map(([name, value]) => [name, value ?? next[name as keyof UplinkRecord]]),
    );
    const extra = { ...next.extra, ...held.uplink.extra };
    const timeS = earliestTimeS(receptions) ?? held.uplink.timeS ?? next.timeS;
    held.uplink = { ...held.uplink, ...filled, receptions, extra, timeS };
  }

  #hold(pending: Pending): void {
    this.#pending.push(pending);
    if (pending.key === null) return;
    const alike = this.#byKey.get(pending.key) ?? [];
    this.#byKey.set(pending.key, [...alike.slice(1 - MAX_ALIKE), pending]);
  }

  #release(nowS: number | null): readonly UplinkRecord[] {
    const waiting = this.#pending.length;
    let count = 0;
    while (count < waiting && this.#isDone(this.#pending[count].uplink, nowS, waiting - count)) count++;
    if (count === 0) return [];
    const done = this.#pending.splice(0, count);
    for (const pending of done) this.#forget(pending);
    return done.map(({ uplink }) => uplink);
  }

  #forget(pending: Pending): void {
    if (pending.key === null) return;
    const left = (this.#byKey.get(pending.key) ?? []).filter((one) => one !== pending);
    if (left.length === 0) this.#byKey.delete(pending.key);
    else this.#byKey.set(pending.key, left);
  }

  #isDone({ timeS }: UplinkRecord, nowS: number | null, waiting: number): boolean {
    if (waiting > MAX_PENDING) return true;
    if (timeS === null || nowS === null) return waiting > MAX_PENDING_UNTIMED;
    // A clock that jumps back must not hold everything up
    return Math.abs(nowS - timeS) > this.#windowS;
  }
}

/** What is the same in every gateway's word on an uplink; null: it cannot be told. */
function keyOf(uplink: UplinkRecord): string | null {
  if (uplink.kind === "status") return null;
  const bytes = uplink.phyPayloadHex ?? uplink.micHex ?? uplink.payloadHex;
  const counter = uplink.fCnt === null ? uplink.devNonce : uplink.fCnt;
  if (bytes === null && counter === null) return null;
  const device = uplink.devEui ?? uplink.devAddr ?? uplink.deviceName;
  return JSON.stringify([uplink.kind, device, counter, bytes]);
}

function isSameHearing(a: Reception, b: Reception): boolean {
  return a.gatewayId === b.gatewayId && a.timeS === b.timeS && a.rssiDbm === b.rssiDbm && a.snrDb === b.snrDb;
}
