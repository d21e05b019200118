import { Fields, isRecord, memberOf } from "./fields.ts";
import { badMessage, type PlatformEntry, readPart } from "./platform.ts";
import { euiDigits, locationOf } from "./values.ts";

/** Whether a document is a list of gateways or devices, or one of them. */
export function isChirpstackList(document: unknown): boolean {
  if (!isRecord(document)) return false;
  const { result, gateway, device } = document;
  if (isItem(gateway) || isItem(device)) return true;
  return Array.isArray(result) && (Object.hasOwn(document, "totalCount") || result.some(isItem));
}

function isItem(item: unknown): boolean {
  return typeof memberOf(item, "gatewayId") === "string" || typeof memberOf(item, "devEui") === "string";
}

/**
 * Gateways and devices as ChirpStack's API returns them: a list (`ListGatewaysResponse`, `ListDevicesResponse`) or one
 * (`GetGatewayResponse`, `GetDeviceResponse`), or the request that makes one.
 *
 * @see chirpstack/api/proto/api/gateway.proto and device.proto
 */
export function readChirpstackList(document: unknown): readonly PlatformEntry[] {
  const list = memberOf(document, "result");
  if (Array.isArray(list)) return list.flatMap((item, i) => readPart(`result[${i}]`, () => [readItem(item)]));
  const { gateway, device, ...about } = isRecord(document) ? document : {};
  const single = isRecord(gateway) ? gateway : device;
  return [readItem(isRecord(single) ? { ...about, ...single } : single)];
}

function readItem(item: unknown): PlatformEntry {
  const fields = new Fields(item);
  if (fields.has("gatewayId")) return readGateway(fields);
  if (fields.has("devEui")) return readDevice(fields);
  throw badMessage("result", "expected a gateway with gatewayId or a device with devEui");
}

function readGateway(fields: Fields): PlatformEntry {
  const id = fields.read(["gatewayId"], euiDigits);
  if (id === null) throw badMessage("gatewayId", "expected 16 hexadecimal digits");
  return {
    kind: "gateway",
    gateway: {
      platform: "chirpstack",
      id,
      name: fields.text("name"),
      position: fields.read(["location"], locationOf),
      antennaGainDbi: null,
      extra: fields.rest(),
    },
  };
}

function readDevice(fields: Fields): PlatformEntry {
  const devEui = fields.read(["devEui"], euiDigits);
  if (devEui === null) throw badMessage("devEui", "expected 16 hexadecimal digits");
  const status = fields.child("deviceStatus");
  const external = status.flag("externalPowerSource") ?? false;
  const level = status.number("batteryLevel");
  return {
    kind: "device",
    device: {
      platform: "chirpstack",
      id: devEui,
      devEui,
      name: fields.text("name"),
      joinEui: fields.read(["joinEui"], euiDigits),
      devAddr: null,
      position: fields.read(["location"], locationOf),
      // The API says -1 where the device could not tell
      batteryPercent: external || level === null || level < 0 ? null : level,
      extra: fields.rest(),
    },
  };
}
