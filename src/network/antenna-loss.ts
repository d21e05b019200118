import { EARTH_RADIUS_M } from "../geo/geodesy.ts";
import type { ElevationGrid } from "../geo/grid.ts";
import { bilinear } from "../geo/interpolate.ts";
import { STANDARD_EARTH_RADIUS_FACTOR } from "../geo/line-of-sight.ts";
import type { RadiationPattern } from "../link/antennas/pattern.ts";
import { type Polarization, polarizationLossDb } from "../link/antennas/polarization.ts";
import { stationPattern } from "../scenario/antennas.ts";
import type { Scenario, Station } from "../scenario/scenario.ts";
import type { DemandPoints, SiteLoss } from "./result.ts";

const DEG = Math.PI / 180;

/** Where the devices are: a window's posts at one height above ground, and the demand points. */
export interface AntennaSurroundings {
  readonly scenario: Scenario;
  readonly elevation: ElevationGrid;
  /** With longitudes as the elevation grid counts them. */
  readonly demand: DemandPoints;
}

/**
 * What a station's signal meets besides the path: the path loss plus what its antenna gives less than its peak gain towards each
 * place, and what its polarization loses. From this, with the peak gain, follow received power and margins.
 *
 * The direction is that of the straight ray to the receiver over an earth of 4/3 its radius; over a ridge the signal leaves a
 * little higher, towards the ridge.
 *
 * @param station with its longitude as the elevation grid counts it
 * @returns undefined for an antenna that is the same in all directions: then it is the path loss itself
 */
export function linkLosses(
  station: Station,
  site: SiteLoss,
  surroundings: AntennaSurroundings,
): SiteLoss["linkLoss"] | undefined {
  const pattern = stationPattern(station);
  if (pattern === null) return undefined;
  const { scenario, demand } = surroundings;
  const lossTo = lossTowards(pattern, station, surroundings);
  const { window, lossDb, demandLossDb } = site;
  const posts = new Float32Array(lossDb.length);
  for (let row = 0, i = 0; row < window.height; row++) {
    const latDeg = window.northDeg - row * window.latStepDeg;
    for (let column = 0; column < window.width; column++, i++) {
      const loss = lossDb[i];
      if (Number.isNaN(loss)) posts[i] = loss;
      else posts[i] = loss + lossTo(window.westDeg + column * window.lonStepDeg, latDeg, scenario.device.heightAglM);
    }
  }
  const points = demandLossDb.map((loss, i) =>
    Number.isNaN(loss) ? loss : loss + lossTo(demand.longitudeDeg[i], demand.latitudeDeg[i], demand.heightAglM[i]),
  );
  return { lossDb: posts, demandLossDb: points };
}

/** The losses that budgets count with. */
export function linkLossOf(site: SiteLoss): Pick<SiteLoss, "lossDb" | "demandLossDb"> {
  return site.linkLoss ?? site;
}

/** The station with the gain that its antenna has towards a demand point. */
export function stationTowards(station: Station, site: SiteLoss, point: number): Station {
  if (site.linkLoss === undefined) return station;
  const antennaLossDb = site.linkLoss.demandLossDb[point] - site.demandLossDb[point];
  return { ...station, antennaGainDbi: station.antennaGainDbi - antennaLossDb };
}

type LossTowards = (longitudeDeg: number, latitudeDeg: number, heightAglM: number) => number;

/** The gain that budgets count with less the gain towards a place, plus the loss between polarizations, dB. */
function lossTowards(
  { gainDbi }: RadiationPattern,
  station: Station,
  { scenario, elevation }: AntennaSurroundings,
): LossTowards {
  const always = station.antennaGainDbi + polarizationLoss(station, scenario);
  const { data, width, height } = elevation;
  const groundM = (lonDeg: number, latDeg: number) =>
    bilinear(
      data,
      width,
      height,
      (lonDeg - elevation.westDeg) / elevation.lonStepDeg,
      (elevation.northDeg - latDeg) / elevation.latStepDeg,
    );
  // Where models need no terrain there may be none: then it is level
  const ownGroundM = groundM(station.longitudeDeg, station.latitudeDeg);
  const topM = (Number.isNaN(ownGroundM) ? 0 : ownGroundM) + station.heightAglM;
  const sinOwn = Math.sin(station.latitudeDeg * DEG);
  const cosOwn = Math.cos(station.latitudeDeg * DEG);
  const bulgePerM = 1 / (2 * STANDARD_EARTH_RADIUS_FACTOR * EARTH_RADIUS_M);
  return (lonDeg, latDeg, heightAglM) => {
    const eastRad = (lonDeg - station.longitudeDeg) * DEG;
    const sin = Math.sin(latDeg * DEG);
    const cos = Math.cos(latDeg * DEG);
    // The place as the station sees it on the globe: components of its direction to the east, the north and up
    const east = cos * Math.sin(eastRad);
    const north = cosOwn * sin - sinOwn * cos * Math.cos(eastRad);
    const up = sinOwn * sin + cosOwn * cos * Math.cos(eastRad);
    const distanceM = EARTH_RADIUS_M * Math.atan2(Math.hypot(east, north), up);
    const ground = groundM(lonDeg, latDeg);
    const riseM = (Number.isNaN(ground) ? topM - station.heightAglM : ground) + heightAglM - topM;
    const elevationRad = Math.atan2(riseM, distanceM) - distanceM * bulgePerM;
    return always - gainDbi(Math.atan2(east, north), elevationRad);
  };
}

/** Devices swing as the model supposes, or upright. */
function polarizationLoss({ antenna }: Station, { propagation }: Scenario): number {
  const own = antenna?.polarization ?? null;
  if (own === null) return 0;
  const devices: Polarization = propagation.inputs.polarization === "horizontal" ? "horizontal" : "vertical";
  return polarizationLossDb(own, devices);
}
