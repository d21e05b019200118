import type { CsvTable } from "./csv-table.ts";
import { Fields } from "./fields.ts";
import { badMessage, type PlatformEntry } from "./platform.ts";
import { EMPTY_UPLINK } from "./uplink-record.ts";
import {
  anyTimeSeconds,
  base64Hex,
  bytesIn,
  codingRateText,
  dataRateText,
  devAddrDigits,
  euiDigits,
  gatewayIdentifier,
  hexDigits,
  megahertz,
  positionAt,
  spreadingFactorOf,
} from "./values.ts";

/**
 * One row of a table.
 *
 * @throws {InputError} `bad-message` when it has more cells than headings, or its own identifier cannot be read
 */
export function readCsvRow(table: CsvTable, cells: readonly string[], gateway: string | null): PlatformEntry {
  if (cells.length > table.headings.length) {
    throw badMessage("row", `${cells.length} cells under ${table.headings.length} headings`);
  }
  const known = [...table.columns].map(([name, i]) => [name, cells[i] ?? ""]);
  const used = new Set(table.columns.values());
  const others = table.headings.flatMap((heading, i) => (used.has(i) || !cells[i] ? [] : [[heading, cells[i]]]));
  const fields = new Fields(Object.fromEntries(known));
  const extra = new Fields(Object.fromEntries(others)).rest();
  if (table.kind === "uplinks") return uplinkRow(fields, extra, gateway);
  return table.kind === "gateways" ? gatewayRow(fields, extra) : deviceRow(fields, extra);
}

function uplinkRow(fields: Fields, extra: Readonly<Record<string, unknown>>, gateway: string | null): PlatformEntry {
  const payloadHex = fields.read(["payloadHex"], hexDigits) ?? fields.read(["payloadBase64"], base64Hex);
  const timeS = fields.read(["time"], anyTimeSeconds);
  const devEui = fields.read(["devEui"], euiDigits);
  const devAddr = fields.read(["devAddr"], devAddrDigits);
  const deviceName = fields.text("deviceName") ?? (devEui === null ? fields.text("devEui") : null);
  if (devEui === null && devAddr === null && deviceName === null) throw badMessage("devEui", "the row names no device");
  const rate = fields.read(["dataRateText", "dataRate"], dataRateText);
  const reception = {
    gatewayId: fields.read(["gatewayId"], gatewayIdentifier) ?? gateway,
    gatewayName: fields.text("gatewayName"),
    rssiDbm: fields.number("rssiDbm"),
    snrDb: fields.number("snrDb"),
    timeS,
    channel: null,
    position: positionAt(fields.number("gatewayLatitude"), fields.number("gatewayLongitude")),
  };
  const heard = reception.gatewayId !== null || reception.rssiDbm !== null || reception.snrDb !== null;
  return {
    kind: "uplink",
    uplink: {
      ...EMPTY_UPLINK,
      platform: "csv",
      deviceName,
      devEui,
      devAddr,
      timeS,
      joinEui: fields.read(["joinEui"], euiDigits),
      fCnt: fields.whole(0xffff_ffff, "fCnt"),
      fPort: fields.whole(255, "fPort"),
      dataRate: fields.whole(15, "dataRate"),
      sf: rate?.sf ?? fields.read(["sf"], spreadingFactorOf),
      bandwidthHz: rate?.bandwidthHz ?? fields.number("bandwidthHz"),
      codingRate: fields.read(["codingRate"], codingRateText),
      frequencyHz: carrier(fields),
      payloadHex,
      payloadBytes: bytesIn(payloadHex),
      batteryPercent: fields.number("batteryPercent"),
      position: positionAt(fields.number("latitude"), fields.number("longitude"), {
        altitude: fields.number("altitudeM"),
      }),
      receptions: heard ? [reception] : [],
      extra: { ...leftOver(fields), ...extra },
    },
  };
}

/** Cells of a known column that could not be read are kept as they are. */
function leftOver(fields: Fields): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields.rest()).filter(([, value]) => value !== ""));
}

/** Below 10 kHz a "frequency" is in MHz: no LoRa radio goes down to kilohertz. */
function carrier(fields: Fields): number | null {
  const mhz = fields.read(["frequencyMhz"], megahertz);
  if (mhz !== null) return mhz;
  const value = fields.number("frequencyHz");
  return value !== null && value < 10_000 ? megahertz(value) : value;
}

function gatewayRow(fields: Fields, extra: Readonly<Record<string, unknown>>): PlatformEntry {
  const name = fields.text("gatewayName");
  const id = fields.read(["gatewayId"], gatewayIdentifier) ?? name;
  if (id === null) throw badMessage("gatewayId", "the row names no gateway");
  const position =
    positionAt(fields.number("latitude"), fields.number("longitude"), { altitude: fields.number("altitudeM") }) ??
    positionAt(fields.number("gatewayLatitude"), fields.number("gatewayLongitude"));
  const gateway = {
    platform: "csv",
    id,
    name,
    position,
    antennaGainDbi: null,
    extra: { ...leftOver(fields), ...extra },
  } as const;
  return { kind: "gateway", gateway };
}

function deviceRow(fields: Fields, extra: Readonly<Record<string, unknown>>): PlatformEntry {
  const devEui = fields.read(["devEui"], euiDigits);
  if (devEui === null) throw badMessage("devEui", "expected 16 hexadecimal digits");
  return {
    kind: "device",
    device: {
      platform: "csv",
      id: devEui,
      devEui,
      name: fields.text("deviceName"),
      joinEui: fields.read(["joinEui"], euiDigits),
      devAddr: fields.read(["devAddr"], devAddrDigits),
      position: positionAt(fields.number("latitude"), fields.number("longitude"), {
        altitude: fields.number("altitudeM"),
      }),
      batteryPercent: fields.number("batteryPercent"),
      extra: { ...leftOver(fields), ...extra },
    },
  };
}
