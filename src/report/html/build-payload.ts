import { latticeBounds } from "../../geo/grid.ts";
import { linkConstants } from "../../link/budget.ts";
import { linkLossOf } from "../../network/antenna-loss.ts";
import type { Plan, SiteLoss } from "../../network/result.ts";
import type { Position, Station, Terminal } from "../../scenario/scenario.ts";
import { deviceSensitivityDbm } from "../power-scale.ts";
import { ByteStore } from "./byte-store.ts";
import { encodeExcess } from "./margin-code.ts";
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
  const extent = mapExtent(plan, thin);
  return {
    kind: plan.kind,
    extent,
    focus: mapFocus(plan),
    lattice: thin.lattice,
    relief: packRelief(plan.elevation, extent, store),
    goalMarginDb: scenario.goal.marginDb,
    redundancy: scenario.goal.redundancy,
    sensitivityDbm: deviceSensitivityDbm(plan),
    stations: plan.stations.map((_, index) => packStation(plan, index, thin, store)),
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

function packStation(plan: Plan, index: number, thin: ThinLattice, store: ByteStore): PageStation {
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
    loss: site ? packLoss(plan, site, thin, store) : null,
  };
}

function packLoss(plan: Plan, site: SiteLoss, thin: ThinLattice, store: ByteStore): PageStation["loss"] {
  const station = plan.scenario.stations[site.station];
  const { window, lossDb } = thinLoss(thin, site.window, linkLossOf(site).lossDb);
  const affordableDb = affordableLossDb(plan, station, plan.scenario.device);
  const codes = Uint8Array.from(lossDb, (loss) => encodeExcess(affordableDb - loss));
  return {
    window,
    codes: store.add(predict(codes, window.width)),
    demandCodes: store.add(demandCodes(plan, site, station)),
  };
}

/** The margin of each demand point, which has a terminal of its own, to one station. */
export function demandCodes(plan: Plan, site: SiteLoss, station: Station): Uint8Array {
  const { scenario, demand } = plan;
  const areaDb = scenario.areas.map((area) => affordableLossDb(plan, station, area));
  const deviceDb = scenario.devices.map((device) => affordableLossDb(plan, station, device));
  return Uint8Array.from(linkLossOf(site).demandLossDb, (loss, i) =>
    encodeExcess((i < demand.devicesFrom ? areaDb : deviceDb)[demand.origin[i]] - loss),
  );
}

/** The path loss at which the weaker direction has just the goal's margin. */
function affordableLossDb(plan: Plan, station: Station, terminal: Terminal): number {
  return linkConstants(terminal, station, plan.scenario.radio).maxPathLossDb - plan.scenario.goal.marginDb;
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
