import type { Named } from "../../lora/catalog.ts";
import { exactBandwidthHz, LORA_CHIP_TRAITS } from "../../lora/chips.ts";
import { type CodingRate, SPREADING_FACTORS, type SpreadingFactor } from "../../lora/parameters.ts";
import type { Radio } from "../../lora/radios/radio.ts";
import type { Region } from "../../lora/regions/region.ts";
import { InputError } from "../../math/errors.ts";

/** A plan with the name that it is asked for by. */
export interface NamedRegion {
  readonly name: string;
  readonly plan: Region;
}

/** A spreading factor and bandwidth that may be sent with, and where. */
export interface UplinkRate {
  /** Number in the region; null without a region. */
  readonly dataRate: number | null;
  readonly sf: SpreadingFactor;
  readonly bandwidthHz: number;
  /** Those that the radio has, of the plan's kind (plain or with long interleaving). */
  readonly codingRates: readonly CodingRate[];
  /** That the plan gives; null without a region. */
  readonly planCodingRate: CodingRate | null;
  /** First channel that carries it; null without a region. */
  readonly frequencyHz: number | null;
}

/** Whether a radio hears the region's second receive window, which every device of LoRaWAN must. */
export function hearsSecondWindow(radio: Radio, { plan }: NamedRegion): boolean {
  const rate = plan.dataRates[plan.rx2.dataRate];
  return rate.kind === "lora" && hasRate(radio, rate.sf, rate.bandwidthHz);
}

/** @throws {InputError} `no-such-rate` at `radio` when it does not hear the region's second receive window */
export function requireSecondWindow(radio: Named<Radio>, region: NamedRegion): void {
  if (hearsSecondWindow(radio, region)) return;
  const message = `${radio.name} lacks the data rate of ${region.name}'s second receive window, DR${region.plan.rx2.dataRate}`;
  throw new InputError({ code: "no-such-rate", where: "radio", message, hint: "another radio" });
}

/** LoRaWAN's bandwidth in nearly all regions, then that of the 2.4 GHz band. */
const USUAL_BANDWIDTHS_HZ = [125_000, 812_500] as const;

/**
 * The LoRa rates of an uplink, fastest first: those of a region that one of its channels carries and the radio has, or without a
 * region all spreading factors of the radio at one bandwidth.
 *
 * @param bandwidthHz without a region; default 125 kHz, or 812.5 kHz for a radio of 2.4 GHz only
 */
export function uplinkRates(radio: Radio, region: NamedRegion | null, bandwidthHz?: number): UplinkRate[] {
  const rates = region === null ? ownRates(radio, bandwidthHz) : planRates(radio, region.plan);
  return rates.sort((a, b) => a.sf / a.bandwidthHz - b.sf / b.bandwidthHz || b.bandwidthHz - a.bandwidthHz);
}

function ownRates(radio: Radio, wantedHz: number | undefined): UplinkRate[] {
  const usualHz = USUAL_BANDWIDTHS_HZ.find((usual) => radio.bandwidthsHz.includes(usual)) ?? radio.bandwidthsHz[0];
  const bandwidthHz = exactBandwidthHz(wantedHz ?? usualHz, radio.bandwidthsHz);
  if (bandwidthHz === null) return [];
  return SPREADING_FACTORS.filter((sf) => hasRate(radio, sf, bandwidthHz)).map((sf) => ({
    dataRate: null,
    sf,
    bandwidthHz,
    codingRates: codingRatesLike(radio, "4/5"),
    planCodingRate: null,
    frequencyHz: null,
  }));
}

function planRates(radio: Radio, plan: Region): UplinkRate[] {
  return Object.entries(plan.dataRates).flatMap(([number, rate]): UplinkRate[] => {
    const dataRate = Number(number);
    const channel = plan.uplinkChannels.find((one) => dataRate >= one.minDataRate && dataRate <= one.maxDataRate);
    if (rate.kind !== "lora" || channel === undefined || rate.direction === "downlink") return [];
    const answer = plan.dataRates[plan.rx1DataRates[dataRate]?.[0] ?? dataRate];
    const hearsAnswer = answer.kind === "lora" && hasRate(radio, answer.sf, answer.bandwidthHz);
    if (!hasRate(radio, rate.sf, rate.bandwidthHz) || !hearsAnswer) return [];
    return [
      {
        dataRate,
        sf: rate.sf,
        bandwidthHz: rate.bandwidthHz,
        codingRates: codingRatesLike(radio, rate.codingRate),
        planCodingRate: rate.codingRate,
        frequencyHz: channel.firstHz,
      },
    ];
  });
}

/** Whether a radio can send and receive with a spreading factor at a bandwidth, with a header. */
export function hasRate(radio: Radio, sf: SpreadingFactor, bandwidthHz: number): boolean {
  const exactHz = exactBandwidthHz(bandwidthHz, radio.bandwidthsHz);
  if (exactHz === null) return false;
  const max = radio.maxSpreadingFactorAt?.[exactHz] ?? radio.spreadingFactors.max;
  // The SX127x has SF6 only without a header: see `requireLoraPacket`.
  const least = LORA_CHIP_TRAITS[radio.chip].fineSync ? 5 : 7;
  return sf >= Math.max(least, radio.spreadingFactors.min) && sf <= max;
}

function codingRatesLike(radio: Radio, planned: CodingRate): CodingRate[] {
  return radio.codingRates.filter((rate) => rate.startsWith("li") === planned.startsWith("li"));
}
