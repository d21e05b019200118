import { Fields, isRecord, memberOf } from "./fields.ts";
import type { Platform } from "./platform.ts";
import { EMPTY_UPLINK, type Reception, type UplinkRecord } from "./uplink-record.ts";
import {
  anyTimeSeconds,
  base64Hex,
  bytesIn,
  dataRateText,
  devAddrDigits,
  euiDigits,
  gatewayIdentifier,
  payloadPosition,
  positionAt,
  singlePrecisionMegahertz,
} from "./values.ts";

/**
 * The JSON of the Helium Console and of what was modelled on it: one object an uplink, its receivers as `hotspots`. (Helium's network
 * servers of today are ChirpStack's and send its events.) The message says the data rate of each hearing, and they agree.
 */
export const HELIUM: Platform = {
  name: "helium",
  title: "Helium Console",
  source: "docs.helium.com, Console integrations, HTTP JSON schema; CampusIoT/datasets, Helium",
  recognises: (document) => isRecord(document) && Array.isArray(document.hotspots),
  read: (document) => [{ kind: "uplink", uplink: readUplink(new Fields(document), document) }],
};

function readUplink(fields: Fields, document: unknown): UplinkRecord {
  const hotspots = fields.children("hotspots");
  const [rate] = hotspots.map((one) => one.read(["spreading"], dataRateText)).filter((one) => one !== null);
  const [frequencyHz] = hotspots
    .map((one) => one.read(["frequency"], singlePrecisionMegahertz))
    .filter((one) => one !== null);
  const receptions = hotspots.map(readReception);
  const payloadHex = fields.read(["payload"], base64Hex);
  return {
    ...EMPTY_UPLINK,
    platform: "helium",
    deviceName: fields.text("name"),
    devEui: fields.read(["dev_eui"], euiDigits),
    joinEui: fields.read(["app_eui"], euiDigits),
    devAddr: fields.read(["devaddr"], devAddrDigits),
    timeS: fields.read(["reported_at"], anyTimeSeconds),
    fCnt: fields.whole(0xffff_ffff, "fcnt"),
    fCntBits: fields.has("fcnt") ? 32 : null,
    fPort: fields.whole(255, "port"),
    ...rate,
    frequencyHz: frequencyHz ?? null,
    payloadHex,
    payloadBytes: fields.whole(255, "payload_size") ?? bytesIn(payloadHex),
    position: payloadPosition(memberOf(document, "decoded", "payload")),
    receptions,
    extra: fields.rest(),
  };
}

function readReception(fields: Fields): Reception {
  return {
    gatewayId: fields.read(["id"], gatewayIdentifier),
    gatewayName: fields.text("name"),
    rssiDbm: fields.number("rssi"),
    snrDb: fields.number("snr"),
    timeS: fields.read(["reported_at"], anyTimeSeconds),
    channel: fields.whole(255, "channel"),
    // A place that is not known is the word "unknown"
    position: positionAt(fields.number("lat"), fields.number("long")),
  };
}
