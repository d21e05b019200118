import { coverHeightsAlong } from "../geo/cover/along-line.ts";
import type { CoverGrid } from "../geo/cover/cover-grid.ts";
import { EARTH_RADIUS_M, greatCircleDistanceM, type LonLat } from "../geo/geodesy.ts";
import type { ElevationGrid } from "../geo/grid.ts";
import { describePath, type Obstacle, type TerrainProfilePicture } from "../geo/line-of-sight.ts";
import { fillProfile } from "../geo/profile.ts";
import { linkConstants } from "../link/budget.ts";
import type { Scenario, Station } from "../scenario/scenario.ts";
import { linkLossOf } from "./antenna-loss.ts";
import { demandName, demandTerminal } from "./demand.ts";
import type { DemandPoints, SiteLoss, WorstSpot } from "./result.ts";
import type { SuccessModel } from "./success.ts";

/** How many spots are shown, and how far around each the uncovered points are counted as its own. */
const MOST_SPOTS = 6;
const SPOT_RADIUS_M = 2500;
/** Points among which spots are looked for at most: with more, every n-th will do. */
const MOST_CANDIDATES = 2000;
/** The first Fresnel zone is as good as free when 60 % of its radius is clear (ITU-R P.530). */
const FREE_CLEARANCE = 0.6;
/** An antenna that gives so much less than its peak looks elsewhere. */
const OFF_BEAM_DB = 3;
/** So much lost at the device's end is worth telling. */
const END_LOSS_DB = 3;

interface Gaps {
  readonly scenario: Scenario;
  readonly elevation: ElevationGrid;
  /** What stands on the ground; null for bare earth. */
  readonly cover: CoverGrid | null;
  /** What is lost at each point's own end, a part of its path losses, dB; null: nothing. */
  readonly endLossDb: Float32Array | null;
  readonly demand: DemandPoints;
  /** Stations in use. */
  readonly gateways: readonly number[];
  readonly losses: readonly (SiteLoss | undefined)[];
  /** By how many gateways each point is covered. */
  readonly count: Uint16Array;
  readonly success: SuccessModel;
}

/** The places where most weight is left uncovered, the greatest first, and why. */
export function findWorstSpots(gaps: Gaps): WorstSpot[] {
  const { demand, count, scenario } = gaps;
  const open: number[] = [];
  for (let point = 0; point < demand.count; point++) if (count[point] < scenario.goal.redundancy) open.push(point);
  const plane = onPlane(demand);
  const spots: WorstSpot[] = [];
  let left = open;
  while (left.length > 0 && spots.length < MOST_SPOTS) {
    const { point, near, weight } = heaviestSpot(demand, plane, left);
    spots.push(describeSpot(gaps, point, weight));
    left = left.filter((other) => !near.has(other));
  }
  return spots;
}

/** Metres east and north of the first point on a map plane: near enough to tell neighbours, and quick. */
interface Plane {
  readonly eastM: Float64Array;
  readonly northM: Float64Array;
}

function onPlane({ longitudeDeg, latitudeDeg }: DemandPoints): Plane {
  const metresPerDegree = (EARTH_RADIUS_M * Math.PI) / 180;
  const eastM = longitudeDeg.map((lonDeg, i) => {
    const eastDeg = lonDeg - longitudeDeg[0];
    const shorterWayDeg = eastDeg - 360 * Math.round(eastDeg / 360);
    return shorterWayDeg * metresPerDegree * Math.cos((latitudeDeg[i] * Math.PI) / 180);
  });
  return { eastM, northM: latitudeDeg.map((latDeg) => (latDeg - latitudeDeg[0]) * metresPerDegree) };
}

/** The point with the most uncovered weight around it. */
function heaviestSpot({ weight: weights }: DemandPoints, { eastM, northM }: Plane, points: readonly number[]) {
  const stride = Math.ceil(points.length / MOST_CANDIDATES);
  const isNear = (a: number, b: number) =>
    (eastM[a] - eastM[b]) ** 2 + (northM[a] - northM[b]) ** 2 <= SPOT_RADIUS_M * SPOT_RADIUS_M;
  const sample = points.filter((_, i) => i % stride === 0);
  let point = sample[0];
  let most = -1;
  for (const candidate of sample) {
    let weight = 0;
    for (const other of sample) if (isNear(candidate, other)) weight += weights[other];
    if (weight > most) {
      most = weight;
      point = candidate;
    }
  }
  const near = new Set(points.filter((other) => isNear(point, other)));
  let weight = 0;
  for (const other of near) weight += weights[other];
  return { point, near, weight };
}

function placeOf(demand: DemandPoints, point: number) {
  return { longitudeDeg: demand.longitudeDeg[point], latitudeDeg: demand.latitudeDeg[point] };
}

function describeSpot(gaps: Gaps, point: number, weight: number): WorstSpot {
  const { scenario, demand } = gaps;
  const place = placeOf(demand, point);
  const { requiredMarginDb } = gaps.success.of(demandTerminal(scenario, demand, point));
  const base = { ...place, place: demandName(scenario, demand, point), weight, requiredMarginDb };
  const best = bestServer(gaps, point);
  if (best === null) {
    const reason =
      gaps.gateways.length === 0 ? "There is no gateway." : "It lies beyond the computed radius of every gateway.";
    return { ...base, gateway: null, marginDb: null, pathLossDb: null, profile: null, reason };
  }
  const station = scenario.stations[gaps.gateways[best.gateway]];
  const profile = profileTo(gaps, station, point);
  const reason = explain({
    scenario,
    station,
    profile,
    requiredMarginDb,
    atDevice: lossAtDevice(gaps, point),
    ...best,
  });
  return { ...base, gateway: best.gateway, marginDb: best.marginDb, pathLossDb: best.pathLossDb, profile, reason };
}

