import { Fields, isRecord, memberOf } from "./fields.ts";
import { badMessage, type Platform } from "./platform.ts";
import { isTtnList, readTtnList } from "./ttn-lists.ts";
import { EMPTY_UPLINK, earliestTimeS, type Reception, type UplinkRecord } from "./uplink-record.ts";
import {
  base64Hex,
  bytesIn,
  codingRateText,
  devAddrDigits,
  euiDigits,
  gatewayIdentifier,
  locationOf,
  payloadPosition,
  spreadingFactorOf,
  timeSeconds,
} from "./values.ts";

/** What an application's message may be about besides an uplink. */
const OTHER_MESSAGES = [
  "join_accept",
  "uplink_normalized",
  "downlink_ack",
  "downlink_nack",
  "downlink_sent",
  "downlink_failed",
  "downlink_queued",
  "downlink_queue_invalidated",
  "location_solved",
  "service_data",
] as const;

/**
 * The Things Stack v3: messages of an application (MQTT, webhooks, the storage integration's `result`, the console's events with
 * their `data`), and its lists of gateways and end devices. Zeros are left out: a missing `f_cnt` is 0.
 */
export const TTN: Platform = {
  name: "ttn",
  title: "The Things Stack v3",
  source: "thethingsindustries.com documentation, integrations/data-formats",
  recognises(document) {
    const message = messageOf(document);
    return isRecord(message.end_device_ids) || isTtnList(document);
  },
  read(document) {
    const message = messageOf(document);
    if (!isRecord(message.end_device_ids)) return readTtnList(document);
    if (isRecord(message.uplink_message)) return [{ kind: "uplink", uplink: readUplink(message) }];
    const what = OTHER_MESSAGES.find((name) => Object.hasOwn(message, name));
    return [{ kind: "other", what: what?.replaceAll("_", " ") ?? "message" }];
  },
};

/** The message itself, out of what the storage integration and the console put around it. */
function messageOf(document: unknown): Readonly<Record<string, unknown>> {
  for (const inner of [document, memberOf(document, "result"), memberOf(document, "data")]) {
    if (isRecord(inner) && isRecord(inner.end_device_ids)) return inner;
  }
  return {};
}

function readUplink(message: Readonly<Record<string, unknown>>): UplinkRecord {
  const fields = new Fields(message);
  const ids = fields.child("end_device_ids");
  const uplink = fields.child("uplink_message");
  const settings = uplink.child("settings");
  const dataRate = settings.child("data_rate");
  const lora = dataRate.child("lora");
  const receptions = uplink.children("rx_metadata").map(readReception);
  const payloadHex = uplink.read(["frm_payload"], base64Hex);
  const frequencyHz = settings.number("frequency");
  if (frequencyHz !== null && frequencyHz <= 0)
    throw badMessage("settings.frequency", `expected Hz, got ${frequencyHz}`);
  return {
    ...EMPTY_UPLINK,
    platform: "ttn",
    deviceName: ids.text("device_id"),
    devEui: ids.read(["dev_eui"], euiDigits),
    joinEui: ids.read(["join_eui"], euiDigits),
    devAddr: ids.read(["dev_addr"], devAddrDigits),
    timeS:
      earliestTimeS(receptions) ??
      uplink.read(["received_at"], timeSeconds) ??
      fields.read(["received_at"], timeSeconds),
    fCnt: uplink.whole(0xffff_ffff, "f_cnt") ?? 0,
    fCntBits: 32,
    fPort: uplink.whole(255, "f_port"),
    confirmed: uplink.flag("confirmed") ?? false,
    dataRate: settings.whole(15, "data_rate_index"),
    sf: lora.read(["spreading_factor"], spreadingFactorOf),
    bandwidthHz: lora.number("bandwidth"),
    codingRate: lora.read(["coding_rate"], codingRateText) ?? settings.read(["coding_rate"], codingRateText),
    frequencyHz,
    payloadHex,
    payloadBytes: bytesIn(payloadHex) ?? 0,
    batteryPercent: uplink.child("last_battery_percentage").number("value"),
    position:
      payloadPosition(memberOf(message, "uplink_message", "decoded_payload")) ??
      locationOf(memberOf(message, "uplink_message", "locations", "frm-payload")) ??
      locationOf(memberOf(message, "uplink_message", "locations", "user")),
    receptions,
    extra: fields.rest(),
  };
}

/** Through the Packet Broker all gateways of another network have one identifier; which it was is told beside it. */
const PACKET_BROKER = "packetbroker";

function readReception(fields: Fields): Reception {
  const ids = fields.child("gateway_ids");
  const broker = fields.child("packet_broker");
  const name = ids.text("gateway_id");
  const forwarder = name === PACKET_BROKER ? broker.text("forwarder_gateway_eui", "forwarder_gateway_id") : null;
  return {
    gatewayId: ids.read(["eui"], euiDigits) ?? gatewayIdentifier(forwarder) ?? name,
    gatewayName: name,
    rssiDbm: fields.number("rssi") ?? fields.number("channel_rssi"),
    snrDb: fields.number("snr") ?? 0,
    timeS: fields.read(["time", "gps_time", "received_at"], timeSeconds),
    channel: fields.whole(255, "channel_index"),
    position: fields.read(["location"], locationOf),
  };
}
