export const PLATFORM_NAMES = [
  "chirpscape",
  "chirpstack",
  "ttn",
  "semtech-udp",
  "basics-station",
  "aws",
  "helium",
  "csv",
] as const;

/** Where a document came from. */
export type PlatformName = (typeof PLATFORM_NAMES)[number];

/** A place as a platform tells it: WGS 84. */
export interface RecordPosition {
  readonly longitudeDeg: number;
  readonly latitudeDeg: number;
  /** Metres above sea level, where given. */
  readonly altitudeM: number | null;
  /** Who says so, in the platform's words: `gps`, `registry`, `payload`, … */
  readonly source: string | null;
}

/** One gateway's hearing of an uplink. */
export interface Reception {
  /** A gateway's EUI in lower-case digits, or the name that the platform knows it by; null: the log does not tell. */
  readonly gatewayId: string | null;
  readonly gatewayName: string | null;
  readonly rssiDbm: number | null;
  /** In the signal's bandwidth. */
  readonly snrDb: number | null;
  /** By the gateway's own clock, seconds since 1970 UTC. */
  readonly timeS: number | null;
  readonly channel: number | null;
  readonly position: RecordPosition | null;
}

/**
 * What was sent: data, the beginning of a session, a device's own word on its battery and link (the network's question
 * DevStatusReq answered), or something that is no LoRaWAN frame.
 */
export const UPLINK_KINDS = ["data", "join-request", "rejoin-request", "status", "other"] as const;
export type UplinkKind = (typeof UPLINK_KINDS)[number];

/**
 * One uplink of a device, heard by one or more gateways: what every platform's log is turned into. What a platform does not tell is
 * null, and no number is made up. Identifiers are lower-case digits, most significant byte first.
 */
export interface UplinkRecord {
  readonly platform: PlatformName;
  readonly kind: UplinkKind;
  /** The earliest time known, seconds since 1970 UTC: a gateway's, or else the server's. */
  readonly timeS: number | null;
  readonly deviceName: string | null;
  readonly devEui: string | null;
  readonly devAddr: string | null;
  readonly joinEui: string | null;
  readonly devNonce: number | null;
  readonly fCnt: number | null;
  /** 16: only the lower half of the counter is known, as on air. 32: all of it, as servers keep it. */
  readonly fCntBits: 16 | 32 | null;
  readonly fPort: number | null;
  readonly confirmed: boolean | null;
  /** Whether the device lets the network choose its data rate. */
  readonly adr: boolean | null;
  /** The region's number of the data rate, where the platform gives that. */
  readonly dataRate: number | null;
  /** Null for what is not LoRa, and for a data rate's number without its region. */
  readonly sf: number | null;
  readonly bandwidthHz: number | null;
  readonly codingRate: string | null;
  readonly frequencyHz: number | null;
  /** The application's bytes, decrypted by the platform. */
  readonly payloadHex: string | null;
  readonly payloadBytes: number | null;
  /** The frame as on air, where the log has it. */
  readonly phyPayloadHex: string | null;
  readonly micHex: string | null;
  /** 0–100. */
  readonly batteryPercent: number | null;
  readonly externalPower: boolean | null;
  /** The device's own view of the last downlink, SNR in dB. */
  readonly marginDb: number | null;
  readonly position: RecordPosition | null;
  readonly receptions: readonly Reception[];
  /** Fields of the document that mean nothing here, kept under their names; what looks like a key is left out. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** A gateway of a platform's list, or as its messages tell of it. */
export interface GatewayRecord {
  readonly platform: PlatformName;
  /** EUI in lower-case digits, or the platform's own identifier. */
  readonly id: string;
  readonly name: string | null;
  readonly position: RecordPosition | null;
  readonly antennaGainDbi: number | null;
  readonly extra: Readonly<Record<string, unknown>>;
}

/** A device of a platform's list. */
export interface DeviceRecord {
  readonly platform: PlatformName;
  /** DevEUI in lower-case digits, or the platform's own identifier. */
  readonly id: string;
  readonly name: string | null;
  readonly devEui: string | null;
  readonly joinEui: string | null;
  readonly devAddr: string | null;
  readonly position: RecordPosition | null;
  readonly batteryPercent: number | null;
  readonly extra: Readonly<Record<string, unknown>>;
}

/** An uplink of which nothing is known: what a platform tells is put over it. */
export const EMPTY_UPLINK: Omit<UplinkRecord, "platform"> = {
  kind: "data",
  timeS: null,
  deviceName: null,
  devEui: null,
  devAddr: null,
  joinEui: null,
  devNonce: null,
  fCnt: null,
  fCntBits: null,
  fPort: null,
  confirmed: null,
  adr: null,
  dataRate: null,
  sf: null,
  bandwidthHz: null,
  codingRate: null,
  frequencyHz: null,
  payloadHex: null,
  payloadBytes: null,
  phyPayloadHex: null,
  micHex: null,
  batteryPercent: null,
  externalPower: null,
  marginDb: null,
  position: null,
  receptions: [],
  extra: {},
};

/** When an uplink was first heard, by the gateways' clocks. */
export function earliestTimeS(receptions: readonly Reception[]): number | null {
  const times = receptions.flatMap(({ timeS }) => (timeS === null ? [] : [timeS]));
  return times.length === 0 ? null : Math.min(...times);
}
