import type { GroundCover } from "../geo/cover/ground-cover.ts";
import type { ElevationGrid } from "../geo/grid.ts";
import { directionConstants } from "../link/budget.ts";
import { simulateChoice } from "../link/configuration/configure-link.ts";
import type { FadingChannel } from "../link/configuration/delivery.ts";
import { DEFAULT_PERIOD_S, type GoalInputs } from "../link/configuration/inputs.ts";
import { type NamedRegion, requireSecondWindow } from "../link/configuration/rates.ts";
import { createSearch, type Search, type SearchAnswer } from "../link/configuration/search.ts";
import {
  type HeldSettings,
  type LegalSettings,
  legalSettings,
  type RadioSetting,
} from "../link/configuration/settings.ts";
import type { DeliveryCheck } from "../link/configuration/simulate.ts";
import { DEFAULT_PAYLOAD_BYTES } from "../link/link-inputs.ts";
import { loadModel } from "../link/propagation/registry.ts";
import type { Named } from "../lora/catalog.ts";
import type { Radio } from "../lora/radios/radio.ts";
import { findRegion } from "../lora/regions/regions.ts";
import { InputError } from "../math/errors.ts";
import { requireForCoverage } from "../scenario/purpose.ts";
import type { Device, Scenario, Station } from "../scenario/scenario.ts";
import { stationTowards } from "./antenna-loss.ts";
import { clutterEndLoss } from "./clutter-loss.ts";
import { demandPoints } from "./demand.ts";
import { sumEndLosses } from "./end-loss.ts";
import type { PlanEnvironment } from "./environment.ts";
import { indoorEndLoss } from "./indoor-loss.ts";
import type { SiteLoss } from "./result.ts";
import { computeSiteLosses } from "./site-losses.ts";

/** Of every device with the gateway that hears it best. */
export interface DeviceConfiguration extends SearchAnswer {
  readonly device: Device;
  /** Null when none lies within its radius. */
  readonly gateway: Station | null;
  readonly pathLossDb: number | null;
  readonly payloadBytes: number;
  readonly periodS: number;
  /** Packets drawn one by one on the best setting; null without one. */
  readonly simulated: DeliveryCheck | null;
  /** Why there is no best setting; null when there is one. */
  readonly reason: string | null;
}

export interface DevicesRequest {
  readonly scenario: Scenario;
  readonly elevation: ElevationGrid;
  /** What stands on the ground; absent for bare earth. */
  readonly ground?: GroundCover | null;
  /** Of all devices; the scenario says nothing of it. */
  readonly radio: Named<Radio>;
  readonly held: HeldSettings;
  readonly channel: FadingChannel;
  readonly goal: Pick<GoalInputs, "minimize" | "reliability" | "packets" | "seed">;
  /** Where a device of the scenario says nothing; absent: the usual ones of a link. */
  readonly payloadBytes?: number;
  readonly periodS?: number;
}

/**
 * The scenario with the slowest rate and no margin: how far from a gateway a device may at most be, whatever setting is chosen.
 */
export function widestScenario(scenario: Scenario): Scenario {
  return { ...scenario, radio: { ...scenario.radio, sf: 12 }, goal: { ...scenario.goal, marginDb: 0 } };
}

/**
 * The best setting of every device of a scenario to its existing gateways, over its terrain by the plain model (no sweep).
 *
 * Only the gateway that hears the device best is counted, and only the way up; devices do not disturb each other here.
 *
 * @throws {InputError} `no-gateway`, `no-device`
 * @throws {InterruptedError} when the environment's signal says so
 */
export async function configureDevices(
  request: DevicesRequest,
  env: PlanEnvironment,
): Promise<readonly DeviceConfiguration[]> {
  const { scenario } = request;
  requireForCoverage(scenario);
  if (scenario.devices.length === 0) {
    const message = "no device: there is nothing to configure";
    const hint = "add Point features of the role device";
    throw new InputError({ code: "no-device", where: "/features", message, hint });
  }
  const region = regionOf(scenario);
  if (region !== null) requireSecondWindow(request.radio, region);
  const losses = await lossesToGateways(request, env);
  const searchFor = rememberSearches(request);
  return scenario.devices.map((device, index) => configureDevice(request, { device, index, losses, searchFor }));
}

function regionOf({ region }: Scenario): NamedRegion | null {
  return region === "custom" ? null : { name: region, plan: findRegion(region) };
}

/** Losses of an existing gateway to every device. */
interface GatewayLosses {
  readonly station: Station;
  readonly site: SiteLoss;
}

async function lossesToGateways(
  { scenario, elevation, ground = null }: DevicesRequest,
  env: PlanEnvironment,
): Promise<GatewayLosses[]> {
  await loadModel(scenario.propagation.model);
  const demand = demandPoints({ ...scenario, areas: [] });
  const stations = scenario.stations.flatMap(({ kind }, index) => (kind === "gateway" ? [index] : []));
  // No map is wanted: a lattice of one post
  const { westDeg, northDeg, lonStepDeg, latStepDeg } = elevation;
  const lattice = { westDeg, northDeg, lonStepDeg, latStepDeg, width: 1, height: 1 };
  const site = {
    scenario: widestScenario(scenario),
    elevation,
    cover: ground?.grid ?? null,
    endLoss: sumEndLosses([
      clutterEndLoss(scenario, ground, { lattice, demand }),
      indoorEndLoss(scenario, demand, lattice),
    ]),
    lattice,
    demand,
    method: "exact",
    stations,
  } as const;
  const losses = await computeSiteLosses(site, env);
  return stations.flatMap((index) => {
    const site = losses[index];
    return site === undefined ? [] : [{ station: scenario.stations[index], site }];
  });
}

