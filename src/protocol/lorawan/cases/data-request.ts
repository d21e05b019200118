import { InputError } from "../../../math/errors.ts";
import { formatHex } from "../../../math/hex.ts";
import {
  bytesOf,
  type CaseInput,
  givenOf,
  missing,
  objectOf,
  requiredIdentifier,
  requiredWhole,
  shown,
  switchOf,
  wholeOf,
} from "../../case-values.ts";
import { dataMessageType } from "../build-message.ts";
import { MAX_FRAME_COUNTER } from "../frame-counter.ts";
import { type CommandContext, decodeMacCommands, encodeMacCommands } from "../mac/codec.ts";
import {
  type Direction,
  type FrameControl,
  type LorawanVersion,
  MAX_FOPTS_BYTES,
  MAX_PHY_BYTES,
} from "../phy-payload.ts";

/** A data frame as it is asked for, before encryption. */
export interface DataRequest {
  readonly direction: Direction;
  readonly confirmed: boolean;
  readonly devAddr: string;
  readonly fctrl: FrameControl;
  readonly frameCounter: number;
  readonly fport: number | null;
  readonly fopts: Uint8Array;
  readonly payload: Uint8Array;
}

const CONTROL_KEYS = ["adr", "adrAckReq", "ack", "classB", "fPending"] as const;

/**
 * Reads a data frame's case.
 *
 * @throws {InputError} for values that are missing, out of range or do not go together
 */
export function readDataRequest(input: CaseInput, direction: Direction, version: LorawanVersion): DataRequest {
  const fport = wholeOf(input, "fport", 0, 255) ?? null;
  const { fopts, payload } = readContent(input, direction, version, fport);
  if (payload.length > 0 && fport === null) throw missing("fport", "the port of the payload, 0 to 255");
  if (fport === 0 && fopts.length > 0) {
    const message = "MAC commands go into FOpts or to port 0, not both: receivers drop such a frame";
    throw new InputError({ code: "conflicting-inputs", where: "fport", message });
  }
  const overhead = 12 + fopts.length + (fport === null ? 0 : 1);
  if (overhead + payload.length > MAX_PHY_BYTES) {
    const message = `expected at most ${MAX_PHY_BYTES - overhead} bytes, got ${payload.length}`;
    throw new InputError({ code: "too-long", where: "payloadHex", message });
  }
  return {
    direction,
    confirmed: readConfirmed(input, direction),
    devAddr: requiredIdentifier(input, "devAddr", 4),
    fctrl: readControl(input, direction),
    frameCounter: readFrameCounter(input),
    fport,
    fopts,
    payload,
  };
}

/** Options and payload, in the clear: as bytes, or as commands, which go to port 0 when that is the frame's port. */
function readContent(input: CaseInput, direction: Direction, version: LorawanVersion, fport: number | null) {
  const fopts = oneOf(input, ["foptsPlain", "foptsHex"], MAX_FOPTS_BYTES);
  const payload = oneOf(input, ["frmPlain", "payloadHex"], MAX_PHY_BYTES);
  const commands = givenOf(input, "macCommands");
  const list = Array.isArray(commands) && commands.length === 0 ? undefined : commands;
  if (list === undefined) return { fopts: fopts ?? new Uint8Array(0), payload: payload ?? new Uint8Array(0) };
  const context = { direction, version } as const;
  const bytes = encodeMacCommands(list, context);
  const [there, where] = fport === 0 ? [payload, "payloadHex"] : [fopts, "foptsHex"];
  if (there !== undefined && !saySame(there, bytes, context)) {
    const message = `says something else than ${where}: give one of them`;
    throw new InputError({ code: "conflicting-inputs", where: "macCommands", message });
  }
  if (there !== undefined) return { fopts: fopts ?? new Uint8Array(0), payload: payload ?? new Uint8Array(0) };
  if (fport !== 0 && bytes.length > MAX_FOPTS_BYTES) {
    const message = `the commands take ${bytes.length} bytes, and FOpts has ${MAX_FOPTS_BYTES}`;
    throw new InputError({ code: "too-long", where: "macCommands", message, hint: "send them on port 0" });
  }
  return fport === 0
    ? { fopts: fopts ?? new Uint8Array(0), payload: bytes }
    : { fopts: bytes, payload: payload ?? new Uint8Array(0) };
}

/** Whether bytes hold these commands. A decoded frame has both, and the bytes may hold more: unknown commands, reserved bits. */
function saySame(bytes: Uint8Array, commands: Uint8Array, context: CommandContext): boolean {
  const { commands: held } = decodeMacCommands(bytes, context.direction, context.version);
  return formatHex(encodeMacCommands(held, context)) === formatHex(commands);
}

/** The bytes under the first of two names for the same thing. */
function oneOf(input: CaseInput, names: readonly [string, string], maxBytes: number): Uint8Array | undefined {
  const [first, second] = names;
  if (givenOf(input, first) !== undefined && givenOf(input, second) !== undefined) {
    const message = `is the same as ${second}: give one of them`;
    throw new InputError({ code: "conflicting-inputs", where: first, message });
  }
  return bytesOf(input, first, maxBytes) ?? bytesOf(input, second, maxBytes);
}

/** `frameCounter`, which vectors call `fcnt32`. */
export function readFrameCounter(input: CaseInput): number {
  const fcnt32 = wholeOf(input, "fcnt32", 0, MAX_FRAME_COUNTER);
  return fcnt32 ?? requiredWhole(input, "frameCounter", 0, MAX_FRAME_COUNTER);
}

/** By `confirmed`, or by the message type in words. */
function readConfirmed(input: CaseInput, direction: Direction): boolean {
  const mtype = givenOf(input, "mtype");
  if (mtype === undefined) return switchOf(input, "confirmed");
  const kind = direction === "up" ? "data-up" : "data-down";
  const known = [false, true].map((confirmed) => dataMessageType({ kind, confirmed }));
  const at = typeof mtype === "string" ? known.map(String).indexOf(mtype) : -1;
  if (at >= 0) return at === 1;
  const message = `expected ${known.join(" or ")} in a ${kind} frame, got ${shown(mtype)}`;
  throw new InputError({ code: "unknown-value", where: "mtype", message });
}

function readControl(input: CaseInput, direction: Direction): FrameControl {
  const given = objectOf(input, "fctrl", CONTROL_KEYS);
  const control = Object.fromEntries(
    CONTROL_KEYS.map((key) => [key, switchOf(given, key, `fctrl.${key}`)]),
  ) as unknown as FrameControl;
  const unfit = direction === "up" ? (["fPending"] as const) : (["adrAckReq", "classB"] as const);
  for (const key of unfit) {
    if (!control[key]) continue;
    const message = `has no meaning in a frame that goes ${direction}`;
    throw new InputError({ code: "conflicting-inputs", where: `fctrl.${key}`, message });
  }
  return control;
}

/** What a 1.1 MIC takes besides the frame. */
export interface UplinkChannel {
  readonly txDataRate: number;
  readonly txChannel: number;
}

/** Data rate and channel of a 1.1 uplink, or undefined when one of them is not said. */
export function readUplinkChannel(input: CaseInput): UplinkChannel | undefined {
  const txDataRate = wholeOf(input, "txDr", 0, 255);
  const txChannel = wholeOf(input, "txCh", 0, 255);
  return txDataRate === undefined || txChannel === undefined ? undefined : { txDataRate, txChannel };
}
