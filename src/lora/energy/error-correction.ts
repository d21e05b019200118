import type { LoraPacket } from "../lora-packet.ts";
import { packetSuccess } from "../packet-success.ts";
import type { CodingRate, SpreadingFactor } from "../parameters.ts";
import { REQUIRED_SNR_DB } from "../snr-threshold.ts";

/** The rates whose trade is shown. */
export const COMPARED_CODING_RATES = ["4/5", "4/6", "4/7", "4/8"] as const satisfies readonly CodingRate[];

/** What one coding rate costs and brings. */
export interface CodingRateTrade {
  readonly codingRate: CodingRate;
  readonly timeOnAirS: number;
  readonly packetSuccess: number;
  readonly transmissionsPerUplink: number;
  readonly deliveredShare: number;
  readonly energyPerUplinkJ: number;
  /** Energy spent for each uplink that arrives: what counts. */
  readonly energyPerDeliveredUplinkJ: number;
  readonly lifeDays: number;
}

/** Success of a settled packet in white noise, as the modem receives it. */
export function expectedSuccess(packet: LoraPacket, ldro: boolean, snrDb: number): number {
  return packetSuccess({
    sf: packet.sf as SpreadingFactor,
    codingRate: packet.codingRate,
    payloadBytes: packet.payloadBytes,
    snrDb,
    implicitHeader: packet.implicitHeader,
    crc: packet.crc,
    lowDataRate: ldro,
  });
}

/** Far enough from the threshold, either way, for a success of practically 0 and 1. */
const SEARCH_REACH_DB = 12;
const SEARCH_STEPS = 24;

/**
 * The signal-to-noise ratio with a stated packet success: from it follows what other coding rates would have
 * given on the same link.
 *
 * @param success above 0, below 1
 * @returns dB, by halving, to better than 2e-6
 */
export function snrForSuccess(packet: LoraPacket, ldro: boolean, success: number): number {
  const thresholdDb = REQUIRED_SNR_DB[packet.sf as SpreadingFactor];
  let lowDb = thresholdDb - SEARCH_REACH_DB;
  let highDb = thresholdDb + SEARCH_REACH_DB;
  for (let i = 0; i < SEARCH_STEPS; i++) {
    const middleDb = (lowDb + highDb) / 2;
    if (expectedSuccess(packet, ldro, middleDb) < success) lowDb = middleDb;
    else highDb = middleDb;
  }
  return (lowDb + highDb) / 2;
}
