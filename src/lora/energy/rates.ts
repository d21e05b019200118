import { InputError } from "../../math/errors.ts";
import type { CodingRate, SpreadingFactor } from "../parameters.ts";
import type { Radio } from "../radios/radio.ts";
import { findDataRate } from "../regions/limits.ts";
import type { Region } from "../regions/region.ts";
import { findRegion } from "../regions/regions.ts";
import type { EnergyInputs } from "./inputs.ts";

/** Modulation of a packet. */
export interface LoraRate {
  readonly sf: SpreadingFactor;
  readonly bandwidthHz: number;
  readonly codingRate: CodingRate;
}

/** With what a device sends and listens. */
export interface Rates {
  readonly uplink: LoraRate;
  readonly rx1: LoraRate;
  readonly rx2: LoraRate;
  /** Class B: of beacon and ping slots. */
  readonly beacon: LoraRate;
  /** Of the uplink; null when nothing says it. */
  readonly frequencyHz: number | null;
}

/** LoRaWAN's bandwidth in nearly all regions, then that of the 2.4 GHz band. */
const DEFAULT_BANDWIDTHS_HZ = [125_000, 812_500] as const;
/** As in a scenario: the middle between speed and reach. */
const DEFAULT_SF = 10;
const DEFAULT_CODING_RATE = "4/5";
/** Those of EU868: see RP002-1.0.4, sections 2.4.7 and 2.4.8. */
const DEFAULT_RX2_SF = 12;
const DEFAULT_PING_SF = 9;

/** Inputs that a region's data rate says already. */
const TOLD_BY_REGION = ["sf", "bandwidthHz", "codingRate", "rx2Sf", "rx2BandwidthHz", "pingSf"] as const;

/**
 * Modulation of the uplink and of what is listened for: from a region's data rate, or from the inputs.
 *
 * @throws {InputError} `unknown-region`, `unknown-data-rate`, `missing-input`, or `conflicting-inputs` when both are given;
 *   `not-lora` for a data rate of FSK or LR-FHSS
 */
export function settleRates(radio: Radio, inputs: EnergyInputs): Rates {
  if (inputs.region !== undefined) return regionalRates(inputs.region, inputs);
  if (inputs.dataRate !== undefined) {
    throw new InputError({ code: "missing-input", where: "region", message: "missing: whose data rate it is" });
  }
  const usualHz = DEFAULT_BANDWIDTHS_HZ.find((usual) => radio.bandwidthsHz.includes(usual)) ?? radio.bandwidthsHz[0];
  const uplink: LoraRate = {
    sf: (inputs.sf ?? DEFAULT_SF) as SpreadingFactor,
    bandwidthHz: inputs.bandwidthHz ?? usualHz,
    codingRate: inputs.codingRate ?? DEFAULT_CODING_RATE,
  };
  const rx2: LoraRate = {
    sf: (inputs.rx2Sf ?? DEFAULT_RX2_SF) as SpreadingFactor,
    bandwidthHz: inputs.rx2BandwidthHz ?? usualHz,
    codingRate: uplink.codingRate,
  };
  const beacon: LoraRate = { ...rx2, sf: (inputs.pingSf ?? DEFAULT_PING_SF) as SpreadingFactor };
  return { uplink, rx1: uplink, rx2, beacon, frequencyHz: null };
}

function regionalRates(name: string, inputs: EnergyInputs): Rates {
  const region = findRegion(name);
  const told = TOLD_BY_REGION.find((key) => inputs[key] !== undefined);
  if (told !== undefined) {
    const message = "cannot be given together with a region, whose data rates say it";
    throw new InputError({ code: "conflicting-inputs", where: told, message, hint: "leave out one of the two" });
  }
  const { dataRate } = inputs;
  if (dataRate === undefined) {
    const message = `missing: a data rate of ${name}, one of ${Object.keys(region.dataRates).join(", ")}`;
    throw new InputError({ code: "missing-input", where: "dataRate", message });
  }
  const uplink = loraRate(name, region, dataRate);
  const channel = region.uplinkChannels.find((one) => dataRate >= one.minDataRate && dataRate <= one.maxDataRate);
  return {
    uplink,
    rx1: loraRate(name, region, region.rx1DataRates[dataRate]?.[0] ?? dataRate),
    rx2: loraRate(name, region, region.rx2.dataRate),
    beacon: loraRate(name, region, region.beacon.dataRate),
    frequencyHz: channel?.firstHz ?? region.uplinkChannels[0].firstHz,
  };
}

function loraRate(name: string, region: Region, number: number): LoraRate {
  const rate = findDataRate(name, region, number);
  if (rate.kind === "lora") return rate;
  const lora = Object.keys(region.dataRates).filter((key) => region.dataRates[Number(key)].kind === "lora");
  throw new InputError({
    code: "not-lora",
    where: "dataRate",
    message: `DR${number} of ${name} is ${rate.kind}: battery life is computed for LoRa`,
    hint: `LoRa data rates: ${lora.join(", ")}`,
  });
}
