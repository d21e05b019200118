import { InputError } from "../../math/errors.ts";
import type { Region, RegionDataRate, SubBand } from "./region.ts";

/** Around LoRaWAN's MACPayload: a header byte and the integrity code. */
const MAC_FRAME_BYTES = 5;
/** In the MACPayload before the application's bytes: the frame header without options, and the port. */
const FRAME_HEADER_BYTES = 8;
/** What LoRaWAN adds to the application's bytes. */
export const LORAWAN_OVERHEAD_BYTES = MAC_FRAME_BYTES + FRAME_HEADER_BYTES;
const DAY_S = 86_400;

/** A packet that has been timed, and where it is to be sent. */
export interface RegionUse {
  readonly name: string;
  readonly region: Region;
  readonly dataRate: number;
  readonly payloadBytes: number;
  readonly timeOnAirS: number;
  /** Which sub-band counts; default: that of the first channel with this data rate. */
  readonly frequencyHz?: number;
  /** Where the network switches the limit; `auto`: as before it has said anything, and on where the plan leaves that open. */
  readonly dwellTime: boolean | "auto";
}

/** What a regional plan allows. */
export interface RegionLimits {
  /** Longest packet on air, comparable with the payload of the radio; 0: the data rate may not be used. */
  readonly maxPayloadBytes: number;
  /** The application's part of that, in a frame without options. */
  readonly maxAppPayloadBytes: number;
  /** Share of the time that a device may send in this sub-band; 1: no limit. */
  readonly dutyCycle: number;
  /** From the start of one such packet to that of the next; null when the packet may not be sent. */
  readonly minIntervalS: number | null;
  readonly messagesPerDay: number;
  readonly dwellTimeOk: boolean;
  /** What sets the interval, in words. */
  readonly reason: string;
}

/**
 * A data rate of a region.
 *
 * @throws {InputError} `unknown-data-rate` with those that the region has
 */
export function findDataRate(name: string, region: Region, dataRate: unknown): RegionDataRate {
  const rate = Object.hasOwn(region.dataRates, String(dataRate)) ? region.dataRates[dataRate as number] : undefined;
  if (typeof dataRate === "number" && rate !== undefined) return rate;
  const message = `${name} has no data rate ${JSON.stringify(dataRate)}`;
  const hint = `data rates: ${Object.keys(region.dataRates).join(", ")}`;
  throw new InputError({ code: "unknown-data-rate", where: "dataRate", message, hint });
}

/**
 * How often a packet may be sent under a regional plan, and whether at all.
 *
 * @throws {InputError} `payload-too-long` over the data rate's limit, `outside-sub-bands` for a frequency that no sub-band has,
 *   `not-in-region` when a dwell time is switched that cannot be
 */
export function regionLimits(use: RegionUse): RegionLimits {
  const { name, region, dataRate, payloadBytes, timeOnAirS } = use;
  const rate = findDataRate(name, region, dataRate);
  const dwellLimitS = dwellLimitOf(use, rate);
  const longest = longestPayloadBytes(rate);
  if (payloadBytes > longest) {
    const message = `expected at most ${longest} bytes on air at DR${dataRate} of ${name}, got ${payloadBytes}`;
    const hint = `that is ${longest - LORAWAN_OVERHEAD_BYTES} bytes of the application and ${LORAWAN_OVERHEAD_BYTES} of LoRaWAN`;
    throw new InputError({ code: "payload-too-long", where: "payloadBytes", message, hint });
  }
  const maxPayloadBytes = dwellLimitS === null ? longest : onAir(rate.dwellMaxMacPayloadBytes);
  const subBand = subBandOf(use);
  const dwellTimeOk = dwellLimitS === null || (maxPayloadBytes > 0 && timeOnAirS <= dwellLimitS);
  const minIntervalS = dwellTimeOk ? timeOnAirS / subBand.dutyCycle : null;
  return {
    maxPayloadBytes,
    maxAppPayloadBytes: Math.max(0, maxPayloadBytes - LORAWAN_OVERHEAD_BYTES),
    dutyCycle: subBand.dutyCycle,
    minIntervalS,
    messagesPerDay: minIntervalS === null ? 0 : Math.floor(DAY_S / minIntervalS),
    dwellTimeOk,
    reason: dwellTimeOk ? dutyCycleReason(subBand) : dwellReason(use, dwellLimitS, maxPayloadBytes),
  };
}

/** The longest packet of a data rate, on air, whatever the dwell time. */
export function longestPayloadBytes(rate: RegionDataRate): number {
  return onAir(rate.maxMacPayloadBytes);
}

function onAir(macPayloadBytes: number): number {
  return macPayloadBytes === 0 ? 0 : macPayloadBytes + MAC_FRAME_BYTES;
}

/** The limit that holds for this packet, s; null without one. */
function dwellLimitOf({ name, region, dwellTime }: RegionUse, rate: RegionDataRate): number | null {
  const dwell = region.dwellTime;
  if (dwellTime !== "auto" && dwell?.setBy !== "network") {
    const message = dwell === null ? `${name} has no dwell time` : `the dwell time of ${name} is a regulation`;
    throw new InputError({ code: "not-in-region", where: "dwellTime", message, hint: "leave it out, or say auto" });
  }
  // LR-FHSS changes its frequency every 0.1 s (headers: 0.23 s), and dwell times are counted on one frequency.
  if (dwell === null || rate.direction === "downlink" || rate.kind === "lr-fhss") return null;
  if (dwell.setBy === "regulation") return dwell.limitS;
  return (dwellTime === "auto" ? (dwell.uplinkAtBoot ?? true) : dwellTime) ? dwell.limitS : null;
}

function subBandOf({ name, region, dataRate, frequencyHz = defaultFrequencyHz(region, dataRate) }: RegionUse): SubBand {
  for (const subBand of region.subBands) {
    if (frequencyHz >= subBand.minHz && frequencyHz < subBand.maxHz) return subBand;
  }
  const last = region.subBands[region.subBands.length - 1];
  if (frequencyHz === last.maxHz) return last;
  const message = `no sub-band of ${name} at ${JSON.stringify(frequencyHz)} Hz`;
  const hint = `sub-bands: ${region.subBands.map(rangeMhz).join(", ")}`;
  throw new InputError({ code: "outside-sub-bands", where: "frequencyHz", message, hint });
}

/** The first channel that has the data rate; of downlinks, the first of RX1; failing both, the first uplink channel. */
function defaultFrequencyHz({ uplinkChannels, downlinkChannels }: Region, dataRate: number): number {
  const ranges = [...uplinkChannels, ...(downlinkChannels ?? [])];
  const own = ranges.find(({ minDataRate, maxDataRate }) => dataRate >= minDataRate && dataRate <= maxDataRate);
  return (own ?? ranges[0]).firstHz;
}

function dwellReason({ name, dataRate }: RegionUse, limitS: number | null, maxPayloadBytes: number): string {
  if (maxPayloadBytes > 0) return `longer than the dwell time of ${limitS} s that ${name} allows`;
  return `DR${dataRate} is too slow for the dwell time of ${limitS} s that ${name} allows`;
}

function dutyCycleReason(subBand: SubBand): string {
  const letter = subBand.name === undefined ? "" : ` (sub-band ${subBand.name})`;
  const place = `${rangeMhz(subBand)}${letter}`;
  if (subBand.dutyCycle === 1) return `no duty cycle is prescribed from ${place}`;
  return `duty cycle of ${subBand.dutyCycle * 100} % from ${place}`;
}

function rangeMhz({ minHz, maxHz }: SubBand): string {
  return `${minHz / 1e6} to ${maxHz / 1e6} MHz`;
}
