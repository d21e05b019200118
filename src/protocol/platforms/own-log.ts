import { Fields, isRecord } from "./fields.ts";
import type { Platform } from "./platform.ts";
import {
  EMPTY_UPLINK,
  PLATFORM_NAMES,
  type Reception,
  type RecordPosition,
  UPLINK_KINDS,
  type UplinkRecord,
} from "./uplink-record.ts";
import {
  anyTimeSeconds,
  devAddrDigits,
  euiDigits,
  gatewayIdentifier,
  hexDigits,
  positionAt,
  spreadingFactorOf,
} from "./values.ts";

/** Uplink logs as chirpscape writes them: one record a line, with the time in words before the seconds. */
export const OWN_LOG: Platform = {
  name: "chirpscape",
  title: "chirpscape uplink log",
  source: "docs/guide/import.md",
  recognises: (document) =>
    isRecord(document) &&
    PLATFORM_NAMES.some((name) => name === document.platform) &&
    Array.isArray(document.receptions),
  read: (document) => [{ kind: "uplink", uplink: readRecord(new Fields(document)) }],
};

/** One line of an uplink log, without its end. */
export function uplinkLine(uplink: UplinkRecord): string {
  const { platform, kind, timeS, ...rest } = uplink;
  return JSON.stringify({ time: isoTime(timeS), platform, kind, timeS, ...rest });
}

/** ISO 8601 in UTC to the millisecond, or null; what lies beyond the calendar is null too. */
export function isoTime(timeS: number | null): string | null {
  const milliseconds = timeS === null ? Number.NaN : Math.round(timeS * 1000);
  return Math.abs(milliseconds) <= MAX_DATE_MS ? new Date(milliseconds).toISOString() : null;
}

/** The last moment that a Date holds [ECMA-262, time values]. */
const MAX_DATE_MS = 8.64e15;

function readRecord(fields: Fields): UplinkRecord {
  const extra = fields.child("extra").rest();
  return {
    ...EMPTY_UPLINK,
    platform:
      fields.read(["platform"], (value) => PLATFORM_NAMES.find((name) => name === value) ?? null) ?? "chirpscape",
    kind: fields.read(["kind"], (value) => UPLINK_KINDS.find((kind) => kind === value) ?? null) ?? "data",
    timeS: fields.number("timeS") ?? fields.read(["time"], anyTimeSeconds),
    deviceName: fields.text("deviceName"),
    devEui: fields.read(["devEui"], euiDigits),
    devAddr: fields.read(["devAddr"], devAddrDigits),
    joinEui: fields.read(["joinEui"], euiDigits),
    devNonce: fields.whole(0xffff, "devNonce"),
    fCnt: fields.whole(0xffff_ffff, "fCnt"),
    fCntBits: fields.read(["fCntBits"], (value) => (value === 16 || value === 32 ? value : null)),
    fPort: fields.whole(255, "fPort"),
    confirmed: fields.flag("confirmed"),
    adr: fields.flag("adr"),
    dataRate: fields.whole(15, "dataRate"),
    sf: fields.read(["sf"], spreadingFactorOf),
    bandwidthHz: fields.number("bandwidthHz"),
    codingRate: fields.text("codingRate"),
    frequencyHz: fields.number("frequencyHz"),
    payloadHex: fields.read(["payloadHex"], hexDigits),
    payloadBytes: fields.whole(255, "payloadBytes"),
    phyPayloadHex: fields.read(["phyPayloadHex"], hexDigits),
    micHex: fields.read(["micHex"], hexDigits),
    batteryPercent: fields.number("batteryPercent"),
    externalPower: fields.flag("externalPower"),
    marginDb: fields.number("marginDb"),
    position: fields.read(["position"], positionOf),
    receptions: fields.children("receptions").map(readReception),
    extra: { ...extra, ...withoutKnown(fields) },
  };
}

/** What later versions have added; nulls and the time's second form say nothing. */
function withoutKnown(fields: Fields): Readonly<Record<string, unknown>> {
  const { extra: _, receptions: __, ...rest } = fields.ignore("time").rest();
  return Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null));
}

function readReception(fields: Fields): Reception {
  return {
    gatewayId: fields.read(["gatewayId"], gatewayIdentifier),
    gatewayName: fields.text("gatewayName"),
    rssiDbm: fields.number("rssiDbm"),
    snrDb: fields.number("snrDb"),
    timeS: fields.number("timeS"),
    channel: fields.whole(255, "channel"),
    position: fields.read(["position"], positionOf),
  };
}

function positionOf(value: unknown): RecordPosition | null {
  if (!isRecord(value)) return null;
  return positionAt(value.latitudeDeg, value.longitudeDeg, { altitude: value.altitudeM, source: value.source });
}
