import type { CoverGrid } from "../geo/cover/cover-grid.ts";
import type { ElevationGrid, Lattice } from "../geo/grid.ts";
import { longitudeInGrid } from "../geo/interpolate.ts";
import { InterruptedError } from "../math/errors.ts";
import { sha256 } from "../math/sha256.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { linkLosses } from "./antenna-loss.ts";
import { stationRadiusM } from "./coverage/radius.ts";
import { type CoverageTask, lossLength } from "./coverage/task.ts";
import { discWindow } from "./coverage/window.ts";
import { addEndLoss, type EndLoss } from "./end-loss.ts";
import type { PlanEnvironment } from "./environment.ts";
import type { DemandPoints, SiteLoss } from "./result.ts";
import { computeParts, partCount, readParts } from "./site-parts.ts";

export interface SiteLossRequest {
  readonly scenario: Scenario;
  readonly elevation: ElevationGrid;
  readonly cover: CoverGrid | null;
  /** What is lost at the devices' end besides. */
  readonly endLoss: EndLoss;
  readonly lattice: Lattice;
  readonly demand: DemandPoints;
  readonly method: "sweep" | "exact";
  /** Indices of the stations to compute. */
  readonly stations: readonly number[];
}

/** Path loss from each asked station, by station index; sites that an earlier run had finished are taken from the store. */
export async function computeSiteLosses(
  request: SiteLossRequest,
  env: PlanEnvironment,
): Promise<(SiteLoss | undefined)[]> {
  const { scenario, stations, elevation } = request;
  // Across the antimeridian the terrain runs on past 180°, and so must the places on it
  const longitudeDeg = request.demand.longitudeDeg.map((lonDeg) => longitudeInGrid(elevation, lonDeg));
  const demand = { ...request.demand, longitudeDeg };
  const sites = stations.map((station) => {
    const task = siteTask({ ...request, demand }, station, env);
    return { station, task, parts: partCount(task.lossDb.length, stations.length, env.threads) };
  });
  // Progress counts sites, and the parts of large ones
  const total = sites.reduce((sum, { parts }) => sum + shownParts(parts, env), 0);
  let done = 0;
  const report = (more: number) => {
    done += more;
    env.onProgress?.({ stage: "coverage", done, total });
  };
  report(0);
  const terrainKey = env.store === undefined ? "" : `${fingerprint(elevation.data)}/${coverKey(request.cover)}`;
  const losses: (SiteLoss | undefined)[] = scenario.stations.map(() => undefined);
  await Promise.all(
    sites.map(async ({ station, task, parts }) => {
      const shown = shownParts(parts, env);
      const key = env.store === undefined ? "" : storeKey(task, terrainKey);
      const stored = await env.store?.read(key, task.lossDb.length);
      if (stored) {
        task.lossDb.set(stored);
        report(shown - 1);
      } else {
        const partsKey = `${key}-${parts}`;
        const finished = await readParts(task.lossDb, parts, partsKey, env);
        if (shown > 1) report(Math.min(finished.filter((isDone) => isDone).length, shown - 1));
        const onPart = () => {
          if (shown > 1 && finished.includes(0)) report(1);
        };
        await computeParts(task, { done: finished, key: partsKey, onPart }, env);
        await env.store?.write(key, task.lossDb);
      }
      if (env.signal?.aborted) throw new InterruptedError();
      const posts = task.lossDb.length - demand.count;
      const site = {
        station,
        window: task.window,
        lossDb: task.lossDb.subarray(0, posts),
        demandLossDb: task.lossDb.subarray(posts),
      };
      // Only now: what is stored is the path alone
      addEndLoss(site, request.lattice, request.endLoss);
      const standing = { ...scenario.stations[station], ...task.site };
      const linkLoss = linkLosses(standing, site, { scenario, elevation, demand });
      losses[station] = linkLoss === undefined ? site : { ...site, linkLoss };
      report(1);
    }),
  );
  return losses;
}

/** A site that is cut for the workers' sake only counts as one. */
function shownParts(parts: number, { threads }: PlanEnvironment): number {
  return parts > threads ? parts : 1;
}

function siteTask(request: SiteLossRequest, index: number, env: PlanEnvironment): CoverageTask {
  const { scenario, elevation, lattice, demand, method } = request;
  const station = scenario.stations[index];
  const radiusM = stationRadiusM(scenario, station);
  const site = {
    longitudeDeg: longitudeInGrid(elevation, station.longitudeDeg),
    latitudeDeg: station.latitudeDeg,
    heightAglM: station.heightAglM,
  };
  const window = discWindow(lattice, site, radiusM);
  return {
    elevation,
    cover: request.cover,
    site,
    window,
    radiusM,
    deviceHeightAglM: scenario.device.heightAglM,
    demand: {
      longitudeDeg: demand.longitudeDeg,
      latitudeDeg: demand.latitudeDeg,
      heightAglM: demand.heightAglM,
    },
    stepM: scenario.terrain.resolutionM,
    model: scenario.propagation.model,
    inputs: { ...scenario.propagation.inputs, frequencyHz: scenario.radio.frequencyHz },
    method,
    sector: { index: 0, count: 1 },
    lossDb: env.allocateFloat32(lossLength(window, demand.count)).fill(Number.NaN),
  };
}

/** The number of the way losses are computed: a change of it makes older stored losses useless. */
const STORE_VERSION = 3;

/** Everything that a site's losses depend on, as a short name. */
function storeKey(task: CoverageTask, terrainKey: string): string {
  const { elevation, cover, demand, lossDb, sector, ...rest } = task;
  const { width, height, westDeg, northDeg, lonStepDeg, latStepDeg } = elevation;
  const parts = JSON.stringify([
    STORE_VERSION,
    rest,
    [width, height, westDeg, northDeg, lonStepDeg, latStepDeg, terrainKey],
    [fingerprint(demand.longitudeDeg), fingerprint(demand.latitudeDeg), fingerprint(demand.heightAglM)],
  ]);
  const bytes = Uint8Array.from(parts, (character) => character.charCodeAt(0) & 255);
  return Array.from(sha256(bytes).subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function coverKey(cover: CoverGrid | null): string {
  if (cover === null) return "";
  const { data, ...lattice } = cover;
  return JSON.stringify([lattice, fingerprint(data)]);
}

/** FNV-1a over the words of an array: tells arrays apart, quickly. */
function fingerprint(values: Float32Array | Float64Array): string {
  const words = new Int32Array(values.buffer, values.byteOffset, values.byteLength / 4);
  let hash = 0x811c9dc5;
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ words[i], 0x01000193);
  return `${values.length}-${(hash >>> 0).toString(16)}`;
}
