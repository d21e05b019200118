import { Fields, isRecord, memberOf } from "./fields.ts";
import { numberedDataRate } from "./lorawan-frame.ts";
import type { DocumentContext, PlatformEntry } from "./platform.ts";
import { EMPTY_UPLINK, earliestTimeS, type Reception, type UplinkRecord } from "./uplink-record.ts";
import {
  base64Hex,
  bytesIn,
  codingRateText,
  identifierDigits,
  locationOf,
  payloadPosition,
  spreadingFactorOf,
  timeSeconds,
} from "./values.ts";

/** Whether a document is an event of ChirpStack's application server v3, which writes `EUI` and `ID` in capitals. */
export function isVersion3Event(document: unknown): boolean {
  return (
    typeof memberOf(document, "devEUI") === "string" && isRecord(document) && Object.hasOwn(document, "applicationID")
  );
}

/**
 * Events of ChirpStack v3, in either of its JSON encodings: identifiers are hexadecimal in the older one and Base64 in the other,
 * where also the modulation is told and not only the number of the data rate.
 *
 * @see chirpstack.io, application-server/integrations/events (v3)
 */
export function readVersion3Event(document: unknown, context: DocumentContext): readonly PlatformEntry[] {
  const fields = new Fields(document);
  if (Array.isArray(memberOf(document, "rxInfo")) && fields.has("fCnt")) {
    return [{ kind: "uplink", uplink: dataUplink(fields, document, context) }];
  }
  if (fields.has("margin")) return [{ kind: "uplink", uplink: statusUplink(fields) }];
  return [{ kind: "other", what: fields.has("rxInfo") ? "join" : "event" }];
}

function dataUplink(fields: Fields, document: unknown, context: DocumentContext): UplinkRecord {
  const receptions = fields.children("rxInfo").map(readReception);
  const payloadHex = fields.read(["data"], base64Hex);
  const info = fields.child("txInfo");
  const lora = info.child("loRaModulationInfo");
  const numbered = numberedDataRate(context.region, fields.whole(15, "dr") ?? info.whole(15, "dr"));
  const bandwidthKhz = lora.number("bandwidth");
  return {
    ...EMPTY_UPLINK,
    platform: "chirpstack",
    ...numbered,
    ...deviceFields(fields),
    devAddr: fields.read(["devAddr"], (value) => identifierOf(value, 4)),
    timeS: earliestTimeS(receptions) ?? fields.read(["publishedAt"], timeSeconds),
    adr: fields.flag("adr"),
    confirmed: fields.flag("confirmedUplink"),
    fCnt: fields.whole(0xffff_ffff, "fCnt"),
    fCntBits: 32,
    fPort: fields.whole(255, "fPort"),
    sf: lora.read(["spreadingFactor"], spreadingFactorOf) ?? numbered.sf ?? null,
    bandwidthHz: bandwidthKhz === null ? (numbered.bandwidthHz ?? null) : bandwidthKhz * 1000,
    codingRate: lora.read(["codeRate"], codingRateText) ?? numbered.codingRate ?? null,
    frequencyHz: info.number("frequency"),
    payloadHex,
    payloadBytes: bytesIn(payloadHex),
    position: payloadPosition(memberOf(document, "object")),
    receptions,
    extra: fields.rest(),
  };
}

function statusUplink(fields: Fields): UplinkRecord {
  const externalPower = fields.flag("externalPowerSource") ?? false;
  const isUnknown = fields.flag("batteryLevelUnavailable") ?? false;
  return {
    ...EMPTY_UPLINK,
    platform: "chirpstack",
    kind: "status",
    ...deviceFields(fields),
    timeS: fields.read(["publishedAt"], timeSeconds),
    marginDb: fields.number("margin"),
    externalPower,
    batteryPercent: externalPower || isUnknown ? null : fields.number("batteryLevel"),
    extra: fields.rest(),
  };
}

function deviceFields(fields: Fields): Pick<UplinkRecord, "deviceName" | "devEui"> {
  return { deviceName: fields.text("deviceName"), devEui: fields.read(["devEUI"], (value) => identifierOf(value, 8)) };
}

function readReception(fields: Fields): Reception {
  return {
    gatewayId: fields.read(["gatewayID"], (value) => identifierOf(value, 8)),
    gatewayName: fields.text("name"),
    rssiDbm: fields.number("rssi"),
    snrDb: fields.number("loRaSNR"),
    timeS: fields.read(["time"], timeSeconds),
    channel: fields.whole(255, "channel"),
    position: fields.read(["location"], locationOf),
  };
}

/** An identifier of so many bytes in hexadecimal, or else in Base64. */
function identifierOf(value: unknown, bytes: number): string | null {
  const hex = identifierDigits(value, bytes) ?? base64Hex(value);
  return hex?.length === 2 * bytes ? hex : null;
}
