import type { ElevationGrid, Lattice } from "../../src/geo/grid.ts";
import type { DirectionBudget } from "../../src/link/budget.ts";
import { demandReach } from "../../src/network/demand-success.ts";
import type {
  CoverageMaps,
  DemandPoints,
  Link,
  Plan,
  SiteLoss,
  StationChoice,
  WorstSpot,
} from "../../src/network/result.ts";
import { createSuccessModel, successWithMargin } from "../../src/network/success.ts";
import type { Scenario, Terminal } from "../../src/scenario/scenario.ts";
import { sampleScenario } from "./sample-scenario.ts";
import {
  distanceBetweenM,
  EAST_KM_PER_DEG,
  NORTH_KM_PER_DEG,
  placeOf,
  positionOf,
  sampleElevation,
  sampleLossDb,
  samplePath,
} from "./sample-terrain.ts";

const RADIUS_M = 12_000;
/** Required SNR at SF9: Semtech SX1276 datasheet, table 13. */
const SNR_REQUIRED_DB = -12.5;
/** Existing gateway, then the chosen ones, as indices of stations. */
const GATEWAYS = [0, 1, 2, 3];

function budget(from: Terminal, to: Terminal, pathLossDb: number): DirectionBudget {
  const eirpDbm = from.txPowerDbm + from.antennaGainDbi - from.lossDb;
  const receivedPowerDbm = eirpDbm - pathLossDb + to.antennaGainDbi - to.lossDb;
  const noiseFloorDbm = -174 + 10 * Math.log10(125_000) + to.noiseFigureDb;
  const snrDb = receivedPowerDbm - noiseFloorDbm;
  return {
    eirpDbm,
    pathLossDb,
    receivedPowerDbm,
    noiseFloorDbm,
    snrDb,
    snrRequiredDb: SNR_REQUIRED_DB,
    sensitivityDbm: noiseFloorDbm + SNR_REQUIRED_DB,
    marginDb: snrDb - SNR_REQUIRED_DB,
  };
}

function marginOf(scenario: Scenario, station: number, device: Terminal, lossDb: number): number {
  const gateway = scenario.stations[station];
  return Math.min(budget(device, gateway, lossDb).marginDb, budget(gateway, device, lossDb).marginDb);
}

function lossBetween(
  scenario: Scenario,
  station: number,
  longitudeDeg: number,
  latitudeDeg: number,
  heightM: number,
): number {
  const gateway = scenario.stations[station];
  const from = placeOf(gateway.longitudeDeg, gateway.latitudeDeg);
  const to = placeOf(longitudeDeg, latitudeDeg);
  if (distanceBetweenM(from, to) > RADIUS_M) return Number.NaN;
  return sampleLossDb({
    from,
    to,
    fromHeightM: gateway.heightAglM,
    toHeightM: heightM,
    frequencyHz: scenario.radio.frequencyHz,
  });
}

function discWindow(scenario: Scenario, stations: readonly number[], lattice: Lattice): Lattice {
  const columns: number[] = [];
  const rows: number[] = [];
  for (const station of stations) {
    const { longitudeDeg, latitudeDeg } = scenario.stations[station];
    const column = (longitudeDeg - lattice.westDeg) / lattice.lonStepDeg;
    const row = (lattice.northDeg - latitudeDeg) / lattice.latStepDeg;
    const halfColumns = RADIUS_M / 1000 / EAST_KM_PER_DEG / lattice.lonStepDeg;
    const halfRows = RADIUS_M / 1000 / NORTH_KM_PER_DEG / lattice.latStepDeg;
    columns.push(Math.floor(column - halfColumns), Math.ceil(column + halfColumns));
    rows.push(Math.floor(row - halfRows), Math.ceil(row + halfRows));
  }
  const left = Math.max(0, Math.min(...columns));
  const top = Math.max(0, Math.min(...rows));
  return {
    width: Math.min(lattice.width - 1, Math.max(...columns)) - left + 1,
    height: Math.min(lattice.height - 1, Math.max(...rows)) - top + 1,
    westDeg: lattice.westDeg + left * lattice.lonStepDeg,
    northDeg: lattice.northDeg - top * lattice.latStepDeg,
    lonStepDeg: lattice.lonStepDeg,
    latStepDeg: lattice.latStepDeg,
  };
}

