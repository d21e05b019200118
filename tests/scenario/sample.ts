/** A feature as tests write it down. */
export interface SampleFeature {
  type: string;
  id?: unknown;
  geometry: { type: string; coordinates: unknown } | null;
  properties: Record<string, unknown> | null;
}

export type Section = "radio" | "device" | "gateway" | "propagation" | "terrain" | "goal";
export type SampleSettings = Record<Section, Record<string, unknown>> & Record<string, unknown>;

/** A document that tests spoil on purpose: any member may be anything. */
export interface SampleScenario {
  [key: string]: unknown;
  chirpscape: SampleSettings;
  features: SampleFeature[];
}

export const square = (west: number, south: number, sizeDeg: number) => [
  [
    [west, south],
    [west + sizeDeg, south],
    [west + sizeDeg, south + sizeDeg],
    [west, south + sizeDeg],
    [west, south],
  ],
];

/** A small sound scenario near Grenoble: one gateway, one candidate, one device, one area, one exclusion, in this order. */
export function sampleScenario(): SampleScenario {
  return {
    type: "FeatureCollection",
    chirpscape: {
      version: 1,
      name: "sample",
      region: "EU868",
      radio: { frequencyHz: 868.1e6, sf: 10, bandwidthHz: 125e3, codingRate: "4/5" },
      device: { txPowerDbm: 14, antennaGainDbi: 0, heightM: 1.5 },
      gateway: { txPowerDbm: 14, antennaGainDbi: 3, lossDb: 0, noiseFigureDb: 6, heightM: 10 },
      propagation: { model: "itm", radiusM: 3000 },
      terrain: { elevation: ["N45E005.hgt"], resolutionM: 90 },
      goal: { coverage: 0.9, marginDb: 0, redundancy: 1, maxGateways: 2, budget: null },
    },
    features: [
      feature("gateway", { type: "Point", coordinates: [5.72, 45.18] }),
      feature("candidate", { type: "Point", coordinates: [5.73, 45.17] }, { cost: 900 }),
      feature("device", { type: "Point", coordinates: [5.74, 45.19] }),
      feature("area", { type: "Polygon", coordinates: square(5.7, 45.16, 0.05) }, { gridM: 500 }),
      feature("exclusion", { type: "Polygon", coordinates: square(5.71, 45.165, 0.01) }),
    ],
  };
}

export function feature(
  role: string,
  geometry: SampleFeature["geometry"],
  properties: Record<string, unknown> = {},
): SampleFeature {
  return { type: "Feature", geometry, properties: { role, id: role, name: role, ...properties } };
}

/** The sample with something done to it. */
export function spoiled(change: (scenario: SampleScenario) => void): SampleScenario {
  const scenario = sampleScenario();
  change(scenario);
  return scenario;
}
