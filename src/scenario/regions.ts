import { channelAt } from "../lora/regions/region.ts";
import { LORAWAN_REGION_NAMES, type LorawanRegionName, REGIONS } from "../lora/regions/regions.ts";

/** What a scenario needs to know of a regulatory region: where its band lies and which carrier stands for it. */
export interface RegionBand {
  readonly minHz: number;
  readonly maxHz: number;
  /** First default (or join) uplink channel: the carrier when a scenario names none. */
  readonly carrierHz: number;
  /** Bandwidth of that channel. */
  readonly bandwidthHz: number;
}

/** A region of LoRaWAN, or `custom`: any legal carrier, given by the scenario. */
export type RegionName = LorawanRegionName | "custom";

export const REGION_NAMES: readonly RegionName[] = [...LORAWAN_REGION_NAMES, "custom"];

/** The region's band; null for `custom`. */
export function regionBand(name: RegionName): RegionBand | null {
  if (name === "custom") return null;
  const { band, uplinkChannels, dataRates } = REGIONS[name];
  const channel = channelAt(uplinkChannels, 0);
  const rate = channel === null ? undefined : dataRates[channel.minDataRate];
  if (channel === null || rate?.kind !== "lora") return null;
  return { ...band, carrierHz: channel.frequencyHz, bandwidthHz: rate.bandwidthHz };
}
