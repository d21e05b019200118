import type { LrFhssCodingRate } from "../lr-fhss-airtime.ts";
import type { CodingRate, SpreadingFactor } from "../parameters.ts";

/** The modulation behind a data rate's number, and how much it may carry. */
export type RegionDataRate = DataRateLimits &
  (
    | {
        readonly kind: "lora";
        readonly sf: SpreadingFactor;
        readonly bandwidthHz: number;
        readonly codingRate: CodingRate;
      }
    | { readonly kind: "fsk"; readonly bitRateBps: number }
    | {
        readonly kind: "lr-fhss";
        readonly codingRate: LrFhssCodingRate;
        readonly headerCount: number;
        /** Width over which a packet hops. */
        readonly occupiedBandwidthHz: number;
      }
  );

interface DataRateLimits {
  /** Longest MACPayload ("M" in the specification), bytes. */
  readonly maxMacPayloadBytes: number;
  /** The same while the dwell time is limited; 0: the data rate may not be used. */
  readonly dwellMaxMacPayloadBytes: number;
  readonly direction: "both" | "uplink" | "downlink";
}

/** Channels at even steps. */
export interface ChannelRange {
  readonly firstHz: number;
  readonly stepHz: number;
  readonly count: number;
  readonly minDataRate: number;
  readonly maxDataRate: number;
}

export interface Channel {
  readonly frequencyHz: number;
  readonly minDataRate: number;
  readonly maxDataRate: number;
}

/** A part of the band with a limit of its own. */
export interface SubBand {
  /** Letter in the regulation, where it has one. */
  readonly name?: string;
  readonly minHz: number;
  readonly maxHz: number;
  /** Share of the time that a device may send; 1: no limit. */
  readonly dutyCycle: number;
  readonly maxEirpDbm: number;
}

/** A limit on how long one packet may last. */
export interface DwellTime {
  readonly limitS: number;
  /** `regulation`: always holds for uplinks; `network`: the network switches it (TxParamSetupReq). */
  readonly setBy: "regulation" | "network";
  /** State before the network has said anything; null where the plan leaves it open. */
  readonly uplinkAtBoot: boolean | null;
  readonly downlinkAtBoot: boolean | null;
}

/** A regional plan of LoRaWAN. */
export interface Region {
  readonly title: string;
  readonly source: string;
  readonly band: { readonly minHz: number; readonly maxHz: number };
  /** By number. */
  readonly dataRates: Readonly<Record<number, RegionDataRate>>;
  /** M with the room that a repeater needs is at most this. */
  readonly repeaterMaxMacPayloadBytes: number;
  /** Default channels, or all of a fixed plan. */
  readonly uplinkChannels: readonly ChannelRange[];
  /** Channels of RX1; null: that of the uplink. */
  readonly downlinkChannels: readonly ChannelRange[] | null;
  readonly maxChannels: { readonly uplink: number; readonly downlink: number };
  /** RX1's data rate by the uplink's, then by RX1DROffset. */
  readonly rx1DataRates: readonly (readonly number[])[];
  /** The same while the downlink's dwell time is limited, where it differs. */
  readonly dwellRx1DataRates?: readonly (readonly number[])[];
  readonly rx2: { readonly frequencyHz: number; readonly dataRate: number };
  readonly beacon: { readonly dataRate: number; readonly frequenciesHz: readonly number[] };
  readonly pingSlotFrequenciesHz: readonly number[];
  readonly subBands: readonly SubBand[];
  readonly maxEirpDbm: number;
  /** TXPower 0 to this many steps of 2 dB below the maximum. */
  readonly txPowerSteps: number;
  readonly dwellTime: DwellTime | null;
  readonly txParamSetup: boolean;
  readonly channelList: "frequencies" | "channel-masks";
  /** Whether the plan knows relays (RP002-1.0.4 on). */
  readonly relay: boolean;
}

/**
 * Timing that all regions share.
 *
 * @see RP002-1.0.4, section 3.1 "Default settings"
 */
export const LORAWAN_TIMING = {
  receiveDelay1S: 1,
  receiveDelay2S: 2,
  joinAcceptDelay1S: 5,
  joinAcceptDelay2S: 6,
  maxFrameCounterGap: 16_384,
  adrAckLimit: 64,
  adrAckDelay: 32,
  minRetransmitTimeoutS: 1,
  maxRetransmitTimeoutS: 3,
  relayForwardDelayS: 0.05,
  relayReceiveDelayS: 18,
  servedRelayBackoff: 8,
} as const;

/** Number of the channels, from 0. */
export function countChannels(ranges: readonly ChannelRange[]): number {
  return ranges.reduce((sum, { count }) => sum + count, 0);
}

/** A channel by its index, counted through all ranges; null beyond the last. */
export function channelAt(ranges: readonly ChannelRange[], index: number): Channel | null {
  let first = 0;
  for (const { firstHz, stepHz, count, minDataRate, maxDataRate } of ranges) {
    if (index < first + count) return { frequencyHz: firstHz + stepHz * (index - first), minDataRate, maxDataRate };
    first += count;
  }
  return null;
}

/** Where the answer to an uplink on a channel comes in RX1; null when there is no such channel. */
export function rx1FrequencyHz(region: Region, uplinkChannel: number): number | null {
  const ranges = region.downlinkChannels;
  if (ranges === null) return channelAt(region.uplinkChannels, uplinkChannel)?.frequencyHz ?? null;
  return channelAt(ranges, uplinkChannel % countChannels(ranges))?.frequencyHz ?? null;
}

/** M of a data rate with the room that a repeater needs. */
export function repeaterMacPayloadBytes(region: Region, dataRate: RegionDataRate): number {
  return Math.min(dataRate.maxMacPayloadBytes, region.repeaterMaxMacPayloadBytes);
}
