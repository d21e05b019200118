/** How long a packet occupies its channel. The same members for every modulation; what one lacks is null. */
export interface TimeOnAir {
  readonly timeOnAirS: number;
  /** One chirp of LoRa; one bit of FSK and LR-FHSS. */
  readonly symbolTimeS: number;
  /** LoRa: preamble and sync word; FSK: the preamble's bits; LR-FHSS: all headers. */
  readonly preambleTimeS: number;
  /** Symbols after that. */
  readonly payloadSymbols: number;
  /** LoRa's low-data-rate optimisation as it is in force; null for other modulations. */
  readonly ldro: boolean | null;
  /** Rate of the payload's bits while they are sent, after error correction. */
  readonly bitRateBps: number;
}
