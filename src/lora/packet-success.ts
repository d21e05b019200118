import { dbToRatio } from "../math/db.ts";
import { requireRange } from "../math/errors.ts";
import { hardBlockSuccess, softBlockSuccess } from "./block-success.ts";
import type { CodingRate, SpreadingFactor } from "./parameters.ts";
import { receiverLossDb } from "./receiver-loss.ts";

export interface PacketSettings {
  readonly sf: SpreadingFactor;
  readonly codingRate: CodingRate;
  /** 0 to 255. */
  readonly payloadBytes: number;
  /** In the signal's bandwidth. */
  readonly snrDb: number;
  /** Default false. */
  readonly implicitHeader?: boolean;
  /** Default true. */
  readonly crc?: boolean;
  /** Low-data-rate optimisation: two bits less in each symbol. Default false. */
  readonly lowDataRate?: boolean;
  /** How the receiver decides: symbol by symbol, or bit by bit with their certainties. Default soft. */
  readonly decoding?: "soft" | "hard";
  /** Whether the receiver knows the frame's place, carrier and clock, or finds them as the modem does. Default receiver. */
  readonly synchronisation?: "ideal" | "receiver";
}

/** Bits of a code word; the long-interleaved rates of the SX128x are taken as the plain ones. */
const CODE_BITS = {
  "4/5": 5,
  "4/6": 6,
  "4/7": 7,
  "4/8": 8,
  "li4/5": 5,
  "li4/6": 6,
  "li4/8": 8,
} as const satisfies Record<CodingRate, number>;
/** The first block of a packet is sent at 4/8, at SF7 and above with two bits less in each symbol. */
const HEADER_CODE_BITS = 8;
const HEADER_CODE_WORDS = 5;

/**
 * Probability that a packet arrives whole in white noise.
 *
 * Each block of 4 + CR symbols carries a code word for each bit of a symbol, one bit of the word in every symbol. Blocks fail
 * independently, so that the packet's success is the product of theirs; only code words that carry something count.
 *
 * With soft decisions, as in this project's modem, a block's success comes from a table made by simulation; with hard ones, for
 * comparison, from theory. What the modem's receiver loses by its own synchronisation is taken off the SNR.
 *
 * @throws {InputError} when the number of bytes is out of range or the ratio is not a number
 */
export function packetSuccess(settings: PacketSettings): number {
  const { sf, codingRate, payloadBytes, snrDb, implicitHeader = false, crc = true, lowDataRate = false } = settings;
  requireRange("payloadBytes", payloadBytes, 0, 255);
  requireRange("snrDb", snrDb, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  const blockSuccess = settings.decoding === "hard" ? hardBlockSuccess : softBlockSuccess;
  const lossDb = settings.synchronisation === "ideal" ? 0 : receiverLossDb(sf, snrDb);
  const symbolSnr = 2 ** sf * dbToRatio(snrDb - lossDb);
  const headerRows = sf < 7 ? sf : sf - 2;
  const rows = lowDataRate ? sf - 2 : sf;
  const codeWords = 2 * payloadBytes + (crc ? 4 : 0) + (implicitHeader ? 0 : HEADER_CODE_WORDS);
  const inHeader = Math.min(codeWords, headerRows);
  const header = blockSuccess({ symbolSnr, rows: headerRows, used: inHeader, codeBits: HEADER_CODE_BITS });
  const rest = codeWords - inHeader;
  const codeBits = CODE_BITS[codingRate];
  const whole = blockSuccess({ symbolSnr, rows, used: rows, codeBits });
  const last = blockSuccess({ symbolSnr, rows, used: rest % rows, codeBits });
  return header * whole ** Math.floor(rest / rows) * last;
}
