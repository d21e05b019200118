import type { ClutterArea } from "../../src/geo/cover/sources.ts";
import { WORLD_COVER } from "../../src/geo/land-cover/classes.ts";
import type {
  Area,
  Device,
  Goal,
  PropagationChoice,
  Scenario,
  Station,
  Terminal,
} from "../../src/scenario/scenario.ts";
import { MIDDLE, placeAt } from "./made-task.ts";

export const DEVICE: Terminal = { txPowerDbm: 14, antennaGainDbi: 0, lossDb: 0, noiseFigureDb: 6, heightAglM: 1.5 };
export const GATEWAY: Terminal = { txPowerDbm: 14, antennaGainDbi: 0, lossDb: 0, noiseFigureDb: 6, heightAglM: 20 };
/** SF7 in 125 kHz needs −174 + 51 + 6 − 7.5 = −124.5 dBm: with 14 dBm a path may lose 138.5 dB, both ways alike. */
export const RADIO = { frequencyHz: 868e6, sf: 7, bandwidthHz: 125_000, codingRate: "4/5" } as const;

/** A place in metres east and north of the middle of the made terrains. */
interface Somewhere {
  readonly at: readonly [eastM: number, northM: number];
}

export interface MadeScenario {
  readonly stations: readonly (Somewhere & Partial<Omit<Station, "longitudeDeg" | "latitudeDeg">>)[];
  readonly devices?: readonly (Somewhere & Partial<Omit<Device, "longitudeDeg" | "latitudeDeg">>)[];
  readonly areas?: readonly ({ readonly box: Box } & Partial<Omit<Area, "polygons">>)[];
  readonly exclusions?: readonly Box[];
  readonly clutter?: readonly ClutterArea[];
  readonly goal?: Partial<Goal>;
  readonly propagation?: Partial<PropagationChoice>;
  readonly device?: Partial<Scenario["device"]>;
  readonly indoor?: Partial<Scenario["indoor"]>;
  readonly resolutionM?: number;
  /** Where the metres count from, when not from the usual middle. */
  readonly middle?: typeof MIDDLE;
}

/** West, south, east, north in metres. */
export type Box = readonly [number, number, number, number];

/** A box as polygons. */
export function boxPolygon([west, south, east, north]: Box, middle = MIDDLE) {
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  const ring = corners.map(([eastM, northM]) => {
    const { longitudeDeg, latitudeDeg } = placeAt(eastM, northM, middle);
    return [longitudeDeg, latitudeDeg];
  });
  return [[ring]];
}

/** A scenario as the parser would give it, in few words: stations are candidates unless they say otherwise. */
export function madeScenario(made: MadeScenario): Scenario {
  const { middle = MIDDLE, devices = [], areas = [], exclusions = [] } = made;
  const stations = made.stations.map(
    ({ at, ...own }, i): Station => ({
      ...GATEWAY,
      ...placeAt(...at, middle),
      kind: "candidate",
      id: `s${i}`,
      name: `S${i}`,
      featureIndex: i,
      cost: 1,
      ...own,
    }),
  );
  return {
    version: 1,
    name: "made",
    region: "EU868",
    radio: RADIO,
    device: { ...DEVICE, indoor: null, payloadBytes: null, ...made.device },
    indoor: { building: "traditional", probability: 0.5, ...made.indoor },
    propagation: { model: "itm", radiusM: 5000, shadowingDb: null, inputs: {}, ...made.propagation },
    terrain: {
      elevation: [],
      surface: [],
      landCover: [],
      landCoverClasses: WORLD_COVER,
      buildings: [],
      resolutionM: made.resolutionM ?? 90,
    },
    goal: {
      coverage: 0.9,
      marginDb: 0,
      probability: null,
      redundancy: 1,
      maxGateways: null,
      budget: null,
      ...made.goal,
    },
    stations,
    devices: devices.map(
      ({ at, ...own }, i): Device => ({
        ...DEVICE,
        ...placeAt(...at, middle),
        id: `d${i}`,
        name: `D${i}`,
        featureIndex: i,
        weight: 1,
        indoor: null,
        periodS: null,
        payloadBytes: null,
        ...own,
      }),
    ),
    areas: areas.map(
      ({ box, ...own }, i): Area => ({
        ...DEVICE,
        id: `a${i}`,
        name: `A${i}`,
        featureIndex: i,
        polygons: boxPolygon(box, middle),
        gridM: 500,
        weight: 1,
        indoor: null,
        payloadBytes: null,
        ...own,
      }),
    ),
    exclusions: exclusions.map((box, i) => ({
      id: `e${i}`,
      name: `E${i}`,
      featureIndex: i,
      polygons: boxPolygon(box, middle),
    })),
    buildings: [],
    clutter: made.clutter ?? [],
    source: { type: "FeatureCollection", chirpscape: {}, features: [] },
  };
}
