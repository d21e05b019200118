import { formatHex } from "../../math/hex.ts";
import { bytesOfHex, concatBytes, identifierBytes, littleEndian } from "../bytes.ts";
import { Fields, finiteNumber, isRecord } from "./fields.ts";
import { frameFields, numberedDataRate } from "./lorawan-frame.ts";
import { badMessage, type DocumentContext, type Platform } from "./platform.ts";
import { EMPTY_UPLINK, type UplinkRecord } from "./uplink-record.ts";
import { base64Hex, euiDigits, gatewayIdentifier, hexDigits } from "./values.ts";

/** Messages that hold a frame. */
const FRAME_MESSAGES = ["updf", "jreq", "rejoin", "propdf"] as const;
/** The others of the protocol between a station and its network server. */
const OTHER_MESSAGES = [
  "version",
  "router_config",
  "dnmsg",
  "dnsched",
  "dntxed",
  "timesync",
  "dnframe",
  "rmtsh",
  "runcmd",
  "getxtime",
];

/** GPS time runs from 1980-01-06 and has no leap seconds; since 2017 it is 18 s ahead of UTC. */
const GPS_EPOCH_S = 315_964_800;
const LEAP_S = 18;

/**
 * LoRa Basics Station: what a gateway tells its network server (LNS protocol). The frame comes in fields and is put together again.
 * Data rates are numbers, whose meaning only the region knows. Which gateway it is, the connection says and the messages do not.
 */
export const BASICS_STATION: Platform = {
  name: "basics-station",
  title: "LoRa Basics Station",
  source: "doc.sm.tc/station, The LNS Protocol",
  recognises: (document) =>
    isRecord(document) &&
    typeof document.msgtype === "string" &&
    [...FRAME_MESSAGES, ...OTHER_MESSAGES].includes(document.msgtype),
  read(document, context) {
    const fields = new Fields(document);
    const type = fields.text("msgtype") ?? "";
    if (!FRAME_MESSAGES.some((name) => name === type)) return [{ kind: "other", what: type }];
    return [{ kind: "uplink", uplink: readFrame(type, fields, context) }];
  },
};

function readFrame(type: string, fields: Fields, context: DocumentContext): UplinkRecord {
  const upinfo = fields.child("upinfo");
  const timeS = stationTime(upinfo);
  const frequencyHz = fields.number("Freq");
  const reception = {
    gatewayId: fields.read(["routerid", "gatewayId", "gateway_id", "router"], gatewayIdentifier) ?? context.gatewayId,
    gatewayName: null,
    rssiDbm: upinfo.number("rssi"),
    snrDb: upinfo.number("snr"),
    timeS,
    channel: null,
    position: null,
  };
  return {
    ...EMPTY_UPLINK,
    platform: "basics-station",
    ...(type === "updf" ? dataFields(fields) : frameFields(formatHex(frameBytes(type, fields)))),
    ...numberedDataRate(context.region, fields.whole(15, "DR")),
    timeS,
    frequencyHz,
    receptions: [reception],
    extra: fields.rest(),
  };
}

/** A data frame, and its bytes as they were on air where its fields agree on them. */
function dataFields(fields: Fields): Partial<UplinkRecord> {
  const mhdr = required(fields, "MHdr", 0xff);
  const devAddr = signedBytes(fields, "DevAddr", 4);
  const control = required(fields, "FCtrl", 0xff);
  const fCnt = required(fields, "FCnt", 0xffff, "Fcnt");
  const fopts = hexOf(fields, "FOpts");
  const port = fields.number("FPort") ?? NO_PORT;
  const payload = hexOf(fields, "FRMPayload");
  const mic = signedBytes(fields, "MIC", 4);
  const tail = port < 0 ? [] : [port & 0xff, ...payload];
  const bytes = concatBytes([mhdr], devAddr, [control], littleEndian(fCnt, 2), fopts, tail, mic);
  return {
    kind: "data",
    devAddr: formatHex(devAddr.toReversed()),
    fCnt,
    fCntBits: 16,
    fPort: port < 0 ? null : port & 0xff,
    confirmed: mhdr >> 5 === CONFIRMED_UP,
    adr: (control & 0x80) !== 0,
    payloadBytes: port < 0 ? 0 : payload.length,
    micHex: formatHex(mic),
    // FCtrl tells the length of FOpts
    phyPayloadHex: (control & 0x0f) === fopts.length ? formatHex(bytes) : null,
  };
}

