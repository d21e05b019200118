import { decodeBase64 } from "../../math/base64.ts";
import { formatHex } from "../../math/hex.ts";
import { type Fields, finiteNumber, isRecord } from "./fields.ts";
import type { RecordPosition } from "./uplink-record.ts";

const LONGEST_IDENTIFIER = 32;

/** Digits of an identifier of so many bytes, lower case, however they were grouped. */
export function identifierDigits(value: unknown, bytes: number): string | null {
  if (typeof value !== "string" || value.length > LONGEST_IDENTIFIER) return null;
  const digits = value.replace(/^0x|[\s:.-]/gi, "").toLowerCase();
  return digits.length === 2 * bytes && /^[0-9a-f]+$/.test(digits) ? digits : null;
}

export const euiDigits = (value: unknown): string | null => identifierDigits(value, 8);
export const devAddrDigits = (value: unknown): string | null => identifierDigits(value, 4);

/** A gateway's identifier: an EUI in digits, any other name as it is. */
export function gatewayIdentifier(value: unknown): string | null {
  if (typeof value !== "string" || value.trim() === "") return null;
  return euiDigits(value) ?? value;
}

/** A frame's payload is at most 242 bytes; what is far longer is no payload. */
const MAX_BASE64_CHARACTERS = 4096;

/** Digits of bytes in Base64, standard or URL-safe, padded or not; null when it is none. */
export function base64Hex(value: unknown): string | null {
  if (typeof value !== "string" || value.length > MAX_BASE64_CHARACTERS) return null;
  if (!/^[A-Za-z0-9+/_\s-]*={0,2}\s*$/.test(value)) return null;
  // One digit alone is six bits: a text that was cut off
  if (value.replace(/[\s=]/g, "").length % 4 === 1) return null;
  return formatHex(decodeBase64(value.replaceAll("-", "+").replaceAll("_", "/")));
}

/** Digits of bytes in hexadecimal, lower case; null when it is none. */
export function hexDigits(value: unknown): string | null {
  if (typeof value !== "string" || value.length > MAX_BASE64_CHARACTERS || value.length % 2 !== 0) return null;
  return /^[0-9a-f]*$/i.test(value) ? value.toLowerCase() : null;
}

/** Bytes of a payload in digits; null for none. */
export function bytesIn(hex: string | null): number | null {
  return hex === null ? null : hex.length / 2;
}

const ISO_TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d+)?\s?(Z|UTC|GMT|[+-]\d\d:?\d\d)?$/i;

/**
 * A time in words as seconds since 1970 UTC: ISO 8601 with any number of decimals, also with a blank in place of the T and with GMT at
 * its end, as packet forwarders write it. Without a zone it is UTC.
 */
export function timeSeconds(value: unknown): number | null {
  if (typeof value !== "string" || value.length > 64) return null;
  const match = ISO_TIME.exec(value.trim());
  if (match === null) return null;
  const [, day, clock, fraction = "", zone = "Z"] = match;
  const offset = /^[+-]/.test(zone) ? zone.replace(/^(...):?(..)$/, "$1:$2") : "Z";
  const milliseconds = Date.parse(`${day}T${clock}${offset}`);
  // What comes before 2000 is a clock that was never set
  if (!(milliseconds >= FIRST_TIME_MS)) return null;
  return milliseconds / 1000 + Number(`0${fraction}`);
}

/** 2000-01-01: LoRa is younger. */
const FIRST_TIME_MS = 946_684_800_000;
/** 2100-01-01. */
const LAST_TIME_MS = 4_102_444_800_000;

/** A time as a number, in seconds or in milliseconds since 1970 by its size, or in words. */
export function anyTimeSeconds(value: unknown): number | null {
  const number = finiteNumber(value);
  if (number === null) return timeSeconds(value);
  if (number >= FIRST_TIME_MS && number <= LAST_TIME_MS) return number / 1000;
  return number >= FIRST_TIME_MS / 1000 && number <= LAST_TIME_MS / 1000 ? number : null;
}

const DATA_RATE = /^SF(\d{1,2})BW(\d{1,4}(?:\.\d{1,3})?)$/i;

