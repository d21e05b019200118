import { decodeExcess } from "../margin-code.ts";
import { ELEVATION_OFFSET_M, type PageStation, type Payload, type Span, type Window } from "../payload.ts";
import { unpredict } from "../predict.ts";

/** A station that was computed: its margin codes on the map and at the demand points. */
export interface Site {
  readonly station: number;
  readonly window: Window;
  readonly codes: Uint8Array;
  readonly demandCodes: Uint8Array;
  /** Power received at the default device when the margin is just the goal's, dBm. */
  readonly receivedAtGoalDbm: number;
}

export interface Demand {
  readonly count: number;
  readonly devicesFrom: number;
  readonly longitudeDeg: Float64Array;
  readonly latitudeDeg: Float64Array;
  readonly weight: Float32Array;
  readonly totalWeight: number;
}

/** The payload's binary arrays, ready for use. */
export interface Unpacked {
  readonly sites: readonly Site[];
  readonly demand: Demand;
  /** Metres above sea level, NaN where there is no terrain. */
  readonly elevationM: Float32Array;
  readonly assumedFlat: Uint8Array | null;
}

/** @param bytes the payload's store, inflated; it is changed and must not be used again */
export function unpack(payload: Payload, bytes: Uint8Array): Unpacked {
  const { relief } = payload;
  return {
    sites: payload.stations.flatMap((station, index) => unpackSite(payload, station, index, bytes)),
    demand: unpackDemand(payload, bytes),
    elevationM: unpackElevation(words(bytes, relief.elevation), relief.lattice.width),
    assumedFlat: relief.assumedFlat && octets(bytes, relief.assumedFlat),
  };
}

/** The power received from a site where its margin code is `code`, dBm; NaN where nothing was computed. */
export function receivedDbm(site: Site, code: number): number {
  return site.receivedAtGoalDbm + decodeExcess(code);
}

function unpackSite(payload: Payload, station: PageStation, index: number, bytes: Uint8Array): Site[] {
  if (!station.loss) return [];
  const { window, codes: span, demandCodes } = station.loss;
  const codes = octets(bytes, span);
  unpredict(codes, window.width);
  const affordableDb = Math.min(station.uplinkAtZeroLossDb, station.downlinkAtZeroLossDb) - payload.goalMarginDb;
  const receivedAtGoalDbm = station.receivedAtZeroLossDbm - affordableDb;
  return [{ station: index, window, codes, demandCodes: octets(bytes, demandCodes), receivedAtGoalDbm }];
}

function unpackDemand({ demand, extent }: Payload, bytes: Uint8Array): Demand {
  const weight = new Float32Array(bytes.buffer, bytes.byteOffset + demand.weight.offset, demand.count);
  const lonPerUnit = (extent.east - extent.west) / 65_535;
  const latPerUnit = (extent.north - extent.south) / 65_535;
  return {
    count: demand.count,
    devicesFrom: demand.devicesFrom,
    longitudeDeg: Float64Array.from(words(bytes, demand.x), (x) => extent.west + x * lonPerUnit),
    latitudeDeg: Float64Array.from(words(bytes, demand.y), (y) => extent.north - y * latPerUnit),
    weight,
    totalWeight: weight.reduce((sum, one) => sum + one, 0),
  };
}

function unpackElevation(coded: Uint16Array, width: number): Float32Array {
  unpredict(coded, width);
  return Float32Array.from(coded, (code) => (code === 0 ? Number.NaN : code - ELEVATION_OFFSET_M));
}

function octets(bytes: Uint8Array, { offset, length }: Span): Uint8Array {
  return bytes.subarray(offset, offset + length);
}

/** Typed arrays read in the machine's byte order: little-endian wherever a browser runs, as where the report was made. */
function words(bytes: Uint8Array, { offset, length }: Span): Uint16Array {
  return new Uint16Array(bytes.buffer, bytes.byteOffset + offset, length / 2);
}
