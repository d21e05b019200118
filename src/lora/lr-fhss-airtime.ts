import { requireChoice, requireWhole } from "./checks.ts";
import type { TimeOnAir } from "./time-on-air.ts";

export type LrFhssCodingRate = keyof typeof CODED_BITS;

/** Coded bits for so many bits of data. */
const CODED_BITS = {
  "5/6": [6, 5],
  "2/3": [3, 2],
  "1/2": [2, 1],
  "1/3": [3, 1],
} as const;
export const LR_FHSS_CODING_RATES = ["5/6", "2/3", "1/2", "1/3"] as const satisfies readonly LrFhssCodingRate[];

/** The last hop is sent `short` by the chips, with the bits that are left; LoRaWAN's own formula counts a `whole` block. */
export type LrFhssLastBlock = "short" | "whole";
export const LR_FHSS_LAST_BLOCKS = ["short", "whole"] as const satisfies readonly LrFhssLastBlock[];

/** One LR-FHSS packet. */
export interface LrFhssPacket {
  readonly codingRate: LrFhssCodingRate;
  /** Copies of the header, 1 to 4. */
  readonly headerCount: number;
  /** 0 to 255. */
  readonly payloadBytes: number;
  readonly lastBlock?: LrFhssLastBlock;
}

/** The more robust of LoRaWAN's two settings: rate 1/3 with three headers. See RP002-1.0.4, section 4.3 "LR-FHSS". */
export const LR_FHSS_PACKET_DEFAULTS = {
  codingRate: "1/3",
  headerCount: 3,
  lastBlock: "short",
} as const satisfies Partial<LrFhssPacket>;

/** 488.28125 bit/s: 4 MHz over 2^13. */
const BIT_RATE_BPS = 4_000_000 / 2 ** 13;
/** A header with its sync word and guard bits: 233.472 ms. */
const HEADER_BITS = 114;
/** Coded bits in a hop, and the guard bits before them: 102.4 ms together. */
const BLOCK_BITS = 48;
const GUARD_BITS = 2;
const CRC_BYTES = 2;
/** Zeros that bring the convolutional coder back to its start. */
const TAIL_BITS = 6;

/**
 * Time on air of an LR-FHSS packet.
 *
 * @throws {InputError} `unknown-value` or `out-of-range`, naming the member and the legal values
 * @see RP002-1.0.4, section 4.3 "LR-FHSS"; for the last block as chips send it, the vendor's driver (Lora-net/SWL2001, lr_fhss_mac)
 */
export function lrFhssTimeOnAir(packet: LrFhssPacket): TimeOnAir {
  const { codingRate, headerCount, payloadBytes, lastBlock = LR_FHSS_PACKET_DEFAULTS.lastBlock } = packet;
  requireChoice("codingRate", codingRate, LR_FHSS_CODING_RATES);
  requireChoice("lastBlock", lastBlock, LR_FHSS_LAST_BLOCKS);
  requireWhole("headerCount", headerCount, 1, 4);
  requireWhole("payloadBytes", payloadBytes, 0, 255);
  const [coded, data] = CODED_BITS[codingRate];
  const codedBits = Math.ceil(((8 * (payloadBytes + CRC_BYTES) + TAIL_BITS) * coded) / data);
  const blocks = Math.ceil(codedBits / BLOCK_BITS);
  const headerBits = HEADER_BITS * headerCount;
  const payloadSymbols = (lastBlock === "whole" ? blocks * BLOCK_BITS : codedBits) + blocks * GUARD_BITS;
  return {
    timeOnAirS: (headerBits + payloadSymbols) / BIT_RATE_BPS,
    symbolTimeS: 1 / BIT_RATE_BPS,
    preambleTimeS: headerBits / BIT_RATE_BPS,
    payloadSymbols,
    ldro: null,
    bitRateBps: (BIT_RATE_BPS * data) / coded,
  };
}
