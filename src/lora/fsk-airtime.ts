import { outOfRange, requireSwitch, requireWhole } from "./checks.ts";
import type { TimeOnAir } from "./time-on-air.ts";

/** One (G)FSK packet. */
export interface FskPacket {
  readonly bitRateBps: number;
  readonly preambleBits: number;
  readonly syncWordBits: number;
  /** A length byte goes before the payload. */
  readonly variableLength: boolean;
  /** An address byte goes before the payload. */
  readonly addressFiltering: boolean;
  readonly crcBytes: number;
  readonly payloadBytes: number;
}

/**
 * LoRaWAN's FSK packet: 50 kbit/s, a preamble of 5 bytes, a sync word of 3, a length byte and a CRC of 2.
 *
 * @see RP002-1.0.4, section 4.2 "FSK modulation"
 */
export const FSK_PACKET_DEFAULTS = {
  bitRateBps: 50_000,
  preambleBits: 40,
  syncWordBits: 24,
  variableLength: true,
  addressFiltering: false,
  crcBytes: 2,
} as const satisfies Partial<FskPacket>;

/** Legal values, as the SX126x's: SX1261/2 datasheet rev. 2.1, tables 6-1 and 13-51. */
const LIMITS = {
  bitRateBps: [600, 300_000],
  preambleBits: [0, 65_535],
  syncWordBits: [0, 64],
  crcBytes: [0, 2],
  payloadBytes: [0, 255],
} as const;

/**
 * Time on air of an FSK packet: one bit after the other.
 *
 * @throws {InputError} `out-of-range` or `wrong-type`, naming the member and the legal values
 * @see SX1261/2 datasheet rev. 2.1, section 6.2.3 "GFSK packet format"
 */
export function fskTimeOnAir(packet: FskPacket): TimeOnAir {
  requireRate(packet.bitRateBps);
  requireWhole("preambleBits", packet.preambleBits, ...LIMITS.preambleBits);
  requireWhole("syncWordBits", packet.syncWordBits, ...LIMITS.syncWordBits);
  requireWhole("crcBytes", packet.crcBytes, ...LIMITS.crcBytes);
  requireWhole("payloadBytes", packet.payloadBytes, ...LIMITS.payloadBytes);
  requireSwitch("variableLength", packet.variableLength);
  requireSwitch("addressFiltering", packet.addressFiltering);
  const bytes =
    (packet.variableLength ? 1 : 0) + (packet.addressFiltering ? 1 : 0) + packet.payloadBytes + packet.crcBytes;
  const payloadSymbols = packet.syncWordBits + 8 * bytes;
  return {
    timeOnAirS: (packet.preambleBits + payloadSymbols) / packet.bitRateBps,
    symbolTimeS: 1 / packet.bitRateBps,
    preambleTimeS: packet.preambleBits / packet.bitRateBps,
    payloadSymbols,
    ldro: null,
    bitRateBps: packet.bitRateBps,
  };
}

function requireRate(bitRateBps: number): void {
  const [min, max] = LIMITS.bitRateBps;
  if (bitRateBps >= min && bitRateBps <= max) return;
  throw outOfRange("bitRateBps", bitRateBps, `a bit rate from ${min} to ${max} bit/s`);
}
