import type { Lattice } from "../../geo/grid.ts";
import type { MultiPolygonCoordinates } from "../../scenario/scenario.ts";

/** A run of bytes in the unpacked store. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

/** Raw deflate in base64, and how long it is when inflated. */
export interface PackedBytes {
  readonly base64: string;
  readonly length: number;
}

/** A part of the report's lattice: its upper left column and row, and its size. */
export interface Window {
  readonly column: number;
  readonly row: number;
  readonly width: number;
  readonly height: number;
}

/** A station with all that the page needs to work out its coverage. */
export interface PageStation {
  readonly name: string;
  readonly kind: "gateway" | "candidate";
  readonly longitudeDeg: number;
  readonly latitudeDeg: number;
  readonly heightAglM: number;
  readonly cost: number;
  /** In use in the plan. */
  readonly inUse: boolean;
  readonly excluded: boolean;
  /** Received power at the default device were the path loss zero, dBm; what comes in is this less the loss. */
  readonly receivedAtZeroLossDbm: number;
  /** Margins to the default device were the path loss zero, dB. */
  readonly uplinkAtZeroLossDb: number;
  readonly downlinkAtZeroLossDb: number;
  /** Null when the station was not computed. `codes`: margin codes over the window, predicted from neighbours. */
  readonly loss: { readonly window: Window; readonly codes: Span; readonly demandCodes: Span } | null;
}

export interface PageDemand {
  readonly count: number;
  readonly devicesFrom: number;
  /** 16 bit each: fractions of the extent from its west and from its north. */
  readonly x: Span;
  readonly y: Span;
  /** Float32. */
  readonly weight: Span;
  /** Names of the devices, in order. */
  readonly deviceNames: readonly string[];
}

export interface PageRelief {
  readonly lattice: Lattice;
  /** 16 bit: metres + 12000, 0 where there is no terrain; predicted from neighbours. */
  readonly elevation: Span;
  /** 1 where terrain was taken as flat; null when nowhere. */
  readonly assumedFlat: Span | null;
}

export interface Extent {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Everything that the page's script works on. */
export interface Payload {
  readonly kind: "plan" | "coverage";
  readonly extent: Extent;
  /** What the map shows at first: the demand and the gateways in use. */
  readonly focus: Extent;
  /** The lattice of the maps: the scenario's, thinned. */
  readonly lattice: Lattice;
  readonly relief: PageRelief;
  /** From which the default device counts as covered: the goal's margin, or what its probability needs, dB. */
  readonly goalMarginDb: number;
  /** The probability that counts as sure. */
  readonly sureProbability: number;
  /** The default device's probability of success by margin code. */
  readonly successByCode: readonly number[];
  /** Fastest first: from how much over `goalMarginDb` on each meets the goal, dB. */
  readonly spreadingFactors: readonly { readonly sf: number; readonly excessDb: number }[];
  readonly redundancy: number;
  /** Sensitivity of the default device, dBm. */
  readonly sensitivityDbm: number;
  readonly stations: readonly PageStation[];
  readonly demand: PageDemand;
  readonly areas: readonly { readonly name: string; readonly polygons: MultiPolygonCoordinates }[];
  readonly exclusions: readonly { readonly name: string; readonly polygons: MultiPolygonCoordinates }[];
  readonly spots: readonly { readonly longitudeDeg: number; readonly latitudeDeg: number }[];
  readonly bytes: PackedBytes;
}

/** Added to an elevation to make it positive: the lowest land lies at −430 m, the deepest sea floor at −11 km. */
export const ELEVATION_OFFSET_M = 12_000;
/** Id of the script element that holds the payload. */
export const PAYLOAD_ID = "plan-data";