function inside(polygons: readonly (readonly (readonly (readonly number[])[])[])[], x: number, y: number): boolean {
  let odd = false;
  for (const ring of polygons.flat()) {
    for (let i = 1; i < ring.length; i++) {
      const [x0, y0] = ring[i - 1];
      const [x1, y1] = ring[i];
      if (y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) odd = !odd;
    }
  }
  return odd;
}

function sampleDemand(scenario: Scenario): DemandPoints {
  const points: { longitudeDeg: number; latitudeDeg: number; weight: number; origin: number; heightAglM: number }[] =
    [];
  scenario.areas.forEach((area, origin) => {
    for (let northKm = 0.5; northKm < 37; northKm++) {
      for (let eastKm = 0.5; eastKm < 43; eastKm++) {
        const position = positionOf({ eastKm, northKm });
        if (!inside(area.polygons, position.longitudeDeg, position.latitudeDeg)) continue;
        points.push({ ...position, weight: area.weight, origin, heightAglM: area.heightAglM });
      }
    }
  });
  const devicesFrom = points.length;
  scenario.devices.forEach((device, origin) => {
    points.push({ ...device, origin });
  });
  return {
    count: points.length,
    longitudeDeg: Float64Array.from(points, (point) => point.longitudeDeg),
    latitudeDeg: Float64Array.from(points, (point) => point.latitudeDeg),
    heightAglM: Float32Array.from(points, (point) => point.heightAglM),
    weight: Float64Array.from(points, (point) => point.weight),
    origin: Uint32Array.from(points, (point) => point.origin),
    devicesFrom,
  };
}

function sampleSiteLoss(scenario: Scenario, elevation: ElevationGrid, demand: DemandPoints, station: number): SiteLoss {
  const window = discWindow(scenario, [station], elevation);
  const heightM = scenario.device.heightAglM;
  const lossDb = Float32Array.from({ length: window.width * window.height }, (_, i) => {
    const longitudeDeg = window.westDeg + (i % window.width) * window.lonStepDeg;
    const latitudeDeg = window.northDeg - Math.floor(i / window.width) * window.latStepDeg;
    return lossBetween(scenario, station, longitudeDeg, latitudeDeg, heightM);
  });
  const demandLossDb = Float32Array.from({ length: demand.count }, (_, i) =>
    lossBetween(scenario, station, demand.longitudeDeg[i], demand.latitudeDeg[i], demand.heightAglM[i]),
  );
  return { station, window, lossDb, demandLossDb };
}

function sampleMaps(
  scenario: Scenario,
  elevation: ElevationGrid,
  sites: readonly SiteLoss[],
  gateways: readonly number[],
) {
  const lattice = discWindow(scenario, gateways, elevation);
  const cells = lattice.width * lattice.height;
  const maps: CoverageMaps = {
    ...lattice,
    receivedPowerDbm: new Float32Array(cells).fill(Number.NaN),
    pathLossDb: new Float32Array(cells).fill(Number.NaN),
    marginDb: new Float32Array(cells).fill(Number.NaN),
    bestServer: new Int16Array(cells).fill(-1),
    heardCount: new Uint8Array(cells).fill(255),
  };
  gateways.forEach((station, server) => {
    const { window, lossDb } = sites[station];
    const left = Math.round((window.westDeg - lattice.westDeg) / lattice.lonStepDeg);
    const top = Math.round((lattice.northDeg - window.northDeg) / lattice.latStepDeg);
    for (let i = 0; i < lossDb.length; i++) {
      if (Number.isNaN(lossDb[i])) continue;
      const cell = (top + Math.floor(i / window.width)) * lattice.width + left + (i % window.width);
      const marginDb = marginOf(scenario, station, scenario.device, lossDb[i]);
      const powerDbm = budget(scenario.stations[station], scenario.device, lossDb[i]).receivedPowerDbm;
      if (maps.heardCount[cell] === 255) maps.heardCount[cell] = 0;
      if (marginDb >= scenario.goal.marginDb) maps.heardCount[cell]++;
      if (!(maps.pathLossDb[cell] < lossDb[i])) maps.pathLossDb[cell] = lossDb[i];
      if (!(maps.receivedPowerDbm[cell] > powerDbm)) maps.receivedPowerDbm[cell] = powerDbm;
      if (!(maps.marginDb[cell] > marginDb)) {
        maps.marginDb[cell] = marginDb;
        maps.bestServer[cell] = server;
      }
    }
  });
  return maps;
}

