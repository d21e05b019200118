import type { CoverGrid } from "../../geo/cover/cover-grid.ts";
import type { ElevationGrid, Lattice } from "../../geo/grid.ts";
import type { ModelInput } from "../../link/propagation/model.ts";

/** What the path loss of one site is computed from. Plain values and typed arrays: it crosses to a worker as it is. */
export interface CoverageTask {
  readonly elevation: ElevationGrid;
  /** What stands on the ground; null for bare earth. The two ends of a path are bare [ITU-R P.1812-7, §3.2.1]. */
  readonly cover: CoverGrid | null;
  readonly site: { readonly longitudeDeg: number; readonly latitudeDeg: number; readonly heightAglM: number };
  /** Posts of the result; those beyond the radius stay NaN. */
  readonly window: Lattice;
  readonly radiusM: number;
  /** Height of the receiving antenna at every post. */
  readonly deviceHeightAglM: number;
  /** Further places, each with a height of its own. */
  readonly demand: {
    readonly longitudeDeg: Float64Array;
    readonly latitudeDeg: Float64Array;
    readonly heightAglM: Float32Array;
  };
  /** Step of the terrain profiles, m. */
  readonly stepM: number;
  readonly model: string;
  /** The model's inputs but those of the path, `frequencyHz` included. */
  readonly inputs: ModelInput;
  /** `exact`: the plain model at every post; `sweep`: the walk along radials, where the model has one. */
  readonly method: "sweep" | "exact";
  /** This task does part `index` of `count` parts of the circle. */
  readonly sector: { readonly index: number; readonly count: number };
  /**
   * Where the losses go, dB: the window's posts row by row, then the demand points. Filled with NaN by the caller; may be shared
   * memory, since no two sectors have a place in common.
   */
  readonly lossDb: Float32Array;
}

/** A worker's answer: the losses themselves are in the task's `lossDb`. */
export interface CoverageTaskResult {
  readonly pixels: number;
}

/** The number of values that a task's `lossDb` must hold. */
export function lossLength(window: Lattice, demandCount: number): number {
  return window.width * window.height + demandCount;
}