interface BestServer {
  readonly gateway: number;
  readonly marginDb: number;
  readonly pathLossDb: number;
  /** What the gateway's antenna loses beside its beam. */
  readonly antennaLossDb: number;
}

function bestServer({ scenario, demand, gateways, losses }: Gaps, point: number) {
  let best: BestServer | null = null;
  gateways.forEach((station, gateway) => {
    const site = losses[station];
    const pathLossDb = site?.demandLossDb[point] ?? Number.NaN;
    if (site === undefined || Number.isNaN(pathLossDb)) return;
    const linkLossDb = linkLossOf(site).demandLossDb[point];
    const link = linkConstants(demandTerminal(scenario, demand, point), scenario.stations[station], scenario.radio);
    const marginDb = link.maxPathLossDb - linkLossDb;
    if (best !== null && marginDb <= best.marginDb) return;
    best = { gateway, marginDb, pathLossDb, antennaLossDb: linkLossDb - pathLossDb };
  });
  return best as BestServer | null;
}

function profileTo({ scenario, elevation, cover, demand }: Gaps, station: Station, point: number) {
  const place = placeOf(demand, point);
  const lengthM = greatCircleDistanceM(station, place);
  const steps = Math.max(10, Math.ceil(lengthM / scenario.terrain.resolutionM));
  const elevationM = new Float64Array(steps + 1);
  fillProfile(elevation, station, place, steps, elevationM);
  if (lengthM === 0 || elevationM.some((z) => Number.isNaN(z))) return null;
  return describePath({
    elevationM,
    ...(cover !== null && { surfaceM: standCover(elevationM, cover, { from: station, to: place }) }),
    distanceM: lengthM,
    txHeightAglM: station.heightAglM,
    rxHeightAglM: demand.heightAglM[point],
    frequencyHz: scenario.radio.frequencyHz,
  });
}

/** The ground with what stands on it between the two ends, which are bare. */
function standCover(
  elevationM: Float64Array,
  cover: CoverGrid,
  ends: { readonly from: LonLat; readonly to: LonLat },
): Float64Array {
  const steps = elevationM.length - 1;
  const heightM = coverHeightsAlong(cover, { ...ends, steps, distanceM: greatCircleDistanceM(ends.from, ends.to) });
  return elevationM.map((groundM, i) => (i === 0 || i === steps ? groundM : groundM + heightM[i]));
}

/** What is lost at the device's end, and to what. */
function lossAtDevice({ scenario, demand, endLossDb }: Gaps, point: number) {
  const { indoor } = demandTerminal(scenario, demand, point);
  const where = indoor === null ? "among trees or houses" : "in its building";
  return { lossDb: endLossDb?.[point] ?? 0, where };
}

/** What cuts the ray: the ground itself, or what stands on it. */
function obstacleName({ distanceM, elevationM, rayM }: TerrainProfilePicture, obstacle: Obstacle): string {
  const point = distanceM.indexOf(obstacle.distanceM);
  return elevationM[point] > rayM[point] ? "Terrain" : "What stands on the ground";
}

function explain({
  scenario,
  station,
  profile,
  marginDb,
  requiredMarginDb,
  antennaLossDb,
  atDevice,
}: {
  readonly scenario: Scenario;
  readonly station: Station;
  readonly profile: TerrainProfilePicture | null;
  readonly marginDb: number;
  /** From which the point is covered. */
  readonly requiredMarginDb: number;
  readonly antennaLossDb: number;
  readonly atDevice: { readonly lossDb: number; readonly where: string };
}): string {
  const { goal } = scenario;
  if (marginDb >= requiredMarginDb) return `Heard by fewer than the ${goal.redundancy} gateways that are asked for.`;
  const asked = requiredMarginDb > goal.marginDb ? "the margin that the probability asks for" : "the margin asked for";
  const short = `${(requiredMarginDb - marginDb).toFixed(1)} dB short of ${asked}`;
  if (profile === null) return `The path from ${station.name} is ${short}.`;
  const lengthM = profile.distanceM[profile.distanceM.length - 1];
  if (antennaLossDb >= OFF_BEAM_DB && marginDb + antennaLossDb >= requiredMarginDb) {
    return `${antennaLossDb.toFixed(1)} dB off the beam of ${station.name}'s antenna; ${short}.`;
  }
  if (atDevice.lossDb >= END_LOSS_DB && marginDb + atDevice.lossDb >= requiredMarginDb) {
    return `${atDevice.lossDb.toFixed(1)} dB are lost at the device itself, ${atDevice.where}; ${short}.`;
  }
  const km = (metres: number) => `${(metres / 1000).toFixed(1)} km`;
  if (profile.obstacles.length > 0) {
    const worst = profile.obstacles.reduce((a, b) => (b.aboveRayM > a.aboveRayM ? b : a));
    const others = profile.obstacles.length - 1;
    const more = others > 0 ? `, with ${others} more ${others === 1 ? "ridge" : "ridges"} in the way` : "";
    return `${obstacleName(profile, worst)} ${km(worst.distanceM)} from ${station.name} rises ${Math.max(1, Math.round(worst.aboveRayM))} m above the line of sight${more}; ${short}.`;
  }
  if (profile.fresnelClearance < FREE_CLEARANCE) {
    return `In sight of ${station.name}, ${km(lengthM)} away, but the ground reaches into the first Fresnel zone; ${short}.`;
  }
  return `In clear sight of ${station.name}, but ${km(lengthM)} is too far for this power and spreading factor; ${short}.`;
}