/** The message's word for a frame without a port, and so without a payload. */
const NO_PORT = -1;
const CONFIRMED_UP = 4;

/** The bytes of another frame as they were on air, from the fields that the station has taken them apart into. */
function frameBytes(type: string, fields: Fields): Uint8Array {
  if (type === "propdf") return hexOf(fields, "FRMPayload");
  if (type === "rejoin") return hexOf(fields, "pdu");
  const mhdr = required(fields, "MHdr", 0xff);
  const eui = (...names: readonly string[]) => identifierBytes(euiOf(fields, names));
  const nonce = littleEndian(required(fields, "DevNonce", 0xffff), 2);
  const mic = signedBytes(fields, "MIC", 4);
  return concatBytes([mhdr], eui("JoinEui", "JoinEUI"), eui("DevEui", "DevEUI"), nonce, mic);
}

function required(fields: Fields, key: string, max: number, other = key): number {
  const value = fields.whole(max, key, other);
  if (value === null) throw badMessage(key, `expected a whole number from 0 to ${max}`);
  return value;
}

/** A number that the station writes as a signed 32-bit integer. */
function signedBytes(fields: Fields, key: string, bytes: number): Uint8Array {
  const value = fields.read([key], (given) => {
    const number = finiteNumber(given);
    return number !== null && Number.isInteger(number) && Math.abs(number) <= 0xffff_ffff ? number : null;
  });
  if (value === null) throw badMessage(key, "expected a 32-bit integer");
  return littleEndian(value >>> 0, bytes);
}

/** `AA-BB-…`, `2222:2222:2222:2222`, or the same with leading zeros left out: `::1`. */
function euiOf(fields: Fields, names: readonly string[]): string {
  const digits = fields.read(names, (value) => euiDigits(value) ?? shortEui(value));
  if (digits === null) throw badMessage(names[0], "expected an EUI of 16 hexadecimal digits");
  return digits;
}

/** An EUI in four groups, of which a run of zeros may be `::`, as in IPv6. */
function shortEui(value: unknown): string | null {
  if (typeof value !== "string" || !/^[0-9a-f:]{2,19}$/i.test(value)) return null;
  const [head, tail, ...more] = value.split("::");
  if (more.length > 0) return null;
  const groups = (part: string | undefined) => (part === undefined || part === "" ? [] : part.split(":"));
  const first = groups(head);
  const last = groups(tail);
  const missing = 4 - first.length - last.length;
  if (missing < 0 || (tail === undefined && missing > 0)) return null;
  const all = [...first, ...Array.from({ length: missing }, () => "0"), ...last];
  if (!all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return all.map((group) => group.padStart(4, "0").toLowerCase()).join("");
}

/** Hexadecimal by the protocol; some tools log Base64, which is taken where it is no hexadecimal. */
function hexOf(fields: Fields, key: string): Uint8Array {
  const digits = fields.has(key)
    ? fields.read([key], (value) => (value === "" ? "" : (hexDigits(value) ?? base64Hex(value))))
    : "";
  if (digits === null) throw badMessage(key, "expected bytes in hexadecimal");
  return bytesOfHex(digits);
}

function stationTime(upinfo: Fields): number | null {
  const rxtime = upinfo.number("rxtime") ?? 0;
  if (rxtime > 0) return rxtime;
  const gpstimeUs = upinfo.number("gpstime") ?? 0;
  return gpstimeUs > 0 ? gpstimeUs / 1e6 + GPS_EPOCH_S - LEAP_S : null;
}
