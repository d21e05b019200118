import { exactBandwidthHz, LORA_BANDWIDTHS_HZ } from "../lora/chips.ts";
import type { CodingRate, SpreadingFactor } from "../lora/parameters.ts";
import { findDataRate, longestPayloadBytes } from "../lora/regions/limits.ts";
import type { Region } from "../lora/regions/region.ts";
import { findRegion } from "../lora/regions/regions.ts";
import { InputError } from "../math/errors.ts";
import { DEFAULT_BANDWIDTH_HZ, type LinkInputs } from "./link-inputs.ts";

/** What both ends agree on. */
export interface LinkRadio {
  readonly sf: SpreadingFactor;
  readonly bandwidthHz: number;
  readonly codingRate: CodingRate;
  /** Null when nothing says it, and nothing needs it. */
  readonly frequencyHz: number | null;
  readonly region: { readonly name: string; readonly plan: Region } | null;
}

/**
 * The radio settings of a link: said one by one, or by a region's data rate; the frequency may be left to the region.
 *
 * @throws {InputError} naming the key that is missing, in conflict, or outside the region
 */
export function settleRadio(inputs: LinkInputs): LinkRadio {
  if (inputs.region === undefined) {
    if (inputs.dataRate !== undefined) throw missing("region", "the region that the data rate belongs to");
    return { ...ownSettings(inputs), frequencyHz: inputs.frequencyHz ?? null, region: null };
  }
  const region = { name: inputs.region, plan: findRegion(inputs.region) };
  const settings = inputs.dataRate === undefined ? ownSettings(inputs) : rateSettings(inputs, region);
  const frequencyHz = inputs.frequencyHz ?? region.plan.uplinkChannels[0].firstHz;
  requireBand(frequencyHz, region);
  return { ...settings, frequencyHz, region };
}

type Settings = Pick<LinkRadio, "sf" | "bandwidthHz" | "codingRate">;
type NamedRegion = NonNullable<LinkRadio["region"]>;

function ownSettings({ sf, bandwidthHz = DEFAULT_BANDWIDTH_HZ, codingRate = "4/5" }: LinkInputs): Settings {
  if (sf === undefined) throw missing("sf", "a spreading factor from 5 to 12, or a region and its data rate");
  const exactHz = exactBandwidthHz(bandwidthHz, LORA_BANDWIDTHS_HZ);
  if (exactHz === null) {
    const listed = LORA_BANDWIDTHS_HZ.map((hz) => Number((hz / 1000).toPrecision(6))).join(", ");
    throw new InputError({
      code: "out-of-range",
      where: "bandwidthHz",
      message: `expected a bandwidth of LoRa, got ${bandwidthHz} Hz`,
      hint: `in kHz: ${listed}`,
    });
  }
  return { sf: sf as SpreadingFactor, bandwidthHz: exactHz, codingRate };
}

function rateSettings(inputs: LinkInputs, { name, plan }: NamedRegion): Settings {
  const rate = findDataRate(name, plan, inputs.dataRate);
  if (rate.kind !== "lora") {
    const message = `DR${inputs.dataRate} of ${name} is ${rate.kind}: a link budget needs a LoRa data rate`;
    throw new InputError({ code: "not-lora", where: "dataRate", message });
  }
  for (const key of ["sf", "bandwidthHz"] as const) {
    if (inputs[key] === undefined) continue;
    const message = `cannot be given together with dataRate: DR${inputs.dataRate} of ${name} settles it`;
    throw new InputError({ code: "conflicting-inputs", where: key, message });
  }
  const longest = longestPayloadBytes(rate);
  if (inputs.payloadBytes > longest) {
    const message = `expected at most ${longest} bytes on air at DR${inputs.dataRate} of ${name}, got ${inputs.payloadBytes}`;
    throw new InputError({ code: "payload-too-long", where: "payloadBytes", message });
  }
  return { sf: rate.sf, bandwidthHz: rate.bandwidthHz, codingRate: inputs.codingRate ?? rate.codingRate };
}

function requireBand(frequencyHz: number, { name, plan }: NamedRegion): void {
  const { minHz, maxHz } = plan.band;
  if (frequencyHz >= minHz && frequencyHz <= maxHz) return;
  const message = `expected ${minHz / 1e6} to ${maxHz / 1e6} MHz for ${name}, got ${frequencyHz / 1e6} MHz`;
  throw new InputError({ code: "outside-region", where: "frequencyHz", message });
}

/** The greatest power that a region lets a device radiate at a frequency, dBm EIRP. */
export function maxEirpDbm({ plan }: NamedRegion, frequencyHz: number): number {
  const subBand = plan.subBands.find(({ minHz, maxHz }) => frequencyHz >= minHz && frequencyHz <= maxHz);
  return subBand?.maxEirpDbm ?? plan.maxEirpDbm;
}

export function missing(where: string, what: string): InputError {
  return new InputError({ code: "missing-input", where, message: `missing: ${what}` });
}
