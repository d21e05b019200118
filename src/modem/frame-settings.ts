import type { SpreadingFactor } from "../lora/parameters.ts";

/** Coding rates of the modem; long interleaving (SX128x) is not among them. */
export type ModemCodingRate = "4/5" | "4/6" | "4/7" | "4/8";
export const MODEM_CODING_RATES = ["4/5", "4/6", "4/7", "4/8"] as const satisfies readonly ModemCodingRate[];

/** The two ways to format a frame: they differ at SF5 and SF6 only. */
export type ModemChip = "sx127x" | "sx126x";
export const MODEM_CHIPS = ["sx127x", "sx126x"] as const satisfies readonly ModemChip[];

/** All that transmitter and receiver must agree on besides the payload: every choice made, none left to a default. */
export interface FrameSettings {
  readonly sf: SpreadingFactor;
  readonly bandwidthHz: number;
  readonly codingRate: ModemCodingRate;
  /** Whether a CRC follows the payload. */
  readonly crc: boolean;
  /** Whether the header (length, coding rate, CRC flag) is left out. */
  readonly implicitHeader: boolean;
  /** Low-data-rate optimisation: two bits less in each payload symbol. */
  readonly lowDataRate: boolean;
  readonly chip: ModemChip;
}

/** What goes on air around the payload's symbols. */
export interface FrameEnvelope {
  /** Un-modulated up-chirps before the sync word, ≥ 2. */
  readonly preambleSymbols: number;
  /** One byte: its two nibbles become the two sync symbols, each eight times the nibble. */
  readonly syncWord: number;
  /** Whether the spectrum is mirrored, as LoRaWAN's downlink is. */
  readonly invertIq: boolean;
}

/** Semtech's default for private networks; LoRaWAN's public networks use 0x34. */
export const PRIVATE_SYNC_WORD = 0x12;
export const DEFAULT_ENVELOPE: FrameEnvelope = { preambleSymbols: 8, syncWord: PRIVATE_SYNC_WORD, invertIq: false };
