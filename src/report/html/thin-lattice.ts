import type { Lattice } from "../../geo/grid.ts";
import type { SiteLoss } from "../../network/result.ts";
import type { Window } from "./payload.ts";

/** A report's map shows at most so many posts across one station's disc: about a pixel of a large screen each. */
export const MAX_POSTS_PER_STATION = 300;

/** A common lattice on which all stations' discs lie, thinned to every `step`-th post. */
export interface ThinLattice {
  readonly lattice: Lattice;
  /** Every how many posts of the full lattice one is kept. */
  readonly step: number;
}

/**
 * The thinned lattice that spans every disc. Posts are kept, not averaged: what the report shows at a post is what was computed there.
 *
 * @param sites at least one; their windows lie on one common lattice
 */
export function thinLattice(sites: readonly SiteLoss[]): ThinLattice {
  const { lonStepDeg, latStepDeg } = sites[0].window;
  const widest = Math.max(...sites.map(({ window }) => Math.max(window.width, window.height)));
  const step = Math.max(1, Math.ceil(widest / MAX_POSTS_PER_STATION));
  const westDeg = Math.min(...sites.map(({ window }) => window.westDeg));
  const northDeg = Math.max(...sites.map(({ window }) => window.northDeg));
  const columns = Math.max(...sites.map(({ window }) => offset(window, westDeg, northDeg).column + window.width));
  const rows = Math.max(...sites.map(({ window }) => offset(window, westDeg, northDeg).row + window.height));
  return {
    step,
    lattice: {
      width: Math.ceil(columns / step),
      height: Math.ceil(rows / step),
      westDeg,
      northDeg,
      lonStepDeg: lonStepDeg * step,
      latStepDeg: latStepDeg * step,
    },
  };
}

/** A station's path losses at the kept posts of its disc, NaN as in the original, and where they lie on the thinned lattice. */
export function thinLoss(
  thin: ThinLattice,
  window: Lattice,
  lossDb: Float32Array,
): { window: Window; lossDb: Float32Array } {
  const { step, lattice } = thin;
  const at = offset(window, lattice.westDeg, lattice.northDeg);
  const column = Math.ceil(at.column / step);
  const row = Math.ceil(at.row / step);
  const width = Math.ceil((at.column + window.width) / step) - column;
  const height = Math.ceil((at.row + window.height) / step) - row;
  const kept = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = ((row + y) * step - at.row) * window.width + column * step - at.column;
    for (let x = 0; x < width; x++) kept[y * width + x] = lossDb[from + x * step];
  }
  return { window: { column, row, width, height }, lossDb: kept };
}

function offset(window: Lattice, westDeg: number, northDeg: number): { column: number; row: number } {
  return {
    column: Math.round((window.westDeg - westDeg) / window.lonStepDeg),
    row: Math.round((northDeg - window.northDeg) / window.latStepDeg),
  };
}
