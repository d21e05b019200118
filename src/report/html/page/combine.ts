import { NOTHING_COMPUTED } from "../margin-code.ts";
import type { Demand, Site } from "./unpack.ts";
import { receivedDbm } from "./unpack.ts";

/** What the stations that are switched on give together at each post of the report's lattice. */
export interface CombinedMaps {
  readonly width: number;
  readonly height: number;
  /** The greatest margin's code; 0 where nothing was computed. */
  readonly bestCode: Uint8Array;
  /** Index of its station; −1 where nothing was computed. */
  readonly bestStation: Int16Array;
  /** Strongest received power, dBm; −Infinity where nothing was computed. */
  readonly receivedDbm: Float32Array;
  /** How many stations reach the threshold. */
  readonly heard: Uint8Array;
}

export function createMaps(width: number, height: number): CombinedMaps {
  const posts = width * height;
  return {
    width,
    height,
    bestCode: new Uint8Array(posts),
    bestStation: new Int16Array(posts),
    receivedDbm: new Float32Array(posts),
    heard: new Uint8Array(posts),
  };
}

/** Combines the sites that are on into `maps`, in place. @param threshold margin code that counts as heard */
export function combineMaps(maps: CombinedMaps, sites: readonly Site[], threshold: number): void {
  const { width, bestCode, bestStation, receivedDbm: strongest, heard } = maps;
  bestCode.fill(NOTHING_COMPUTED);
  bestStation.fill(-1);
  strongest.fill(Number.NEGATIVE_INFINITY);
  heard.fill(0);
  const powerByCode = new Float32Array(256);
  for (const site of sites) {
    for (let code = 0; code < 256; code++) powerByCode[code] = receivedDbm(site, code);
    const { window, codes, station } = site;
    for (let y = 0; y < window.height; y++) {
      let post = (window.row + y) * width + window.column;
      for (let i = y * window.width; i < (y + 1) * window.width; i++, post++) {
        const code = codes[i];
        if (code === NOTHING_COMPUTED) continue;
        if (code > bestCode[post]) {
          bestCode[post] = code;
          bestStation[post] = station;
        }
        if (powerByCode[code] > strongest[post]) strongest[post] = powerByCode[code];
        if (code >= threshold) heard[post]++;
      }
    }
  }
}

/** What the stations that are switched on cover of the demand. */
export interface Outcome {
  /** For each demand point, by how many stations it is heard. */
  readonly heard: Uint8Array;
  readonly weightFraction: number;
  /** Null without areas. */
  readonly areaFraction: number | null;
  readonly devicesCovered: number;
  /** By station: weight fraction lost if it were switched off (on now) or won if switched on (off now); null if not computed. */
  readonly effect: readonly (number | null)[];
}

/** @param redundancy by how many stations a point must be heard to count */
export function assessDemand(
  demand: Demand,
  sites: readonly Site[],
  on: readonly boolean[],
  options: { readonly threshold: number; readonly redundancy: number },
): Outcome {
  const { threshold, redundancy } = options;
  const heard = new Uint8Array(demand.count);
  for (const { station, demandCodes } of sites) {
    if (!on[station]) continue;
    for (let i = 0; i < heard.length; i++) if (demandCodes[i] >= threshold) heard[i]++;
  }
  let weight = 0;
  let samples = 0;
  let devices = 0;
  for (let i = 0; i < heard.length; i++) {
    if (heard[i] < redundancy) continue;
    weight += demand.weight[i];
    if (i < demand.devicesFrom) samples++;
    else devices++;
  }
  return {
    heard,
    weightFraction: demand.totalWeight > 0 ? weight / demand.totalWeight : 0,
    areaFraction: demand.devicesFrom > 0 ? samples / demand.devicesFrom : null,
    devicesCovered: devices,
    effect: switchEffects(demand, sites, on, { heard, threshold, redundancy }),
  };
}

function switchEffects(
  demand: Demand,
  sites: readonly Site[],
  on: readonly boolean[],
  state: { readonly heard: Uint8Array; readonly threshold: number; readonly redundancy: number },
): (number | null)[] {
  const effect = on.map((): number | null => null);
  for (const { station, demandCodes } of sites) {
    const pivotal = on[station] ? state.redundancy : state.redundancy - 1;
    let weight = 0;
    for (let i = 0; i < demandCodes.length; i++) {
      if (state.heard[i] === pivotal && demandCodes[i] >= state.threshold) weight += demand.weight[i];
    }
    effect[station] = demand.totalWeight > 0 ? weight / demand.totalWeight : 0;
  }
  return effect;
}
