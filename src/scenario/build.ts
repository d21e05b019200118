import type { Building } from "../geo/buildings/building.ts";
import type { ClutterArea } from "../geo/cover/sources.ts";
import { findLandCoverClass, type LandCoverTable } from "../geo/land-cover/classes.ts";
import type { P2109Building } from "../link/propagation/clutter/p2109.ts";
import type { ModelSetting } from "../link/propagation/model.ts";
import { InputError } from "../math/errors.ts";
import { antennaPeakDbi, stationAntenna } from "./antennas.ts";
import { type CheckedGeometry, polygonsOf } from "./checks/geometry.ts";
import { DEFAULT_BANDWIDTH_HZ, DEFAULT_GATEWAY_COST, DEFAULT_GRID_M } from "./defaults.ts";
import { landCoverTable } from "./land-cover.ts";
import { regionBand } from "./regions.ts";
import type { Area, Device, Exclusion, Scenario, ScenarioSource, Station, Terminal } from "./scenario.ts";
import type { AntennaProperties } from "./schema/antenna.ts";
import type { CheckedFeature } from "./schema/features.ts";
import type { Settings } from "./schema/settings.ts";

/** Everything that has been checked. */
export interface CheckedParts {
  readonly settings: Settings;
  readonly modelInputs: Readonly<Record<string, ModelSetting>>;
  readonly features: readonly CheckedFeature[];
  readonly buildings: readonly Building[];
  readonly source: ScenarioSource;
}

/** Puts the checked parts together: a feature's property, else the section's. */
export function buildScenario({ settings, modelInputs, features, buildings, source }: CheckedParts): Scenario {
  const { version, name, region, terrain, goal } = settings;
  const { model, radiusM, shadowingDb } = settings.propagation;
  const landCoverClasses = landCoverTable(terrain.landCoverClasses);
  return {
    version,
    name,
    region,
    radio: radioOf(settings),
    device: { ...terminal({}, settings.device), ...usageOf({}, settings) },
    indoor: settings.indoor,
    propagation: { model, radiusM, shadowingDb, inputs: modelInputs },
    terrain: { ...terrain, landCoverClasses },
    goal,
    stations: [
      ...features.flatMap((item) => (item.role === "gateway" ? [stationOf(item, settings)] : [])),
      ...features.flatMap((item) => (item.role === "candidate" ? [stationOf(item, settings)] : [])),
    ],
    devices: features.flatMap((item) => (item.role === "device" ? [deviceOf(item, settings)] : [])),
    areas: features.flatMap((item) => (item.role === "area" ? [areaOf(item, settings)] : [])),
    exclusions: features.flatMap((item) => (item.role === "exclusion" ? [exclusionOf(item)] : [])),
    buildings,
    clutter: features.flatMap((item) => (item.role === "clutter" ? [clutterOf(item, landCoverClasses)] : [])),
    source,
  };
}

/**
 * The radio, with the region's first channel where the settings name none.
 *
 * @throws {InputError} `missing` when the region is `custom` and no carrier is given
 */
export function radioOf({ radio, region }: Settings): Scenario["radio"] {
  const band = regionBand(region);
  const frequencyHz = radio.frequencyHz ?? band?.carrierHz;
  if (frequencyHz === undefined) {
    const message = "missing: expected a carrier frequency, since the region is custom";
    throw new InputError({ code: "missing", where: "/chirpscape/radio/frequencyHz", message });
  }
  return { ...radio, frequencyHz, bandwidthHz: radio.bandwidthHz ?? band?.bandwidthHz ?? DEFAULT_BANDWIDTH_HZ };
}

type Of<R extends CheckedFeature["role"]> = Extract<CheckedFeature, { role: R }>;