/** `SF7BW125`, as packet forwarders write it. */
export function dataRateText(value: unknown): { readonly sf: number; readonly bandwidthHz: number } | null {
  const match = typeof value === "string" && value.length < 20 ? DATA_RATE.exec(value.trim()) : null;
  if (match === null) return null;
  const sf = Number(match[1]);
  return sf >= 5 && sf <= 12 ? { sf, bandwidthHz: Number(match[2]) * 1000 } : null;
}

/** 5 to 12, as a number or with `SF` before it. */
export function spreadingFactorOf(value: unknown): number | null {
  const match = /^(?:SF)?(\d{1,2})$/i.exec(typeof value === "number" ? String(value) : shortText(value));
  const sf = match === null ? 0 : Number(match[1]);
  return sf >= 5 && sf <= 12 ? sf : null;
}

function shortText(value: unknown): string {
  return typeof value === "string" && value.length < 20 ? value.trim() : "";
}

/** `4/5`, `CR_4_5` or `45` as `4/5`; with `LI` before it, the long interleaver's. */
export function codingRateText(value: unknown): string | null {
  if (typeof value !== "string" || value.length > 12) return null;
  const match = /^(?:CR_?)?(LI_?)?4[_/]?([5-8])(?:_?(LI))?$/i.exec(value.trim());
  if (match === null) return null;
  return `${(match[1] ?? match[3]) === undefined ? "" : "li"}4/${match[2]}`;
}

/** A carrier in MHz as Hz, on the hertz that was meant. */
export function megahertz(value: unknown): number | null {
  const mhz = finiteNumber(value);
  return mhz === null || mhz <= 0 || mhz > 10_000 ? null : Math.round(mhz * 1e6);
}

/** LoRaWAN's carriers are whole multiples of 100 Hz [LoRaWAN 1.0.4, NewChannelReq]: what single precision has added goes. */
export function singlePrecisionMegahertz(value: unknown): number | null {
  const hertz = megahertz(value);
  return hertz === null ? null : Math.round(hertz / 100) * 100;
}

/** Nearer to a pole no gateway stands: an unset place that was blurred. */
const MAX_LATITUDE_DEG = 89.9;

/** A place from degrees; null where it is off the earth or nobody set it. */
export function positionAt(
  latitude: unknown,
  longitude: unknown,
  other: { readonly altitude?: unknown; readonly source?: unknown } = {},
): RecordPosition | null {
  const latitudeDeg = finiteNumber(latitude);
  const longitudeDeg = finiteNumber(longitude);
  if (latitudeDeg === null || longitudeDeg === null) return null;
  if (!(Math.abs(latitudeDeg) <= MAX_LATITUDE_DEG && Math.abs(longitudeDeg) <= 180)) return null;
  // In the Gulf of Guinea stand only gateways whose place was never entered
  if (latitudeDeg === 0 && longitudeDeg === 0) return null;
  const source = typeof other.source === "string" && other.source !== "" ? other.source.toLowerCase() : null;
  return { longitudeDeg, latitudeDeg, altitudeM: finiteNumber(other.altitude), source };
}

/** A `location` object as ChirpStack and The Things Stack write it: zeros are left out on the way. */
export function locationOf(value: unknown): RecordPosition | null {
  if (!isRecord(value)) return null;
  const { latitude, longitude, altitude, source } = value;
  if (latitude === undefined && longitude === undefined) return null;
  return positionAt(latitude ?? 0, longitude ?? 0, { altitude, source });
}

const PLACES = [
  ["latitude", "longitude", "altitude"],
  ["lat", "lon", "alt"],
  ["lat", "lng", "alt"],
  ["lat", "long", "alt"],
] as const;

/** The place that a device reports in its decoded payload, under the names that decoders use. */
export function payloadPosition(decoded: unknown): RecordPosition | null {
  if (!isRecord(decoded)) return null;
  for (const [latitude, longitude, altitude] of PLACES) {
    const found = positionAt(decoded[latitude], decoded[longitude], { altitude: decoded[altitude], source: "payload" });
    if (found !== null) return found;
  }
  return null;
}

/** Field for protobuf's JSON, which leaves zeros out: of a frame's counter, its port and its receptions. */
export function numberOrZero(fields: Fields, key: string): number {
  return fields.number(key) ?? 0;
}