function sampleLinks(scenario: Scenario, gateways: readonly number[]): Link[] {
  const success = createSuccessModel(scenario);
  return scenario.devices.flatMap((device, deviceIndex) => {
    const links: Link[] = gateways.flatMap((station, gateway) => {
      const lossDb = lossBetween(scenario, station, device.longitudeDeg, device.latitudeDeg, device.heightAglM);
      if (Number.isNaN(lossDb)) return [];
      const { longitudeDeg, latitudeDeg } = scenario.stations[station];
      const uplink = budget(device, scenario.stations[station], lossDb);
      const downlink = budget(scenario.stations[station], device, lossDb);
      const marginDb = Math.min(uplink.marginDb, downlink.marginDb);
      const distanceM = distanceBetweenM(
        placeOf(longitudeDeg, latitudeDeg),
        placeOf(device.longitudeDeg, device.latitudeDeg),
      );
      const covered = marginDb >= scenario.goal.marginDb;
      const successProbability = successWithMargin(success.of(device), marginDb);
      const link = { device: deviceIndex, gateway, distanceM, uplink, downlink, marginDb, successProbability };
      return [{ ...link, covered, best: false }];
    });
    const bestMarginDb = Math.max(...links.map((link) => link.marginDb));
    return links.map((link) => ({ ...link, best: link.marginDb === bestMarginDb }));
  });
}

/** The worst points that lie at least 4 km apart. */
function sampleWorstSpots(
  scenario: Scenario,
  demand: DemandPoints,
  margins: readonly Float64Array[],
  gateways: readonly number[],
): WorstSpot[] {
  const best = Array.from({ length: demand.count }, (_, i) => {
    const inReach = gateways.filter((station) => !Number.isNaN(margins[station][i]));
    inReach.sort((a, b) => margins[b][i] - margins[a][i]);
    return { i, station: inReach[0] as number | undefined, marginDb: inReach.length ? margins[inReach[0]][i] : null };
  }).filter(({ marginDb }) => marginDb === null || marginDb < scenario.goal.marginDb);
  best.sort((a, b) => (a.marginDb ?? -1000) - (b.marginDb ?? -1000));
  const spots: WorstSpot[] = [];
  for (const { i, station, marginDb } of best) {
    const to = placeOf(demand.longitudeDeg[i], demand.latitudeDeg[i]);
    const apart = spots.every((spot) => distanceBetweenM(placeOf(spot.longitudeDeg, spot.latitudeDeg), to) > 4000);
    if (!apart || spots.length === 4) continue;
    const gateway = station === undefined ? null : scenario.stations[station];
    const profile = gateway
      ? samplePath({
          from: placeOf(gateway.longitudeDeg, gateway.latitudeDeg),
          to,
          fromHeightM: gateway.heightAglM,
          toHeightM: demand.heightAglM[i],
          frequencyHz: scenario.radio.frequencyHz,
        })
      : null;
    const ridge = profile?.obstacles[0];
    spots.push({
      longitudeDeg: demand.longitudeDeg[i],
      latitudeDeg: demand.latitudeDeg[i],
      place: (i < demand.devicesFrom ? scenario.areas : scenario.devices)[demand.origin[i]].name,
      weight: demand.weight[i] * 3,
      gateway: station === undefined ? null : gateways.indexOf(station),
      marginDb,
      requiredMarginDb: scenario.goal.marginDb,
      pathLossDb: gateway
        ? lossBetween(scenario, station as number, demand.longitudeDeg[i], demand.latitudeDeg[i], demand.heightAglM[i])
        : null,
      profile,
      reason: ridge
        ? `terrain ${(ridge.distanceM / 1000).toFixed(1)} km from the gateway rises ${ridge.aboveRayM.toFixed(0)} m above the line of sight`
        : gateway
          ? "the path is clear but too long"
          : "no gateway lies within 12 km",
    });
  }
  return spots;
}

