import { LORAWAN_TIMING } from "../../../lora/regions/region.ts";
import type { HeardUplink } from "./heard-uplink.ts";
import { sessionOf } from "./heard-uplink.ts";

/** A frame as it was first heard. */
export interface KnownFrame {
  /** Its bytes, as far as the log has them: equal for the same frame. */
  readonly bytes: string | null;
  readonly timeS: number | null;
  readonly gatewayIds: readonly (string | null)[];
}

/** Counters that went back, until it is known why: a reset goes on from there, a replay does not. */
export interface BackwardRun {
  readonly start: number;
  last: number;
  frames: number;
  /** Frames that are bit for bit those of before, only later. */
  identical: number;
  /** Frames with a counter of before and other bytes. */
  differing: number;
  ordered: boolean;
  lastBytes: string | null;
  readonly before: number;
  readonly first: HeardUplink;
  /** The first frame that was of before, if any. */
  firstIdentical: HeardUplink | null;
  firstDiffering: HeardUplink | null;
}

/** What came of one uplink. */
export type CounterStep =
  | "forward"
  /** The last frame again, or one that came late or twice. */
  | "same"
  | "backward"
  /** The last counter again, with other bytes. */
  | "conflict";

/** So far apart a log's two lines on one frame may be. */
const SAME_MOMENT_S = 2;

/**
 * The whole counter of a frame of which 16 bits may be known, beside the highest one so far: half the range lies ahead, half behind.
 *
 * @param elapsedS since the highest; null: not known. A leap ahead that the time does not allow is a step back to the range's beginning.
 */
export function wholeCounter(fCnt: number, highest: number, elapsedS: number | null): number {
  const ahead = (fCnt - (highest % 0x1_0000) + 0x1_0000) % 0x1_0000;
  const tooFast = elapsedS !== null && ahead > LEAP && ahead > elapsedS + LEAP && fCnt < highest % 0x1_0000;
  if (ahead <= LORAWAN_TIMING.maxFrameCounterGap && !tooFast) return highest + ahead;
  const below = highest - (highest % 0x1_0000) + fCnt;
  return below > highest && below >= 0x1_0000 ? below - 0x1_0000 : below;
}

/** More frames than this are not lost in a moment. */
export const LEAP = 64;

/** Whether a frame was told of twice, or late: its time is not after the newest one's. */
export function isLate(timeS: number | null, newestS: number | null): boolean {
  return timeS !== null && newestS !== null && timeS <= newestS;
}

/** The same moment, or no time to tell: then the log says the same thing twice. */
export function isSameMoment(a: number | null, b: number | null): boolean {
  return a === null || b === null || Math.abs(a - b) <= SAME_MOMENT_S;
}

/** Gateways' clocks, where nobody sets them, are wrong by less than this. */
const WRONG_CLOCK_S = 3600;

/**
 * Whether a frame may be what another gateway heard of the same transmission, by a clock of its own. Only logs of single gateways can
 * say so: a platform puts receptions together.
 */
export function isOtherGateway(known: KnownFrame, { record }: HeardUplink): boolean {
  if (record.devEui !== null || record.receptions.length === 0) return false;
  if (record.receptions.some(({ gatewayId }) => known.gatewayIds.includes(gatewayId))) return false;
  return Math.abs((record.timeS ?? 0) - (known.timeS ?? 0)) <= WRONG_CLOCK_S;
}

/** The bytes that the counter's key stream was put over: of a frame on air the payload, else what the platform decrypted. */
export function bytesOf({ record }: HeardUplink, frmPayloadHex: string | null): string | null {
  const bytes = frmPayloadHex ?? record.payloadHex;
  return bytes === null || bytes === "" ? null : bytes;
}

export function beginRun(heard: HeardUplink, counter: number, before: number): BackwardRun {
  return {
    start: counter,
    last: counter,
    frames: 0,
    identical: 0,
    differing: 0,
    ordered: true,
    lastBytes: null,
    before,
    first: heard,
    firstIdentical: null,
    firstDiffering: null,
  };
}

/** Takes a frame with an old counter into a run. */
export function extendRun(
  run: BackwardRun,
  heard: HeardUplink,
  counter: number,
  known: "identical" | "differing" | null,
): void {
  if (run.frames > 0 && counter <= run.last) run.ordered = false;
  run.last = counter;
  run.frames++;
  if (known === "identical") {
    run.identical++;
    run.firstIdentical ??= heard;
  } else if (known === "differing") {
    run.differing++;
    run.firstDiffering ??= heard;
  }
}

/** Key of a frame in the memory of all sessions. */
export function frameKey(heard: HeardUplink, counter: number): string {
  return `${sessionOf(heard.record)} ${counter}`;
}
