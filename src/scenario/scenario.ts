import type { Building } from "../geo/buildings/building.ts";
import type { ClutterArea } from "../geo/cover/sources.ts";
import type { LandCoverTable } from "../geo/land-cover/classes.ts";
import type { AntennaCuts } from "../link/antennas/cuts.ts";
import type { Polarization } from "../link/antennas/polarization.ts";
import type { P2109Building } from "../link/propagation/clutter/p2109.ts";
import type { ModelSetting } from "../link/propagation/model.ts";
import type { LoraRadio } from "../lora/parameters.ts";

/** A position: longitude before latitude, degrees, WGS 84. */
export interface Position {
  readonly longitudeDeg: number;
  readonly latitudeDeg: number;
}

/** One end's radio: what it sends with and how well it hears. */
export interface Terminal {
  readonly txPowerDbm: number;
  readonly antennaGainDbi: number;
  /** Cable, connector and mismatch losses, dB, positive, both ways. */
  readonly lossDb: number;
  readonly noiseFigureDb: number;
  /** Antenna above ground, m. */
  readonly heightAglM: number;
}

/** An antenna whose gain depends on the direction, and how it is put up. */
export interface StationAntenna {
  readonly pattern:
    | { readonly kind: "formula"; readonly name: string; readonly inputs: Readonly<Record<string, number>> }
    | {
        readonly kind: "file";
        /** Relative to the scenario's file. */
        readonly file: string;
        /** What goes before the file's own gain. */
        readonly gainDbi: number | null;
        /** Null until the file has been read. */
        readonly cuts: AntennaCuts | null;
      };
  /** Clockwise from north. */
  readonly azimuthDeg: number;
  /** Mechanical downtilt. */
  readonly tiltDeg: number;
  /** Null: as the devices'. */
  readonly polarization: Polarization | null;
}

/** A place where a gateway stands (`gateway`) or could be put (`candidate`). */
export interface Station extends Terminal, Position {
  readonly kind: "gateway" | "candidate";
  readonly id: string;
  readonly name: string;
  /** Index in the scenario's `features`. */
  readonly featureIndex: number;
  /** Absent: `antennaGainDbi` in every direction. Otherwise that is its peak. */
  readonly antenna?: StationAntenna;
  /** What choosing it costs; 0 for an existing gateway unless stated. */
  readonly cost: number;
}

/** A device that must be served. */
export interface Device extends Terminal, Position {
  readonly id: string;
  readonly name: string;
  readonly featureIndex: number;
  /** How much it counts in the coverage. */
  readonly weight: number;
  /** The kind of building that it is in; null outdoors. */
  readonly indoor: P2109Building | null;
  readonly periodS: number | null;
  readonly payloadBytes: number | null;
}

/** Rings of longitude–latitude pairs, as in GeoJSON's MultiPolygon: polygon → ring (outer first) → position. */
export type MultiPolygonCoordinates = readonly (readonly (readonly (readonly number[])[])[])[];

/** An area to cover, sampled every `gridM` metres; a sample's terminal is that of a device there. */
export interface Area extends Terminal {
  readonly id: string;
  readonly name: string;
  readonly featureIndex: number;
  readonly polygons: MultiPolygonCoordinates;
  readonly gridM: number;
  /** Weight of a square kilometre of it. */
  readonly weight: number;
  /** The kind of building that its devices are in; null outdoors. */
  readonly indoor: P2109Building | null;
  readonly payloadBytes: number | null;
}

/** Polygons in which no gateway may be put (a candidate inside is never chosen; an existing gateway stays). */
export interface Exclusion {
  readonly id: string;
  readonly name: string;
  readonly featureIndex: number;
  readonly polygons: MultiPolygonCoordinates;
}

export interface PropagationChoice {
  readonly model: string;
  /** How far from a gateway to compute, m; null: where the link budget ends. */
  readonly radiusM: number | null;
  /** Standard deviation of the losses over places, dB; null: what the model says of itself. */
  readonly shadowingDb: number | null;
  /** The model's own inputs by name, defaults filled in; path inputs (heights, profile, …) are not among them. */
  readonly inputs: Readonly<Record<string, ModelSetting>>;
}

export interface TerrainFiles {
  /** Paths relative to the scenario's file. */
  readonly elevation: readonly string[];
  readonly surface: readonly string[];
  readonly landCover: readonly string[];
  /** The classes of land cover: those of ESA WorldCover, and the scenario's own. */
  readonly landCoverClasses: LandCoverTable;
  readonly buildings: readonly string[];
  /** Step of the terrain profiles, m. */
  readonly resolutionM: number;
}

export interface Goal {
  /** Weight fraction to reach, 0–1. */
  readonly coverage: number;
  /** A point is covered when the weaker direction's margin is at least this, dB. */
  readonly marginDb: number;
  /** And, when set, when a packet arrives with at least this probability in the weaker direction, above 0, below 1. */
  readonly probability: number | null;
  /** By how many gateways it must be heard to count. */
  readonly redundancy: number;
  /** At most so many gateways in the network, existing ones included. Null: no limit. */
  readonly maxGateways: number | null;
  /** Total cost of the chosen candidates at most. Null: no limit. */
  readonly budget: number | null;
}

/** How much of the loss into buildings is counted. */
export interface IndoorChoice {
  /** Where a feature names no kind of its own. */
  readonly building: P2109Building;
  /** Share of the indoor places that lose at most what margins count with, above 0, below 1. */
  readonly probability: number;
}

/** The device that the raster maps are drawn for. */
export interface DefaultDevice extends Terminal {
  readonly indoor: P2109Building | null;
  readonly payloadBytes: number | null;
}

/** The user's question, checked and complete: every default is filled in. Deeply frozen. */
export interface Scenario {
  readonly version: 1;
  readonly name: string;
  readonly region: string;
  readonly radio: LoraRadio;
  /** The collection's defaults: the raster maps are drawn for this device. */
  readonly device: DefaultDevice;
  readonly indoor: IndoorChoice;
  readonly propagation: PropagationChoice;
  readonly terrain: TerrainFiles;
  readonly goal: Goal;
  /** Existing gateways first, then candidates, each in file order. */
  readonly stations: readonly Station[];
  readonly devices: readonly Device[];
  readonly areas: readonly Area[];
  readonly exclusions: readonly Exclusion[];
  /** Buildings among the features; files have more. */
  readonly buildings: readonly Building[];
  readonly clutter: readonly ClutterArea[];
  /** The GeoJSON as it was read (after overrides), for `plan.geojson`. */
  readonly source: ScenarioSource;
}

/** The parsed JSON of a scenario: kept to be written back with results. */
export interface ScenarioSource {
  readonly type: "FeatureCollection";
  readonly chirpscape: Readonly<Record<string, unknown>>;
  readonly features: readonly {
    readonly type: "Feature";
    readonly id?: string | number;
    readonly geometry: { readonly type: string; readonly coordinates: unknown };
    readonly properties: Readonly<Record<string, unknown>>;
  }[];
}
