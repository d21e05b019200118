import { isChirpstackList, readChirpstackList } from "./chirpstack-lists.ts";
import { isVersion3Event, readVersion3Event } from "./chirpstack-v3.ts";
import { Fields, isRecord, memberOf } from "./fields.ts";
import { frameFields } from "./lorawan-frame.ts";
import { badMessage, type DocumentContext, type Platform, type PlatformEntry } from "./platform.ts";
import { EMPTY_UPLINK, earliestTimeS, type Reception, type UplinkRecord } from "./uplink-record.ts";
import {
  base64Hex,
  bytesIn,
  codingRateText,
  devAddrDigits,
  euiDigits,
  gatewayIdentifier,
  locationOf,
  numberOrZero,
  payloadPosition,
  positionAt,
  spreadingFactorOf,
  timeSeconds,
} from "./values.ts";

/** Events that tell of no uplink, by a field that only they have; the join event tells of a join that the network answered. */
const OTHER_EVENTS = [
  ["queueItemId", "downlink acknowledged or sent"],
  ["txInfo", "downlink sent"],
  ["level", "log"],
  ["location", "location"],
  ["devAddr", "join"],
] as const;

/**
 * ChirpStack v4: its integrations' events (uplink, status; others are counted), what its Gateway Bridge publishes, and the lists of
 * gateways and devices that its API returns; also the events of version 3. Its JSON is protobuf's: zeros and empty texts are left out, so a missing counter is 0.
 */
export const CHIRPSTACK: Platform = {
  name: "chirpstack",
  title: "ChirpStack v4",
  source: "chirpstack.io documentation, integrations/events.md and chirpstack-gateway-bridge/payloads/events.md",
  recognises: (document) =>
    isEvent(document) || isVersion3Event(document) || isGatewayEvent(document) || isChirpstackList(document),
  read(document, context) {
    const fields = new Fields(document);
    if (isEvent(document)) return readEvent(fields, document);
    if (isVersion3Event(document)) return readVersion3Event(document, context);
    if (fields.has("phyPayload")) return [{ kind: "uplink", uplink: gatewayUplink(fields, context) }];
    if (fields.has("gatewayId")) return [{ kind: "other", what: "gateway event" }];
    return readChirpstackList(document);
  },
};

function isEvent(document: unknown): boolean {
  return isRecord(memberOf(document, "deviceInfo"));
}

/** What the Gateway Bridge publishes of a gateway besides what it hears. */
const GATEWAY_EVENT_KEYS = ["rxPacketsReceived", "items", "downlinkId", "stats"] as const;

function isGatewayEvent(document: unknown): boolean {
  if (!isRecord(document)) return false;
  if (typeof document.phyPayload === "string") return document.rxInfo !== undefined;
  return typeof document.gatewayId === "string" && GATEWAY_EVENT_KEYS.some((key) => Object.hasOwn(document, key));
}

function readEvent(fields: Fields, document: unknown): readonly PlatformEntry[] {
  if (Array.isArray(memberOf(document, "rxInfo"))) return [{ kind: "uplink", uplink: dataUplink(fields, document) }];
  if (["margin", "batteryLevel", "externalPowerSource", "batteryLevelUnavailable"].some((key) => fields.has(key))) {
    return [{ kind: "uplink", uplink: statusUplink(fields) }];
  }
  const what = OTHER_EVENTS.find(([key]) => fields.has(key))?.[1] ?? "event";
  return [{ kind: "other", what }];
}

function dataUplink(fields: Fields, document: unknown): UplinkRecord {
  const receptions = fields.children("rxInfo").map(readReception);
  const payloadHex = fields.read(["data"], base64Hex);
  return {
    ...EMPTY_UPLINK,
    platform: "chirpstack",
    ...deviceFields(fields),
    devAddr: fields.read(["devAddr"], devAddrDigits),
    timeS: earliestTimeS(receptions) ?? fields.read(["time"], timeSeconds),
    adr: fields.flag("adr") ?? false,
    confirmed: fields.flag("confirmed") ?? false,
    fCnt: fields.whole(0xffff_ffff, "fCnt") ?? 0,
    fCntBits: 32,
    fPort: fields.whole(255, "fPort"),
    dataRate: fields.whole(15, "dr") ?? 0,
    ...transmission(fields),
    payloadHex,
    payloadBytes: bytesIn(payloadHex) ?? 0,
    position: payloadPosition(memberOf(document, "object")),
    receptions,
    extra: fields.rest(),
  };
}

/** The network's DevStatusReq answered. `margin` is left out when it is 0. */
function statusUplink(fields: Fields): UplinkRecord {
  const level = fields.number("batteryLevel");
  const external = fields.flag("externalPowerSource") ?? false;
  return {
    ...EMPTY_UPLINK,
    platform: "chirpstack",
    kind: "status",
    ...deviceFields(fields),
    timeS: fields.read(["time"], timeSeconds),
    marginDb: numberOrZero(fields, "margin"),
    externalPower: external,
    batteryPercent: external || fields.flag("batteryLevelUnavailable") === true ? null : (level ?? 0),
    extra: fields.rest(),
  };
}

function deviceFields(fields: Fields): Pick<UplinkRecord, "deviceName" | "devEui"> {
  const device = fields.child("deviceInfo");
  return { deviceName: device.text("deviceName"), devEui: device.read(["devEui"], euiDigits) };
}

/** What a gateway heard, before any server saw it: the frame as on air. */
function gatewayUplink(fields: Fields, context: DocumentContext): UplinkRecord {
  const phyPayloadHex = fields.read(["phyPayload"], base64Hex);
  if (phyPayloadHex === null) throw badMessage("phyPayload", "expected a frame in Base64");
  const receptions = fields.has("rxInfo") ? [readReception(fields.child("rxInfo"))] : [];
  const named = receptions.map((one) => ({ ...one, gatewayId: one.gatewayId ?? context.gatewayId }));
  return {
    ...EMPTY_UPLINK,
    platform: "chirpstack",
    ...frameFields(phyPayloadHex),
    ...transmission(fields),
    timeS: earliestTimeS(named),
    receptions: named,
    extra: fields.rest(),
  };
}

function transmission(fields: Fields): Partial<UplinkRecord> {
  const info = fields.child("txInfo");
  const lora = info.child("modulation").child("lora");
  return {
    frequencyHz: info.number("frequency"),
    sf: lora.read(["spreadingFactor"], spreadingFactorOf),
    bandwidthHz: lora.number("bandwidth"),
    codingRate: lora.read(["codeRate"], codingRateText),
  };
}

function readReception(fields: Fields): Reception {
  const metadata = fields.child("metadata");
  return {
    gatewayId: fields.read(["gatewayId"], gatewayIdentifier),
    gatewayName: metadata.text("gateway_name"),
    rssiDbm: numberOrZero(fields, "rssi"),
    snrDb: numberOrZero(fields, "snr"),
    timeS: fields.read(["gwTime", "time", "nsTime"], timeSeconds),
    channel: fields.whole(255, "channel"),
    // Helium's gateways tell their place as metadata
    position:
      fields.read(["location"], locationOf) ??
      positionAt(metadata.number("gateway_lat"), metadata.number("gateway_long"), { source: "metadata" }),
  };
}
