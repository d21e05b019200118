import { InputError } from "../../math/errors.ts";
import type { DeviceRecord, GatewayRecord, PlatformName, UplinkRecord } from "./uplink-record.ts";

/** What is known besides the document itself. */
export interface DocumentContext {
  /** The LoRaWAN region, for data rates that are only numbered; null: they stay numbers. */
  readonly region: string | null;
  /** The gateway that a log of one gateway is of, where its lines do not say. */
  readonly gatewayId: string | null;
  /** What stands before the JSON on its line: a time, an MQTT topic. */
  readonly prefix: string;
}

export const NO_CONTEXT: DocumentContext = { region: null, gatewayId: null, prefix: "" };

/** What one document holds. */
export type PlatformEntry =
  | { readonly kind: "uplink"; readonly uplink: UplinkRecord }
  | { readonly kind: "gateway"; readonly gateway: GatewayRecord }
  | { readonly kind: "device"; readonly device: DeviceRecord }
  /** A message of the platform that tells of no uplink: a downlink's acknowledgement, a gateway's statistics. */
  | { readonly kind: "other"; readonly what: string }
  /** A part of the document that cannot be read; its other parts can. */
  | { readonly kind: "broken"; readonly where: string; readonly message: string };

/** A platform's messages as data. */
export interface Platform {
  readonly name: PlatformName;
  readonly title: string;
  /** Where the format is described. */
  readonly source: string;
  /** Whether a document is one of this platform's: it must be true of all that {@link Platform.read} can read. */
  recognises(document: unknown): boolean;
  /** @throws {InputError} `bad-message` when the document as a whole is not what it claims to be */
  read(document: unknown, context: DocumentContext): readonly PlatformEntry[];
}

/** @param where a place in the document, such as `rxInfo[0].rssi` */
export function badMessage(where: string, message: string): InputError {
  return new InputError({ code: "bad-message", where, message });
}

/** Reads a part of a document; what is wrong with it is the part's own fault. */
export function readPart(where: string, read: () => readonly PlatformEntry[]): readonly PlatformEntry[] {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { where: inside, message } = error.issues[0];
    return [{ kind: "broken", where: inside === "" ? where : `${where}.${inside}`, message }];
  }
}
