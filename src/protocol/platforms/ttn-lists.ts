import { Fields, isRecord, memberOf } from "./fields.ts";
import { badMessage, type PlatformEntry, readPart } from "./platform.ts";
import { devAddrDigits, euiDigits, locationOf } from "./values.ts";

/** Whether a document is a list of gateways or end devices, or one of them. */
export function isTtnList(document: unknown): boolean {
  if (!isRecord(document)) return false;
  return Array.isArray(document.gateways) || Array.isArray(document.end_devices) || isItem(bareItem(document));
}

/**
 * Gateways and end devices as The Things Stack's API and its command line return them, and end devices as they are imported: a list,
 * or one object.
 *
 * @see lorawan-stack/api/gateway.proto and end_device.proto
 */
export function readTtnList(document: unknown): readonly PlatformEntry[] {
  if (!isRecord(document)) throw badMessage("", "expected an object");
  const lists = (["gateways", "end_devices"] as const).filter((name) => Array.isArray(document[name]));
  if (lists.length === 0) return [readItem(bareItem(document))];
  return lists.flatMap((name) =>
    (document[name] as readonly unknown[]).flatMap((item, i) =>
      readPart(`${name}[${i}]`, () => [readItem(bareItem(item))]),
    ),
  );
}

/** A request wraps what it makes: `{"gateway": …}`, `{"end_device": …}`. */
function bareItem(document: unknown): unknown {
  return memberOf(document, "gateway") ?? memberOf(document, "end_device") ?? document;
}

function isItem(item: unknown): boolean {
  const ids = memberOf(item, "ids");
  return typeof memberOf(ids, "gateway_id") === "string" || typeof memberOf(ids, "device_id") === "string";
}

function readItem(item: unknown): PlatformEntry {
  const fields = new Fields(item);
  const ids = fields.child("ids");
  const gatewayId = ids.text("gateway_id");
  if (gatewayId !== null) return readGateway(fields, gatewayId);
  const deviceId = ids.text("device_id");
  if (deviceId !== null) return readDevice(fields, deviceId);
  throw badMessage("ids", "expected gateway_id or device_id");
}

function readGateway(fields: Fields, gatewayId: string): PlatformEntry {
  const antennas = fields.children("antennas");
  const places = antennas.map((antenna) => antenna.read(["location"], locationOf));
  return {
    kind: "gateway",
    gateway: {
      platform: "ttn",
      id: fields.child("ids").read(["eui"], euiDigits) ?? gatewayId,
      name: fields.text("name") ?? gatewayId,
      position: places.find((place) => place !== null) ?? null,
      antennaGainDbi: antennas[0]?.number("gain") ?? null,
      extra: fields.rest(),
    },
  };
}

function readDevice(fields: Fields, deviceId: string): PlatformEntry {
  const ids = fields.child("ids");
  const devEui = ids.read(["dev_eui"], euiDigits);
  return {
    kind: "device",
    device: {
      platform: "ttn",
      id: devEui ?? deviceId,
      name: fields.text("name") ?? deviceId,
      devEui,
      joinEui: ids.read(["join_eui"], euiDigits),
      devAddr: ids.read(["dev_addr"], devAddrDigits),
      position: fields.child("locations").read(["user"], locationOf),
      batteryPercent: fields.child("last_battery_percentage").number("value"),
      extra: fields.rest(),
    },
  };
}
