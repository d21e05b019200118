import { WORLD_COVER } from "../../src/geo/land-cover/classes.ts";
import type { Area, Device, Scenario, ScenarioSource, Station, Terminal } from "../../src/scenario/scenario.ts";
import { type Place, positionOf } from "./sample-terrain.ts";

const DEVICE: Terminal = { txPowerDbm: 14, antennaGainDbi: 0, lossDb: 0, noiseFigureDb: 6, heightAglM: 1.5 };
const GATEWAY: Terminal = { txPowerDbm: 27, antennaGainDbi: 5, lossDb: 1, noiseFigureDb: 6, heightAglM: 15 };

/** Kind, name, east and north (km), cost. Names hold what a careless writer would let through. */
const STATIONS = [
  ["gateway", "Harbour mast", 8, 14, 0],
  ["candidate", `<script>alert(1)</script> & "Hill"`, 14, 10, 1800],
  ["candidate", "Monte Alto", 20, 22, 2400],
  ["candidate", "Ridge 28", 28, 12, 1500.5],
  ["candidate", "Lighthouse", 10, 26, 900],
  ["candidate", "Park summit", 30, 28, 1200],
  ["candidate", "Town hall", 18, 14.5, 1100],
] as const;

/** Name, east and north (km), weight, indoor. */
const DEVICES = [
  ["Water meter 1", 9, 12, 1, true],
  [`Pump, "north"`, 12.5, 19.5, 2, false],
  ["=1+1", 16, 12, 1, false],
  ["Weir", 22, 19.5, 3, false],
  ["Silo", 26, 14.5, 1, false],
  ["<img src=x onerror=alert(2)>", 25.5, 25, 1, false],
  ["Quarry", 30.5, 16, 1, false],
  ["Far station", 38, 33, 2, false],
] as const;

function ring(points: readonly (readonly [number, number])[]): number[][] {
  return [...points, points[0]].map(([eastKm, northKm]) => {
    const { longitudeDeg, latitudeDeg } = positionOf({ eastKm, northKm });
    return [longitudeDeg, latitudeDeg];
  });
}

const COAST = [
  [
    ring([
      [6.5, 8],
      [17, 8.5],
      [16, 19],
      [6.5, 18],
    ]),
  ],
];
const VALLEY = [
  [
    ring([
      [17.5, 13],
      [32, 12],
      [33, 25],
      [18, 26],
    ]),
    ring([
      [24, 16.5],
      [24, 18],
      [26, 18],
      [26, 16.5],
    ]),
  ],
];
const PARK = [
  [
    ring([
      [27, 26],
      [34, 26],
      [34, 32],
      [27, 32],
    ]),
  ],
];

function sampleSource(): ScenarioSource {
  const point = (place: Place) => {
    const { longitudeDeg, latitudeDeg } = positionOf(place);
    return { type: "Point", coordinates: [longitudeDeg, latitudeDeg] };
  };
  const polygon = (polygons: number[][][][]) => ({ type: "Polygon", coordinates: polygons[0] });
  return {
    type: "FeatureCollection",
    chirpscape: { version: 1, name: "Sample <coast> & hills", region: "EU868" },
    features: [
      ...STATIONS.map(([role, name, eastKm, northKm, cost]) => ({
        type: "Feature" as const,
        geometry: point({ eastKm, northKm }),
        properties: { role, name, cost },
      })),
      ...DEVICES.map(([name, eastKm, northKm, weight, indoor]) => ({
        type: "Feature" as const,
        geometry: point({ eastKm, northKm }),
        properties: { role: "device", name, weight, indoor },
      })),
      { type: "Feature", geometry: polygon(COAST), properties: { role: "area", name: "Coast", gridM: 1000 } },
      {
        type: "Feature",
        geometry: polygon(VALLEY),
        properties: { role: "area", name: "Valley <b>&</b>", gridM: 1000, weight: 0.5 },
      },
      { type: "Feature", geometry: polygon(PARK), properties: { role: "exclusion", name: "Nature park" } },
    ],
  };
}

/** A complete scenario as the parser would give it: an existing gateway, six candidates, eight devices, two areas, a park. */
export function sampleScenario(): Scenario {
  const stations = STATIONS.map(
    ([kind, name, eastKm, northKm, cost], index): Station => ({
      ...GATEWAY,
      ...positionOf({ eastKm, northKm }),
      kind,
      id: `${kind}-${index + 1}`,
      name,
      featureIndex: index,
      cost,
    }),
  );
  const devices = DEVICES.map(
    ([name, eastKm, northKm, weight, indoor], index): Device => ({
      ...DEVICE,
      ...positionOf({ eastKm, northKm }),
      id: `device-${index + 1}`,
      name,
      featureIndex: STATIONS.length + index,
      weight,
      indoor: indoor ? "traditional" : null,
      periodS: index % 2 === 0 ? 900 : null,
      payloadBytes: 12,
    }),
  );
  const firstArea = STATIONS.length + DEVICES.length;
  const area = { ...DEVICE, gridM: 1000, indoor: null, payloadBytes: null };
  const areas: Area[] = [
    { ...area, id: "area-1", name: "Coast", featureIndex: firstArea, polygons: COAST, weight: 1 },
    { ...area, id: "area-2", name: "Valley <b>&</b>", featureIndex: firstArea + 1, polygons: VALLEY, weight: 0.5 },
  ];
  return {
    version: 1,
    name: "Sample <coast> & hills",
    region: "EU868",
    radio: { frequencyHz: 868.1e6, sf: 9, bandwidthHz: 125_000, codingRate: "4/5" },
    device: { ...DEVICE, indoor: null, payloadBytes: null },
    indoor: { building: "traditional", probability: 0.5 },
    propagation: {
      model: "itm",
      radiusM: 12_000,
      shadowingDb: null,
      inputs: { climate: "continental-temperate", refractivityN: 301 },
    },
    terrain: {
      elevation: ["terrain/invented.hgt"],
      surface: [],
      landCover: [],
      landCoverClasses: WORLD_COVER,
      buildings: [],
      resolutionM: 300,
    },
    goal: { coverage: 0.9, marginDb: 10, probability: null, redundancy: 1, maxGateways: 3, budget: null },
    stations,
    devices,
    areas,
    exclusions: [{ id: "exclusion-1", name: "Nature park", featureIndex: firstArea + 2, polygons: PARK }],
    buildings: [],
    clutter: [],
    source: sampleSource(),
  };
}
