import { Fields, isRecord, memberOf } from "./fields.ts";
import { numberedDataRate } from "./lorawan-frame.ts";
import type { DocumentContext, Platform } from "./platform.ts";
import { EMPTY_UPLINK, type Reception, type UplinkRecord } from "./uplink-record.ts";
import {
  base64Hex,
  bytesIn,
  codingRateText,
  devAddrDigits,
  euiDigits,
  gatewayIdentifier,
  identifierDigits,
  spreadingFactorOf,
  timeSeconds,
} from "./values.ts";

/**
 * AWS IoT Core for LoRaWAN: uplinks as its rule engine hands them on, bare or with a decoder's message around. Numbers come as
 * numbers or as texts; older messages know the data rate by its number only.
 */
export const AWS: Platform = {
  name: "aws",
  title: "AWS IoT Core for LoRaWAN",
  source: "docs.aws.amazon.com, AWS IoT Wireless developer guide, View format of uplink messages",
  recognises: (document) => isRecord(memberOf(bareMessage(document), "WirelessMetadata")),
  read(document, context) {
    const bare = bareMessage(document);
    if (!isRecord(memberOf(bare, "WirelessMetadata", "LoRaWAN")))
      return [{ kind: "other", what: "message without LoRaWAN" }];
    return [{ kind: "uplink", uplink: readUplink(bare, document, context) }];
  },
};

function bareMessage(document: unknown): unknown {
  return memberOf(document, "lns_message") ?? document;
}

function readUplink(bare: unknown, document: unknown, context: DocumentContext): UplinkRecord {
  const fields = new Fields(bare);
  const lorawan = fields.child("WirelessMetadata").child("LoRaWAN");
  const receptions = [...lorawan.children("Gateways"), ...lorawan.children("PublicGateways")].map(readReception);
  const payloadHex = fields.read(["PayloadData"], base64Hex);
  const numbered = numberedDataRate(context.region, lorawan.whole(15, "DataRate"));
  const wrapped = memberOf(document, "transformed_message");
  return {
    ...EMPTY_UPLINK,
    platform: "aws",
    ...numbered,
    deviceName: fields.text("WirelessDeviceId"),
    devEui: lorawan.read(["DevEui"], euiDigits),
    devAddr: lorawan.read(["DevAddr"], devAddrDigits),
    timeS: lorawan.read(["Timestamp"], timeSeconds),
    fCnt: lorawan.whole(0xffff_ffff, "FCnt"),
    fCntBits: lorawan.has("FCnt") ? 32 : null,
    fPort: lorawan.whole(255, "FPort"),
    confirmed: lorawan.read(["MType"], (value) =>
      value === "ConfirmedDataUp" ? true : value === "UnconfirmedDataUp" ? false : null,
    ),
    adr: lorawan.flag("ADR"),
    sf: lorawan.read(["SpreadingFactor"], spreadingFactorOf) ?? numbered.sf ?? null,
    bandwidthHz: bandwidth(lorawan) ?? numbered.bandwidthHz ?? null,
    codingRate: lorawan.read(["CodeRate"], codingRateText) ?? numbered.codingRate ?? null,
    frequencyHz: lorawan.number("Frequency"),
    payloadHex,
    payloadBytes: bytesIn(payloadHex),
    micHex: lorawan.read(["MIC"], (value) => identifierDigits(value, 4)),
    receptions,
    extra: { ...fields.rest(), ...(wrapped === undefined ? {} : new Fields({ transformed_message: wrapped }).rest()) },
  };
}

function readReception(fields: Fields): Reception {
  return {
    gatewayId: fields.read(["GatewayEui", "ProviderNetId"], gatewayIdentifier),
    gatewayName: fields.text("Id"),
    rssiDbm: fields.number("Rssi"),
    snrDb: fields.number("Snr"),
    timeS: null,
    channel: null,
    position: null,
  };
}

/** In kHz where it is 500 or less, as the service writes it. */
function bandwidth(fields: Fields): number | null {
  const value = fields.number("Bandwidth");
  if (value === null) return null;
  return value <= 1000 ? value * 1000 : value;
}
