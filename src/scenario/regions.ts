/** What a scenario needs to know of a regulatory region: where its band lies and which carrier stands for it. */
export interface RegionBand {
  readonly minHz: number;
  readonly maxHz: number;
  /** First default (or join) uplink channel: the carrier when a scenario names none. */
  readonly carrierHz: number;
  /** Bandwidth of that channel. */
  readonly bandwidthHz: number;
}

/**
 * LoRaWAN's regions.
 *
 * @see RP002-1.0.4, sections 2.4 to 2.13 (bands and default channels); CN779: RP002-1.0.3; ISM2400: Semtech's LoRaWAN 2.4 GHz
 *   proposal, as The Things Stack's band definitions give them
 */
export const REGION_BANDS = {
  EU868: { minHz: 863e6, maxHz: 870e6, carrierHz: 868.1e6, bandwidthHz: 125e3 },
  US915: { minHz: 902e6, maxHz: 928e6, carrierHz: 902.3e6, bandwidthHz: 125e3 },
  AU915: { minHz: 915e6, maxHz: 928e6, carrierHz: 915.2e6, bandwidthHz: 125e3 },
  AS923: { minHz: 915e6, maxHz: 928e6, carrierHz: 923.2e6, bandwidthHz: 125e3 },
  "AS923-1": { minHz: 915e6, maxHz: 928e6, carrierHz: 923.2e6, bandwidthHz: 125e3 },
  "AS923-2": { minHz: 915e6, maxHz: 928e6, carrierHz: 921.4e6, bandwidthHz: 125e3 },
  "AS923-3": { minHz: 915e6, maxHz: 928e6, carrierHz: 916.6e6, bandwidthHz: 125e3 },
  "AS923-4": { minHz: 915e6, maxHz: 928e6, carrierHz: 917.3e6, bandwidthHz: 125e3 },
  IN865: { minHz: 865e6, maxHz: 867e6, carrierHz: 865.0625e6, bandwidthHz: 125e3 },
  KR920: { minHz: 920.9e6, maxHz: 923.3e6, carrierHz: 922.1e6, bandwidthHz: 125e3 },
  CN470: { minHz: 470e6, maxHz: 510e6, carrierHz: 470.3e6, bandwidthHz: 125e3 },
  "CN470-20A": { minHz: 470e6, maxHz: 510e6, carrierHz: 470.3e6, bandwidthHz: 125e3 },
  "CN470-20B": { minHz: 470e6, maxHz: 510e6, carrierHz: 476.9e6, bandwidthHz: 125e3 },
  "CN470-26A": { minHz: 470e6, maxHz: 510e6, carrierHz: 470.3e6, bandwidthHz: 125e3 },
  "CN470-26B": { minHz: 470e6, maxHz: 510e6, carrierHz: 480.3e6, bandwidthHz: 125e3 },
  CN779: { minHz: 779e6, maxHz: 787e6, carrierHz: 779.5e6, bandwidthHz: 125e3 },
  EU433: { minHz: 433.05e6, maxHz: 434.79e6, carrierHz: 433.175e6, bandwidthHz: 125e3 },
  RU864: { minHz: 864e6, maxHz: 870e6, carrierHz: 868.9e6, bandwidthHz: 125e3 },
  ISM2400: { minHz: 2400e6, maxHz: 2500e6, carrierHz: 2403e6, bandwidthHz: 812.5e3 },
} as const satisfies Record<string, RegionBand>;

/** A region of LoRaWAN, or `custom`: any legal carrier, given by the scenario. */
export type RegionName = keyof typeof REGION_BANDS | "custom";

export const REGION_NAMES = [...Object.keys(REGION_BANDS), "custom"] as RegionName[];

/** The region's band; null for `custom`. */
export function regionBand(name: RegionName): RegionBand | null {
  return name === "custom" ? null : REGION_BANDS[name];
}
