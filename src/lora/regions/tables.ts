import type { LrFhssCodingRate } from "../lr-fhss-airtime.ts";
import type { CodingRate, SpreadingFactor } from "../parameters.ts";
import type { ChannelRange, RegionDataRate } from "./region.ts";

// How the plans are written: one short call for a row of the specification's tables.

interface RowOptions {
  /** M while the dwell time is limited, where it differs. */
  readonly dwell?: number;
  readonly direction?: RegionDataRate["direction"];
  readonly codingRate?: CodingRate;
}

/** LoRa at `bandwidthKhz` with at most `maxMacPayloadBytes` of MACPayload. */
export function lora(
  sf: SpreadingFactor,
  bandwidthKhz: number,
  maxMacPayloadBytes: number,
  { dwell = maxMacPayloadBytes, direction = "both", codingRate = "4/5" }: RowOptions = {},
): RegionDataRate {
  const bandwidthHz = bandwidthKhz * 1000;
  return { kind: "lora", sf, bandwidthHz, codingRate, maxMacPayloadBytes, dwellMaxMacPayloadBytes: dwell, direction };
}

export function fsk(bitRateBps: number, maxMacPayloadBytes: number): RegionDataRate {
  return {
    kind: "fsk",
    bitRateBps,
    maxMacPayloadBytes,
    dwellMaxMacPayloadBytes: maxMacPayloadBytes,
    direction: "both",
  };
}

/** Copies of the header by coding rate. See RP002-1.0.4, section 4.3 "LR-FHSS". */
const HEADER_COUNTS = { "1/3": 3, "2/3": 2 } as const satisfies Partial<Record<LrFhssCodingRate, number>>;

export function lrFhss(
  codingRate: keyof typeof HEADER_COUNTS,
  occupiedKhz: number,
  maxMacPayloadBytes: number,
): RegionDataRate {
  return {
    kind: "lr-fhss",
    codingRate,
    headerCount: HEADER_COUNTS[codingRate],
    occupiedBandwidthHz: occupiedKhz * 1000,
    maxMacPayloadBytes,
    dwellMaxMacPayloadBytes: maxMacPayloadBytes,
    direction: "uplink",
  };
}

/** Single channels, MHz. */
export function channels(frequenciesMhz: readonly number[], minDataRate: number, maxDataRate: number): ChannelRange[] {
  return frequenciesMhz.map((mhz) => ({ firstHz: hz(mhz), stepHz: 0, count: 1, minDataRate, maxDataRate }));
}

interface EvenChannels {
  readonly firstMhz: number;
  readonly stepMhz: number;
  readonly count: number;
  /** First and last data rate. */
  readonly dataRates: readonly [number, number];
}

/** Channels at even steps. */
export function evenChannels({ firstMhz, stepMhz, count, dataRates }: EvenChannels): ChannelRange {
  const [minDataRate, maxDataRate] = dataRates;
  return { firstHz: hz(firstMhz), stepHz: hz(stepMhz), count, minDataRate, maxDataRate };
}

/** Whole hertz: 868.1 · 10⁶ is not one in binary. */
export function hz(mhz: number): number {
  return Math.round(mhz * 1e6);
}

interface StepDown {
  /** Uplink data rates 0 to this, less one. */
  readonly dataRates: number;
  /** Offsets above 5 step up. */
  readonly offsets: 6 | 8;
  readonly min?: number;
  readonly max?: number;
}

/** The usual table of RX1: each offset takes one data rate off, down to the lowest. */
export function stepDown({ dataRates, offsets, min = 0, max = dataRates - 1 }: StepDown): number[][] {
  return Array.from({ length: dataRates }, (_, dataRate) =>
    Array.from({ length: offsets }, (_, offset) =>
      Math.min(max, Math.max(min, dataRate - (offset > 5 ? 5 - offset : offset))),
    ),
  );
}
