import { Fields, isRecord } from "./fields.ts";
import { frameFields } from "./lorawan-frame.ts";
import { badMessage, type Platform, type PlatformEntry, readPart } from "./platform.ts";
import { EMPTY_UPLINK, type UplinkRecord } from "./uplink-record.ts";
import {
  base64Hex,
  codingRateText,
  dataRateText,
  euiDigits,
  gatewayIdentifier,
  megahertz,
  positionAt,
  timeSeconds,
} from "./values.ts";

/** Under these names logs write the gateway's identifier, which the protocol has in the datagram's head, beside the JSON. */
const GATEWAY_KEYS = ["gatewayId", "gateway_id", "gatewayEui", "gateway_eui", "eui", "mac", "gateway"];

/** Messages towards the gateway, and its answers to them. */
const DOWNLINK_KEYS = ["txpk", "txpk_ack"] as const;

/**
 * The Semtech UDP protocol's JSON: the `rxpk` and `stat` objects of PUSH_DATA, one object a line as packet forwarders log it, or with
 * the gateway's identifier beside. Packets whose checksum failed are counted and not read: their bytes are not what was sent.
 */
export const SEMTECH_UDP: Platform = {
  name: "semtech-udp",
  title: "Semtech UDP packet forwarder",
  source: "Lora-net/packet_forwarder, PROTOCOL.TXT, sections 3 to 6",
  recognises: (document) =>
    isRecord(document) && ["rxpk", "stat", ...DOWNLINK_KEYS].some((key) => typeof document[key] === "object"),
  read(document, context) {
    const fields = new Fields(document);
    const gatewayId =
      fields.read(GATEWAY_KEYS, gatewayIdentifier) ?? context.gatewayId ?? gatewayInText(context.prefix);
    const packets = isRecord(document) && Array.isArray(document.rxpk) ? document.rxpk : [];
    const loggedS = timeInText(context.prefix);
    return [
      ...packets.flatMap((packet, i) => readPart(`rxpk[${i}]`, () => readPacket(packet, { gatewayId, loggedS }))),
      ...(isRecord(document) && isRecord(document.stat) ? readStatus(fields.child("stat"), gatewayId) : []),
      ...DOWNLINK_KEYS.filter((key) => fields.has(key)).map((what): PlatformEntry => ({ kind: "other", what })),
    ];
  },
};

interface Hearer {
  readonly gatewayId: string | null;
  readonly loggedS: number | null;
}

function readPacket(packet: unknown, { gatewayId, loggedS }: Hearer): readonly PlatformEntry[] {
  if (!isRecord(packet)) throw badMessage("", "expected an object");
  const fields = new Fields(packet);
  if (fields.number("stat") === -1) return [{ kind: "other", what: "packet with a failed checksum" }];
  const phyPayloadHex = fields.read(["data"], base64Hex);
  if (phyPayloadHex === null) throw badMessage("data", "expected a frame in Base64");
  const size = fields.whole(255, "size");
  if (size !== null && size !== phyPayloadHex.length / 2) {
    throw badMessage("data", `expected the ${size} bytes that size tells, got ${phyPayloadHex.length / 2}`);
  }
  const dataRate = fields.read(["datr"], dataRateText);
  const timeS = fields.read(["time"], timeSeconds);
  const [antenna] = fields.children("rsig");
  const reception = {
    gatewayId,
    gatewayName: null,
    // Newer forwarders measure the signal apart from what else was on the channel, and gateways with several antennas for each
    rssiDbm: fields.number("rssis") ?? fields.number("rssi") ?? antenna?.number("rssis", "rssic") ?? null,
    snrDb: fields.number("lsnr") ?? antenna?.number("lsnr") ?? null,
    timeS: timeS ?? loggedS,
    channel: fields.whole(255, "chan"),
    position: null,
  };
  const frame = frameFields(phyPayloadHex);
  const uplink: UplinkRecord = {
    ...EMPTY_UPLINK,
    platform: "semtech-udp",
    ...frame,
    ...dataRate,
    timeS: reception.timeS,
    frequencyHz: fields.read(["freq"], megahertz),
    codingRate: fields.read(["codr"], codingRateText),
    receptions: [reception],
    extra: fields.rest(),
  };
  return [{ kind: "uplink", uplink }];
}

/** A gateway's own report: where it stands, if it has a receiver for that. */
function readStatus(fields: Fields, gatewayId: string | null): readonly PlatformEntry[] {
  if (gatewayId === null) return [{ kind: "other", what: "gateway status" }];
  return [
    {
      kind: "gateway",
      gateway: {
        platform: "semtech-udp",
        id: gatewayId,
        name: fields.text("desc"),
        position: positionAt(fields.number("lati"), fields.number("long"), {
          altitude: fields.number("alti"),
          source: "gps",
        }),
        antennaGainDbi: null,
        extra: fields.rest(),
      },
    },
  ];
}

const TIME_IN_TEXT = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?/;

/** The time that stands before a line's JSON: when it was logged, for packets of gateways without a clock of their own. */
function timeInText(prefix: string): number | null {
  const match = TIME_IN_TEXT.exec(prefix.slice(0, 256));
  return match === null ? null : timeSeconds(match[0].replace(",", "."));
}

/** An EUI before a line's JSON. */
function gatewayInText(prefix: string): string | null {
  return euiDigits(/\b[0-9a-f]{16}\b/i.exec(prefix.slice(0, 256))?.[0] ?? null);
}
