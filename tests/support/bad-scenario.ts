/** A small sound scenario as plain JSON, to be broken in one place by each test. No terrain is needed. */
export function soundScenario(): SoundScenario {
  return {
    type: "FeatureCollection",
    chirpscape: {
      version: 1,
      name: "Sound",
      region: "EU868",
      radio: { frequencyHz: 868_100_000, sf: 10, bandwidthHz: 125_000, codingRate: "4/5" },
      device: { txPowerDbm: 14, antennaGainDbi: 0, heightM: 1.5 },
      gateway: { txPowerDbm: 14, antennaGainDbi: 3, lossDb: 0, noiseFigureDb: 6, heightM: 10 },
      propagation: { model: "free-space", radiusM: 3000 },
      terrain: { elevation: [] },
      goal: { coverage: 0.9, marginDb: 0, redundancy: 1, maxGateways: 2 },
    },
    features: [
      point(5.72, 45.18, { role: "candidate", name: "a", id: "a" }),
      point(5.73, 45.19, { role: "device", name: "d", id: "d" }),
    ],
  };
}

// biome-ignore lint/suspicious/noExplicitAny: tests break it in ways that no type allows
export type SoundScenario = any;

export function point(longitudeDeg: number, latitudeDeg: number, properties: Record<string, unknown>) {
  return { type: "Feature", geometry: { type: "Point", coordinates: [longitudeDeg, latitudeDeg] }, properties };
}

export function polygon(ring: readonly (readonly [number, number])[], properties: Record<string, unknown>) {
  return { type: "Feature", geometry: { type: "Polygon", coordinates: [ring] }, properties };
}