function stationOf(item: Of<"gateway"> | Of<"candidate">, settings: Settings): Station {
  const { properties } = item.feature;
  const antenna = properties.antenna ?? settings.gateway.antenna;
  const free = item.role === "gateway" ? DEFAULT_GATEWAY_COST : settings.gateway.cost;
  return {
    kind: item.role,
    ...named(item),
    ...positionOf(item.feature.geometry),
    ...terminal(properties, settings.gateway),
    ...(antenna !== null && antennaOf(antenna)),
    cost: properties.cost ?? free,
  };
}

/** A pattern brings its own peak gain; a file's is known once it has been read. */
function antennaOf(properties: AntennaProperties): Pick<Station, "antenna"> & Partial<Pick<Station, "antennaGainDbi">> {
  const antenna = stationAntenna(properties);
  const peakDbi = antennaPeakDbi(antenna);
  return { antenna, ...(peakDbi !== null && { antennaGainDbi: peakDbi }) };
}

function deviceOf(item: Of<"device">, settings: Settings): Device {
  const { properties } = item.feature;
  return {
    ...named(item),
    ...positionOf(item.feature.geometry),
    ...terminal(properties, settings.device),
    weight: properties.weight ?? settings.device.weight,
    periodS: properties.periodS ?? settings.device.periodS,
    ...usageOf(properties, settings),
  };
}

function areaOf(item: Of<"area">, settings: Settings): Area {
  const { properties } = item.feature;
  return {
    ...named(item),
    ...terminal(properties, settings.device),
    polygons: polygonsOf(item.feature.geometry),
    gridM: properties.gridM ?? DEFAULT_GRID_M,
    weight: properties.weight ?? settings.device.weight,
    ...usageOf(properties, settings),
  };
}

/** Where a device is put and what it sends. */
function usageOf(
  own: {
    readonly indoor?: boolean | null;
    readonly indoorBuilding?: P2109Building | null;
    readonly payloadBytes?: number | null;
  },
  { device, indoor }: Settings,
): Pick<Device, "indoor" | "payloadBytes"> {
  const isIndoor = own.indoor ?? device.indoor;
  return {
    indoor: isIndoor ? (own.indoorBuilding ?? indoor.building) : null,
    payloadBytes: own.payloadBytes ?? device.payloadBytes,
  };
}

function exclusionOf(item: Of<"exclusion">): Exclusion {
  return { ...named(item), polygons: polygonsOf(item.feature.geometry) };
}

function clutterOf(item: Of<"clutter">, table: LandCoverTable): ClutterArea {
  const { geometry, properties } = item.feature;
  const { class: name, heightM, lossDb } = properties;
  const known = (name ?? null) === null ? undefined : findLandCoverClass(table, String(name));
  const { title, ...numbers } = known ?? { title: "clutter", heightM: 0, lossDb: null };
  return {
    name: named(item).name,
    polygons: polygonsOf(geometry),
    class: { title, heightM: heightM ?? numbers.heightM, lossDb: lossDb ?? numbers.lossDb },
  };
}

function named({ id, index, feature }: CheckedFeature) {
  const { name } = feature.properties;
  return { id, name: name === undefined || name === null || name === "" ? id : name, featureIndex: index };
}

function positionOf(geometry: Extract<CheckedGeometry, { type: "Point" }>) {
  const [longitudeDeg, latitudeDeg] = geometry.coordinates;
  return { longitudeDeg, latitudeDeg };
}

/** In files a height is `heightM`; inside it says what it stands on. */
interface TerminalProperties {
  readonly txPowerDbm: number;
  readonly antennaGainDbi: number;
  readonly lossDb: number;
  readonly noiseFigureDb: number;
  readonly heightM: number;
}

function terminal(
  own: { readonly [K in keyof TerminalProperties]?: number | null },
  section: TerminalProperties,
): Terminal {
  return {
    txPowerDbm: own.txPowerDbm ?? section.txPowerDbm,
    antennaGainDbi: own.antennaGainDbi ?? section.antennaGainDbi,
    lossDb: own.lossDb ?? section.lossDb,
    noiseFigureDb: own.noiseFigureDb ?? section.noiseFigureDb,
    heightAglM: own.heightM ?? section.heightM,
  };
}
