import { formatHex } from "../../math/hex.ts";
import { parseQuantity } from "../../math/quantity.ts";
import type { CaseInput } from "../../protocol/case-values.ts";
import { ENCODED_KINDS } from "../../protocol/lorawan/cases/encoded-frame.ts";
import { MAX_FRAME_COUNTER } from "../../protocol/lorawan/frame-counter.ts";
import type { OptionSpec, OptionSpecs } from "../options.ts";
import { KEY_OPTIONS, KEYS_FILE_OPTION } from "./key-options.ts";
import { parseMacFlag } from "./mac-flag.ts";

const FRAME = "Frame:";
const DATA = "Data:";
const JOIN = "Join and rejoin:";

const identifier = (flag: string, bytes: number, title: string, group: string) =>
  ({ flag, kind: "text", placeholder: `${2 * bytes} digits`, title, group }) as const satisfies OptionSpec;
const whole = (flag: string, max: number, title: string, group: string) =>
  ({ flag, kind: "integer", min: 0, max, title, group }) as const satisfies OptionSpec;
const control = (flag: string, title: string) =>
  ({ flag, kind: "switch", title, group: DATA }) as const satisfies OptionSpec;

export const BATCH_OPTION = {
  flag: "batch",
  kind: "text",
  placeholder: "file",
  title: "newline-delimited JSON cases from a file, or from stdin with -; flags fill in what a case leaves out",
} as const satisfies OptionSpec;

/** Which protocol, and of LoRaWAN which version. */
export const PROTOCOL_OPTIONS = {
  protocol: {
    flag: "protocol",
    kind: "choice",
    values: ["lorawan", "private"],
    title: "whose frame, default lorawan; private is the protocol of docs/guide/private-frame.md",
    group: FRAME,
  },
  version: {
    flag: "lorawan",
    kind: "choice",
    values: ["1.0", "1.0.2", "1.0.3", "1.0.4", "1.1"],
    placeholder: "version",
    title: "version of LoRaWAN, default 1.0",
    group: FRAME,
  },
} as const satisfies OptionSpecs;

/** What both ways need to check and to sign. */
const SHARED_OPTIONS = {
  devAddr: identifier("dev-addr", 4, "device address, most significant byte first", FRAME),
  frameCounter: whole("frame-counter", MAX_FRAME_COUNTER, "frame counter, all 32 bits", FRAME),
  confFcnt: whole("conf-fcnt", MAX_FRAME_COUNTER, "1.1, of a frame with an ACK: counter of what it confirms", DATA),
  txDr: whole("tx-dr", 255, "1.1 uplink: data rate it is sent at", DATA),
  txCh: whole("tx-ch", 255, "1.1 uplink: channel it is sent on", DATA),
  joinEui: identifier("join-eui", 8, "JoinEUI (AppEUI), most significant byte first", JOIN),
  devEui: identifier("dev-eui", 8, "DevEUI, most significant byte first", JOIN),
  devNonce: whole("dev-nonce", 0xffff, "DevNonce; of an answer, that of the request", JOIN),
  joinReqType: whole("join-req-type", 255, "1.1 join-accept: type of the rejoin-request it answers, default 255", JOIN),
  epoch: whole("epoch", 0xffff_ffff, "private: number of the key in use, default 0", FRAME),
} as const satisfies OptionSpecs;