interface PreparedSearch {
  readonly legal: LegalSettings;
  readonly search: Search;
}

/** Devices with the same antenna and the same packets share their settings. */
function rememberSearches(request: DevicesRequest): (device: Device) => PreparedSearch {
  const { scenario, radio, held, channel, goal } = request;
  const region = regionOf(scenario);
  const known = new Map<string, PreparedSearch>();
  return (device) => {
    const { antennaGainDbi, lossDb } = device;
    const payloadBytes = payloadOf(device, request);
    const periodS = periodOf(device, request);
    const key = [antennaGainDbi, lossDb, payloadBytes, periodS].join(" ");
    const found = known.get(key);
    if (found !== undefined) return found;
    const { frequencyHz, bandwidthHz } = scenario.radio;
    // A region's rates have their own bandwidths; elsewhere the scenario's is kept
    const settled = region === null ? { bandwidthHz, ...held } : held;
    const legal = legalSettings({
      radio,
      region,
      frequencyHz,
      antennaGainDbi,
      lossDb,
      payloadBytes,
      periodS,
      held: settled,
    });
    const search = createSearch({
      ...legal,
      payloadBytes,
      channel,
      reliability: goal.reliability,
      objective: goal.minimize,
    });
    const prepared = { legal, search };
    known.set(key, prepared);
    return prepared;
  };
}

function payloadOf(device: Device, request: DevicesRequest): number {
  return device.payloadBytes ?? request.payloadBytes ?? DEFAULT_PAYLOAD_BYTES;
}

function periodOf(device: Device, request: DevicesRequest): number {
  return device.periodS ?? request.periodS ?? DEFAULT_PERIOD_S;
}

interface DeviceWork {
  readonly device: Device;
  readonly index: number;
  readonly losses: readonly GatewayLosses[];
  readonly searchFor: (device: Device) => PreparedSearch;
}

function configureDevice(
  request: DevicesRequest,
  { device, index, losses, searchFor }: DeviceWork,
): DeviceConfiguration {
  const { channel, goal } = request;
  const payloadBytes = payloadOf(device, request);
  const common = { device, payloadBytes, periodS: periodOf(device, request) };
  const nothing = { best: null, runnersUp: [], nearest: null, simulated: null };
  const heard = bestGateway(device, index, losses);
  if (heard === null) {
    return { ...common, ...nothing, gateway: null, pathLossDb: null, reason: "no gateway lies within its radius" };
  }
  const { station: gateway, towards, pathLossDb } = heard;
  const { legal, search } = searchFor(device);
  if (legal.settings.length === 0) {
    const [first] = legal.refusals;
    const reason = first === undefined ? "the radio has no rate of the region" : `${first.what}: ${first.reason}`;
    return { ...common, ...nothing, gateway, pathLossDb, reason };
  }
  const answer = search((setting) => snrOf(device, towards, pathLossDb, setting));
  const missingDb = answer.nearest === null ? 0 : -answer.nearest.marginDb;
  return {
    ...common,
    ...answer,
    gateway,
    pathLossDb,
    simulated:
      answer.best && simulateChoice(answer.best, { channel, goal: { ...goal, seed: goal.seed + index }, payloadBytes }),
    reason: answer.best === null ? `${missingDb.toFixed(1)} dB are missing at the best setting` : null,
  };
}

interface HeardGateway {
  readonly station: Station;
  /** With the gain of its antenna towards the device. */
  readonly towards: Station;
  readonly pathLossDb: number;
  readonly snrDb: number;
}

/** The gateway with the greatest signal-to-noise ratio; the bandwidth does not change which. */
function bestGateway(device: Device, index: number, losses: readonly GatewayLosses[]): HeardGateway | null {
  let best: HeardGateway | null = null;
  for (const { station, site } of losses) {
    const pathLossDb = site.demandLossDb[index];
    const towards = stationTowards(station, site, index);
    const snrDb = snrOf(device, towards, pathLossDb, { sf: 12, bandwidthHz: 125_000, txPowerDbm: 0 });
    if (snrDb > (best?.snrDb ?? Number.NEGATIVE_INFINITY)) best = { station, towards, pathLossDb, snrDb };
  }
  return best;
}

function snrOf(
  device: Device,
  gateway: Station,
  pathLossDb: number,
  setting: Pick<RadioSetting, "sf" | "bandwidthHz" | "txPowerDbm">,
): number {
  const transmitter = { ...device, txPowerDbm: setting.txPowerDbm };
  const { eirpDbm, receiveGainDb, noiseFloorDbm } = directionConstants(transmitter, gateway, setting);
  return eirpDbm + receiveGainDb - pathLossDb - noiseFloorDbm;
}
