import { findHorizons } from "../../../link/propagation/itm/horizons.ts";
import { createItmOutput } from "../../../link/propagation/itm/path.ts";
import { terrainIrregularityM } from "../../../link/propagation/itm/terrain-irregularity.ts";

/** Ranges at which terrain irregularity is computed grow by this factor. */
const RANGE_GROWTH = 1.125;
/** The nearest of them, in steps. */
const NEAREST_STEPS = 8;

/**
 * Terrain irregularity Δh along the radials of a group. It is the one expensive term (a resampling and two quantiles over the
 * whole path), and it changes slowly: so it is computed at ranges spaced by an eighth on the group's two edge radials, and
 * interpolated in range and direction. (A value kept from the last place instead of interpolated costs accuracy; this does not.)
 */
export interface IrregularityTable {
  /** Δh of a path to sample k of the current radial, m. */
  readonly alongM: Float64Array;
  /** So many samples `fillEdge` reads. */
  readonly samples: number;
  /** Computes an edge of the current group from the ground along it: 0 is its own first radial, 1 that of the next group. */
  fillEdge(edge: 0 | 1): void;
  /** Steps to the next group: its first edge is the last one's second. */
  shiftEdges(): void;
  /** Fills `alongM` up to sample `last` for the radial at this fraction of the way between the edges. */
  interpolateTo(fraction: number, last: number): void;
}

export function createIrregularityTable({
  elevationM,
  alongM,
  samples,
  stepM,
  txHeightM,
  rxHeightM,
  earthRadiusM,
}: {
  /** Where the ground of an edge is put, m above sea level. */
  readonly elevationM: Float64Array;
  /** Where the result goes. */
  readonly alongM: Float64Array;
  readonly samples: number;
  readonly stepM: number;
  readonly txHeightM: number;
  readonly rxHeightM: number;
  /** Effective: one for all, since Δh hardly depends on it. */
  readonly earthRadiusM: number;
}): IrregularityTable {
  const nodes = nodeSamples(samples - 1);
  let near = new Float64Array(nodes.length);
  let far = new Float64Array(nodes.length);
  const profile = { elevationM, steps: 0, resolutionM: stepM };
  const path = createItmOutput();
  path.structuralHeightsM[0] = txHeightM;
  path.structuralHeightsM[1] = rxHeightM;
  path.effectiveEarthRadiusM = earthRadiusM;
  return {
    alongM,
    samples,
    fillEdge(edge) {
      const values = edge === 0 ? near : far;
      for (let n = 0; n < nodes.length; n++) {
        profile.steps = nodes[n];
        const distanceM = nodes[n] * stepM;
        findHorizons(profile, path);
        const startM = Math.min(15 * txHeightM, 0.1 * path.horizonDistancesM[0]);
        const endM = distanceM - Math.min(15 * rxHeightM, 0.1 * path.horizonDistancesM[1]);
        values[n] = terrainIrregularityM(profile, startM, endM);
      }
    },
    shiftEdges() {
      [near, far] = [far, near];
    },
    interpolateTo(fraction, last) {
      let n = 0;
      for (let k = 0; k <= last; k++) {
        while (n < nodes.length - 2 && k > nodes[n + 1]) n++;
        const along = Math.max((k - nodes[n]) / (nodes[n + 1] - nodes[n]), 0);
        const a = near[n] + along * (near[n + 1] - near[n]);
        const b = far[n] + along * (far[n + 1] - far[n]);
        alongM[k] = a + fraction * (b - a);
      }
    },
  };
}

/** Sample numbers from near to `last`, at least two, growing by `RANGE_GROWTH`. */
function nodeSamples(last: number): Int32Array {
  const nodes: number[] = [];
  for (let k = NEAREST_STEPS; k < last; k = Math.max(k + 1, Math.round(k * RANGE_GROWTH))) nodes.push(k);
  nodes.push(Math.max(last, NEAREST_STEPS + 1));
  return Int32Array.from(nodes.length > 1 ? nodes : [NEAREST_STEPS, NEAREST_STEPS + 1]);
}
