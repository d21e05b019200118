/** Symbols of a LoRaWAN downlink's preamble. See LoRaWAN Regional Parameters RP002-1.0.4, section 2.4 (EU868; the same elsewhere). */
export const DOWNLINK_PREAMBLE_SYMBOLS = 8;

export interface ReceiveWindowRequest {
  readonly symbolTimeS: number;
  /** Symbols that the receiver needs to find a preamble. */
  readonly detectSymbols: number;
  /** How far the downlink may come early or late, s. */
  readonly timingErrorS: number;
}

/**
 * How long a window without a downlink keeps the receiver on, in whole symbols.
 *
 * Whether the downlink comes early or late by the timing error e, the receiver must see d symbols of its 8. It may thus open at
 * −e + (8 − d) symbols and must stay until e + d symbols: 2e and 2d − 8 symbols, and d at the least.
 *
 * @returns symbols
 * @see LoRaMac-node, RegionCommonComputeRxWindowParameters, for the same bound
 */
export function receiveWindowSymbols({ symbolTimeS, detectSymbols, timingErrorS }: ReceiveWindowRequest): number {
  if (timingErrorS === 0) return detectSymbols;
  const needed = 2 * detectSymbols - DOWNLINK_PREAMBLE_SYMBOLS + (2 * timingErrorS) / symbolTimeS;
  return Math.max(detectSymbols, Math.ceil(needed));
}
