import { LORA_CHIP_TRAITS, type LoraChipTraits } from "./chips.ts";
import { type LoraPacket, requireLoraPacket } from "./lora-packet.ts";
import type { TimeOnAir } from "./time-on-air.ts";

/** Symbols of the sync word and the start of frame, after the programmed preamble. */
const SYNC_SYMBOLS = 4.25;
/** How many more they are at SF5 and SF6, on chips with fine synchronisation. */
const FINE_SYNC_SYMBOLS = 2;
/** The first block: header and the first bits of the payload, always eight symbols long. */
const FIRST_BLOCK_SYMBOLS = 8;
/** Bits of an explicit header, its own checksum included. */
const HEADER_BITS = 20;
const CRC_BITS = 16;
/** A symbol longer than this needs low-data-rate optimisation. See SX1276 datasheet rev. 7, section 4.1.1.6. */
export const LDRO_SYMBOL_TIME_S = 0.016;

/**
 * Time on air of a LoRa packet, exact: symbols are counted in whole numbers and rounded nowhere.
 *
 * @param packet all settings; {@link LORA_PACKET_DEFAULTS} has the usual ones
 * @throws {InputError} naming the setting that the chip lacks, with the legal values
 * @see SX1276 datasheet rev. 7, section 4.1.1.7; SX1261/2 datasheet rev. 2.1, section 6.1.4; SX1280 datasheet rev. 3.2, section 7.4.4
 * @example loraTimeOnAir({ ...LORA_PACKET_DEFAULTS, sf: 7, payloadBytes: 20 }).timeOnAirS // 0.056576
 */
export function loraTimeOnAir(packet: LoraPacket): TimeOnAir {
  const bandwidthHz = requireLoraPacket(packet);
  const traits: LoraChipTraits = LORA_CHIP_TRAITS[packet.chip];
  const { sf } = packet;
  const chips = 2 ** sf;
  const symbolTimeS = chips / bandwidthHz;
  const fineSync = sf <= 6 && (traits.fineSync || packet.sf6Formula === "driver");
  const ldro = isLdroInForce(packet, traits, symbolTimeS);
  const bitsPerSymbol = ldro ? sf - 2 : sf;
  const longInterleaving = packet.codingRate.charCodeAt(0) === LETTER_L;
  // The last letter of 4/5 … li4/8.
  const codedBitsOfFour = packet.codingRate.charCodeAt(packet.codingRate.length - 1) - DIGIT_0;
  const countSymbols = longInterleaving ? countInterleavedSymbols : countPlainSymbols;
  const payloadSymbols = countSymbols(packet, fineSync, bitsPerSymbol, codedBitsOfFour);
  const preambleSymbols = packet.preambleSymbols + SYNC_SYMBOLS + (fineSync ? FINE_SYNC_SYMBOLS : 0);
  return {
    // Divided last: what comes before is exact in binary.
    timeOnAirS: ((preambleSymbols + payloadSymbols) * chips) / bandwidthHz,
    symbolTimeS,
    preambleTimeS: (preambleSymbols * chips) / bandwidthHz,
    payloadSymbols,
    ldro,
    bitRateBps: (bitsPerSymbol * 4) / codedBitsOfFour / symbolTimeS,
  };
}

const LETTER_L = "l".charCodeAt(0);
const DIGIT_0 = "0".charCodeAt(0);

function isLdroInForce({ sf, ldro }: LoraPacket, traits: LoraChipTraits, symbolTimeS: number): boolean {
  if (traits.ldro === "sf11-12") return sf >= 11;
  if (sf <= 6 && !traits.ldroAtLowSf) return false;
  return ldro === "auto" ? symbolTimeS > LDRO_SYMBOL_TIME_S : ldro;
}

/** Bits of the payload that fit into the first block, which is sent at 4/8 and, unless at full rate, with SF − 2 bits a symbol. */
function firstBlockBits({ sf, implicitHeader }: LoraPacket, fullRate: boolean): number {
  return 4 * (fullRate ? sf : sf - 2) - (implicitHeader ? 0 : HEADER_BITS);
}

/** The usual interleaving: after the first block, blocks of as many symbols as four bits have when coded. */
function countPlainSymbols(
  packet: LoraPacket,
  fullRate: boolean,
  bitsPerSymbol: number,
  codedBitsOfFour: number,
): number {
  const bits = 8 * packet.payloadBytes + (packet.crc ? CRC_BITS : 0) - firstBlockBits(packet, fullRate);
  if (bits <= 0) return FIRST_BLOCK_SYMBOLS;
  return FIRST_BLOCK_SYMBOLS + Math.ceil(bits / (4 * bitsPerSymbol)) * codedBitsOfFour;
}

/**
 * Long interleaving runs over the whole payload, so only the last symbol is filled up. After an explicit header the first block
 * carries whole bytes only, and the CRC only if all fits; with an implicit header a short packet is shorter than that block.
 */
function countInterleavedSymbols(
  packet: LoraPacket,
  fullRate: boolean,
  bitsPerSymbol: number,
  codedBitsOfFour: number,
): number {
  const bits = 8 * packet.payloadBytes + (packet.crc ? CRC_BITS : 0);
  if (!packet.implicitHeader) {
    const room = firstBlockBits(packet, fullRate) & ~7;
    const carried = room < bits ? Math.min(room, 8 * packet.payloadBytes) : bits;
    return FIRST_BLOCK_SYMBOLS + Math.ceil(((bits - carried) * codedBitsOfFour) / (4 * bitsPerSymbol));
  }
  const firstBitsPerSymbol = fullRate ? packet.sf : packet.sf - 2;
  const codedBits = (bits * codedBitsOfFour) / 4;
  const restBits = codedBits - FIRST_BLOCK_SYMBOLS * firstBitsPerSymbol;
  if (restBits <= 0) return Math.ceil(codedBits / firstBitsPerSymbol);
  return FIRST_BLOCK_SYMBOLS + Math.ceil(restBits / bitsPerSymbol);
}
