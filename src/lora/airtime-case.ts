import { InputError } from "../math/errors.ts";
import { loraTimeOnAir } from "./airtime.ts";
import { type AirtimeInput, MODULATIONS, type Modulation, refuseUnknownKeys } from "./airtime-input.ts";
import { requireChoice, requireWhole } from "./checks.ts";
import { FSK_PACKET_DEFAULTS, type FskPacket, fskTimeOnAir } from "./fsk-airtime.ts";
import { LORA_PACKET_DEFAULTS, type LoraPacket } from "./lora-packet.ts";
import { LR_FHSS_PACKET_DEFAULTS, type LrFhssPacket, lrFhssTimeOnAir } from "./lr-fhss-airtime.ts";
import { findDataRate, LORAWAN_OVERHEAD_BYTES, type RegionLimits, regionLimits } from "./regions/limits.ts";
import type { Region } from "./regions/region.ts";
import { findRegion } from "./regions/regions.ts";
import type { TimeOnAir } from "./time-on-air.ts";

/** A packet of any modulation. */
export type Packet =
  | { readonly modulation: "lora"; readonly packet: LoraPacket }
  | { readonly modulation: "fsk"; readonly packet: FskPacket }
  | { readonly modulation: "lr-fhss"; readonly packet: LrFhssPacket };

/** A question that has been read; the packet's own values are checked when it is timed. */
export type AirtimeCase = Packet & {
  readonly plan: {
    readonly name: string;
    readonly region: Region;
    readonly dataRate: number;
    readonly frequencyHz: number | undefined;
    readonly dwellTime: boolean | "auto";
  } | null;
};

export type AirtimeAnswer = TimeOnAir & Partial<RegionLimits>;

/**
 * Time on air of any packet; with a region also what its plan allows.
 *
 * @param input `modulation`, `chip`, `payloadBytes` (on air) or `appPayloadBytes` (LoRaWAN's 13 bytes are added) and the packet's own
 *   members, or `region` and `dataRate`; a key that is absent or null takes its default
 * @throws {InputError} naming the key that cannot be used, with the legal values
 * @example computeAirtime({ region: "EU868", dataRate: 5, payloadBytes: 20 }).minIntervalS // 5.6576: 1 % of the time
 */
export function computeAirtime(input: AirtimeInput): AirtimeAnswer {
  return answerAirtime(readAirtimeCase(input));
}

/** The answer to a question that has been read. */
export function answerAirtime(question: AirtimeCase): AirtimeAnswer {
  const time = timePacket(question);
  if (question.plan === null) return time;
  const { payloadBytes } = question.packet;
  return { ...time, ...regionLimits({ ...question.plan, payloadBytes, timeOnAirS: time.timeOnAirS }) };
}

function timePacket(question: Packet): TimeOnAir {
  switch (question.modulation) {
    case "lora":
      return loraTimeOnAir(question.packet);
    case "fsk":
      return fskTimeOnAir(question.packet);
    case "lr-fhss":
      return lrFhssTimeOnAir(question.packet);
  }
}

/**
 * Reads a question: unknown keys are refused, defaults filled in, a data rate turned into its packet.
 *
 * @throws {InputError} naming the key
 */
export function readAirtimeCase(input: AirtimeInput): AirtimeCase {
  if (input.region !== undefined || input.dataRate !== undefined) return readPlannedCase(input);
  const modulation = (input.modulation ?? "lora") as Modulation;
  requireChoice("modulation", modulation, MODULATIONS);
  refuseUnknownKeys(input, modulation);
  return { ...packetOf(modulation, input, payloadOf(input)), plan: null };
}

function readPlannedCase(input: AirtimeInput): AirtimeCase {
  if (input.region === undefined) throw missing("region", "a data rate belongs to a region, such as EU868");
  if (input.dataRate === undefined) throw missing("dataRate", "the number of a data rate of the region");
  const name = String(input.region);
  const region = findRegion(name);
  const rate = findDataRate(name, region, input.dataRate);
  refuseUnknownKeys(input, rate.kind);
  const dwellTime = (input.dwellTime ?? "auto") as boolean | "auto";
  requireChoice("dwellTime", dwellTime, ["auto", true, false]);
  const chip = rate.kind === "lora" && rate.bandwidthHz === 812_500 ? "sx128x" : LORA_PACKET_DEFAULTS.chip;
  const plan = {
    name,
    region,
    dataRate: input.dataRate as number,
    frequencyHz: (input.frequencyHz ?? undefined) as number | undefined,
    dwellTime,
  };
  return { ...packetOf(rate.kind, { chip, ...rate, ...input }, payloadOf(input)), plan };
}

/** The packet with the defaults where the input says nothing. What the values are worth is checked by who times it. */
function packetOf(modulation: Modulation, input: AirtimeInput, payloadBytes: number): Packet {
  switch (modulation) {
    case "lora": {
      const d = LORA_PACKET_DEFAULTS;
      const packet = {
        chip: input.chip ?? d.chip,
        sf: input.sf,
        bandwidthHz: input.bandwidthHz ?? d.bandwidthHz,
        codingRate: input.codingRate ?? d.codingRate,
        preambleSymbols: input.preambleSymbols ?? d.preambleSymbols,
        implicitHeader: input.implicitHeader ?? d.implicitHeader,
        crc: input.crc ?? d.crc,
        ldro: input.ldro ?? d.ldro,
        payloadBytes,
        sf6Formula: input.sf6Formula ?? d.sf6Formula,
      };
      if (packet.sf === undefined)
        throw missing("sf", "a spreading factor from 5 to 12, or a region and its data rate");
      return { modulation, packet: packet as LoraPacket };
    }
    case "fsk": {
      const d = FSK_PACKET_DEFAULTS;
      const packet = {
        bitRateBps: input.bitRateBps ?? d.bitRateBps,
        preambleBits: input.preambleBits ?? d.preambleBits,
        syncWordBits: input.syncWordBits ?? d.syncWordBits,
        variableLength: input.variableLength ?? d.variableLength,
        addressFiltering: input.addressFiltering ?? d.addressFiltering,
        crcBytes: input.crcBytes ?? d.crcBytes,
        payloadBytes,
      };
      return { modulation, packet: packet as FskPacket };
    }
    case "lr-fhss": {
      const d = LR_FHSS_PACKET_DEFAULTS;
      const packet = {
        codingRate: input.codingRate ?? d.codingRate,
        headerCount: input.headerCount ?? d.headerCount,
        payloadBytes,
        lastBlock: input.lastBlock ?? d.lastBlock,
      };
      return { modulation, packet: packet as LrFhssPacket };
    }
  }
}

/** Bytes on air. */
function payloadOf({ payloadBytes, appPayloadBytes }: AirtimeInput): number {
  if (appPayloadBytes === undefined) {
    if (payloadBytes === undefined) throw missing("payloadBytes", "a number of bytes from 0 to 255");
    return payloadBytes as number;
  }
  if (payloadBytes !== undefined) {
    const message = "cannot be given together with payloadBytes";
    throw new InputError({ code: "conflicting-inputs", where: "appPayloadBytes", message });
  }
  requireWhole("appPayloadBytes", appPayloadBytes, 0, 255 - LORAWAN_OVERHEAD_BYTES);
  return (appPayloadBytes as number) + LORAWAN_OVERHEAD_BYTES;
}

function missing(where: string, what: string): InputError {
  return new InputError({ code: "missing-input", where, message: `missing: ${what}` });
}