function buildPlan(kind: Plan["kind"]): Plan {
  const scenario = sampleScenario();
  const elevation = sampleElevation();
  const demand = sampleDemand(scenario);
  const gateways = kind === "plan" ? GATEWAYS : [0];
  const sites = scenario.stations.map((_, station) => sampleSiteLoss(scenario, elevation, demand, station));
  const margins = sites.map(({ station, demandLossDb }) =>
    Float64Array.from(demandLossDb, (lossDb) => marginOf(scenario, station, scenario.device, lossDb)),
  );
  const total = demand.weight.reduce((sum, weight) => sum + weight, 0);
  const coverers = (i: number, among: readonly number[]) =>
    among.filter((station) => margins[station][i] >= scenario.goal.marginDb);
  const weightWhere = (condition: (i: number) => boolean) =>
    demand.weight.reduce((sum, weight, i) => sum + (condition(i) ? weight : 0), 0);
  const stations = scenario.stations.map((station, index): StationChoice => {
    const inUse = gateways.includes(index);
    const onlyHere = (i: number) => coverers(i, gateways).length === 1 && coverers(i, gateways)[0] === index;
    return {
      station,
      chosen: inUse,
      excluded: index === 5,
      aloneWeightFraction: weightWhere((i) => margins[index][i] >= scenario.goal.marginDb) / total,
      uniqueWeightFraction: inUse ? weightWhere(onlyHere) / total : 0,
    };
  });
  const objective = weightWhere((i) => coverers(i, gateways).length > 0);
  const areaSamples = Array.from({ length: demand.devicesFrom }, (_, i) => coverers(i, gateways).length > 0);
  const coverage = {
    weightFraction: objective / total,
    areaFraction: areaSamples.filter(Boolean).length / areaSamples.length,
  };
  const trail = ["rows 212 -> 37, columns 6 -> 5", "greedy 171.0", "highs optimal"];
  const bound = objective * 1.004;
  return {
    kind,
    scenario,
    elevation,
    ground: null,
    stations,
    gateways,
    siteLoss: sites.map((site, index) => (kind === "plan" || index === 0 ? site : undefined)),
    demand,
    demandReach: demandReach(
      { scenario, demand, gateways, losses: sites, success: createSuccessModel(scenario) },
      Uint16Array.from({ length: demand.count }, (_, i) => coverers(i, gateways).length),
    ),
    maps: sampleMaps(scenario, elevation, sites, gateways),
    placement:
      kind === "plan"
        ? { status: "optimal", mode: "max-weight", objective, bound, gap: 0.004, reachableWeightFraction: 0.97, trail }
        : null,
    coverage,
    success: {
      meanSuccess: 0.8125,
      sureProbability: 0.9,
      sureWeightFraction: 0.75,
      sigmaDb: 7.5,
      sigmaSource: "variability of situations",
      requiredMarginDb: scenario.goal.marginDb,
    },
    goalMet: coverage.weightFraction >= scenario.goal.coverage,
    links: sampleLinks(scenario, gateways),
    worstSpots: sampleWorstSpots(scenario, demand, margins, gateways),
    warnings: [
      { code: "flat-terrain", message: "1 missing tile taken as flat at sea level: N44E008 <east>" },
      { code: "itm-parameter-range", message: "3 paths are shorter than the model's 1 km" },
    ],
    stages: { terrain: 0.25, coverage: 4.125, placement: 0.5, report: 0 },
    provenance: {
      version: "0.0.0-sample",
      seed: 1,
      coverageMethod: "sweep",
      modelTitle: "Irregular Terrain Model (Longley–Rice), point-to-point",
      modelSource: "NTIA Report 82-100; NTIA ITM reference algorithm",
      modelValidity: "20 MHz to 20 GHz, 1 to 2000 km, antennas 0.5 to 3000 m above ground",
    },
  };
}

const built = new Map<Plan["kind"], Plan>();

/** A small, complete and always equal answer of `plan` (or of `coverage`, with `{ kind: "coverage" }`), on invented terrain. */
export function samplePlan({ kind = "plan" }: { kind?: Plan["kind"] } = {}): Plan {
  const known = built.get(kind) ?? buildPlan(kind);
  built.set(kind, known);
  return known;
}
