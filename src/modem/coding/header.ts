import { MODEM_CODING_RATES, type ModemCodingRate } from "../frame-settings.ts";
import { countOnes } from "./hamming.ts";

/** What an explicit header says. */
export interface FrameHeader {
  readonly payloadBytes: number;
  readonly codingRate: ModemCodingRate;
  /** Whether a CRC follows the payload. */
  readonly crc: boolean;
}

/**
 * The checksum's bits, the most significant first: each is the parity of these bits of length (8), coding rate (3) and CRC flag (1).
 *
 * @see J. Tapparel et al., SPAWC 2020; pinned down by the reference symbols of the tests
 */
const CHECKSUM_MASKS = [0b1111_0000_0000, 0b1000_1110_0001, 0b0100_1001_1010, 0b0010_0101_0111, 0b0001_0010_1111];

/** Writes the header's five nibbles: length (high, low), coding rate and CRC flag, checksum (one bit, four bits). */
export function writeHeader(header: FrameHeader, nibbles: Uint8Array): void {
  const rate = MODEM_CODING_RATES.indexOf(header.codingRate) + 1;
  const fields = (header.payloadBytes << 4) | (rate << 1) | (header.crc ? 1 : 0);
  const checksum = checksumOf(fields);
  nibbles[0] = fields >> 8;
  nibbles[1] = (fields >> 4) & 0xf;
  nibbles[2] = fields & 0xf;
  nibbles[3] = checksum >> 4;
  nibbles[4] = checksum & 0xf;
}

/**
 * Reads a header.
 *
 * @param nibbles the frame's first {@link HEADER_NIBBLES}
 * @returns null where the checksum is wrong, or the coding rate is none
 */
export function readHeader(nibbles: Uint8Array): FrameHeader | null {
  const fields = (nibbles[0] << 8) | (nibbles[1] << 4) | nibbles[2];
  if (((nibbles[3] << 4) | nibbles[4]) !== checksumOf(fields)) return null;
  const codingRate = MODEM_CODING_RATES[((fields >> 1) & 7) - 1];
  return codingRate === undefined ? null : { payloadBytes: fields >> 4, codingRate, crc: (fields & 1) === 1 };
}

function checksumOf(fields: number): number {
  let checksum = 0;
  for (const mask of CHECKSUM_MASKS) checksum = (checksum << 1) | (countOnes(fields & mask) & 1);
  return checksum;
}
