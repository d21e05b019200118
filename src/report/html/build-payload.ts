import { latticeBounds } from "../../geo/grid.ts";
import { linkConstants } from "../../link/budget.ts";
import { linkLossOf } from "../../network/antenna-loss.ts";
import { spreadingFactorSteps } from "../../network/coverage/derived-maps.ts";
import type { Plan, SiteLoss } from "../../network/result.ts";
import {
  createSuccessModel,
  type SuccessModel,
  type SuccessTerminal,
  successWithMargin,
  type TerminalSuccess,
} from "../../network/success.ts";
import type { Position, Station, Terminal } from "../../scenario/scenario.ts";
import { deviceSensitivityDbm } from "../power-scale.ts";
import { ByteStore } from "./byte-store.ts";
import { decodeExcess, encodeExcess } from "./margin-code.ts";
import type { Extent, PageDemand, PageStation, Payload } from "./payload.ts";
import { predict } from "./predict.ts";
import { packRelief } from "./relief-data.ts";
import { type ThinLattice, thinLattice, thinLoss } from "./thin-lattice.ts";

/**
 * Everything that the page works on: the terrain, the path loss of every computed station, and the demand points.
 *
 * @param plan with at least one computed station
 */
export function buildPayload(plan: Plan): Payload {
  const { scenario } = plan;
  const store = new ByteStore();
  const sites = plan.siteLoss.filter((site) => site !== undefined);
  const thin = thinLattice(sites);
  const success = createSuccessModel(scenario);
  const onMaps = success.of(scenario.device);
  const extent = mapExtent(plan, thin);
  return {
    kind: plan.kind,
    extent,
    focus: mapFocus(plan),
    lattice: thin.lattice,
    relief: packRelief(plan.elevation, extent, store),
    goalMarginDb: onMaps.requiredMarginDb,
    sureProbability: plan.success.sureProbability,
    successByCode: successByCode(onMaps),
    spreadingFactors: spreadingFactorSteps(scenario, success).map(({ sf, marginDb }) => ({
      sf,
      excessDb: marginDb - onMaps.requiredMarginDb,
    })),
    redundancy: scenario.goal.redundancy,
    sensitivityDbm: deviceSensitivityDbm(plan),
    stations: plan.stations.map((_, index) => packStation(plan, index, { thin, store, success })),
    demand: packDemand(plan, extent, store),
    areas: scenario.areas.map(({ name, polygons }) => ({ name, polygons })),
    exclusions: scenario.exclusions.map(({ name, polygons }) => ({ name, polygons })),
    spots: plan.worstSpots.map(({ longitudeDeg, latitudeDeg }) => ({ longitudeDeg, latitudeDeg })),
    bytes: store.pack(),
  };
}

/** Every disc, station and demand point. */
function mapExtent({ scenario, demand }: Plan, thin: ThinLattice): Extent {
  const { west, south, east, north } = latticeBounds(thin.lattice);
  const corners = [
    { longitudeDeg: west, latitudeDeg: south },
    { longitudeDeg: east, latitudeDeg: north },
  ];
  return extentOf([...corners, ...scenario.stations], demand);
}

/** The demand and the gateways in use, with the height and width of at least a hundredth of a degree. */
function mapFocus({ scenario, gateways, demand }: Plan): Extent {
  const { west, south, east, north } = extentOf(
    gateways.map((index) => scenario.stations[index]),
    demand,
  );
  return { west: west - 0.005, south: south - 0.005, east: east + 0.005, north: north + 0.005 };
}

function extentOf(positions: readonly Position[], demand: Plan["demand"]): Extent {
  let [west, south, east, north] = [180, 90, -180, -90];
  const include = (longitudeDeg: number, latitudeDeg: number) => {
    west = Math.min(west, longitudeDeg);
    east = Math.max(east, longitudeDeg);
    south = Math.min(south, latitudeDeg);
    north = Math.max(north, latitudeDeg);
  };
  for (const { longitudeDeg, latitudeDeg } of positions) include(longitudeDeg, latitudeDeg);
  for (let i = 0; i < demand.count; i++) include(demand.longitudeDeg[i], demand.latitudeDeg[i]);
  return { west, south, east, north };
}