export const ENCODE_OPTIONS = {
  kind: { flag: "kind", kind: "choice", values: ENCODED_KINDS, title: "what to build", group: FRAME },
  ...PROTOCOL_OPTIONS,
  ...SHARED_OPTIONS,
  fport: whole("port", 255, "port of the payload; 0 for MAC commands", DATA),
  payloadHex: {
    flag: "payload-hex",
    kind: "text",
    placeholder: "digits",
    title: "payload in hexadecimal",
    group: DATA,
  },
  payloadText: {
    flag: "payload-text",
    kind: "text",
    placeholder: "text",
    title: "payload as text, in UTF-8",
    group: DATA,
  },
  foptsHex: { flag: "fopts-hex", kind: "text", placeholder: "digits", title: "MAC commands as bytes", group: DATA },
  macCommands: {
    flag: "mac",
    kind: "text",
    placeholder: "commands",
    title:
      "MAC commands by name, DevStatusAns:battery=200:snrDb=7,LinkCheckReq or JSON; on port 0 with --port 0, else in FOpts",
    group: DATA,
  },
  confirmed: control("confirmed", "ask for an acknowledgement"),
  ack: control("ack", "acknowledge a confirmed frame"),
  adr: control("adr", "adaptive data rate"),
  adrAckReq: control("adr-ack-req", "uplink: ask whether the network still hears"),
  classB: control("class-b", "uplink: the device listens in ping slots"),
  fPending: control("f-pending", "downlink: more is waiting"),
  direction: {
    flag: "direction",
    kind: "choice",
    values: ["up", "down"],
    title: "private: which way, default up",
    group: DATA,
  },
  netId: identifier("net-id", 3, "NetID, most significant byte first", JOIN),
  joinNonce: whole("join-nonce", 0xff_ffff, "JoinNonce (AppNonce) of a join-accept", JOIN),
  rxDelay: whole("rx-delay", 15, "seconds to the first receive window, default 0, which means 1", JOIN),
  rx1DrOffset: whole("rx1-dr-offset", 7, "offset of the first window's data rate, default 0", JOIN),
  rx2Dr: whole("rx2-dr", 15, "data rate of the second window, default 0", JOIN),
  optNeg: {
    flag: "opt-neg",
    kind: "boolean",
    title: "join-accept: the network speaks 1.1, default by --lorawan",
    group: JOIN,
  },
  cflistFrequencies: {
    flag: "cflist",
    kind: "text",
    placeholder: "frequencies",
    title: "join-accept: up to five more channels, 867.1MHz,867.3MHz,…",
    group: JOIN,
  },
  rejoinType: whole("rejoin-type", 2, "type of a rejoin-request", JOIN),
  rjCount: whole("rj-count", 0xffff, "counter of a rejoin-request", JOIN),
  keys: KEYS_FILE_OPTION,
  batch: BATCH_OPTION,
} as const satisfies OptionSpecs;

export const DECODE_OPTIONS = {
  ...PROTOCOL_OPTIONS,
  ...SHARED_OPTIONS,
  nextFrameCounter: whole(
    "next-frame-counter",
    MAX_FRAME_COUNTER + 1,
    "instead: the last accepted counter plus one",
    FRAME,
  ),
  keys: KEYS_FILE_OPTION,
  batch: BATCH_OPTION,
} as const satisfies OptionSpecs;

const CONTROL_KEYS = ["adr", "adrAckReq", "ack", "classB", "fPending"];
const SETTING_KEYS = ["optNeg", "rx1DrOffset", "rx2Dr"];
const NO_FIELDS = [...CONTROL_KEYS, ...SETTING_KEYS, "payloadText", "keys", "batch", "sessionKeys", "confirmed"];

/**
 * The fields that were given, by the keys of a case: what was not given is left out.
 *
 * @throws {InputError} naming the flag
 */
export async function givenFields(specs: OptionSpecs, options: Readonly<Record<string, unknown>>): Promise<CaseInput> {
  const plain = Object.keys(specs).filter((key) => !NO_FIELDS.includes(key) && options[key] !== undefined);
  const fields: Record<string, unknown> = Object.fromEntries(plain.map((key) => [key, options[key]]));
  const given = (keys: readonly string[]) =>
    Object.fromEntries(
      keys.filter((key) => options[key] !== undefined && options[key] !== false).map((key) => [key, options[key]]),
    );
  const fctrl = given(CONTROL_KEYS);
  const dlSettings = { ...given(SETTING_KEYS), ...(options.optNeg === false ? { optNeg: false } : {}) };
  if (Object.keys(fctrl).length > 0) fields.fctrl = fctrl;
  if (Object.keys(dlSettings).length > 0) fields.dlSettings = dlSettings;
  if (options.confirmed === true) fields.confirmed = true;
  if (typeof options.payloadText === "string")
    fields.payloadHex = formatHex(new TextEncoder().encode(options.payloadText));
  if (typeof fields.macCommands === "string") fields.macCommands = parseMacFlag("--mac", fields.macCommands);
  if (typeof fields.cflistFrequencies === "string") {
    const texts = fields.cflistFrequencies.split(",");
    fields.cflistFrequencies = await Promise.all(texts.map((text) => parseQuantity(text, "frequency", "--cflist")));
  }
  return fields;
}

/** The flag behind an input's key, for an error: `fctrl.ack` is `--ack`, `macCommands[1].name` is `--mac[1].name`. */
export function frameFlagOf(specs: OptionSpecs, where: string): string {
  const [, key, rest] = /^(?:(?:fctrl|dlSettings)\.)?(\w+)(.*)$/.exec(where) ?? [];
  const all: OptionSpecs = { ...specs, ...KEY_OPTIONS };
  return key !== undefined && Object.hasOwn(all, key) ? `--${all[key].flag}${rest}` : where;
}