/** What the packing of a station leans on. */
interface Packing {
  readonly thin: ThinLattice;
  readonly store: ByteStore;
  readonly success: SuccessModel;
}

/** The default device's probability of success by margin code, at the middle of the code's step. */
function successByCode(onMaps: TerminalSuccess): number[] {
  return Array.from({ length: 256 }, (_, code) => {
    const marginDb = onMaps.requiredMarginDb + decodeExcess(code);
    return Number.isNaN(marginDb) ? 0 : Number(successWithMargin(onMaps, marginDb).toFixed(4));
  });
}

function packStation(plan: Plan, index: number, packing: Packing): PageStation {
  const { scenario } = plan;
  const station = scenario.stations[index];
  const { uplink, downlink } = linkConstants(scenario.device, station, scenario.radio);
  const site = plan.siteLoss[index];
  return {
    name: station.name,
    kind: station.kind,
    longitudeDeg: station.longitudeDeg,
    latitudeDeg: station.latitudeDeg,
    heightAglM: station.heightAglM,
    cost: station.cost,
    inUse: plan.gateways.includes(index),
    excluded: plan.stations[index].excluded,
    receivedAtZeroLossDbm: downlink.eirpDbm + downlink.receiveGainDb,
    uplinkAtZeroLossDb: uplink.maxPathLossDb,
    downlinkAtZeroLossDb: downlink.maxPathLossDb,
    loss: site ? packLoss(plan, site, packing) : null,
  };
}

function packLoss(plan: Plan, site: SiteLoss, { thin, store, success }: Packing): PageStation["loss"] {
  const station = plan.scenario.stations[site.station];
  const { window, lossDb } = thinLoss(thin, site.window, linkLossOf(site).lossDb);
  const affordableDb = affordableLossDb(plan, station, plan.scenario.device, success);
  const codes = Uint8Array.from(lossDb, (loss) => encodeExcess(affordableDb - loss));
  return {
    window,
    codes: store.add(predict(codes, window.width)),
    demandCodes: store.add(demandCodes(plan, site, station, success)),
  };
}

/** The margin of each demand point, which has a terminal of its own, to one station. */
export function demandCodes(
  plan: Plan,
  site: SiteLoss,
  station: Station,
  success = createSuccessModel(plan.scenario),
): Uint8Array {
  const { scenario, demand } = plan;
  const areaDb = scenario.areas.map((area) => affordableLossDb(plan, station, area, success));
  const deviceDb = scenario.devices.map((device) => affordableLossDb(plan, station, device, success));
  return Uint8Array.from(linkLossOf(site).demandLossDb, (loss, i) =>
    encodeExcess((i < demand.devicesFrom ? areaDb : deviceDb)[demand.origin[i]] - loss),
  );
}

/** The path loss at which the weaker direction just meets the goal. */
function affordableLossDb(
  { scenario }: Plan,
  station: Station,
  terminal: Terminal & SuccessTerminal,
  success: SuccessModel,
): number {
  return linkConstants(terminal, station, scenario.radio).maxPathLossDb - success.of(terminal).requiredMarginDb;
}

function packDemand(plan: Plan, extent: Extent, store: ByteStore): PageDemand {
  const { demand, scenario } = plan;
  const spanLon = extent.east - extent.west;
  const spanLat = extent.north - extent.south;
  const devices = Array.from(demand.origin.subarray(demand.devicesFrom));
  return {
    count: demand.count,
    devicesFrom: demand.devicesFrom,
    x: store.add(Uint16Array.from(demand.longitudeDeg, (lon) => Math.round(((lon - extent.west) / spanLon) * 65_535))),
    y: store.add(Uint16Array.from(demand.latitudeDeg, (lat) => Math.round(((extent.north - lat) / spanLat) * 65_535))),
    weight: store.add(Float32Array.from(demand.weight)),
    deviceNames: devices.map((device) => scenario.devices[device].name),
  };
}
